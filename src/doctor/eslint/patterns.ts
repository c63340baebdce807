import { globOf, matchesItself } from '../../configuration/glob.js';
import type { Value } from './value.js';

/** `maybe`: it cannot be told without running the configuration. */
export type Match = 'yes' | 'no' | 'maybe';

/** What `globOf` does not read as minimatch does: `@(a|b)`, `{1..3}`, escapes. */
const unusual = /[()\\]|\.\.|^\//u;

/** ESLint takes a file for one to lint by these patterns only where another one speaks of it. */
const universal = /^\*$|^!|\/\*{1,2}$/u;

/** Whether `files` of a config take a path in. @param path relative to the folder of the configuration, with `/` */
export function matchesFiles(path: string, files: Value): Match {
  if (files.kind === 'absent') return 'yes';
  return anyOf(files, (item) => (item.kind === 'list' ? all(item.items.map((one) => ofPattern(path, one))) : ofPattern(path, item)));
}

/** Whether `files` make ESLint lint a path, beyond those that it lints anyway. */
export function bringsIn(path: string, files: Value): Match {
  if (files.kind === 'absent') return 'no';
  return anyOf(files, (item) => {
    const patterns = item.kind === 'list' ? item.items : [item];
    if (patterns.every((one) => one.kind === 'text' && universal.test(one.value))) return 'no';
    return all(patterns.map((one) => ofPattern(path, one)));
  });
}

/** Whether `ignores` of a config leave a path out: the last pattern that speaks of it decides. */
export function matchesIgnores(path: string, ignores: Value): Match {
  if (ignores.kind === 'absent') return 'no';
  if (ignores.kind !== 'list') return 'maybe';
  let ignored: Match = 'no';
  for (const item of ignores.items) {
    const negated = item.kind === 'text' && item.value.startsWith('!');
    const match = ofPattern(path, negated ? { ...item, value: item.value.slice(1) } : item);
    if (match === 'yes') ignored = negated ? 'no' : 'yes';
    else if (match === 'maybe') ignored = 'maybe';
  }
  return ignored;
}

/** The same for `ignores` that hold for all configs: they can leave out a folder with all that lies in it. */
export function ignoresGlobally(path: string, ignores: Value): Match {
  const parts = path.split('/');
  const found = parts.map((_part, index) => matchesIgnores(parts.slice(0, index + 1).join('/'), ignores));
  return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
}

function ofPattern(path: string, pattern: Value): Match {
  if (pattern.kind !== 'text') return 'maybe';
  // All but what is not so named: the files that are.
  const named = /^!\*\*\/!\(\*(?<ending>\.\w+)\)$/u.exec(pattern.value)?.groups?.['ending'];
  if (named !== undefined) return path.endsWith(named) ? 'yes' : 'no';
  if (unusual.test(pattern.value.replace(/^\.\//u, ''))) return 'maybe';
  const glob = globOf(pattern.value);
  return matchesItself(path, glob) === glob.negated ? 'no' : 'yes';
}

function anyOf(files: Value, matches: (item: Value) => Match): Match {
  if (files.kind !== 'list') return 'maybe';
  const found = files.items.map(matches);
  return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
}

function all(matches: readonly Match[]): Match {
  return matches.includes('no') ? 'no' : matches.includes('maybe') ? 'maybe' : 'yes';
}
