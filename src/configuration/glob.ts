import { matchesWith } from '../project/resolve-glob.js';

/** A pattern with more alternatives than this, as braces make them, is cut. */
const mostAlternatives = 256;

/** A glob, ready to be matched. */
export interface Glob {
  readonly negated: boolean;
  /** The alternatives, each in its parts. */
  readonly alternatives: readonly (readonly string[])[];
}

/**
 * Reads a glob as fast-glob (micromatch) understands it: `*`, `?` and `[a-z]` within a part of a path, `**` for any number of
 * parts, `{a,b}` for either, `!` in front for the opposite.
 */
export function globOf(pattern: string): Glob {
  const negated = pattern.startsWith('!');
  const bare = (negated ? pattern.slice(1) : pattern).replace(/^\.?\//u, '').replace(/\/$/u, '');
  return { negated, alternatives: expand(bare).map((alternative) => alternative.split('/').filter((part) => part !== '')) };
}

/**
 * Whether the last of the globs that speak of a path takes it in.
 * @param path relative, with `/`
 * @param globs one that ends in a plain name speaks of all that lies in a folder of that name, too
 */
export function matchesAny(path: string, globs: readonly Glob[]): boolean {
  const parts = path.split('/');
  const last = globs.findLast((glob) => matchesItself(path, glob) || glob.alternatives.some((wanted) => speaksOfFolders(wanted) && isBelow(parts, wanted)));
  return last !== undefined && !last.negated;
}

/** Whether a glob matches a path by itself; its `!` is left to the caller. */
export function matchesItself(path: string, { alternatives }: Glob): boolean {
  const parts = path.split('/');
  return alternatives.some((wanted) => matchesParts(parts, wanted));
}

/** The alternatives of a pattern with braces; braces in braces are read, too. */
function expand(pattern: string): string[] {
  let open = [pattern];
  const done: string[] = [];
  while (open.length > 0 && open.length + done.length <= mostAlternatives) {
    const [first = '', ...others] = open;
    open = others;
    // The innermost braces first, so that they hold no others.
    const group = /\{(?<choices>[^{}]{0,200},[^{}]{0,200})\}/u.exec(first);
    if (group === null) done.push(first);
    else open.push(...(group.groups?.['choices'] ?? '').split(',').map((choice) => first.slice(0, group.index) + choice + first.slice(group.index + group[0].length)));
  }
  return done;
}

/** Of `src/*` no folder is meant, of `src` and `src/**` it is. */
function speaksOfFolders(wanted: readonly string[]): boolean {
  return !/[*?[\]]/u.test(wanted.at(-1) ?? '');
}

function isBelow(parts: readonly string[], wanted: readonly string[]): boolean {
  return parts.some((_part, index) => index > 0 && matchesParts(parts.slice(0, index), wanted));
}

function matchesParts(parts: readonly string[], wanted: readonly string[]): boolean {
  return matchesWith(parts, wanted, (part, pattern) => matchesPart(part, pattern), '**');
}

function matchesPart(part: string, pattern: string): boolean {
  // A name with a dot in front is matched like any other: env files are what this is about.
  const pieces = pattern.match(/\[!?[^\]]{1,100}\]|./gsu) ?? [];
  return matchesWith(Array.from(part), pieces, matchesCharacter, '*');
}

function matchesCharacter(character: string, piece: string): boolean {
  if (piece === '?' || piece === character) return true;
  if (!piece.startsWith('[') || piece.length < 3) return false;
  const negated = piece[1] === '!' || piece[1] === '^';
  const set = piece.slice(negated ? 2 : 1, -1);
  for (let at = 0; at < set.length; at++) {
    const first = set.charAt(at);
    const isRange = set[at + 1] === '-' && at + 2 < set.length;
    const last = isRange ? set.charAt(at + 2) : first;
    if (isRange) at += 2;
    if (character >= first && character <= last) return !negated;
  }
  return negated;
}
