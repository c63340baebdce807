import type { SourceFile } from '../../facts/source.js';
import type { Program } from '../../program/nodes.js';
import { parse } from './parse.js';
import type { Script } from './scripts.js';

/** A stretch that was taken out so that the rest parses. 0-based UTF-16 offsets. */
export interface Damage {
  readonly start: number;
  readonly end: number;
}

/** What is left of a file when its damaged parts are blanked. */
export interface Recovered {
  readonly program: Program;
  readonly damage: readonly Damage[];
}

const maxAttempts = 6;
/** Larger files are not parsed several times. */
const maxLength = 500_000;
const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/gmu;

/**
 * Parses what is sound of a file with a syntax error: merge-conflict markers go first, then, error by error, the
 * top-level statement around it. Statements are told apart by their lines: formatted code starts them in the first column.
 * @param at offset of the first error
 */
export function recover(source: SourceFile, { text, browser }: Script, at: number): Recovered | undefined {
  if (text.length > maxLength) return undefined;
  let rest = text.replace(conflictMarker, (marker) => ' '.repeat(marker.length));
  const damage: Damage[] = [];
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const parsed = parse(source, rest, browser);
    if (parsed.ok) return { program: parsed.program, damage };
    const stretch = statementAt(rest, parsed.at === 0 && attempt === 0 ? at : parsed.at);
    if (rest.slice(stretch.start, stretch.end).trim() === '') return undefined;
    damage.push(stretch);
    rest = rest.slice(0, stretch.start) + rest.slice(stretch.start, stretch.end).replace(/[^\r\n]/gu, ' ') + rest.slice(stretch.end);
  }
  return undefined;
}

/** The lines from the one in the first column before an offset to the next such line after it. */
function statementAt(text: string, offset: number): Damage {
  let start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  while (start > 0 && !opensStatement(text, start)) start = text.lastIndexOf('\n', start - 2) + 1;
  let end = text.indexOf('\n', offset);
  while (end >= 0 && !opensStatement(text, end + 1)) end = text.indexOf('\n', end + 1);
  return { start, end: end < 0 ? text.length : end + 1 };
}

function opensStatement(text: string, lineStart: number): boolean {
  const first = text[lineStart];
  return first !== undefined && /[A-Za-z_$@'"/(]/u.test(first);
}
