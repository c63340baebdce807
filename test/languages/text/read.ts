import type { Fact } from '../../../src/facts/facts.js';
import { SourceFile } from '../../../src/facts/source.js';
import { languageOf } from '../../../src/languages/registry.js';
import { textFacts } from '../../../src/languages/text/facts.js';
import { RandomText } from '../../key/random.js';

const random = new RandomText(11);
const keys = Array.from({ length: 4 }, () => random.key());
const hex = random.hex();

/** Puts synthetic keys in place of `KEY1` … `KEY4`, base64 of them for `B641` … and hexadecimal digits for `HEX1`. */
export function filled(text: string): string {
  return text
    .replace(/\bKEY(?<number>[1-4])\b/gu, (_whole, number: string) => keys[Number(number) - 1] ?? '')
    .replace(/\bB64(?<number>[1-4])\b/gu, (_whole, number: string) => Buffer.from(keys[Number(number) - 1] ?? '').toString('base64'))
    .replaceAll('HEX1', hex);
}

function factsOf(path: string, text: string): { readonly source: SourceFile; readonly facts: readonly Fact[] } {
  const language = languageOf(path);
  if (language?.kind !== 'text') throw new Error(`${path} is not read as text`);
  const source = new SourceFile(path, filled(text));
  return { source, facts: textFacts(source, language).facts };
}

/** @returns `line binding` of each key, in order */
export function keysIn(path: string, text: string): string[] {
  const { source, facts } = factsOf(path, text);
  return facts
    .flatMap((fact) => (fact.kind === 'secret' ? [{ line: source.position(fact.place.start).line, what: `${fact.binding}${fact.within === 'comment' ? ' comment' : ''}` }] : []))
    .sort((one, other) => one.line - other.line)
    .map(({ line, what }) => `${line} ${what}`);
}

/** @returns `line name` of each public name that is set, in order */
export function publicNamesIn(path: string, text: string): string[] {
  const { source, facts } = factsOf(path, text);
  return facts
    .flatMap((fact) => (fact.kind === 'exposure' ? [{ line: source.position(fact.place.start).line, name: fact.how.name }] : []))
    .sort((one, other) => one.line - other.line)
    .map(({ line, name }) => `${line} ${name}`);
}
