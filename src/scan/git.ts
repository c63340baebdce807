/** What a scan of git's contents needs, loaded at once and only for such a scan. */
export { rangeChanges } from '../git/range.js';
export { stagedChanges } from '../git/staged.js';
export { scanChanges } from './changed.js';
export { scanHistory } from './history/scan.js';
