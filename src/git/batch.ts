/** One answer of `git cat-file --batch`. */
export type Answer =
  /** `bytes` lives in a buffer that is used again: copy what is to be kept. */
  | { readonly kind: 'object'; readonly id: string; readonly type: string; readonly bytes: Buffer }
  | { readonly kind: 'large'; readonly id: string; readonly type: string; readonly size: number }
  | { readonly kind: 'missing'; readonly id: string };

const lineEnd = 0x0a;

/** Objects up to this size are put together in one buffer, again and again: a buffer each would keep the garbage collector busy. */
const scratchSize = 1 << 20;

/**
 * Reads what `git cat-file --batch` prints, in pieces as they come: for each object `<id> <type> <size>`, a line end, its
 * bytes and a line end, or `<id> missing`.
 */
export class BatchParser {
  #header = '';
  #type = '';
  #id = '';
  /** The bytes of the object that came so far, where it did not come in one piece. */
  #body: Buffer | undefined;
  #scratch: Buffer | undefined;
  #size = -1;
  #filled = 0;

  /**
   * @param limit larger objects are passed over, in bytes
   * @param onAnswer told of each object, in order
   */
  constructor(
    readonly limit: number,
    readonly onAnswer: (answer: Answer) => void,
  ) {}

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#size < 0 ? this.#readHeader(chunk, at) : this.#readBody(chunk, at);
  }

  #readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(lineEnd, at);
    if (end < 0) {
      this.#header += chunk.toString('latin1', at);
      return chunk.length;
    }
    const header = this.#header + chunk.toString('latin1', at, end);
    this.#header = '';
    // A name that was asked for may have blanks in it; that of an object has none.
    const [, id, type = '', size] = /^([\da-f]{40,64}) (\w+) (\d+)$/u.exec(header) ?? [];
    if (id === undefined) this.onAnswer({ kind: 'missing', id: header.replace(/ \w+$/u, '') });
    else {
      this.#id = id;
      this.#type = type;
      this.#size = Number(size);
      this.#filled = 0;
    }
    return end + 1;
  }

  /** The line end behind the bytes counts as one byte more. */
  #readBody(chunk: Buffer, at: number): number {
    const size = this.#size;
    if (size > this.limit) {
      const taken = Math.min(size + 1 - this.#filled, chunk.length - at);
      this.#filled += taken;
      if (this.#filled === size + 1) this.#finish({ kind: 'large', id: this.#id, type: this.#type, size });
      return at + taken;
    }
    if (this.#filled === 0 && chunk.length - at > size) {
      this.#finish({ kind: 'object', id: this.#id, type: this.#type, bytes: chunk.subarray(at, at + size) });
      return at + size + 1;
    }
    this.#body ??= size < scratchSize ? (this.#scratch ??= Buffer.allocUnsafeSlow(scratchSize)) : Buffer.allocUnsafe(size + 1);
    const taken = chunk.copy(this.#body, this.#filled, at, at + size + 1 - this.#filled);
    this.#filled += taken;
    if (this.#filled === size + 1) this.#finish({ kind: 'object', id: this.#id, type: this.#type, bytes: this.#body.subarray(0, size) });
    return at + taken;
  }

  #finish(answer: Answer): void {
    this.#size = -1;
    this.#body = undefined;
    this.onAnswer(answer);
  }
}
