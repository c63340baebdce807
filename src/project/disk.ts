import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { pathFromBytes, systemPath } from '../scan/path-bytes.js';
import type { FileReader } from './files.js';
import { skippedFolders } from './skipped-folders.js';
import { folderOf, inFolder, isWithin } from './resolve-paths.js';

/** Besides: what other package managers bring. */
const skipped = new Set([...skippedFolders, 'vendor']);

const source = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro|x?html?|py[iw]?)$|(?:^|\/)manifest(?:\.[\w-]+)?\.json$/u;

/** What keeps a reader from costing without end, whatever it is pointed at. */
export interface DiskLimits {
  /** Larger files count as absent. */
  readonly fileBytes: number;
  /** `list()` ends after so many files. */
  readonly files: number;
  /** `list()` ends after so many folders. */
  readonly folders: number;
}

const usualLimits: DiskLimits = { fileBytes: 64 * 1024 * 1024, files: 50_000, folders: 50_000 };

/**
 * Files on the disk. A symbolic link to a file, or a folder that is one, leads only to what lies below the folder that
 * holds both the link and `root`. What cannot be opened counts as absent. `list()` walks below `root` when first asked,
 * follows no links, leaves out folders of packages and of builds, and remembers its answer.
 * @param root absolute path, with `/`
 */
export function diskReader(root: string, limits: DiskLimits = usualLimits): FileReader {
  const realFolders = new Map<string, string | undefined>();
  let listed: readonly string[] | undefined;

  const realFolder = (folder: string): string | undefined => {
    if (!realFolders.has(folder)) realFolders.set(folder, realPath(folder));
    return realFolders.get(folder);
  };
  const staysInside = (path: string): boolean => {
    let shared = root;
    while (!isWithin(path, shared) && folderOf(shared) !== shared) shared = folderOf(shared);
    const isLink = attempt(() => lstatSync(systemPath(path)).isSymbolicLink());
    const folder = realFolder(folderOf(path));
    const real = isLink === false ? folder : realPath(path);
    const bound = realFolder(shared);
    return real !== undefined && bound !== undefined && isWithin(real, bound);
  };
  const isFile = (path: string): boolean =>
    attempt(() => {
      const found = statSync(systemPath(path), { throwIfNoEntry: false });
      return found?.isFile() === true && found.size <= limits.fileBytes;
    }) === true && staysInside(path);

  return {
    isFile,
    read: (path) => (isFile(path) ? attempt(() => readFileSync(systemPath(path))) : undefined),
    list: () => (listed ??= walk(root, limits)),
  };
}

/** Goes by levels, and by name within a folder, so that a limit cuts off the deepest and the answer is always the same. */
function walk(root: string, limits: DiskLimits): readonly string[] {
  const files: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const { name, entry } of entries(folder)) {
      const path = inFolder(folder, `./${name}`);
      if (entry.isDirectory() && !skipped.has(name) && folders.length < limits.folders) folders.push(path);
      else if (entry.isFile() && source.test(name)) files.push(path);
      if (files.length >= limits.files) return files;
    }
  }
  return files;
}

function entries(folder: string): { name: string; entry: Dirent<Buffer> }[] {
  const found = attempt(() => readdirSync(systemPath(folder), { withFileTypes: true, encoding: 'buffer' })) ?? [];
  return found
    .map((entry) => ({ name: pathFromBytes(entry.name), entry }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function realPath(path: string): string | undefined {
  const real = attempt(() => realpathSync.native(systemPath(path), { encoding: 'buffer' }));
  const text = real === undefined ? undefined : pathFromBytes(real);
  return process.platform === 'win32' ? text?.replaceAll('\\', '/') : text;
}

/** @returns `undefined` where the system refuses (no such file, no permission, a loop of links, no valid name) */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
