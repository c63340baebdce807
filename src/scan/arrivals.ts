import type { Blobs } from '../git/blobs.js';
import type { Changes } from '../git/changes.js';
import { objectLimit, readObjects } from '../git/objects.js';
import { isFile, type RawChange } from '../git/raw-diff.js';
import { configurationsAbove, mayAddWords } from './configurations-above.js';
import type { Unread } from './discover.js';
import { namesMistral } from './gate.js';
import { isSource } from './kinds.js';
import { judge, noteOf } from './select.js';

/** A file whose content in git is to be understood. */
export interface Subject {
  /** Absolute, with `/`. */
  readonly path: string;
  /** The name of its content in git. */
  readonly id: string;
  readonly bytes: Buffer;
  /** It names Mistral. If not, it holds what could be a key, and matters where it imports a file that does. */
  readonly names: boolean;
}

/** The files that came or changed. */
export interface Arrivals {
  /** Those that the gate lets through, sorted by path. */
  readonly subjects: readonly Subject[];
  /** How many files of the kinds that are read went through the gate, and their size. */
  readonly files: number;
  readonly bytes: number;
  readonly unread: readonly Unread[];
  readonly notes: readonly Unread[];
}

/** How the configuration lets files in. */
export interface WordsOfFiles {
  /** Whether there may be a configuration at all. */
  readonly configured: boolean;
  /** Gives the words by which a file is let in that does not name Mistral. Only asked where a configuration may add some. */
  readonly wordsOf: (path: string) => RegExp | undefined;
}

/** Reads the files that differ from every state before. */
export async function arrivalsOf({ store, root, differences, revision }: Changes, wanted: (path: string) => boolean, blobs: Blobs, { configured, wordsOf }: WordsOfFiles): Promise<Arrivals> {
  const unread: Unread[] = [];
  const paths = new Map<string, string[]>();
  for (const { path, new: entry, unmerged } of changedInAll(differences)) {
    const absolute = `${root}/${path}`;
    if (!wanted(absolute)) continue;
    if (unmerged) unread.push({ path: absolute, reason: 'not read: it is in conflict. Resolve the conflict and git add it' });
    else if (isFile(entry)) paths.set(entry.id, [...(paths.get(entry.id) ?? []), absolute]);
  }
  const subjects: Subject[] = [];
  const notes: Unread[] = [];
  const unsupported: string[] = [];
  let files = 0;
  let bytes = 0;
  const configurations = configured ? configurationsAbove([...paths.values()].flat().map((path) => path.slice(root.length + 1)), revision) : [];
  // A name that takes more than a line cannot be asked for.
  let addsWords = configurations.some((name) => name.includes('\n'));
  const names = configurations.filter((name) => !name.includes('\n'));
  let answered = 0;
  const unanswered = await readObjects(store, [...names, ...paths.keys()], (answer) => {
    const name = names[answered++];
    if (name !== undefined) {
      addsWords ||= answer.kind === 'object' && mayAddWords(name, answer.bytes);
      return;
    }
    for (const path of paths.get(answer.id) ?? []) {
      if (answer.kind === 'missing') unread.push({ path, reason: missing });
      else if (answer.kind === 'large') unread.push({ path, reason: `is larger than ${objectLimit / 1_000_000} MB: split it, or take it out of the commit` });
      else {
        const verdict = judge(path, answer.bytes, addsWords ? wordsOf(path) : undefined);
        if (verdict === 'kind') {
          if (namesMistral(answer.bytes)) unsupported.push(path);
        } else if (verdict === 'binary') {
          if (isSource(path) && namesMistral(answer.bytes)) notes.push({ path, reason: 'not read: it is binary' });
        } else {
          files++;
          bytes += answer.bytes.length;
          if (verdict === 'other') continue;
          const kept = Buffer.from(answer.bytes);
          blobs.keep(answer.id, kept);
          subjects.push({ path, id: answer.id, bytes: kept, names: verdict === 'names' });
        }
      }
    }
  });
  for (const id of unanswered) for (const path of paths.get(id) ?? []) unread.push({ path, reason: missing });
  subjects.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { subjects, files, bytes, unread, notes: [...notes, ...noteOf(unsupported)] };
}

/** Contents that the repository lacks are not fetched: a hook must not wait for a network. */
const missing = 'not read: git does not hold its content here (a partial clone, or a damaged repository). Get it with git fetch --refetch, or git add it anew';

/** The changes of content that all comparisons show: in a merge, what comes from no parent as it is. */
function changedInAll([first = [], ...others]: readonly (readonly RawChange[])[]): readonly RawChange[] {
  const rest = others.map((changes) => new Set(changes.filter(changesContent).map(({ path }) => path)));
  return first.filter((change) => changesContent(change) && rest.every((paths) => paths.has(change.path)));
}

function changesContent({ old, new: now, unmerged }: RawChange): boolean {
  return unmerged || (isFile(now) && !(isFile(old) && old.id === now.id));
}
