import { couldBeCredential } from '../key/shape.js';

/** Without a lookbehind, which would cost more than the rest of the search. */
const literal = /["'`](?<value>[\w\-.+/~=:|]{20,256})(?=["'`])/gu;

/** Says whether a source text holds a literal that could be a key. Then it matters whether a file that names Mistral imports it. */
export function holdsCredential(text: string): boolean {
  literal.lastIndex = 0;
  for (let match = literal.exec(text); match !== null; match = literal.exec(text)) {
    if (couldBeCredential(match.groups?.['value'] ?? '')) return true;
  }
  return false;
}
