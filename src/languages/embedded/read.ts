import type { FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { type Excerpt, ExcerptBuilder } from './excerpt.js';
import { relocated } from './relocate.js';

/** Reads a text by the ending of its name, like a file of its own. */
export type Reader = (source: SourceFile) => FileFacts;

/** A name for an excerpt that no file has: it stands in the same folder, and its ending tells the language. */
export function excerptPath(outer: SourceFile, start: number, ending: string): string {
  return `${outer.path}#${start}.${ending}`;
}

/** The path of the file that an excerpt is from; any other path is its own. */
export function outerPath(path: string): string {
  return path.replace(/(?:#\d{1,10}\.[^/#]{1,20}){1,4}$/u, '');
}

/** The facts of an excerpt, in the places of the file. */
export function excerptFacts(excerpt: Excerpt, read: Reader): FileFacts {
  return relocated(read(excerpt.source), excerpt);
}

/** Reads a whole file as one of another kind than its name tells. */
export function readAs(source: SourceFile, ending: string, read: Reader): FileFacts {
  const whole = new ExcerptBuilder(source);
  whole.addVerbatim(0, source.text.length);
  return excerptFacts(whole.build(excerptPath(source, 0, ending)), read);
}
