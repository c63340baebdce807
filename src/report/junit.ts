import type { ScanOutcome, ScanResult } from '../scan/result.js';
import { byFile, type Entry, entriesOf, sentence } from './entries.js';
import type { ReportSettings } from './format.js';
import { skippedLine } from './skipped.js';
import { attributes, escapeXml, xmlDeclaration } from './xml.js';

/** The report as JUnit's XML, for the test tabs of CI services: a suite a file, a failed test case a finding. */
export function junitReport(outcome: ScanOutcome, { tool, finished }: ReportSettings): string {
  const { result } = outcome;
  const entries = entriesOf(outcome);
  const errors = result.complete ? 0 : 1;
  const time = result.summary.seconds.toFixed(3);
  const files = byFile(entries);
  const timestamp = finished.toISOString().slice(0, 19);
  const suites = [...files].map(([file, found]) => {
    const counts = { name: file, tests: found.length, failures: found.length, errors: 0, skipped: 0, timestamp };
    return `  <testsuite${attributes(counts)}>\n${withNames(found).map(testCase).join('')}  </testsuite>\n`;
  });
  const total = { name: tool.name, tests: entries.length + 1, failures: entries.length, errors, time };
  const own = { name: tool.name, tests: 1, failures: 0, errors, skipped: 0, time, timestamp };
  return (
    `${xmlDeclaration}<testsuites${attributes(total)}>\n${suites.join('')}` +
    `  <testsuite${attributes(own)}>\n${scanCase(tool.name, result)}  </testsuite>\n</testsuites>\n`
  );
}

/**
 * Services compare the cases of two builds by their names, and of cases with one name GitLab shows the first alone. So a name
 * says what is found, not the line, which moves, and is there once in a file.
 */
function withNames(entries: readonly Entry[]): { readonly name: string; readonly entry: Entry }[] {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const text = `${entry.rule}: ${entry.message}`;
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return { name: count === 1 ? text : `${text} (${count})`, entry };
  });
}

function testCase({ name, entry }: { readonly name: string; readonly entry: Entry }): string {
  const { rule, severity, file, line, column, message, finding } = entry;
  const text = [
    `${file}:${line}:${column} ${severity} ${rule}: ${message}`,
    ...(finding?.chain ?? []).map((link) => `Chain: ${link.file}:${link.line} ${link.note}`),
    ...(finding === undefined ? [] : [`Fix: ${sentence(finding.fix.text)}`, `Seen: ${finding.symptom}`, `Cause: ${finding.cause.text} ${finding.cause.url}`, `Rule: ${finding.url}`]),
  ];
  return (
    `    <testcase${attributes({ name, classname: file })}>\n` +
    `      <failure${attributes({ type: severity, message })}>${text.map(escapeXml).join('\n')}</failure>\n    </testcase>\n`
  );
}

/** A report has at least one test case: CI services take a file without any for a broken one. */
function scanCase(classname: string, { complete, summary }: ScanResult): string {
  const list = summary.skipped.map((skipped) => escapeXml(skippedLine(skipped))).join('\n');
  const content = [
    ...(complete ? [] : ['      <error type="incomplete" message="Not everything could be read."/>\n']),
    ...(list === '' ? [] : [`      <system-err>${list}</system-err>\n`]),
  ];
  return `    <testcase${attributes({ name: 'Everything could be read', classname })}>\n${content.join('')}    </testcase>\n`;
}
