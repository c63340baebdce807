import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { systemPath } from '../scan/path-bytes.js';
import { objectLimit, readObjectsNow } from './objects.js';
import type { Entry } from './raw-diff.js';
import type { GitStore } from './store.js';

/** How many bytes of contents are remembered. */
const memory = 128 * 1024 * 1024;

/** Larger files count as absent when an import leads to them. */
const largest = 64 * 1024 * 1024;

/** Windows lacks the flags, though the types do not say so. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/**
 * The contents of blobs. A blob whose file in the working tree is the same is read from there, which is much faster than
 * asking git: the blob's name is a hash of its bytes, so there is no doubt whether it is the same.
 */
export class Blobs {
  readonly #known = new Map<string, Buffer>();
  #size = 0;
  readonly #missing = new Set<string>();

  /** @param root the working tree's folder, absolute; `undefined` without one */
  constructor(
    readonly store: GitStore,
    readonly root: string | undefined,
  ) {}

  /** How many blobs were asked for that the repository does not hold. */
  get missing(): number {
    return this.#missing.size;
  }

  /** Remembers a blob that somebody has read. */
  keep(id: string, bytes: Buffer): void {
    if (this.#known.has(id)) return;
    if (this.#size > memory) {
      this.#known.clear();
      this.#size = 0;
    }
    this.#known.set(id, bytes);
    this.#size += bytes.length;
  }

  /**
   * @param path where the entry stands, from the root
   * @returns the bytes, or `undefined` where the repository does not hold them or they are too many to look at
   */
  read(path: string, { id }: Entry): Buffer | undefined {
    const known = this.#known.get(id);
    if (known !== undefined || this.#missing.has(id)) return known;
    const bytes = this.#fromWorkingTree(path, id) ?? this.#fromStore(id);
    if (bytes !== undefined) this.keep(id, bytes);
    return bytes;
  }

  /**
   * Looks at many blobs once, without remembering them.
   * @param look is not told of those that are missing
   */
  each(entries: Iterable<readonly [path: string, entry: Entry]>, look: (path: string, bytes: Buffer) => void): void {
    const elsewhere = new Map<string, string[]>();
    for (const [path, { id }] of entries) {
      const bytes = this.#known.get(id) ?? this.#fromWorkingTree(path, id);
      if (bytes !== undefined) look(path, bytes);
      else elsewhere.set(id, [...(elsewhere.get(id) ?? []), path]);
    }
    for (const ids of this.#portions([...elsewhere.keys()])) {
      const answers = readObjectsNow(this.store, ids);
      for (const id of ids) {
        const answer = answers.get(id);
        if (answer?.kind !== 'object') this.#missing.add(id);
        else for (const path of elsewhere.get(id) ?? []) look(path, answer.bytes);
      }
    }
  }

  /** Portions of objects that are not too large, each small enough to be read at once. */
  *#portions(ids: readonly string[]): Iterable<readonly string[]> {
    if (ids.length === 0) return;
    const sizes = this.store.run(['cat-file', '--batch-check'], ids.map((id) => `${id}\n`).join(''));
    let portion: string[] = [];
    let bytes = 0;
    const told = new Set<string>();
    for (const line of sizes.output.toString('latin1').split('\n')) {
      const [id = '', type, size] = line.split(' ');
      if (type !== 'blob') continue;
      told.add(id);
      if (Number(size) > largest) continue;
      portion.push(id);
      bytes += Number(size);
      if (bytes < largest) continue;
      yield portion;
      portion = [];
      bytes = 0;
    }
    if (portion.length > 0) yield portion;
    for (const id of ids) if (!told.has(id)) this.#missing.add(id);
  }

  #fromStore(id: string): Buffer | undefined {
    const answer = readObjectsNow(this.store, [id]).get(id);
    if (answer === undefined || answer.kind === 'missing') this.#missing.add(id);
    return answer?.kind === 'object' && answer.type === 'blob' ? answer.bytes : undefined;
  }

  #fromWorkingTree(path: string, id: string): Buffer | undefined {
    if (this.root === undefined) return undefined;
    let file: number | undefined;
    try {
      file = openSync(systemPath(`${this.root}/${path}`), constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
      const stats = fstatSync(file);
      if (!stats.isFile() || stats.size > Math.min(largest, objectLimit)) return undefined;
      const bytes = readFileSync(file);
      return blobId(bytes, id.length) === id ? bytes : undefined;
    } catch {
      // Gone, a folder, not readable: git has it.
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }
}

/**
 * The name that git gives to a blob.
 * https://git-scm.com/docs/hash-function-transition#_object_names
 * @param digits how many hexadecimal digits names have: 40 in repositories with SHA-1, 64 with SHA-256
 */
function blobId(bytes: Buffer, digits: number): string {
  return createHash(digits === 40 ? 'sha1' : 'sha256').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
