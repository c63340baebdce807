import { mayBeBrowserEntry } from './entry-candidates.js';

/** Where files come from: the disk, the index of git, or a test's memory. Paths are absolute, with `/`. */
export interface FileReader {
  /** @returns the bytes, or `undefined` where there is no such regular file */
  read(path: string): Uint8Array | undefined;
  isFile(path: string): boolean;
  /** Every file of the project that could hold source code; asked only when a question needs the whole project. */
  list(): readonly string[];
  /** The files of `list()` that name Mistral, where somebody has read them all already. */
  mistralFiles?(): readonly string[];
  /** The files of `list()` that may be browser entries, where somebody has read them all already. */
  browserEntries?(): readonly string[];
}

/** The files of a project that may be browser entries. */
export function browserEntriesOf(files: FileReader): readonly string[] {
  return files.browserEntries?.() ?? files.list().filter((path) => mayBeBrowserEntry(path, files.read(path)));
}

/**
 * A text with more UTF-16 units than this is not parsed, and the lexical detector reads it in one pass. Of minified code
 * so many take some 2 s and 450 MB to parse and to follow, of code as people write it half of that.
 */
export const parseLimit = 800_000;
