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

/** @returns the lines of the frame: the finding's line, marked, between the one before and the one behind */
export function frame(finding: Finding, { source, secrets }: FindingSource, paint: Paint): string[] {
  const { line } = finding;
  const gutter = String(line + 1).length;
  const number = (text: string): string => text.padStart(gutter);
  const rim = paint('dim', '|');
  const neighbour = (at: number): string[] => {
    if (at < 1 || at > source.lineStarts.length) return [];
    const shown = shorten(tidy(hide(source.line(at).slice(0, reach), secrets, finding)), shownWidth);
    return [`  ${paint('dim', number(String(at)))} ${rim} ${shown}`.trimEnd()];
  };
  const { before, marked, after } = cut(markedLine(finding, source, secrets));
  return [
    ...neighbour(line - 1),
    `${paint(colourOf(finding.severity), '>')} ${paint('dim', number(String(line)))} ${rim} ${before}${marked}${after}`.trimEnd(),
    `  ${number('')} ${rim} ${' '.repeat(widthOf(before))}${paint(colourOf(finding.severity), '^'.repeat(Math.max(1, widthOf(marked))))}`,
    ...neighbour(line + 1),
  ];
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
