import type { Blobs } from '../git/blobs.js';
import type { Changes } from '../git/changes.js';
import { objectLimit, readObjects } from '../git/objects.js';
import { isFile, type RawChange } from '../git/raw-diff.js';
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

/** Reads the files that differ from every state before. */
export async function arrivalsOf({ store, root, differences }: Changes, wanted: (path: string) => boolean, blobs: Blobs): Promise<Arrivals> {
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
  const unanswered = await readObjects(store, [...paths.keys()], (answer) => {
    for (const path of paths.get(answer.id) ?? []) {
      if (answer.kind === 'missing') unread.push({ path, reason: missing });
      else if (answer.kind === 'large') unread.push({ path, reason: `is larger than ${objectLimit / 1_000_000} MB: split it, or take it out of the commit` });
      else {
        const verdict = judge(path, answer.bytes);
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
