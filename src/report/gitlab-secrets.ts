import type { Finding } from '../scan/finding.js';
import type { ScanOutcome, ScanResult } from '../scan/result.js';
import { classifications } from './classification.js';
import { clean, cleanJson } from './clean.js';
import { entriesOf, sentence } from './entries.js';
import type { ReportSettings } from './format.js';
import { prose } from './markdown-text.js';
import { skippedLine } from './skipped.js';

/** The version of GitLab's security report schemas that the report keeps to. */
const schemaVersion = '15.2.1';

/** The longest solution that the schema takes. */
const longestSolution = 7000;

/** Stands for the commit where no commits were scanned, as in the reports of GitLab's own analyser. */
const noCommit = '0000000';

/**
 * The report as GitLab's secret detection takes it (`secret-detection-report-format.json` of its security report schemas).
 * It lists what gives a key away; what else was found is for the Code Quality report, and is said in a message.
 */
export function gitlabSecretsReport(outcome: ScanOutcome, { tool, finished }: ReportSettings): string {
  const { result } = outcome;
  const leaks = entriesOf(outcome).flatMap(({ finding, fingerprint }) => (finding !== undefined && isLeak(finding) ? [vulnerability(finding, fingerprint)] : []));
  const scanner = { id: tool.name, name: tool.name, version: tool.version, vendor: { name: tool.name } };
  const report = {
    version: schemaVersion,
    scan: {
      analyzer: scanner,
      scanner,
      type: 'secret_detection',
      start_time: time(finished.getTime() - result.summary.seconds * 1000),
      end_time: time(finished.getTime()),
      status: result.complete ? 'success' : 'failure',
      messages: messages(result, leaks.length),
    },
    vulnerabilities: leaks,
  };
  return `${cleanJson(JSON.stringify(report, undefined, 2))}\n`;
}

function isLeak({ cause }: Finding): boolean {
  return classifications[cause.id].leak;
}

function vulnerability(finding: Finding, fingerprint: string): object {
  const { rule, messageId, severity, file, line, endLine, message, cause, symptom, fix, url, key, chain = [], commit } = finding;
  const { cwe } = classifications[cause.id];
  const details = {
    ...(key === undefined ? {} : { key: { type: 'text', name: 'Key', value: key.redacted } }),
    ...(chain.length === 0 ? {} : { chain: { type: 'list', name: 'Chain', items: chain.map((link) => ({ type: 'text', value: `${link.file}:${link.line} ${link.note}` })) } }),
  };
  return {
    id: uuid(fingerprint),
    name: cause.text,
    // The schema takes this one for Markdown.
    description: prose(`${message} ${symptom}`),
    severity: severity === 'error' ? 'Critical' : 'Medium',
    solution: clean(sentence(fix.text)).slice(0, longestSolution),
    identifiers: [
      { type: 'mistral_keys_rule', name: `mistral-keys/${rule} ${messageId}`, value: `${rule}/${messageId}`, url },
      ...(cwe === undefined ? [] : [{ type: 'cwe', name: `CWE-${cwe}`, value: String(cwe), url: `https://cwe.mitre.org/data/definitions/${cwe}.html` }]),
    ],
    links: [{ name: 'Documented cause', url: cause.url }],
    location: {
      file,
      start_line: line,
      end_line: endLine,
      commit: commit === undefined ? { sha: noCommit } : { sha: commit.id, author: commit.author, date: commit.date, message: commit.subject },
    },
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

function messages({ summary, complete, unusedSuppressions }: ScanResult, leaks: number): object[] {
  const others = summary.findings - leaks + unusedSuppressions.length;
  return [
    ...(others > 0 ? [{ level: 'info', value: `Not listed here, since they give no key away: ${others}. The report gitlab-codequality lists them.` }] : []),
    ...summary.skipped.map((skipped) => ({ level: complete ? 'info' : 'warn', value: skippedLine(skipped) })),
  ];
}

/** A time in UTC without fraction and zone, as the schema wants it. */
function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

/** A fingerprint in the form of a UUID whose bits have no meaning to others (RFC 9562, version 8). */
function uuid(fingerprint: string): string {
  const parts = [fingerprint.slice(0, 8), fingerprint.slice(8, 12), `8${fingerprint.slice(13, 16)}`, `8${fingerprint.slice(17, 20)}`, fingerprint.slice(20, 32)];
  return parts.join('-');
}
