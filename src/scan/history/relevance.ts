/** A run of characters that could be a key or, with others, a part of one. */
const piece = /[\w+/=-]{16}/u;
const digit = /\d/u;

/** What says that a value is a key, or whose. */
const context = /mistral|codestral|key|token|secret|auth|bearer/iu;

/**
 * Remembers what of each file has been understood, so that of ten versions of a file which differ in a few lines not all are
 * understood in full. A version is worth it when a line that has to do with keys is new at its path.
 */
export class Relevance {
  readonly #seen = new Map<string, Set<number>>();

  /** @returns whether the text has something that could be a key, and something about keys that no text before had at this path */
  isNew(path: string, text: string): boolean {
    if (!piece.test(text)) return false;
    let seen = this.#seen.get(path);
    if (seen === undefined) {
      seen = new Set();
      this.#seen.set(path, seen);
    }
    let holdsPiece = false;
    const fresh: number[] = [];
    for (const line of text.split('\n')) {
      const holds = piece.test(line) && digit.test(line);
      if (!holds && !context.test(line)) continue;
      holdsPiece ||= holds;
      const hash = hashOf(line);
      if (!seen.has(hash)) fresh.push(hash);
    }
    if (!holdsPiece || fresh.length === 0) return false;
    for (const hash of fresh) seen.add(hash);
    return true;
  }
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
