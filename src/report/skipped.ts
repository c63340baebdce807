import type { Skipped } from '../scan/result.js';

/** @returns what was not read, and why, in one line; it is not cleaned yet */
export function skippedLine({ file, reason }: Skipped): string {
  return `${file === '' ? '.' : file}: ${reason}`;
}
