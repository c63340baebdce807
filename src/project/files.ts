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

const component = /\.(?:vue|svelte|astro|client\.[cm]?[jt]sx?)$/u;

/** Is it a page, which may load scripts of the project? */
export function isPage(path: string): boolean {
  return /\.x?html?$/iu.test(path);
}

/** Can a file be an entry of the browser, by its name or by the directive at its head? */
export function mayBeBrowserEntry(path: string, bytes: Uint8Array | undefined): boolean {
  if (component.test(path)) return true;
  if (bytes === undefined) return false;
  if (isPage(path)) return /<script\s[^>]{0,500}src=["']?(?![a-z]{2,10}:|\/\/)/iu.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  // A directive stands before all code; comments before it are short.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  return head.includes('use client');
}

/** The files of a project that may be browser entries. */
export function browserEntriesOf(files: FileReader): readonly string[] {
  return files.browserEntries?.() ?? files.list().filter((path) => mayBeBrowserEntry(path, component.test(path) ? undefined : files.read(path)));
}

/**
 * A text with more UTF-16 units than this is not parsed, and the lexical detector reads it in one pass. Of minified code
 * so many take some 2 s and 450 MB to parse and to follow, of code as people write it half of that.
 */
export const parseLimit = 800_000;
