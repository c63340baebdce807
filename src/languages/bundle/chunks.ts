import { dirname, resolve } from 'node:path/posix';
import { SourceFile, type Place } from '../../facts/source.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { FileReader } from '../../project/files.js';
import { decode } from '../../scan/decode.js';
import { holderOf, isGivenAsKey, keyLiterals } from './values.js';

/** More chunks, and longer ones, are not looked into. */
const mostChunks = 100;
const longestChunk = 20_000_000;

const importOfNames = /\bimport\s?\{(?<names>[^{}]{1,4000})\}\s?from\s?["'`](?<specifier>\.{1,2}\/[^"'`\n]{1,300})["'`]/gu;
const exportOfNames = /\bexport\s?\{(?<names>[^{}]{1,20000})\}/gu;

/** Keys that stand in chunks which a chunk that names Mistral imports, and which it gives to a client. */
export function importedKeys(source: SourceFile, files: FileReader, vocabulary: Vocabulary): { readonly place: Place; readonly value: string }[] {
  const found: { place: Place; value: string }[] = [];
  let count = 0;
  for (const { groups } of source.text.matchAll(importOfNames)) {
    if (++count > mostChunks) break;
    const path = resolve(dirname(source.path), groups?.['specifier'] ?? '');
    const text = readChunk(path, files);
    const keys = text === undefined ? [] : keyLiterals(text);
    if (text === undefined || keys.length === 0) continue;
    const exported = namesIn([...text.matchAll(exportOfNames)].map((match) => match.groups?.['names'] ?? '').join(','));
    const imported = namesIn(groups?.['names'] ?? '');
    const chunk = new SourceFile(path, text);
    for (const { start, end, value } of keys) {
      const [variable = '', property] = (holderOf(text, start) ?? '').split('.');
      const outer = exported.get(variable);
      const local = outer === undefined ? undefined : imported.get(outer);
      if (local !== undefined && isGivenAsKey(source.text, property === undefined ? local : `${local}.${property}`, vocabulary)) found.push({ place: { source: chunk, start, end }, value });
    }
  }
  return found;
}

/** `a as b,c` maps `a` to `b`, and `c` to itself. */
function namesIn(list: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const part of list.split(',')) {
    const [name = '', outer = name] = part.trim().split(/\s{1,4}as\s{1,4}/u);
    if (name !== '') names.set(name, outer);
  }
  return names;
}

function readChunk(path: string, files: FileReader): string | undefined {
  const bytes = files.read(path);
  return bytes === undefined || bytes.byteLength > longestChunk ? undefined : decode(bytes);
}
