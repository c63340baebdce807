import { couldBeCredential } from '../key/shape.js';

/** Says whether a source text holds a literal that could be a key. Then it matters whether a file that names Mistral imports it. */
export function holdsCredential(text: string): boolean {
  for (const [literal] of text.matchAll(/(?<=["'`])[\w\-.+/~=:|]{20,256}(?=["'`])/gu)) {
    if (couldBeCredential(literal)) return true;
  }
  return false;
}
