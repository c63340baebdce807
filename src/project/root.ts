import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../git/repository.js';

/** Files that mark the root of a project where no git does. */
const marks = ['package.json', 'pyproject.toml', 'requirements.txt', 'setup.py', 'deno.json', '.env'];

/**
 * The root of the project around a folder: the repository, else the closest folder upwards with a mark of a project, else
 * the folder itself.
 * @param folder absolute
 */
export function projectRoot(folder: string): string {
  const repository = repositoryRoot(folder);
  if (repository !== undefined) return repository;
  for (let current = folder; dirname(current) !== current; current = dirname(current)) {
    if (marks.some((mark) => existsSync(join(current, mark)))) return current;
  }
  return folder;
}
