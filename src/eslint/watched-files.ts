import { statSync } from 'node:fs';
import type { FileReader } from '../project/files.js';

/** Looking for changes takes at most this part of the time. */
const share = 1 / 500;

/** Files that tell when one of those that were asked for has changed since: an editor keeps the plugin for days. */
export class WatchedFiles implements FileReader {
  readonly #files: FileReader;
  readonly #stamps = new Map<string, string>();
  #nextLook = 0;

  constructor(files: FileReader) {
    this.#files = files;
  }

  read(path: string): Uint8Array | undefined {
    this.watch(path);
    return this.#files.read(path);
  }

  isFile(path: string): boolean {
    this.watch(path);
    return this.#files.isFile(path);
  }

  list(): readonly string[] {
    return this.#files.list();
  }

  /** Notes how a file is now, if this is the first that is heard of it. */
  watch(path: string): void {
    if (!this.#stamps.has(path)) this.#stamps.set(path, stampOf(path));
  }

  /** Whether a watched file has appeared, gone or changed. Answers no where it has only just looked. */
  changed(): boolean {
    const started = performance.now();
    if (started < this.#nextLook) return false;
    for (const [path, stamp] of this.#stamps) if (stampOf(path) !== stamp) return true;
    const ended = performance.now();
    this.#nextLook = ended + (ended - started) / share;
    return false;
  }
}

function stampOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? 'none' : `${stats.mtimeMs} ${stats.size}`;
  } catch {
    // What cannot be looked at cannot be read either, and so counts as missing until that changes.
    return 'none';
  }
}
