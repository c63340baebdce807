import { lastNotAfter, type Place, SourceFile } from '../../facts/source.js';

/**
 * A text that stands inside of a file and is read like a file of its own: a fence of a document, the cells of a notebook.
 * It knows the way back from its offsets to those of the file.
 */
export class Excerpt {
  /** What is read in its stead. */
  readonly source: SourceFile;

  /**
   * @param outer the file that it stands in
   * @param path its folder is that of the file, its ending that of its language
   */
  constructor(
    readonly outer: SourceFile,
    path: string,
    text: string,
    readonly pieces: Pieces,
  ) {
    this.source = new SourceFile(path, text);
  }

  /** The place in the file of a stretch of the excerpt; where a character is spelled by several, all of them. */
  place(start: number, end: number): Place {
    const first = this.pieces.start(start);
    return { source: this.outer, start: first, end: end > start ? Math.max(first, this.pieces.end(end)) : first };
  }
}

/** The way from the offsets of a text to those of the file that its pieces stand in. */
class Pieces {
  /** In order: where a piece begins in the text, where in the file, and how much of the file it takes. */
  readonly #at: number[] = [];
  readonly #from: number[] = [];
  readonly #width: number[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /**
   * @param length of the piece in the text
   * @param from where it begins in the file
   * @param width how much of the file spells it; of as many characters each is one of the file's
   */
  add(length: number, from: number, width: number): void {
    if (length === 0) return;
    const last = this.#at.length - 1;
    const lastFrom = this.#from[last] ?? 0;
    const lastWidth = this.#width[last] ?? 0;
    const joins = last >= 0 && length === width && lastFrom + lastWidth === from && this.#length - (this.#at[last] ?? 0) === lastWidth;
    if (joins) this.#width[last] = lastWidth + width;
    else {
      this.#at.push(this.#length);
      this.#from.push(from);
      this.#width.push(width);
    }
    this.#length += length;
  }

  start(offset: number): number {
    const index = lastNotAfter(this.#at, offset);
    const inside = offset - (this.#at[index] ?? 0);
    return (this.#from[index] ?? 0) + (this.#isVerbatim(index) ? inside : 0);
  }

  /** @param offset behind the last character of a stretch */
  end(offset: number): number {
    const index = lastNotAfter(this.#at, Math.max(0, offset - 1));
    const inside = offset - (this.#at[index] ?? 0);
    return (this.#from[index] ?? 0) + (this.#isVerbatim(index) ? inside : (this.#width[index] ?? 0));
  }

  #isVerbatim(index: number): boolean {
    return (this.#at[index + 1] ?? this.#length) - (this.#at[index] ?? 0) === this.#width[index];
  }
}

/** Puts an excerpt together from pieces of a file, in their order. */
export class ExcerptBuilder {
  readonly #parts: string[] = [];
  readonly #pieces = new Pieces();
  #end = 0;

  constructor(readonly outer: SourceFile) {}

  /** The length of the text so far. */
  get length(): number {
    return this.#pieces.length;
  }

  /** Adds a stretch of the file as it stands. */
  addVerbatim(start: number, end: number): void {
    this.addSpelled(this.outer.text.slice(start, end), start, end);
  }

  /** Adds what a stretch of the file stands for. */
  addSpelled(text: string, start: number, end: number): void {
    this.#parts.push(text);
    this.#pieces.add(text.length, start, end - start);
    this.#end = end;
  }

  /** Adds what the file does not say: it stands behind the last piece. */
  addMade(text: string): void {
    this.addSpelled(text, this.#end, this.#end);
  }

  /** @param path of the excerpt: its folder is where imports are looked for, its ending tells the language */
  build(path: string): Excerpt {
    return new Excerpt(this.outer, path, this.#parts.join(''), this.#pieces);
  }
}
