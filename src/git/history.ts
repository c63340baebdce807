import { spawn } from 'node:child_process';
import { pathFromBytes } from '../scan/path-bytes.js';
import type { StopSignal } from '../scan/scan.js';
import { GitFailure } from './failure.js';
import { layoutOf } from './layout.js';
import { hardened, storeEnvironment } from './run.js';
import { GitStore } from './store.js';
import { readCommit, type Tree } from './tree.js';

/** A content that some commit has, with the paths it stood at. */
export interface HistoricBlob {
  readonly id: string;
  /** By path from the root: the first commit that has the content there, as an index into `commits`. */
  readonly places: Map<string, number>;
}

/** A repository and the commits that are to be looked at. */
export interface CommitList {
  readonly store: GitStore;
  /** Where the files stand or would stand: absolute, with `/`. */
  readonly root: string;
  /** The names of all commits, the newest first, no commit behind its parents. */
  readonly commits: readonly string[];
  /** The clone ends before the history does. */
  readonly shallow: boolean;
  /** There is no working tree. */
  readonly bare: boolean;
}

/** What may stop the reading, and who hears of it. */
export interface HistoryOptions {
  readonly signal?: StopSignal;
  readonly onProgress?: (commits: number, total: number) => void;
}

/**
 * @param folder absolute
 * @param revisions as `git rev-list` takes them: `main`, `A..B`, `^C`; none: everything that a branch, a tag or another ref reaches
 * @throws GitFailure
 */
export function listCommits(folder: string, revisions: readonly string[]): CommitList {
  const store = new GitStore(folder);
  const { root, shallow, bare } = layoutOf(store);
  const option = revisions.find((revision) => revision.startsWith('-'));
  if (option !== undefined) throw new GitFailure(`"${option}" is no revision.`);
  const listed = store.need(['rev-list', '--date-order', ...(revisions.length === 0 ? ['--all'] : revisions), '--'], 'list the commits');
  return { store, root, commits: listed.toString('latin1').split('\n').slice(0, -1), shallow, bare };
}

/** @returns the files of `HEAD`; none where it names no commit */
export function readHead(store: GitStore): Tree {
  return store.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).status === 0 ? readCommit(store, 'HEAD') : new Map();
}

/**
 * Lists what commits brought, those of merges and files that are gone included. `diff-tree` compares each commit with its parents, a
 * merge with all of them at once (`-c`): it names what no parent has. It is plumbing, so no configuration has a say in it.
 * @returns each content once, those that came last in front
 * @throws GitFailure
 */
export function listContents({ store, commits }: CommitList, { signal, onProgress }: HistoryOptions): Promise<readonly HistoricBlob[]> {
  return new Promise((resolve, reject) => {
    const arguments_ = [...hardened, 'diff-tree', '--stdin', '-r', '-c', '--root', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
    const child = spawn('git', arguments_, { cwd: store.folder, env: storeEnvironment(), stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const collector = new Collector(new Map(commits.map((commit, index) => [commit, index])));
    const errors: Buffer[] = [];
    const stop = (): void => {
      child.kill();
    };
    signal?.addEventListener('abort', stop);
    child.stdout.on('data', (chunk: Buffer) => {
      collector.push(chunk);
      onProgress?.(collector.commit + 1, commits.length);
    });
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (status) => {
      signal?.removeEventListener('abort', stop);
      if (status === 0 || signal?.aborted === true) resolve(collector.blobs());
      else reject(store.failure('list what the commits changed', Buffer.concat(errors).toString()));
    });
    child.stdin.end(commits.map((commit) => `${commit}\n`).join(''));
  });
}

const end = 0;
const colon = 0x3a;

/** Reads what `diff-tree --stdin -z` prints: a commit's name, or an entry and its path, each ended by a NUL. */
class Collector {
  readonly #blobs = new Map<string, HistoricBlob>();
  readonly #paths = new Map<string, string>();
  #rest: Buffer = Buffer.alloc(0);
  #id: string | undefined;
  /** The index of the commit that is being told of. */
  commit = -1;

  constructor(readonly commits: ReadonlyMap<string, number>) {}

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let at = bytes.indexOf(end, start); at >= 0; at = bytes.indexOf(end, start)) {
      this.#take(bytes, start, at);
      start = at + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
  }

  blobs(): HistoricBlob[] {
    return [...this.#blobs.values()];
  }

  #take(bytes: Buffer, start: number, stop: number): void {
    if (this.#id !== undefined) {
      this.#note(this.#id, bytes, start, stop);
      this.#id = undefined;
    } else if (bytes[start] === colon) this.#id = newId(bytes.toString('latin1', start, stop));
    else this.commit = this.commits.get(bytes.toString('latin1', start, stop)) ?? this.commit;
  }

  #note(id: string, bytes: Buffer, start: number, stop: number): void {
    if (id === '') return;
    // The same path comes again and again; one string does for all.
    const raw = bytes.toString('latin1', start, stop);
    let path = this.#paths.get(raw);
    if (path === undefined) {
      path = pathFromBytes(bytes.subarray(start, stop));
      this.#paths.set(raw, path);
    }
    let blob = this.#blobs.get(id);
    if (blob === undefined) {
      blob = { id, places: new Map() };
      this.#blobs.set(id, blob);
    }
    // Commits come newest first, so the last one told is the first that had it.
    blob.places.set(path, this.commit);
  }
}

/**
 * @param entry `:100644 100644 <id> <id> M`, and of a merge as many colons as parents, then modes and ids of all of them and last the new
 * @returns the new content's name; empty for what is no file any more, a symbolic link's or a submodule's
 */
function newId(entry: string): string {
  const parents = /^:+/u.exec(entry)?.[0].length ?? 1;
  const fields = entry.slice(parents).split(' ');
  const mode = fields[parents] ?? '';
  return mode.startsWith('100') || mode === '120000' ? (fields[2 * parents + 1] ?? '') : '';
}
