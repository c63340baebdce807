import type { SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import type { Finding } from '../scan/finding.js';
import type { FindingSource } from '../scan/result.js';
import { clean } from './clean.js';
import { colourOf, type Paint } from './colours.js';
import { endOf, expandTabs, startOf, widthOf } from './width.js';

/** The widest part of a line that is shown, in columns. */
const shownWidth = 110;

/** What is shown before the finding in a line that is cut. */
const contextWidth = 40;

/** How many characters on either side of the finding are looked at: more than is shown, so that a key at the rim is masked whole. */
const reach = 2000;

/** A line in three parts, in the middle what the finding is about. All parts are masked and safe to show. */
interface Marked {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** The lines around a finding, masked and safe to show: its own, and where there are such, the one before and the one behind. */
export interface Frame {
  readonly above?: string;
  readonly line: Marked;
  readonly below?: string;
}

/** @returns the frame as lines of text, the finding's line with a line of marks */
export function frame(finding: Finding, source: FindingSource, paint: Paint): string[] {
  const { above, line, below } = frameOf(finding, source);
  const gutter = String(finding.line + 1).length;
  const number = (text: string): string => text.padStart(gutter);
  const rim = paint('dim', '|');
  const neighbour = (at: number, text: string | undefined): string[] =>
    text === undefined ? [] : [`  ${paint('dim', number(String(at)))} ${rim} ${text}`.trimEnd()];
  return [
    ...neighbour(finding.line - 1, above),
    `${paint(colourOf(finding.severity), '>')} ${paint('dim', number(String(finding.line)))} ${rim} ${line.before}${line.marked}${line.after}`.trimEnd(),
    `  ${number('')} ${rim} ${' '.repeat(widthOf(line.before))}${paint(colourOf(finding.severity), '^'.repeat(Math.max(1, widthOf(line.marked))))}`,
    ...neighbour(finding.line + 1, below),
  ];
}

/** @returns the frame in its parts */
export function frameOf(finding: Finding, { source, secrets }: FindingSource): Frame {
  const neighbour = (at: number): string | undefined => {
    if (at < 1 || at > source.lineStarts.length) return undefined;
    return shorten(tidy(hide(source.line(at).slice(0, reach), secrets, finding)), shownWidth);
  };
  const above = neighbour(finding.line - 1);
  const below = neighbour(finding.line + 1);
  return {
    ...(above === undefined ? {} : { above }),
    line: cut(markedLine(finding, source, secrets)),
    ...(below === undefined ? {} : { below }),
  };
}

function markedLine(finding: Finding, source: SourceFile, secrets: readonly string[]): Marked {
  const text = source.line(finding.line);
  const start = finding.column - 1;
  const end = finding.endLine === finding.line ? finding.endColumn - 1 : text.length;
  const first = Math.max(0, start - reach);
  const near = text.slice(first, Math.min(text.length, Math.max(end, start) + reach, start + 2 * reach));
  const masked = hide(near, secrets, finding);
  const before = hide(near.slice(0, start - first), secrets, finding);
  const after = hide(near.slice(end - first), secrets, finding);
  // Where the range ends amid a key, the masked parts do not add up to the masked whole, which alone is safe to show.
  const adds = masked.startsWith(before) && masked.endsWith(after) && before.length + after.length <= masked.length;
  if (!adds) return { before: '', marked: tidy(masked), after: '' };
  return { before: tidy(before), marked: tidy(masked.slice(before.length, masked.length - after.length)), after: tidy(after) };
}

/** Masks keys. Near a key also short pieces in quotes go, since keys are split to hide them. */
function hide(text: string, secrets: readonly string[], finding: Finding): string {
  const masked = maskKeys(text, secrets);
  if (finding.key === undefined) return masked;
  return masked.replace(/(["'`])([A-Za-z0-9+/=]{4,})\1/gu, (piece, quote: string, inner: string) =>
    /\d/u.test(inner) && /[A-Za-z]/u.test(inner) ? `${quote}…${quote}` : piece,
  );
}

function cut({ before, marked, after }: Marked): Marked {
  if (widthOf(before) + widthOf(marked) + widthOf(after) <= shownWidth) return { before, marked, after };
  const shownBefore = widthOf(before) > contextWidth ? `…${endOf(before, contextWidth)}` : before;
  const shownMarked = shorten(marked, shownWidth - widthOf(shownBefore));
  return { before: shownBefore, marked: shownMarked, after: shorten(after, Math.max(1, shownWidth - widthOf(shownBefore) - widthOf(shownMarked))) };
}

function shorten(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${startOf(text, width - 1)}…`;
}

/** Safe to show, tabs as spaces. */
function tidy(text: string): string {
  return clean(expandTabs(text));
}
