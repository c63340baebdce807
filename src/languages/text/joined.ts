import { isKeyShaped } from '../../key/shape.js';
import type { Run } from '../../key/shape.js';

/** A key whose literal is split; the parts are the literals' contents, in order. */
export interface JoinedKey extends Run {
  readonly parts: readonly { readonly start: number; readonly end: number }[];
}

/** Literals that an operator joins, or that stand behind each other, as C and Python join them. */
const chain = /(?:["'][A-Za-z\d]{1,31}["']\s{0,40}(?:[+&~^,]|\.{1,2}|<>|\|\||\+\+)?\s{0,40}){1,12}["'][A-Za-z\d]{1,31}["']/gu;
const part = /["'](?<content>[A-Za-z\d]{1,31})["']/gu;

/**
 * The keys of a text whose literals are split, so that no part of them is in the shape of a key: `"abc" + "def"`, and the
 * items of a list that is joined. A run covers the content of the first part.
 */
export function* findJoinedKeys(text: string): Generator<JoinedKey> {
  for (const match of text.matchAll(chain)) {
    const isList = /["']\s*,\s*["']/u.test(match[0]);
    if (isList && !isJoined(text, match.index, match.index + match[0].length)) continue;
    const parts = Array.from(match[0].matchAll(part), ({ index, groups }) => {
      const content = groups?.['content'] ?? '';
      return { start: match.index + index + 1, end: match.index + index + 1 + content.length };
    });
    const value = parts.map(({ start, end }) => text.slice(start, end)).join('');
    const [first] = parts;
    if (first !== undefined && isKeyShaped(value)) yield { ...first, value, parts };
  }
}

/** `["ab", "cd"].join`, `String.Join("", "ab", "cd")`, `paste0("ab", "cd")`, `strings.Join([]string{…}, "")`. */
function isJoined(text: string, start: number, end: number): boolean {
  return /(?:join|concat|paste0|implode|string_c|str_c)\w{0,12}\s{0,4}\(?[^;\n]{0,60}$/iu.test(text.slice(Math.max(0, start - 80), start)) || /^\s{0,20}[\])}]{1,2}\s{0,20}(?:\.|->|::|\|>|,)\s{0,8}(?:join|concat|mkString|reduce|"")/iu.test(text.slice(end, end + 60));
}
