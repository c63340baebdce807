import { isWordy } from '../../key/words.js';

/** A run of characters that could be a key or, with others, a part of one. */
const piece = /[\w+/=-]{16}/u;
const pieces = /[\w+/=-]{16,400}/gu;
const digit = /\d/u;

const lineEnd = /\r\n|[\r\n\u2028\u2029]/u;

/** A line that may hold a key: a hash of it, and its number, 1-based. */
export interface RelevantLine {
  readonly hash: number;
  readonly line: number;
}

/** What suppresses a finding has to be seen in every version that has it. */
const suppression = 'eslint-disable';

/** @returns the lines of a text that may hold a key, or a part of one, and those that may suppress what is found */
export function relevantLines(text: string): readonly RelevantLine[] {
  if (!piece.test(text)) return [];
  return text.split(lineEnd).flatMap((line, index) => (holdsKey(line) || line.includes(suppression) ? [{ hash: hashOf(line), line: index + 1 }] : []));
}

/** Names of functions, files and models are made of words; keys are not. */
function holdsKey(line: string): boolean {
  if (!piece.test(line) || !digit.test(line)) return false;
  return Array.from(line.matchAll(pieces)).some(([run]) => digit.test(run) && !isWordy(run));
}

/** A hash of 52 bits, in two multiplicative halves: the lines of one file do not meet by chance. */
function hashOf(line: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < line.length; index++) {
    const unit = line.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
}
