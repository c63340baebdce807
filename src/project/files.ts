/** Where files come from: the disk, the index of git, or a test's memory. Paths are absolute, with `/`. */
export interface FileReader {
  /** @returns the bytes, or `undefined` where there is no such regular file */
  read(path: string): Uint8Array | undefined;
  isFile(path: string): boolean;
  /** Every file of the project that could hold source code; asked only when a question needs the whole project. */
  list(): readonly string[];
}
