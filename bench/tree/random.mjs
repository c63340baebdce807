/** A stream of numbers that is the same for the same seed, on every machine: the mulberry32 generator. */
export class Random {
  #state;

  /** @param {number} seed a whole number */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0, less than `limit`. */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  pick(items) {
    return items[this.below(items.length)];
  }

  /** `length` characters of an alphabet. */
  characters(length, alphabet) {
    let text = '';
    for (let index = 0; index < length; index += 1) text += alphabet[this.below(alphabet.length)];
    return text;
  }

  /**
   * A size in bytes as files of projects have them: most small, a few large. A log-normal distribution whose mean is
   * 3.2 times its median, as with 8 kB and 2.5 kB.
   */
  size(middle, most) {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.min(most, Math.round(middle * Math.exp(1.52 * normal)));
  }
}

export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const hexadecimal = '0123456789abcdef';
