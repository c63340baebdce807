import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { configuredGit } from '../repository.js';

/** The hooks that can be installed. */
export const hookNames = ['pre-commit', 'pre-push'] as const;
export type HookName = (typeof hookNames)[number];

/** Where the hooks of a repository live. Paths are absolute. */
export interface HooksFolder {
  /** The root of the working tree. */
  readonly root: string;
  /** The folder from which git runs hooks; it need not exist. */
  readonly path: string;
  /** The one from which it would without `core.hooksPath`. */
  readonly usual: string;
  /** `git`: git's own folder, for this clone alone; `project`: in the working tree; `elsewhere`: shared with other repositories. */
  readonly kind: 'git' | 'project' | 'elsewhere';
}

/** Hooks cannot be looked at or installed here. The message says why, and what to do. */
export class HookError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HookError';
  }
}

/**
 * Finds the hooks of the repository around a folder, as `core.hooksPath` and worktrees have it.
 * @throws HookError outside of a working tree, or where git cannot be asked
 */
export async function hooksFolder(folder: string): Promise<HooksFolder> {
  const [root, common, hooks] = await ask(folder);
  if (root === undefined || common === undefined || hooks === undefined) {
    throw new HookError('There is no working tree here, so nothing is committed: run this in a clone that has its files checked out.');
  }
  const path = realPath(resolve(folder, hooks));
  const git = realPath(resolve(folder, common));
  const kind = isWithin(git, path) ? 'git' : isWithin(realPath(root), path) ? 'project' : 'elsewhere';
  return { root: realPath(root), path, usual: join(git, 'hooks'), kind };
}

/** The root of the working tree, git's own folder and that of the hooks. */
async function ask(folder: string): Promise<(string | undefined)[]> {
  try {
    const git = await configuredGit(folder);
    // `--show-toplevel` fails in a bare repository, and takes what follows it along.
    const [bare, ...folders] = (await git.raw(['rev-parse', '--is-bare-repository', '--git-common-dir', '--git-path', 'hooks'])).split('\n');
    if (bare === 'true') return [];
    return [(await git.revparse(['--show-toplevel'])).trimEnd(), ...folders];
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n').find((line) => line.trim() !== '') : undefined;
    throw new HookError(`Git says nothing about the hooks of this folder (${said ?? 'no message'}): run this inside a repository, with git installed.`);
  }
}

/** @returns the path without symbolic links, as far as it exists */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[\\/]/u.test(way) && !isAbsolute(way);
}
