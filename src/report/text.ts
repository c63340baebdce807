import type { ScanOutcome, SuppressedFinding, UnusedSuppression } from '../scan/result.js';
import { clean } from './clean.js';
import { closingLine } from './closing.js';
import { colourOf, painter, type Paint } from './colours.js';
import { findingText, place } from './finding-text.js';
import type { ReportSettings } from './format.js';

/** The report for people. */
export function textReport({ result, sources }: ScanOutcome, settings: ReportSettings): string {
  const paint = painter(settings.colour);
  const blocks = result.findings.map((finding) => findingText(finding, sources.get(finding.file), paint));
  const unused = result.unusedSuppressions.map((suppression) => unusedLine(suppression, paint));
  if (settings.suppressed === true) blocks.push(...result.suppressedFindings.map((one) => suppressedLine(one, paint)));
  if (unused.length > 0) blocks.push(unused.join('\n'));
  return `${[...blocks, closingLine(result, paint)].join('\n\n')}\n`;
}

function unusedLine(suppression: UnusedSuppression, paint: Paint): string {
  return `${place(suppression, paint)} ${paint(colourOf('warning'), 'warning')} ${paint('bold', 'unused-suppression')}: ${clean(suppression.message)}`;
}

function suppressedLine({ finding, by, reason }: SuppressedFinding, paint: Paint): string {
  const why = reason === undefined ? 'no reason is given' : clean(reason);
  return `${place(finding, paint)} ${paint('dim', 'suppressed')} ${paint('bold', finding.rule)}: ${clean(finding.message)}\n  ${paint('dim', `${by}:`)} ${why}`;
}
