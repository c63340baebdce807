import type { Changes } from './changes.js';
import { GitFailure } from './failure.js';
import { layoutOf } from './layout.js';
import { parseRawDiff } from './raw-diff.js';
import { emptyTree } from './staged.js';
import type { GitStore } from './store.js';
import { readCommit, type Tree } from './tree.js';

/** A commit that a push brings, by full names. */
export interface PushedCommit {
  readonly id: string;
  readonly parents: readonly string[];
}

/**
 * The commits that a push brings, the oldest first. A key in one of them leaks although a later one takes it away.
 * @param updates what git gives to a pre-push hook: lines of `<local ref> <local id> <remote ref> <remote id>`, in which an id
 *   of zeros stands for nothing: a branch that is new there, or deleted
 * @param remote its name; without it, what any remote is known to have counts as pushed
 * @throws GitFailure where the lines have another form, or git fails
 */
export function pushedCommits(store: GitStore, updates: string, remote?: string): PushedCommit[] {
  const lines = updates.split('\n').filter((line) => line !== '');
  const ids = lines.map((line) => {
    const [, local, there] = /^\S+ ([\da-f]{40,64}) \S+ ([\da-f]{40,64})$/u.exec(line) ?? [];
    if (local === undefined || there === undefined) throw new GitFailure('--pushed reads the lines that git gives to a pre-push hook, and these are others.');
    return { local, there };
  });
  const tips = ids.map(({ local }) => local).filter((id) => isCommit(store, id));
  if (tips.length === 0) return [];
  const known = ids.map(({ there }) => there).filter((id) => isCommit(store, id));
  const remotes = remote === undefined ? '--remotes' : `--remotes=${remote.replaceAll(/[*?[\\]/gu, '?')}`;
  const input = [...tips, ...known.map((id) => `^${id}`)].join('\n');
  const output = store.need(['rev-list', '--topo-order', '--reverse', '--parents', '--stdin', '--not', remotes], 'list the commits', `${input}\n`);
  return output.toString('latin1').split('\n').filter((line) => line !== '').map((line) => {
    const [id = '', ...parents] = line.split(' ');
    return { id, parents };
  });
}

/** What the pre-commit framework says of a push, in variables: it has read the standard input itself. */
export interface PushVariables {
  readonly PRE_COMMIT_FROM_REF?: string;
  readonly PRE_COMMIT_TO_REF?: string;
  readonly PRE_COMMIT_LOCAL_BRANCH?: string;
  readonly PRE_COMMIT_REMOTE_NAME?: string;
}

/**
 * @returns the line that git gave to the framework, `undefined` where no framework speaks
 * @throws GitFailure where it names what is not here
 */
export function frameworkUpdate(store: GitStore, variables: PushVariables): string | undefined {
  if (variables.PRE_COMMIT_REMOTE_NAME === undefined) return undefined;
  // Where all of the history is new, there is the branch alone.
  const tip = variables.PRE_COMMIT_TO_REF ?? variables.PRE_COMMIT_LOCAL_BRANCH ?? 'HEAD';
  const local = store.need(['rev-parse', '--verify', `${tip}^{commit}`], `find ${tip}`).toString('latin1').trim();
  const from = variables.PRE_COMMIT_FROM_REF;
  const there = from === undefined ? '0'.repeat(local.length) : store.need(['rev-parse', '--verify', `${from}^{commit}`], `find ${from}`).toString('latin1').trim();
  return `here ${local} there ${there}\n`;
}

/** What a commit adds to each of its parents. */
export function commitChanges(store: GitStore, { id, parents }: PushedCommit): Changes {
  const { root, bare } = layoutOf(store);
  const states = parents.length === 0 ? [emptyTree(store)] : parents;
  let tree: Tree | undefined;
  return {
    store,
    root,
    hasWorkingTree: !bare,
    differences: states.map((state) =>
      parseRawDiff(store.need(['diff-tree', '--raw', '-z', '-r', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', state, id, '--'], 'compare the commits')),
    ),
    tree: () => (tree ??= readCommit(store, id)),
    revision: id,
    first: false,
  };
}

/** Zeros name nothing, and a commit of the other side need not be here. A tag is followed. */
function isCommit(store: GitStore, id: string): boolean {
  return /[^0]/u.test(id) && store.run(['cat-file', '-e', `${id}^{commit}`]).status === 0;
}
