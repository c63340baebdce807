import { mayBeBrowserEntry } from '../project/entry-candidates.js';
import type { FileReader } from '../project/files.js';
import { pathFromBytes } from '../scan/path-bytes.js';
import { namesMistral } from '../scan/gate.js';
import { isOfProject } from '../scan/kinds.js';
import type { Survey } from '../scan/survey.js';
import type { Blobs } from './blobs.js';
import { type Entry, isFile, type RawChange } from './raw-diff.js';
import type { GitStore } from './store.js';

/** The files of the index or of a commit, by their path from the root of the repository. */
export type Tree = ReadonlyMap<string, Entry>;

/**
 * @param up the way from the store's folder to the root of the repository: `../`, or empty
 * @throws GitFailure
 */
export function readIndex(store: GitStore, up: string): Tree {
  const all = ['ls-files', '-z', '--stage', '--full-name', ...(up === '' ? [] : ['--', up])];
  // `100644 <id> <stage>` TAB `<path>` NUL
  return parse(store.need(all, 'list the index'), ([mode = '', id = '']) => ({ mode, id }));
}

/**
 * @param commit its full name
 * @throws GitFailure
 */
export function readCommit(store: GitStore, commit: string): Tree {
  // `100644 blob <id>` TAB `<path>` NUL
  return parse(store.need(['ls-tree', '-r', '-z', '--full-tree', commit], 'list the files of a commit'), ([mode = '', , id = '']) => ({ mode, id }));
}

function parse(output: Buffer, entryOf: (fields: readonly string[]) => Entry): Tree {
  const tree = new Map<string, Entry>();
  for (const line of pathFromBytes(output).split('\0')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const entry = entryOf(line.slice(0, tab).split(' '));
    if (isFile(entry)) tree.set(line.slice(tab + 1), entry);
  }
  return tree;
}

/** @returns the tree as it was before the changes */
export function before(tree: Tree, changes: readonly RawChange[]): Tree {
  const result = new Map(tree);
  for (const change of changes) {
    if (isFile(change.old)) result.set(change.path, change.old);
    else result.delete(change.path);
  }
  return result;
}

/** Folders that hold other people's code, though somebody committed it. */
const foreign = /(?:^|\/)(?:node_modules|vendor|dist|build|out|coverage|\.next|\.nuxt|\.svelte-kit|\.output)\//u;

/**
 * The files of a tree as a project.
 * @param root where the repository stands or would stand; paths are told and asked for below it
 * @param wordsOf gives the words by which the configuration lets the file of a path in that does not name Mistral
 */
export function treeReader(tree: () => Tree, root: string, blobs: Blobs, wordsOf: (path: string) => RegExp | undefined): FileReader {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  // By this file the project knows its root.
  const head = `${prefix}.git/HEAD`;
  const entryAt = (path: string): Entry | undefined => (path.startsWith(prefix) ? tree().get(path.slice(prefix.length)) : undefined);
  let listed: readonly string[] | undefined;
  let survey: Survey | undefined;
  const list = (): readonly string[] => (listed ??= [...tree().keys()].filter((path) => isOfProject(path) && !foreign.test(path)).map((path) => prefix + path));
  const surveyed = (): Survey => (survey ??= surveyOf(list(), entryAt, prefix, blobs, wordsOf));
  return {
    read: (path) => {
      const entry = entryAt(path);
      return entry === undefined ? undefined : blobs.read(path.slice(prefix.length), entry);
    },
    isFile: (path) => path === head || entryAt(path) !== undefined,
    list,
    mistralFiles: () => surveyed().mistralFiles,
    browserEntries: () => surveyed().browserEntries,
  };
}

function surveyOf(paths: readonly string[], entryAt: (path: string) => Entry | undefined, prefix: string, blobs: Blobs, wordsOf: (path: string) => RegExp | undefined): Survey {
  const mistralFiles: string[] = [];
  const browserEntries: string[] = [];
  const entries = paths.flatMap((path) => {
    const entry = entryAt(path);
    return entry === undefined ? [] : [[path.slice(prefix.length), entry] as const];
  });
  blobs.each(entries, (path, bytes) => {
    if (namesMistral(bytes, undefined, wordsOf(prefix + path))) mistralFiles.push(prefix + path);
    if (mayBeBrowserEntry(path, bytes)) browserEntries.push(prefix + path);
  });
  return { mistralFiles: mistralFiles.sort(), browserEntries: browserEntries.sort() };
}
