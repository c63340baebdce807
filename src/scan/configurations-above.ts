import { configurationFile, configurationProperty } from '../configuration/configuration.js';

/**
 * What git calls the files that can be the configuration of some others: a hook that finds none of them, or none that adds words,
 * is spared what it takes to read one.
 * @param paths from the root of the repository
 * @param revision the full name of a commit; empty for the index
 */
export function configurationsAbove(paths: Iterable<string>, revision: string): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); !folders.has(path.slice(0, end + 1)); end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end + 1));
      if (end <= 0) break;
    }
  }
  return [...folders].flatMap((folder) => [configurationFile, 'package.json'].map((name) => `${revision}:${folder}${name}`));
}

/** Whether a file by one of these names may add words by which files are let in. */
export function mayAddWords(name: string, bytes: Buffer): boolean {
  return (!name.endsWith('package.json') || bytes.includes(`"${configurationProperty}"`)) && ['"names"', '"hosts"', '"clients"'].some((property) => bytes.includes(property));
}
