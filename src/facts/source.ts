/** A position in a text. Both parts are 1-based; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One decoded file: its path, its text, and the way from offsets to lines. */
export class SourceFile {
  #lineStarts: readonly number[] | undefined;

  /**
   * @param path absolute path with `/`, or any unique name for text that has no file
   * @param text the decoded text, without its byte order mark
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** Offsets (0-based, UTF-16) at which each line starts. LF, CRLF, CR, LS and PS end a line, as in ESLint. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      const ends = /\r\n|[\r\n\u2028\u2029]/gu;
      while (ends.exec(this.text) !== null) starts.push(ends.lastIndex);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** @param offset 0-based, in UTF-16 units; beyond the end counts as the end */
  position(offset: number): Position {
    const index = lastNotAfter(this.lineStarts, offset);
    return { line: index + 1, column: Math.min(offset, this.text.length) - (this.lineStarts[index] ?? 0) + 1 };
  }

  /** @param line 1-based; returns the line's text without its end, or `''` where there is no such line */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[line] ?? this.text.length + 1;
    let end = Math.min(next, this.text.length);
    while (end > start && /[\r\n\u2028\u2029]/u.test(this.text.charAt(end - 1))) end--;
    return this.text.slice(start, end);
  }
}

/** A stretch of a file. Offsets are 0-based UTF-16 units, `end` exclusive. */
export interface Place {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A change of text. Offsets are 0-based UTF-16 units into the file as it was read. */
export interface Edit {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The index of the last of some offsets, given in order, that does not lie after another; 0 where all do. */
export function lastNotAfter(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
