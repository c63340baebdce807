import { realpathSync } from 'node:fs';
import { pathFromBytes } from '../scan/path-bytes.js';
import { GitFailure } from './failure.js';
import type { GitStore } from './store.js';

/** Where the parts of a repository are. Paths are absolute, with `/`. */
export interface Layout {
  /** The folder of what belongs to this working tree alone: `HEAD`, `MERGE_HEAD`, the index. */
  readonly gitFolder: string;
  /** The folder of the working tree, or in a bare repository that of the repository. */
  readonly root: string;
  readonly bare: boolean;
  readonly shallow: boolean;
  /** The way from the folder that was asked about to the root: `../`, or empty. */
  readonly up: string;
}

/** @throws GitFailure where the folder is in no repository, or git cannot read it */
export function layoutOf(store: GitStore): Layout {
  const asked = ['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--absolute-git-dir'];
  const { status, output, errors } = store.run([...asked, '--show-cdup', '--show-toplevel']);
  const [bare, shallow, gitFolder = '', up = '', ...rest] = pathFromBytes(output).replace(/\n$/u, '').split('\n');
  if (gitFolder === '') {
    if (/not a git repository/u.test(errors)) throw new GitFailure('this folder is in no git repository: run the command inside one, or scan without --staged, --since and --history.');
    throw store.failure('find the repository', errors);
  }
  if (bare === 'true') return { gitFolder, root: gitFolder, bare: true, shallow: shallow === 'true', up: '' };
  if (status !== 0) throw store.failure('find the working tree', errors);
  return { gitFolder, root: rest.join('\n'), bare: false, shallow: shallow === 'true', up };
}

/** Git tells paths without symbolic links, so that is how the working directory has to be spelt beside them. */
export function withoutLinks(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
