import type { Language } from '../facts/facts.js';
import { dialectOf } from './javascript/parse.js';
import { isPython } from './registry.js';

/** The language that a file is read as. */
export function languageOf(path: string): Language {
  return isPython(path) ? 'python' : dialectOf(path).language;
}
