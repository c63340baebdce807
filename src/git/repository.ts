import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SimpleGit } from 'simple-git';

/** @returns the closest folder, from `folder` upwards, that holds a `.git` folder or file */
export function repositoryRoot(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** What git needs to find its user's ignore file. `simple-git` refuses environments that name editors, pagers or certificates. */
const neededVariables = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'USERPROFILE', 'SYSTEMROOT'];

/** The environment for git: nothing that leads to another repository, messages in English. */
function neededEnvironment(): Record<string, string> {
  const needed = neededVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(needed), LC_ALL: 'C' };
}

/** @returns git in a folder as its user has set it up, for questions about that set-up. Loads `simple-git` (20 ms). */
export async function configuredGit(folder: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({ baseDir: folder }).env(neededEnvironment());
}

/** Says whether git ignores the whole folder. Loads `simple-git` (20 ms), so ask it only when the answer matters. */
export async function isIgnoredFolder(folder: string): Promise<boolean> {
  const { simpleGit } = await import('simple-git');
  const git = simpleGit({
    baseDir: folder,
    config: ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.directory=*'],
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true },
  });
  return (await git.env(neededEnvironment()).checkIgnore(['.'])).length > 0;
}
