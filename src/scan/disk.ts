import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { mayBeBrowserEntry } from '../project/entry-candidates.js';
import { detectEncoding } from './encoding.js';
import { longestName, namesMistral } from './gate.js';
import { isOfProject, isSource } from './kinds.js';
import { systemPath } from './path-bytes.js';
import { reasonOf } from './reasons.js';

/** Files of more bytes are not read whole: a string of V8 ends at 2^29 − 24 units. */
const readLimit = 500_000_000;

/** Nearly every file fits, and the search finds it still in the processor's cache. */
const bufferSize = 256 * 1024;

/** As much of the end of one stretch of a file is looked at with the next, so that no words of a configuration are cut in two. */
const longestWords = 2048;

/** Windows has neither flag, though the types do not say so. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/** What a look through the gate tells of a file. */
export type Look =
  | {
      readonly kind: 'read';
      readonly bytes: number;
      readonly names: boolean;
      readonly binary: boolean;
      /** It is a source file, and may be one that the browser loads. */
      readonly browserEntry: boolean;
    }
  /** Gone, a symbolic link, or no regular file: nothing to read. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What reading a file whole gives. */
export type Content =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads many files through one buffer. */
export class Gate {
  readonly #buffer = Buffer.allocUnsafeSlow(bufferSize);

  /**
   * Looks through a file for the names of Mistral.
   * @param path absolute
   * @param named the user named this very file, so that a link is followed and a missing file is an error
   * @param words by which the configuration of the project lets the file in, too
   */
  look(path: string, named: boolean, words?: RegExp): Look {
    let file: number | undefined;
    try {
      // A pipe in place of a file must not hold the scan up, hence O_NONBLOCK; it makes no difference to files.
      file = openSync(systemPath(path), constants.O_RDONLY | O_NONBLOCK | (named ? 0 : O_NOFOLLOW));
      return this.#lookInto(file, path, words);
    } catch (error) {
      if (!named && isNothing(error)) return { kind: 'none' };
      return { kind: 'unreadable', reason: reasonOf(error) };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  #lookInto(file: number, path: string, words: RegExp | undefined): Look {
    let length = readSync(file, this.#buffer, 0, bufferSize, null);
    if (length < bufferSize) {
      const bytes = this.#buffer.subarray(0, length);
      const browserEntry = isOfProject(path) && mayBeBrowserEntry(path, bytes);
      return { kind: 'read', bytes: length, names: namesMistral(bytes, undefined, words), binary: detectEncoding(bytes) === 'binary', browserEntry };
    }
    if (!fstatSync(file).isFile()) return { kind: 'none' };
    let total = length;
    const encoding = detectEncoding(this.#buffer);
    let names = namesMistral(this.#buffer, encoding, words);
    // Nobody writes code into a film; only a file that calls itself source is read to its end in any case.
    const binary = encoding === 'binary';
    const source = isSource(path);
    if (binary && !source) return { kind: 'read', bytes: total, names, binary, browserEntry: false };
    const browserEntry = isOfProject(path) && mayBeBrowserEntry(path, this.#buffer);
    const overlap = words === undefined ? longestName : longestWords;
    while (!names && length > 0) {
      this.#buffer.copyWithin(0, bufferSize - overlap);
      length = readFully(file, this.#buffer, overlap);
      total += length;
      names = namesMistral(this.#buffer.subarray(0, overlap + length), encoding, words);
    }
    return { kind: 'read', bytes: names ? fstatSync(file).size : total, names, binary, browserEntry };
  }
}

/** Reads a file whole, following links. */
export function readWhole(path: string): Content {
  let file: number | undefined;
  try {
    file = openSync(systemPath(path), constants.O_RDONLY | O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile()) return { kind: 'unreadable', reason: 'is not a regular file' };
    if (stats.size > readLimit) {
      return { kind: 'unreadable', reason: `is larger than ${readLimit / 1_000_000} MB: split it, or have git ignore it` };
    }
    const bytes = Buffer.allocUnsafe(stats.size);
    const length = readFully(file, bytes, 0);
    return { kind: 'read', bytes: bytes.subarray(0, length) };
  } catch (error) {
    return { kind: 'unreadable', reason: reasonOf(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Fills the buffer from `offset`, or up to the file's end; @returns how many bytes came */
function readFully(file: number, buffer: Buffer, offset: number): number {
  let end = offset;
  while (end < buffer.length) {
    const length = readSync(file, buffer, end, buffer.length - end, null);
    if (length === 0) break;
    end += length;
  }
  return end - offset;
}

/** Tracked but deleted, a symbolic link (ELOOP, EMLINK on some systems), a folder, a socket. */
function isNothing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EMLINK' || code === 'EISDIR' || code === 'ENXIO';
}

