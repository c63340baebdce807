/** A line of a text. Offsets are 0-based UTF-16 units, `end` exclusive and before the line's end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How many spaces and tabs it begins with. */
  readonly indent: number;
}

/** A longer line is cut off: it is no line that a person wrote. */
const reach = 2000;

/** The line that an offset lies in; of a long one, what stands near. */
export function lineAt(text: string, offset: number): Line {
  const from = Math.max(0, offset - reach);
  const before = text.slice(from, offset);
  const start = from + before.lastIndexOf('\n') + 1;
  const after = text.slice(offset, offset + reach);
  const next = after.indexOf('\n');
  const end = offset + (next < 0 ? after.length : next);
  const content = text.slice(start, end);
  return { start, end, text: content, indent: content.length - content.trimStart().length };
}
