import type { Language } from '../facts/facts.js';
import { dialectOf } from './javascript/parse.js';

/** Is it Python, by the ending of its name? */
export function isPython(path: string): boolean {
  return /\.py[iw]?$/iu.test(path);
}

/** The language that a file is read as. */
export function languageOf(path: string): Language {
  return isPython(path) ? 'python' : dialectOf(path).language;
}
