/** What a scan of git's contents needs, loaded at once and only for such a scan. */
export { stagedChanges } from '../git/staged.js';
export { scanChanges } from './changed.js';
