import { maskKeys } from '../key/digest.js';
import { clean } from '../report/clean.js';

/** So many lines that stay are shown around those that change. */
const context = 2;

/**
 * @param before `undefined` for a file that is new
 * @returns the lines that change, with a few around them; keys are masked, and what a terminal would obey is spelt out
 */
export function diffOf(before: string | undefined, after: string): string {
  const old = before === undefined ? [] : linesOf(before);
  const fresh = linesOf(after);
  const output: string[] = [];
  let shown = 0;
  let at = 0;
  // What is edited here only gains lines, or has a line that gains words: the old lines come in their order.
  for (const [index, line] of fresh.entries()) {
    if (line === old[at]) {
      at++;
      continue;
    }
    const replaced = old[at] !== undefined && !fresh.slice(index).includes(old[at] ?? '');
    const from = Math.max(shown, index - context);
    if (output.length > 0 && from > shown) output.push('    …');
    output.push(...fresh.slice(from, index).map((kept) => `    ${kept}`));
    if (replaced) output.push(`  - ${old[at++] ?? ''}`);
    output.push(`  + ${line}`);
    shown = index + 1;
  }
  output.push(...fresh.slice(shown, shown + (before === undefined ? 0 : context)).map((kept) => `    ${kept}`));
  return output.map((line) => `${clean(maskKeys(line)).trimEnd()}\n`).join('');
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/u, '').split(/\r?\n/u);
}
