import { dirname, join, relative } from 'node:path';
import { slashed } from '../scan/discover.js';
import { pathFromBytes } from '../scan/path-bytes.js';
import { repositoryRoot } from './repository.js';
import { runGit } from './run.js';

const listCommand = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--'];

/** So many paths fit on a command line everywhere. */
const atOnce = 50;

/**
 * The files among `paths` that git ignores and does not track.
 * @param paths absolute, with `/`; few, as they are given to git by name
 */
export async function ignoredFiles(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const byRoot = new Map<string, string[]>();
  for (const path of paths) {
    const root = repositoryRoot(dirname(path));
    if (root === undefined) continue;
    const known = byRoot.get(root);
    if (known === undefined) byRoot.set(root, [path]);
    else known.push(path);
  }
  const ignored = new Set<string>();
  for (const [root, inside] of byRoot) {
    for (let index = 0; index < inside.length; index += atOnce) {
      const asked = inside.slice(index, index + atOnce).map((path) => relative(root, path));
      const { status, output } = await runGit(root, [...listCommand, ...asked]);
      if (status !== 0) continue;
      for (const path of pathFromBytes(output).split('\0')) if (path !== '') ignored.add(slashed(join(root, path)));
    }
  }
  return ignored;
}
