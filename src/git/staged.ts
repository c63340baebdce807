import { readFileSync } from 'node:fs';
import { systemPath } from '../scan/path-bytes.js';
import type { Changes } from './changes.js';
import { GitFailure } from './failure.js';
import { type Layout, layoutOf } from './layout.js';
import { parseRawDiff } from './raw-diff.js';
import type { GitResult } from './run.js';
import { GitStore } from './store.js';
import { readIndex, type Tree } from './tree.js';

/**
 * What the index holds beyond `HEAD`, and in a merge beyond each parent: what `git commit` would add. A hook cannot tell
 * `git commit --amend` from any other, so that counts as what it adds to the commit that it replaces.
 * @param folder absolute; hooks run with variables that say which repository and which index they are about
 * @throws GitFailure
 */
export function stagedChanges(folder: string): Changes {
  const store = new GitStore(folder);
  const layout = layoutOf(store);
  if (layout.bare && process.env['GIT_INDEX_FILE'] === undefined) {
    throw new GitFailure('this repository is bare, so nothing is staged in it: scan its commits with --since or --history.');
  }
  const head = compare(store, 'HEAD');
  const first = head.status !== 0 && isUnborn(store);
  if (head.status !== 0 && !first) throw store.failure('compare the index with HEAD', head.errors);
  const parents = first ? [emptyTree(store)] : mergedHeads(layout);
  const others = parents.map((parent) => {
    const { status, output, errors } = compare(store, parent);
    if (status !== 0) throw store.failure(`compare the index with ${parent}`, errors);
    return parseRawDiff(output);
  });
  let index: Tree | undefined;
  return {
    store,
    root: layout.root,
    hasWorkingTree: !layout.bare,
    differences: first ? others : [parseRawDiff(head.output), ...others],
    tree: () => (index ??= readIndex(store, layout.up)),
    revision: '',
    first,
  };
}

/** What `git add -N` only announces is not in the commit, hence `--ita-invisible-in-index`. */
function compare(store: GitStore, tree: string): GitResult {
  return store.run(['diff-index', '--cached', '--ita-invisible-in-index', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', tree, '--']);
}

/** There is no commit yet on the branch that `HEAD` names. */
function isUnborn(store: GitStore): boolean {
  const branch = store.run(['symbolic-ref', '--quiet', 'HEAD']).output.toString().trim();
  return branch !== '' && store.run(['show-ref', '--verify', '--quiet', branch]).status === 1;
}

/** The empty tree's name depends on the kind of hash of the repository. */
export function emptyTree(store: GitStore): string {
  return store.need(['hash-object', '-t', 'tree', '--stdin'], 'name the empty tree').toString('latin1').trim();
}

/** The commits that are being merged, a line each. */
function mergedHeads({ gitFolder }: Layout): string[] {
  try {
    return readFileSync(systemPath(`${gitFolder}/MERGE_HEAD`), 'latin1').split('\n').filter((line) => /^[\da-f]{40,64}$/u.test(line));
  } catch {
    // No merge is under way.
    return [];
  }
}
