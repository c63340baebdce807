import { pathFromBytes } from '../scan/path-bytes.js';
import { type GitResult, runGit } from './run.js';

/** What git lists in a folder. Paths are relative to that folder, with `/`. */
export interface Listing {
  /** Regular files that are tracked, or untracked and not ignored. Some may be gone from the disk. */
  readonly files: readonly string[];
  /** Submodules and repositories inside this one. */
  readonly repositories: readonly string[];
  /** Folders that git could not open, with the system's reason. */
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
}

const listCommand = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];

/**
 * Lists a folder of a working tree, at any depth below its root.
 * @returns `undefined` where the folder is in no working tree, or git is not installed
 */
export async function listWorkingTree(folder: string): Promise<Listing | undefined> {
  return listing(await runGit(folder, listCommand));
}

function listing(result: GitResult): Listing | undefined {
  if (result.status !== 0) return undefined;
  const files = new Set<string>();
  const repositories: string[] = [];
  for (const entry of pathFromBytes(result.output).split('\0')) {
    // `? path` for what is untracked, else `H 100644 <object> <stage>\tpath`, where the letter and the mode vary.
    if (entry.startsWith('? ')) {
      if (entry.endsWith('/')) repositories.push(entry.slice(2, -1));
      else files.add(entry.slice(2));
      continue;
    }
    const path = entry.slice(entry.indexOf('\t') + 1);
    const mode = entry.slice(2, 8);
    if (mode === '160000') repositories.push(path);
    else if (mode.startsWith('100')) files.add(path);
  }
  return { files: [...files], repositories, unreadable: [...unreadable(result.errors)] };
}

/** Git warns of folders that it cannot open and goes on. It cuts warnings off after some 4,000 characters. */
function* unreadable(errors: string): Iterable<{ folder: string; reason: string }> {
  for (const [, text = ''] of errors.matchAll(/^warning: could not open directory '(.*)$/gmu)) {
    const end = text.lastIndexOf("': ");
    if (end < 0) yield { folder: text, reason: 'its path is too long' };
    else yield { folder: text.slice(0, end).replace(/\/$/u, ''), reason: text.slice(end + 3) };
  }
}
