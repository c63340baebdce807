/** A run of characters that could be a key or, with others, a part of one. */
const piece = /[\w+/=-]{16}/u;
const digit = /\d/u;

/** What says that a value is a key, or whose. */
const context = /mistral|codestral|key|token|secret|auth|bearer/iu;

const lineEnd = /\r\n|[\r\n\u2028\u2029]/u;

/** A line that has to do with keys: a hash of it, and its number, 1-based. */
export interface RelevantLine {
  readonly hash: number;
  readonly line: number;
}

/** @returns the lines of a text that have to do with keys; none where nothing in it could be one */
export function relevantLines(text: string): readonly RelevantLine[] {
  if (!piece.test(text)) return [];
  let holdsPiece = false;
  const lines: RelevantLine[] = [];
  for (const [index, line] of text.split(lineEnd).entries()) {
    const holds = piece.test(line) && digit.test(line);
    if (!holds && !context.test(line)) continue;
    holdsPiece ||= holds;
    lines.push({ hash: hashOf(line), line: index + 1 });
  }
  return holdsPiece ? lines : [];
}

/** A hash of 52 bits, in two multiplicative halves: the lines of one file do not meet by chance. */
function hashOf(line: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < line.length; index++) {
    const unit = line.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
}
