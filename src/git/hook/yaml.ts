import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml';
import { isRecord } from '../../configuration/record.js';
import { lineEnd, linesBefore } from './carrier.js';

/** A mapping of YAML as a value. */
type Mapping = Readonly<Record<string, unknown>>;

/**
 * Puts an entry into nested mappings, before the entries that they have, and makes those of `path` that are missing.
 * @returns `undefined` where the text has another form than blocks
 */
export function withEntry(text: string, path: readonly string[], entry: Mapping): string | undefined {
  const read = readYaml(text);
  if (read === undefined) return undefined;
  const expected = merged(read.value, nested(path, entry));
  let map: unknown = read.document.contents;
  if (map === null) return checked(appended(text, nested(path, entry)), expected);
  for (const [depth, key] of path.entries()) {
    if (!isBlock(map)) return undefined;
    const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) {
      const rest = nested(path.slice(depth), entry);
      return checked(depth === 0 ? appended(text, rest) : before(text, map, rest), expected);
    }
    map = pair.value;
  }
  return isBlock(map) ? checked(before(text, map, entry), expected) : undefined;
}

/** @returns the text with one more item at the beginning of the list under a key; `undefined` where it is no block */
export function withItem(text: string, key: string, item: Mapping): string | undefined {
  const read = readYaml(text);
  if (read === undefined || !isRecord(read.value)) return undefined;
  const list = read.document.get(key);
  const first = isSeq(list) && list.flow !== true ? list.items[0] : undefined;
  if (!isMap(first) || !first.range) return undefined;
  // An item begins at its dash.
  const offset = text.lastIndexOf('-', first.range[0]);
  const items = read.value[key];
  const expected = { ...read.value, [key]: [item, ...(Array.isArray(items) ? (items as unknown[]) : [])] };
  return checked(linesBefore(text, offset, linesOf([item])), expected);
}

/** @returns the lines of a value in blocks */
export function linesOf(value: unknown): string[] {
  return stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
}

function isBlock(value: unknown): value is YAMLMap {
  return isMap(value) && value.flow !== true && value.items.length > 0;
}

/** @returns the entry inside mappings with these keys */
export function nested(path: readonly string[], entry: Mapping): Mapping {
  return path.reduceRight<Mapping>((inner, key) => ({ [key]: inner }), entry);
}

function appended(text: string, entry: Mapping): string {
  const end = lineEnd(text);
  const lines = linesOf(entry).join(end);
  return text === '' || text.endsWith('\n') ? `${text}${lines}${end}` : `${text}${end}${lines}`;
}

function before(text: string, map: YAMLMap, entry: Mapping): string | undefined {
  const key = map.items[0]?.key;
  return isScalar(key) && key.range ? linesBefore(text, key.range[0], linesOf(entry)) : undefined;
}

/** @returns the new text, if that is what it says */
function checked(text: string | undefined, expected: unknown): string | undefined {
  return text !== undefined && isDeepStrictEqual(readYaml(text)?.value, expected) ? text : undefined;
}

/** @returns `undefined` where the text is no YAML, or says nothing because of its aliases */
function readYaml(text: string): { readonly document: Document; readonly value: unknown } | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    return { document, value: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** @returns a mapping with what is in either, to any depth */
function merged(one: unknown, other: unknown): unknown {
  if (!isRecord(one) || !isRecord(other)) return other;
  const changed = Object.entries(other).map(([key, value]) => [key, merged(one[key], value)]);
  return { ...one, ...(Object.fromEntries(changed) as Mapping) };
}
