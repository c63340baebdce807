/** Where files come from: the disk, the index of git, or a test's memory. Paths are absolute, with `/`. */
export interface FileReader {
  /** @returns the bytes, or `undefined` where there is no such regular file */
  read(path: string): Uint8Array | undefined;
  isFile(path: string): boolean;
  /** Every file of the project that could hold source code; asked only when a question needs the whole project. */
  list(): readonly string[];
}

/**
 * A text with more UTF-16 units than this is not parsed: trees take some fifty times the memory of their text. The
 * lexical detector reads it, in one pass.
 */
export const parseLimit = 20_000_000;
