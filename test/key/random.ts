const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Makes the same random text again for the same seed (mulberry32), so that a test that fails fails again. */
export class RandomText {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A random text in the shape of a key, none of anybody's; rarely one that happens to lack an upper-case letter or a digit. */
  key(length = 32): string {
    return this.#text(length, alphabet);
  }

  hex(length = 32): string {
    return this.#text(length, '0123456789abcdef');
  }

  #text(length: number, characters: string): string {
    let text = '';
    while (text.length < length) text += characters[Math.floor(this.#next() * characters.length)] ?? '';
    return text;
  }

  /** At least 0, below 1. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
