import { resolve } from 'node:path';
import { repositoryRoot } from '../git/repository.js';
import { maskKeys } from '../key/digest.js';
import type { Start } from '../report/from-root.js';
import { slashed } from '../scan/discover.js';
import { shownPath } from '../scan/path-bytes.js';

/**
 * @param paths what is scanned: in CI a repository can lie below the working directory
 * @returns where the command was started, spelt as the paths of findings are
 */
export function startFolder([path = '.']: readonly string[]): Start {
  const folder = process.cwd();
  const root = repositoryRoot(folder) ?? repositoryRoot(resolve(path)) ?? folder;
  const shown = (absolute: string): string => maskKeys(shownPath(slashed(absolute)));
  return { folder: shown(folder), root: shown(root) };
}
