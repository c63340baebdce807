import type { ExposureFact, FileFacts } from '../../facts/facts.js';
import type { Place, SourceFile } from '../../facts/source.js';
import { digest } from '../../key/digest.js';
import { isGenericKeyName } from '../../key/names.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { FileReader } from '../../project/files.js';
import { decode } from '../../scan/decode.js';
import { findOwner, isBearer } from '../text/owner.js';
import { findSecrets } from '../text/secrets.js';
import { importedKeys } from './chunks.js';
import { inlineMap, type Original, type Origins, originsOf } from './original.js';
import { holderOf, isAnotherVendors, isGivenAsKey, type KeyLiteral, keyLiterals } from './values.js';

/**
 * The facts of a file that a bundler wrote for the browser: the keys in it, each once, with the line that it was written
 * on where a source map tells. What the code does is not followed: its names are gone, and it is long.
 * @param other the facts of a file that is no script: a page, the data of one
 */
export function bundleFacts(source: SourceFile, files: FileReader, other: FileFacts | undefined, vocabulary: Vocabulary): FileFacts {
  const { path } = source;
  const keys = other !== undefined ? keysOfFacts(other) : path.endsWith('.map') ? keysOfMap(source, files, vocabulary) : keysOfScript(source, files, vocabulary);
  const facts: ExposureFact[] = [];
  const seen = new Set<string>();
  const maps = new Map<SourceFile, Origins | undefined>();
  for (const { place, value } of keys) {
    const { source: script } = place;
    const id = `${script.path} ${value}`;
    if (seen.has(id)) continue;
    seen.add(id);
    if (!maps.has(script)) maps.set(script, originsOf(script, files));
    facts.push(exposure(place, value, maps.get(script)?.of(script, place.start)));
  }
  return { path, facts, comments: [], parsed: true };
}

/** A key in built code. */
interface BuiltKey {
  readonly place: Place;
  readonly value: string;
}

function exposure(place: Place, value: string, origin: Original | undefined): ExposureFact {
  const from = origin === undefined ? {} : { origin: `${origin.name}:${String(origin.line)}` };
  return {
    kind: 'exposure',
    place,
    language: 'javascript',
    how: { kind: 'built', name: 'the key', ...from },
    chain: origin?.place === undefined ? [] : [{ place: origin.place, note: 'where the key was written' }],
    key: digest(value),
  };
}

/** The keys of a page or its data, as they are found in any file of their kind. */
function keysOfFacts({ facts }: FileFacts): BuiltKey[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'secret') return [];
    const { source, start, end } = fact.place;
    return [{ place: fact.place, value: source.text.slice(start, end) }];
  });
}

function keysOfScript(source: SourceFile, files: FileReader, vocabulary: Vocabulary): BuiltKey[] {
  const { text } = source;
  const map = inlineMap(text);
  const code = map === undefined ? text : text.slice(0, map.start);
  const keys: BuiltKey[] = findSecrets(code, { within: 'code', vocabulary }).map(({ start, end, value }) => ({ place: { source, start, end }, value }));
  for (const key of keyLiterals(code)) if (isKeyOfMistral(code, key, vocabulary)) keys.push({ place: { source, start: key.start, end: key.end }, value: key.value });
  keys.push(...importedKeys(source, files, vocabulary));
  if (map === undefined) return keys;
  const { start, end } = map;
  const found = findSecrets(map.text, { within: 'code', vocabulary }).filter(({ value }) => !code.includes(value));
  return [...keys, ...found.map(({ value }) => ({ place: { source, start, end }, value }))];
}

/** Whether a literal of a bundle that names Mistral is its key by the name it goes by, or by what it is given to. */
function isKeyOfMistral(text: string, { start }: KeyLiteral, vocabulary: Vocabulary): boolean {
  const owner = findOwner(text, start, vocabulary);
  const named = owner !== undefined && (vocabulary.isKeyName(owner.name) || /^api_?key$/iu.test(owner.name));
  if (named || isBearer(text, start)) return !isAnotherVendors(text, start, vocabulary);
  if (owner !== undefined && isGenericKeyName(owner.name) && isAnotherVendors(text, start, vocabulary)) return false;
  const holder = holderOf(text, start);
  return holder !== undefined && isGivenAsKey(text, holder, vocabulary);
}

/** A key in the sources of a map counts where the script beside it does not have it too. */
function keysOfMap(source: SourceFile, files: FileReader, vocabulary: Vocabulary): BuiltKey[] {
  const bytes = files.read(source.path.slice(0, -'.map'.length));
  const script = bytes === undefined ? '' : (decode(bytes) ?? '');
  const found = findSecrets(source.text, { within: 'code', vocabulary }).filter(({ value }) => !script.includes(value));
  return found.map(({ start, end, value }) => ({ place: { source, start, end }, value }));
}
