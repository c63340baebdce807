/**
 * @param path relative, with `/`
 * @param glob as package managers take them: `*` within a part of the path, `**` for any number of parts
 */
export function matchesGlob(path: string, glob: string): boolean {
  const parts = glob.replace(/^\.\//u, '').split('/').filter((part) => part !== '');
  return matchesWith(path === '' ? [] : path.split('/'), parts, (part, pattern) => matchesWith(Array.from(part), Array.from(pattern), (a, b) => a === b, '*'), '**');
}

/** Matching with one wildcard needs no more than to step back to the last one, so it costs `items` × `patterns` at most. */
export function matchesWith(items: readonly string[], patterns: readonly string[], equal: (item: string, pattern: string) => boolean, wildcard: string): boolean {
  let item = 0;
  let pattern = 0;
  let retryItem = 0;
  let retryPattern = -1;
  while (item < items.length) {
    const wanted = patterns[pattern];
    if (wanted === wildcard) {
      retryPattern = pattern++;
      retryItem = item;
    } else if (wanted !== undefined && equal(items[item] ?? '', wanted)) {
      item++;
      pattern++;
    } else if (retryPattern >= 0) {
      pattern = retryPattern + 1;
      item = ++retryItem;
    } else {
      return false;
    }
  }
  return patterns.slice(pattern).every((rest) => rest === wildcard);
}
