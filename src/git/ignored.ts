import { dirname } from 'node:path';
import { pathFromBytes } from '../scan/path-bytes.js';
import { repositoryRoot } from './repository.js';
import { runGit } from './run.js';

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
      const { status, output } = await runGit(root, ['check-ignore', '-z', '--', ...inside.slice(index, index + atOnce)]);
      if (status === 0) for (const path of pathFromBytes(output).split('\0')) ignored.add(path);
    }
  }
  return ignored;
}
