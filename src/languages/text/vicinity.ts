import type { Run } from '../../key/shape.js';

/** A stretch of text. Offsets are 0-based UTF-16 units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** In a longer line "the same line" says nothing any more; then this much on either side counts. */
const longLine = 500;
const longLineReach = 200;

/** A command that goes on over more lines is looked at no further. */
const joinedLines = 12;

/**
 * The line of a value, with the lines that a mark at their end joins to it (`\`, `^`); or what stands nearby, where the
 * line is long.
 */
export function lineAround(text: string, run: Run): Stretch {
  return joinedLine(text, run) ?? nearby(text, run);
}

/**
 * The line of a value and the lines before and behind it that belong to the same sentence: those that the sentence wraps
 * into or out of. A line that ends a sentence, or an entry of a list, does not.
 */
export function sentenceAround(text: string, run: Run): Stretch {
  const line = joinedLine(text, run);
  if (line === undefined) return nearby(text, run);
  let { start, end } = line;
  const before = start > 0 ? lineStart(text, start - 1) : undefined;
  if (before !== undefined && wraps(text.slice(before, start), text.slice(start, run.start))) start = before;
  const after = end < text.length ? lineEnd(text, end + 1) : undefined;
  if (after !== undefined && wraps(text.slice(line.start, line.end), text.slice(end, after))) end = after;
  return { start, end };
}

/** The line of a run with the lines joined to it; `undefined` where it is too long to say anything. */
function joinedLine(text: string, run: Run): Stretch | undefined {
  let start = lineStart(text, run.start);
  let end = lineEnd(text, run.end);
  if (start === undefined || end === undefined || end - start > longLine) return undefined;
  for (let count = 0; count < joinedLines && /[\\^]\r?\n$/u.test(text.slice(Math.max(0, start - 3), start)); count++) {
    const before = lineStart(text, start - 1);
    if (before === undefined) break;
    start = before;
  }
  for (let count = 0; count < joinedLines && end < text.length && /[\\^]\r?$/u.test(text.slice(end - 2, end)); count++) {
    const after = lineEnd(text, end + 1);
    if (after === undefined) break;
    end = after;
  }
  return { start, end };
}

/** `Subject: …`: the lines of a head, or of a list, are no sentences. */
const label = /^\s{0,40}[A-Za-z][\w-]{1,40}:\s/u;

/** Whether a sentence goes on from one line to the next. Assignments and markup are no sentences. */
function wraps(line: string, next: string): boolean {
  const text = line.trimEnd();
  return (
    !(label.test(text) && label.test(next)) &&
    /[\p{L}\d,:(–—-]$/u.test(text) &&
    !/[=<>{};]|^\s{0,200}["'[|]/u.test(text) &&
    !/^[\s/*#;%!-]{0,80}(?:[\w.-]{1,80}\s{0,8}=|[<{["'@|]|\d{1,3}[.)]\s|-\s)/u.test(next) &&
    /\S\s\S/u.test(text)
  );
}

/** The paragraph of a value: lines without an empty one between them, at most a dozen each way. */
export function paragraphAround(text: string, run: Run): Stretch {
  let start = lineStart(text, run.start);
  let end = lineEnd(text, run.end);
  if (start === undefined || end === undefined) return nearby(text, run);
  for (let count = 0; count < joinedLines && start > 0; count++) {
    const before = lineStart(text, start - 1);
    if (before === undefined || text.slice(before, start).trim() === '') break;
    start = before;
  }
  for (let count = 0; count < joinedLines && end < text.length; count++) {
    const after = lineEnd(text, end + 1);
    if (after === undefined || text.slice(end, after).trim() === '') break;
    end = after;
  }
  return { start, end };
}

function nearby(text: string, run: Run): Stretch {
  return { start: Math.max(0, run.start - longLineReach), end: Math.min(text.length, run.end + longLineReach) };
}

/** The start of the line that holds an offset; `undefined` where it lies too far off to be worth a search. */
function lineStart(text: string, offset: number): number | undefined {
  const from = Math.max(0, offset - longLine);
  const found = text.slice(from, offset).lastIndexOf('\n');
  if (found >= 0) return from + found + 1;
  return from === 0 ? 0 : undefined;
}

/** The end of the line that holds an offset, before its line feed; `undefined` where it lies too far off. */
function lineEnd(text: string, offset: number): number | undefined {
  const found = text.slice(offset, offset + longLine).indexOf('\n');
  if (found >= 0) return offset + found;
  return offset + longLine >= text.length ? text.length : undefined;
}
