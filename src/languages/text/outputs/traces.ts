/** A shell's order to print each command, and as far as it holds. Offsets are 0-based UTF-16 units. */
export interface Trace {
  readonly start: number;
  readonly end: number;
  /** `set -x`, as it is spelt. */
  readonly spelling: string;
  /** What runs under it. */
  readonly until: number;
}

/** A line is looked at so far: a whole file may be one. */
const longestLine = 20_000;

const switchOn = /(?<=(?:^|[\n;&|{("'-]|\brun:|\bRUN)[ \t]{0,40})set[ \t]{1,4}(?:-[a-wyzA-Z]{0,8}x[a-zA-Z]{0,8}(?:[ \t]{1,4}pipefail)?|-o[ \t]{1,4}xtrace)(?![\w-])/gu;
const shebang = /^#![^\n]{0,60}\b(?:ba|z|k|da)?sh[ \t]{1,4}-[a-wyz]{0,6}x[a-z]{0,6}(?=\s)/gu;
const switchOff = /\bset[ \t]{1,4}(?:\+[a-wyz]{0,8}x|\+o[ \t]{1,4}xtrace)/u;

/**
 * The traces of a text.
 * @param extent `file`: a trace holds to the end of the file. `block`: to the end of the indented block. `line`: of the command.
 */
export function* tracesIn(text: string, extent: 'file' | 'block' | 'line'): Generator<Trace> {
  let past = 0;
  for (const pattern of [shebang, switchOn]) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (start < past) continue;
      const whole = extent === 'file' ? text.length : extent === 'block' ? endOfBlock(text, start) : endOfCommand(text, end);
      const off = switchOff.exec(text.slice(end, whole));
      const until = off === null ? whole : end + off.index;
      past = until;
      yield { start, end, spelling: match[0].startsWith('#!') ? match[0].slice(2).trim() : match[0], until };
    }
  }
}

/** The lines that are indented as far as that of the offset, or further. */
function endOfBlock(text: string, offset: number): number {
  const near = text.slice(Math.max(0, offset - longestLine), offset);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const indent = /^[ \t]*/u.exec(before)?.[0].length ?? 0;
  // `run: set -x && …` is a block of its own; the items of a list of commands are run by one shell.
  const isWhole = /^[\s-]*$/u.test(before);
  let end = endOfCommand(text, offset);
  while (isWhole && end < text.length) {
    const next = endOfLine(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && (/^[ \t]*/u.exec(line)?.[0].length ?? 0) < indent) break;
    end = next;
  }
  return end;
}

function endOfCommand(text: string, offset: number): number {
  let end = endOfLine(text, offset);
  while (end < text.length && text[end - 1] === '\\') end = endOfLine(text, end + 1);
  return end;
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from, from + longestLine).indexOf('\n');
  return end < 0 ? Math.min(text.length, from + longestLine) : from + end;
}
