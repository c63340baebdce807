import type { Blobs } from '../git/blobs.js';
import type { Changes } from '../git/changes.js';
import { type Entry, isFile, type RawChange } from '../git/raw-diff.js';
import { departures, pairRenames } from '../git/renames.js';
import { before, type Tree, treeReader } from '../git/tree.js';
import { SourceFile } from '../facts/source.js';
import type { FileReader } from '../project/files.js';
import type { Subject } from './arrivals.js';
import { decode } from './decode.js';
import type { Finding } from './finding.js';
import { lineOrigins } from './line-origins.js';
import { judge } from './select.js';

/** A finding with the file it stands in. */
export interface Located {
  readonly finding: Finding;
  readonly source: SourceFile;
}

/** Understands files of a tree; @returns what it finds */
export type Examine = (view: FileReader, subjects: readonly Subject[]) => readonly Located[];

/** What git holds, and how the configuration lets it in. */
export interface Contents {
  readonly blobs: Blobs;
  /** Gives the words by which a file is let in that does not name Mistral. */
  readonly wordsOf: (path: string) => RegExp | undefined;
}

/** A file of the past: where it stood, and its text. */
interface OldFile {
  readonly source: SourceFile;
  readonly entry: Entry;
}

/** One state before the changes: which lines were there already, and which findings. */
export class Past {
  readonly #changed: ReadonlyMap<string, RawChange>;
  readonly #prefix: string;
  #renames: ReadonlyMap<string, { readonly path: string; readonly entry: Entry }> | undefined;
  #tree: Tree | undefined;
  #view: FileReader | undefined;
  readonly #origins = new Map<string, Uint32Array | undefined>();
  readonly #olds = new Map<string, OldFile | undefined>();
  readonly #findings = new Map<string, ReadonlySet<string>>();
  readonly #unread = new Set<string>();

  /**
   * @param difference what changed since this state
   * @param subjects the files that came or changed and were understood
   */
  constructor(
    readonly changes: Changes,
    readonly difference: readonly RawChange[],
    readonly subjects: readonly Subject[],
    readonly contents: Contents,
    readonly examine: Examine,
  ) {
    this.#changed = new Map(difference.map((change) => [change.path, change]));
    this.#prefix = `${changes.root}/`;
  }

  /** The files whose old content git does not hold here, so that what is new in them cannot be told. Absolute. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  /** @param line 1-based */
  isNewLine(source: SourceFile, line: number): boolean {
    return this.#originOf(source, line) === 0;
  }

  /** Whether a finding was not there: a line of its own is new, or the same rule said nothing of this place. */
  isNew({ finding, source }: Located): boolean {
    const { line, endLine, endColumn } = finding;
    const last = endColumn === 1 && endLine > line ? endLine - 1 : endLine;
    for (let at = line; at <= last; at++) if (this.isNewLine(source, at)) return true;
    const old = this.#oldOf(source);
    if (old === undefined) return true;
    return !this.#findingsIn(old).has(identity(finding, this.#originOf(source, line)));
  }

  #originOf(source: SourceFile, line: number): number {
    if (!this.#origins.has(source.path)) {
      const old = this.#oldOf(source);
      const same = old?.source.text === source.text;
      this.#origins.set(source.path, old === undefined || same ? undefined : lineOrigins(old.source, source));
    }
    if (this.#oldOf(source) === undefined) return 0;
    const origins = this.#origins.get(source.path);
    return origins === undefined ? line : (origins[line - 1] ?? 0);
  }

  #oldOf({ path }: SourceFile): OldFile | undefined {
    if (!this.#olds.has(path)) this.#olds.set(path, this.#readOld(path));
    return this.#olds.get(path);
  }

  #readOld(path: string): OldFile | undefined {
    const relative = path.slice(this.#prefix.length);
    const change = this.#changed.get(relative);
    const place = change === undefined ? { path: relative, entry: this.changes.tree().get(relative) } : isFile(change.old) ? { path: relative, entry: change.old } : this.#renamed().get(path);
    if (place?.entry === undefined) return undefined;
    const bytes = this.contents.blobs.read(place.path, place.entry);
    if (bytes === undefined) this.#unread.add(path);
    const text = bytes === undefined ? undefined : decode(bytes);
    return text === undefined ? undefined : { source: new SourceFile(this.#prefix + place.path, text), entry: place.entry };
  }

  #renamed(): ReadonlyMap<string, { readonly path: string; readonly entry: Entry }> {
    this.#renames ??= pairRenames(
      this.subjects.filter(({ path }) => !isFile(this.#changed.get(path.slice(this.#prefix.length))?.old)),
      departures(this.difference),
      (gone) => new Map(gone.flatMap(({ path, entry }) => {
        const bytes = this.contents.blobs.read(path, entry);
        return bytes === undefined ? [] : [[entry.id, bytes] as const];
      })),
    );
    return this.#renames;
  }

  #findingsIn({ source, entry }: OldFile): ReadonlySet<string> {
    const known = this.#findings.get(source.path);
    if (known !== undefined) return known;
    this.#view ??= treeReader(() => (this.#tree ??= before(this.changes.tree(), this.difference)), this.changes.root, this.contents.blobs, this.contents.wordsOf);
    const bytes = this.contents.blobs.read(source.path.slice(this.#prefix.length), entry) ?? Buffer.alloc(0);
    const found = this.examine(this.#view, [{ path: source.path, id: entry.id, bytes, names: judge(source.path, bytes, this.contents.wordsOf(source.path)) === 'names' }]);
    const identities = new Set(found.flatMap((located) => (located.source.path === source.path ? [identity(located.finding, located.finding.line)] : [])));
    this.#findings.set(source.path, identities);
    return identities;
  }
}

/** What makes a finding the same as one before, on a line that did not change. */
function identity({ rule, messageId, column }: Finding, line: number): string {
  return `${rule} ${messageId} ${line}:${column}`;
}
