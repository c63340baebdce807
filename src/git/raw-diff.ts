import { pathFromBytes } from '../scan/path-bytes.js';

/** One side of a change: what a tree or the index has at a path. */
export interface Entry {
  /** As git writes it: `100644`, `120000` … */
  readonly mode: string;
  readonly id: string;
}

/** What differs at one path between two trees, or a tree and the index. */
export interface RawChange {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly old?: Entry;
  readonly new?: Entry;
  /** The path is in conflict, so it has no one content. */
  readonly unmerged: boolean;
}

/** @param output what `--raw -z --no-abbrev --no-renames` prints: `:<mode> <mode> <id> <id> <status>` NUL `<path>` NUL, and so on */
export function parseRawDiff(output: Buffer): RawChange[] {
  const parts = pathFromBytes(output).split('\0');
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = '', status] = (parts[index] ?? '').slice(1).split(' ');
    const before = entry(oldMode, oldId);
    const after = entry(newMode, newId);
    changes.push({
      path: parts[index + 1] ?? '',
      ...(before === undefined ? {} : { old: before }),
      ...(after === undefined ? {} : { new: after }),
      unmerged: status === 'U',
    });
  }
  return changes;
}

function entry(mode: string, id: string): Entry | undefined {
  return mode === '000000' ? undefined : { mode, id };
}

/** Says whether an entry is a file, neither a symbolic link nor a submodule. */
export function isFile(entry: Entry | undefined): entry is Entry {
  return entry !== undefined && entry.mode.startsWith('100');
}
