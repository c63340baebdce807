import { type Dirent, readdir } from 'node:fs';
import { skippedFolders } from '../project/skipped-folders.js';
import { pathFromBytes, systemPath } from './path-bytes.js';

const ignored = skippedFolders.map((name) => `**/${name}/**`);

/** What a walk found. Paths are relative to the folder, with `/`. */
export interface Walk {
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly folder: string; readonly code: string }[];
}

type ReadCallback = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/** Walks a folder that no git knows. Symbolic links are not followed. Loads `fast-glob` (20 ms), hence at the call. */
export async function walkFolder(folder: string): Promise<Walk> {
  const { default: glob } = await import('fast-glob');
  const unreadable: { folder: string; code: string }[] = [];
  // fast-glob would stop at the first folder it cannot open; this one notes the folder and goes on.
  const note = (path: string, error: unknown): void => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    unreadable.push({ folder: withLineEnds(path).slice(folder.length).replace(/^\//u, ''), code });
  };
  // The declared type of `readdir` has every overload of node:fs; fast-glob calls this one alone.
  const read = ((path: string, _options: { withFileTypes: true }, callback: ReadCallback): void => {
    readdir(systemPath(withLineEnds(path)), { withFileTypes: true, encoding: 'buffer' }, (error, entries) => {
      if (error !== null) note(path, error);
      callback(null, error === null ? entries.map(named) : []);
    });
  }) as unknown as typeof readdir;
  const files = await glob('**', {
    cwd: folder,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: true,
    unique: false,
    ignore: ignored,
    fs: { readdir: read },
  });
  return { files: files.map(withLineEnds), unreadable };
}

/** The entry with its name as a path part; its methods know what it is without the name. */
function named(entry: Dirent<Buffer>): Dirent {
  return Object.assign(Object.create(entry) as Dirent, { name: withoutLineEnds(pathFromBytes(entry.name)) });
}

/** The patterns of fast-glob match no line ends, which a name may well hold; lone surrogates stand in for them meanwhile. */
const lineEnds = '\n\r\u2028\u2029';
const standIns = '\udc0a\udc0d\udc28\udc29';

function withoutLineEnds(path: string): string {
  return path.replace(/[\n\r\u2028\u2029]/gu, (end) => standIns.charAt(lineEnds.indexOf(end)));
}

function withLineEnds(path: string): string {
  return path.replace(/[\udc0a\udc0d\udc28\udc29]/gu, (unit) => lineEnds.charAt(standIns.indexOf(unit)));
}
