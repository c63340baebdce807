import type { RawChange } from './raw-diff.js';
import type { GitStore } from './store.js';
import type { Tree } from './tree.js';

/** What is about to come, or has come, in comparison with what was there. */
export interface Changes {
  readonly store: GitStore;
  /** Where the repository's files stand or would stand: absolute, with `/`. */
  readonly root: string;
  /** There is a working tree, which may hold the same contents. */
  readonly hasWorkingTree: boolean;
  /**
   * What differs from each of the states before: one, or in a merge one for each parent. Only what differs from all of
   * them is new.
   */
  readonly differences: readonly (readonly RawChange[])[];
  /** The files afterwards, listed when first asked for. */
  readonly tree: () => Tree;
  /** What git calls these files: the full name of a commit; empty for the index. */
  readonly revision: string;
  /** Nothing was there before: the first commit. */
  readonly first: boolean;
  /** How the state before was chosen, where nobody named it. */
  readonly choice?: string;
}
