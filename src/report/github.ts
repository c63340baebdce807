import type { ScanOutcome } from '../scan/result.js';
import { clean } from './clean.js';
import { closingLine } from './closing.js';
import { type Entry, entriesOf, gravestFirst, sentence } from './entries.js';
import { skippedLine } from './skipped.js';

/**
 * The report as commands to GitHub Actions, which shows them beside the lines of a pull request ("Workflow commands" in
 * its documentation). It shows ten errors and ten warnings of a step, so the gravest come first.
 */
export function githubReport(outcome: ScanOutcome): string {
  const { result } = outcome;
  const skipped = result.summary.skipped.map((skipped) => command(result.complete ? 'notice' : 'warning', { title: 'mistral-keys: not read' }, skippedLine(skipped)));
  return [...gravestFirst(entriesOf(outcome)).map(annotation), ...skipped, `${clean(closingLine(result))}\n`].join('');
}

function annotation({ rule, severity, file, line, column, endLine, endColumn, message, finding }: Entry): string {
  // Columns count only within one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const text = finding === undefined ? message : `${message} ${sentence(finding.fix.text)} ${finding.url}`;
  return command(severity, { file, line, endLine, ...columns, title: `mistral-keys/${rule}` }, text);
}

function command(name: 'error' | 'warning' | 'notice', properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([property, value]) => `${property}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(text)}\n`;
}

/** As the toolkit of GitHub Actions escapes (`command.ts`); line ends, which end a command, are controls and spelt out before. */
function escapeData(text: string): string {
  return clean(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
