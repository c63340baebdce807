import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { listWorkingTree } from '../git/files.js';
import { isIgnoredFolder } from '../git/repository.js';
import { systemPath } from './path-bytes.js';
import { reasonOf } from './reasons.js';
import { walkFolder } from './walk.js';

/** Something that was to be read and was not. */
export interface Unread {
  /** Absolute, with `/`. */
  readonly path: string;
  /** What happened and what to do. */
  readonly reason: string;
}

/** The files to look at. Paths are absolute, with `/`. */
export interface Discovery {
  /** Named one by one: read whatever git says of them. */
  readonly named: ReadonlySet<string>;
  /** All files, the named ones among them. */
  readonly files: ReadonlySet<string>;
  /** The folders whose files are all there. */
  readonly folders: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Finds the files behind paths of files and folders.
 * @param paths relative to `folder`, or absolute
 * @param folder absolute
 */
export async function discover(paths: readonly string[], folder: string): Promise<Discovery> {
  const named = new Set<string>();
  const files = new Set<string>();
  const unread: Unread[] = [];
  const folders: string[] = [];
  for (const path of paths) {
    const absolute = slashed(resolve(folder, path));
    try {
      const stats = statSync(systemPath(absolute));
      if (stats.isDirectory()) folders.push(absolute);
      else if (stats.isFile()) named.add(absolute);
      else unread.push({ path: absolute, reason: 'is neither a file nor a folder' });
    } catch (error) {
      unread.push({ path: absolute, reason: reasonOf(error) });
    }
  }
  for (const path of folders) {
    const found = await listFolder(path);
    for (const file of found.files) files.add(file);
    unread.push(...found.unread);
  }
  for (const file of named) files.add(file);
  return { named, files, folders, unread };
}

async function listFolder(folder: string): Promise<{ files: string[]; unread: Unread[] }> {
  const listing = await listWorkingTree(folder);
  // A folder that is ignored as a whole lists as empty: who names it wants it read.
  if (listing === undefined || (listing.files.length === 0 && (await isIgnoredFolder(folder)))) {
    const walk = await walkFolder(folder);
    return {
      files: walk.files.map((file) => join(folder, file)),
      unread: walk.unreadable.map(({ folder: inner, code }) => ({ path: join(folder, inner), reason: reasonOf({ code }) })),
    };
  }
  const files = listing.files.map((file) => join(folder, file));
  const unread = listing.unreadable.map(({ folder: inner, reason }) => ({
    path: join(folder, inner),
    reason: `could not be opened (${reason}): make it readable, or have git ignore it`,
  }));
  for (const inner of listing.repositories) {
    const path = join(folder, inner);
    // A submodule that is not checked out is an empty folder, where git would list the repository around it.
    if (!isRepository(path)) continue;
    const found = await listFolder(path);
    files.push(...found.files);
    unread.push(...found.unread);
  }
  return { files, unread };
}

function isRepository(folder: string): boolean {
  return existsSync(systemPath(`${folder}/.git`));
}

function join(folder: string, path: string): string {
  if (path === '') return folder;
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}

/** The path with `/`, as everything here takes it. */
export function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
