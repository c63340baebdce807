import type { Fact } from '../../facts/facts.js';
import type { Place, SourceFile } from '../../facts/source.js';
import { digest } from '../../key/digest.js';
import { otherVendor } from '../../key/names.js';
import { isPlaceholder } from '../../key/placeholder.js';
import { findKeyShapedRuns } from '../../key/shape.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { type Excerpt, ExcerptBuilder } from '../embedded/excerpt.js';
import { excerptPath } from '../embedded/read.js';
import { findOwner } from '../text/owner.js';
import { findSecrets } from '../text/secrets.js';
import type { Output } from './cells.js';
import { addString } from './strings.js';

/** In a longer output, what is said in one place says nothing of another. */
const shortOutput = 1000;
/** What colours the text of a terminal: an escape character, and this. */
const colour = /\[[\d;]{0,20}[A-Za-z]/uy;
const escapeCharacter = '\u001B';

/** The text of an output, in all its forms, without colours. */
export function outputText(source: SourceFile, output: Output): Excerpt {
  const shown = new ExcerptBuilder(source);
  for (const form of output) {
    for (const string of form) addString(shown, string);
    shown.addMade('\n');
  }
  return shown.build(excerptPath(source, 0, 'txt'));
}

/** The keys that an output shows together with the name of Mistral, each once: what is shown in two forms is one. */
export function outputSecrets(source: SourceFile, output: Output, vocabulary: Vocabulary): Fact[] {
  if (!output.some((form) => form.some(({ start, end }) => vocabulary.speaksOfMistral(source.text.slice(start, end))))) return [];
  const shown = outputText(source, output);
  const plain = withoutColours(shown);
  const { text } = plain.source;
  const statement = text.length <= shortOutput ? { statement: { start: 0, end: text.length } } : {};
  const known = new Set<string>();
  return findSecrets(text, { within: 'text', ...statement, vocabulary }).flatMap(({ start, end, value, binding, sink, name }): Fact[] => {
    const key = digest(value);
    if (known.has(key.fingerprint)) return [];
    known.add(key.fingerprint);
    const inner = plain.place(start, end);
    return [{ kind: 'secret', place: shown.place(inner.start, inner.end), key, binding, sink, ...(name === undefined ? {} : { name }), within: 'output', language: 'text', remedies: [] }];
  });
}

/** Does an output hold a key by what its cell does? `prints`: the cell prints one. `may`: only if it is all that is shown. */
export type Expected = 'prints' | 'may' | 'no';

/** The key that an output shows without the name of Mistral, of a cell that is known for it; the first stands for all. */
export function outputKey(source: SourceFile, output: Output, expected: Expected, vocabulary: Vocabulary): { readonly fact?: Fact; readonly keys: readonly Place[] } {
  if (expected === 'no' || output.some((form) => form.some(({ start, end }) => vocabulary.speaksOfMistral(source.text.slice(start, end))))) return { keys: [] };
  const shown = outputText(source, output);
  const plain = withoutColours(shown);
  const { text } = plain.source;
  const runs = [...findKeyShapedRuns(text, 0, text.length)].filter((run) => !isPlaceholder(run.value) && !isOthers(text, run.start, vocabulary) && (expected === 'prints' || isAlone(text, run.value)));
  const keys = runs.map(({ start, end }) => {
    const inner = plain.place(start, end);
    return shown.place(inner.start, inner.end);
  });
  const [place] = keys;
  const [run] = runs;
  if (place === undefined || run === undefined) return { keys };
  return { fact: { kind: 'output', place, language: 'text', what: 'recorded', name: '', by: '', key: digest(run.value) }, keys };
}

function isOthers(text: string, start: number, vocabulary: Vocabulary): boolean {
  const owner = findOwner(text, start, vocabulary);
  return owner !== undefined && otherVendor(owner.name) !== undefined;
}

/** Is a value, in quotes or not, all that a text says, in each of its forms? A word for it may stand before. */
function isAlone(text: string, value: string): boolean {
  const rest = text.split(value).join('').replace(/[\s"'`:=]/gu, '');
  return rest.length < 40 && /^(?:\w*(?:key|token|secret))?$/iu.test(rest);
}

function withoutColours({ source }: Excerpt): Excerpt {
  const { path, text } = source;
  const plain = new ExcerptBuilder(source);
  let from = 0;
  for (let at = text.indexOf(escapeCharacter); at >= 0; at = text.indexOf(escapeCharacter, from)) {
    plain.addVerbatim(from, at);
    colour.lastIndex = at + 1;
    from = colour.test(text) ? colour.lastIndex : at + 1;
  }
  plain.addVerbatim(from, text.length);
  return plain.build(path);
}
