import type { Changes } from './changes.js';
import { type Ci, recogniseCi } from './ci.js';
import { GitFailure } from './failure.js';
import { type Layout, layoutOf } from './layout.js';
import { parseRawDiff } from './raw-diff.js';
import { GitStore } from './store.js';
import { readCommit, type Tree } from './tree.js';

/** Where a service names nothing: the branch that the clone's origin calls its main one. */
const mainBranches = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master'];

/** The two states that are compared, by the full names of commits or trees. */
interface Ends {
  readonly base: string;
  readonly tip: string;
  /** How the base was found, where the user did not name it. */
  readonly choice?: string;
}

/**
 * What a branch adds to the commit where it left another one.
 * @param folder absolute
 * @param revision what the branch is compared with, or both as in `A..B`; empty: what the CI service says
 * @throws GitFailure
 */
export function rangeChanges(folder: string, revision: string): Changes {
  const store = new GitStore(folder);
  const layout = layoutOf(store);
  const { base, tip, choice } = revision === '' ? fromCi(store, layout) : named(store, layout, revision);
  const output = store.need(['diff-tree', '--raw', '-z', '-r', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', base, tip, '--'], 'compare the commits');
  let tree: Tree | undefined;
  return {
    store,
    root: layout.root,
    hasWorkingTree: !layout.bare,
    differences: [parseRawDiff(output)],
    tree: () => (tree ??= readCommit(store, tip)),
    revision: tip,
    first: false,
    ...(choice === undefined ? {} : { choice }),
  };
}

function named(store: GitStore, layout: Layout, revision: string): Ends {
  const [from = '', to] = revision.split('..', 2);
  if (revision.startsWith('-') || to?.startsWith('-') === true) throw new GitFailure(`"${revision}" is no revision.`);
  const tip = resolve(store, to === undefined || to === '' ? 'HEAD' : to);
  if (tip === undefined) throw new GitFailure(`there is no commit ${to ?? 'HEAD'} here: check its name.`);
  const commit = resolve(store, from);
  if (commit !== undefined) return { base: mergeBase(store, layout, commit, tip, from), tip };
  // A tree, such as the empty one, has no history: it is compared as it stands.
  const tree = store.run(['rev-parse', '--verify', '--quiet', `${from}^{tree}`]).output.toString('latin1').trim();
  if (tree !== '') return { base: tree, tip };
  throw new GitFailure(layout.shallow ? shallowMessage(from) : `there is no commit ${from} here: check its name, or get it with git fetch.`);
}

function fromCi(store: GitStore, layout: Layout): Ends {
  const ci = recogniseCi(process.env);
  if (ci === undefined) throw new GitFailure('--since needs a revision, such as --since origin/main, as no CI service was recognised here.');
  const tip = resolve(store, 'HEAD');
  if (tip === undefined) throw new GitFailure('HEAD names no commit, so there is nothing to compare.');
  const choose = (base: string, name: string): Ends => ({ base, tip, choice: `${ci.name}: compared with ${base.slice(0, 12)}, by ${shown(name)}` });
  const found = (ci.bases.length > 0 ? ci.bases : mainBranches).flatMap((name) => {
    const commit = resolve(store, name);
    return commit === undefined ? [] : [{ name, commit }];
  });
  const [best] = found.filter(({ commit }) => commit !== tip);
  if (best !== undefined) return choose(mergeBase(store, layout, best.commit, tip, best.name, ci), best.name);
  const parent = resolve(store, 'HEAD^1');
  // The branch that HEAD is itself on says nothing of what came with it.
  if (found.length > 0 && parent !== undefined) return choose(parent, 'the commit before, as HEAD is on the branch to compare with');
  if (layout.shallow) throw new GitFailure(shallowMessage(ci.bases[0] ?? 'the state before', ci));
  if (ci.bases[0] !== undefined) throw new GitFailure(`${ci.name} compares with ${shown(ci.bases[0])}, which is not here: get it with git fetch.`);
  throw new GitFailure(`${ci.name} does not say what HEAD is to be compared with: name it, as in --since origin/main.`);
}

function mergeBase(store: GitStore, { shallow }: Layout, commit: string, tip: string, name: string, ci?: Ci): string {
  const { status, output, errors } = store.run(['merge-base', commit, tip]);
  const [base = ''] = output.toString('latin1').split('\n');
  if (status === 0 && base !== '') return base;
  if (status !== 1) throw store.failure('find where the branch began', errors);
  throw new GitFailure(shallow ? shallowMessage(name, ci) : `${shown(name)} and HEAD have no commit in common, so there is no telling what is new.`);
}

function shallowMessage(name: string, ci: Ci | undefined = recogniseCi(process.env)): string {
  return `this clone is shallow, so ${shown(name)} or the way to it is not here: ${ci?.deepen ?? 'get the whole history with git fetch --unshallow'}.`;
}

/** A revision as people call it. */
function shown(name: string): string {
  return name.replace(/^refs\/remotes\//u, '');
}

/** @returns the full name of the commit */
function resolve(store: GitStore, name: string): string | undefined {
  const { status, output } = store.run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return status === 0 ? output.toString('latin1').trim() : undefined;
}
