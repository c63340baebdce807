/** What a scan of git's contents needs, loaded at once and only for such a scan. */
export { rangeChanges } from '../git/range.js';
export { commitChanges, frameworkUpdate, pushedCommits } from '../git/pushed.js';
export { stagedChanges } from '../git/staged.js';
export { GitStore } from '../git/store.js';
export { scanChanges } from './changed.js';
export { scanHistory } from './history/scan.js';
