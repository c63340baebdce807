import type { ExcerptBuilder } from '../embedded/excerpt.js';
import type { ConfigScalar } from '../config/tree.js';

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Adds what a string of JSON stands for; each escape is a piece of its own. */
export function addString(builder: ExcerptBuilder, { start, end }: ConfigScalar): void {
  const raw = builder.outer.text.slice(start, end);
  let from = 0;
  for (let slash = raw.indexOf('\\'); slash >= 0; slash = raw.indexOf('\\', from)) {
    builder.addVerbatim(start + from, start + slash);
    const escaped = raw[slash + 1] ?? '';
    from = slash + (escaped === 'u' ? 6 : 2);
    const character = escaped === 'u' ? String.fromCharCode(Number.parseInt(raw.slice(slash + 2, from), 16)) : (controls[escaped] ?? escaped);
    builder.addSpelled(character, start + slash, start + from);
  }
  builder.addVerbatim(start + from, end);
}

const escape = /\\(?:u[\dA-Fa-f]{4}|.)/gu;

/** The offsets in the file at which the lines of a text start that strings of JSON make up, and the one at which it ends. */
export function lineStartsOf(text: string, strings: readonly ConfigScalar[]): number[] {
  const starts: number[] = [];
  let begins = true;
  for (const { start, end } of strings) {
    if (begins) starts.push(start);
    begins = false;
    for (const match of text.slice(start, end).matchAll(escape)) {
      if (match[0] !== '\\n') continue;
      const next = start + match.index + match[0].length;
      if (next < end) starts.push(next);
      else begins = true;
    }
  }
  const last = strings.at(-1);
  return last === undefined ? starts : [...starts, last.end];
}
