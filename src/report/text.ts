import type { Finding } from '../scan/finding.js';
import type { FindingSource, ScanOutcome, UnusedSuppression } from '../scan/result.js';
import { clean } from './clean.js';
import { closingLine } from './closing.js';
import { type Colour, colourOf, painter, type Paint } from './colours.js';
import { frame } from './frame.js';
import type { ReportSettings } from './format.js';

/** The report for people. */
export function textReport({ result, sources }: ScanOutcome, settings: ReportSettings): string {
  const paint = painter(settings.colour);
  const blocks = result.findings.map((finding) => block(finding, sources.get(finding.file), paint));
  const unused = result.unusedSuppressions.map((suppression) => unusedLine(suppression, paint));
  if (unused.length > 0) blocks.push(unused.join('\n'));
  return `${[...blocks, closingLine(result, paint)].join('\n\n')}\n`;
}

/** What to do comes right below the frame; what is only to be looked up stays in the background. */
function block(finding: Finding, source: FindingSource | undefined, paint: Paint): string {
  const { severity, cause } = finding;
  const label = (name: string, colour: Colour = 'dim'): string => `  ${paint(colour, `${name}:`.padEnd(6))} `;
  return [
    `${place(finding, paint)} ${paint(colourOf(severity), severity)} ${paint('bold', finding.rule)}: ${clean(finding.message)}`,
    ...(source === undefined ? [] : frame(finding, source, paint)),
    ...(finding.chain ?? []).map((link) => `${label('chain')}${clean(link.file)}:${link.line} ${clean(link.note)}`),
    `${label('help', 'cyan')}${clean(finding.fix.text)}`,
    `${label('seen')}${clean(finding.symptom)}`,
    `${label('cause')}${clean(cause.text)} ${paint('dim', cause.url)}`,
    `${label('rule')}${paint('dim', finding.url)}`,
  ].join('\n');
}

function unusedLine(suppression: UnusedSuppression, paint: Paint): string {
  return `${place(suppression, paint)} ${paint(colourOf('warning'), 'warning')} ${paint('bold', 'unused-suppression')}: ${clean(suppression.message)}`;
}

function place({ file, line, column }: { file: string; line: number; column: number }, paint: Paint): string {
  return paint('bold', `${clean(file)}:${line}:${column}`);
}
