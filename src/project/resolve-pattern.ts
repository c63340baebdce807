/** The part of a map of patterns that a specifier meets, and what `*` stands for (`''` in a key without one). */
export interface PatternMatch<T> {
  readonly value: T;
  readonly star: string;
}

/**
 * Looks a specifier up in a map whose keys may hold one `*`: `paths` of tsconfig.json, `imports` and `exports` of
 * package.json. An exact key wins, then the one with the longest text before its `*`.
 * https://nodejs.org/api/esm.html#resolution-algorithm-specification (PATTERN_KEY_COMPARE)
 */
export function matchPattern<T>(map: ReadonlyMap<string, T>, specifier: string): PatternMatch<T> | undefined {
  const exact = map.get(specifier);
  if (exact !== undefined && !specifier.includes('*')) return { value: exact, star: '' };
  let best: PatternMatch<T> | undefined;
  let longest = -1;
  for (const [key, value] of map) {
    const at = key.indexOf('*');
    if (at <= longest || at < 0) continue;
    const after = key.slice(at + 1);
    if (specifier.length < key.length - 1 || !specifier.startsWith(key.slice(0, at)) || !specifier.endsWith(after)) continue;
    longest = at;
    best = { value, star: specifier.slice(at, specifier.length - after.length) };
  }
  return best;
}

/** Longer ones are no paths; filling thousands of `*` would take memory without end. */
const longestTarget = 1000;

/** Puts what `*` stood for into a target. */
export function fillStar(target: string, star: string): string {
  return target.length > longestTarget ? target : target.replaceAll('*', () => star);
}
