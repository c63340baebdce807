import type { Problem } from '../../rules/rule.js';
import { isByproduct } from '../languages/bundle/recognise.js';

/**
 * Leaves out what a build repeats: a key in a source map, or in the server's copy of a chunk, that was found in what the
 * build was made from or in what the browser loads. One leak is one finding.
 */
export function withoutRepeats<T extends { readonly problem: Problem }>(found: readonly T[]): T[] {
  const keys = new Set<string>();
  for (const { problem } of found) if (problem.key !== undefined && !isByproduct(problem.place.source.path)) keys.add(problem.key.fingerprint);
  return found.filter(({ problem }) => problem.key === undefined || !keys.has(problem.key.fingerprint) || !isByproduct(problem.place.source.path));
}
