import type { Finding } from '../scan/finding.js';
import type { FindingSource } from '../scan/result.js';
import { clean } from './clean.js';
import { type Colour, colourOf, type Paint } from './colours.js';
import { frame } from './frame.js';

/** One finding. What to do comes right below the frame; what is only to be looked up stays in the background. */
export function findingText(finding: Finding, source: FindingSource | undefined, paint: Paint): string {
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

/** A place as terminals make it clickable. Line and column are 1-based. */
export function place({ file, line, column }: { file: string; line: number; column: number }, paint: Paint): string {
  return paint('bold', `${clean(file)}:${line}:${column}`);
}
