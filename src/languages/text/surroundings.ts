import { otherVendor, segments, speaksOfMistral } from '../../key/names.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Run } from '../../key/shape.js';
import { namesMistral } from '../config/affiliation.js';
import { enclosures, type Enclosure } from './enclosing.js';
import { lineAt } from './lines.js';
import { belongsToMistral } from './mentions.js';
import type { Owner } from './owner.js';

const body = /\b(?:class|struct|interface|namespace|module|object|enum|impl|trait|record|extension|protocol)\s{1,8}(?:class\s{1,8})?(?<name>\w{1,80})[^{};]{0,80}$/u;
/** `resource "kubernetes_secret" "mistral" {`, as in HCL. */
const labelled = /^[ \t]*\w{1,40}(?:\s{1,8}"(?<label>[\w.-]{1,80})"){1,2}\s{0,8}$/mu;
const firstArgument = /^\s{0,80}["'`](?<name>[^"'`\n]{1,60})["'`]\s{0,8}[,)]/u;
/** The words of a name that says of a key nothing but that it is one. */
const plainWords = new Set('api key token secret access auth bearer my the default private'.split(' '));

/**
 * Whether the brackets around a value that goes by the name of a key give it to Mistral: its mapping with its label
 * (`mistral: { key: … }`, `{ provider: 'mistral', apiKey: … }`), the first argument of its call (`extend('mistral', { api_key: … })`),
 * the class that it is a constant of, or the block with a label that it is configured in.
 */
export function isSurroundedByMistral(text: string, run: Run, { name, start }: Owner, vocabulary: Vocabulary): boolean {
  const around = enclosures(text, run.start);
  const [inner] = around;
  // In Lisp the arguments of a call have names with a colon.
  if (inner?.bracket === '(' && /\s:$/u.test(text.slice(start - 2, start)) && isMappingOfMistral(text, inner, run, vocabulary)) return true;
  if (hasLabelAbove(text, start, name)) return true;
  if (inner?.bracket === '{' && !/\)\s{0,8}$|=>\s{0,8}$/u.test(inner.head)) {
    const declared = body.exec(inner.head)?.groups?.['name'];
    if (declared === undefined ? isMappingOfMistral(text, inner, run, vocabulary) : speaksOfMistral(declared) && otherVendor(declared) === undefined && segments(name).every((word) => plainWords.has(word))) return true;
  }
  const block = around.findLast(({ bracket, head }) => bracket === '{' && labelled.test(head));
  const blockLabel = block === undefined ? undefined : labelled.exec(block.head)?.groups?.['label'];
  if (blockLabel !== undefined && namesMistral(blockLabel) && segments(name).every((word) => plainWords.has(word))) return true;
  const call = around.find(({ bracket, head }) => bracket === '(' && /[\w>]\s?$/u.test(head));
  const argument = call === undefined ? undefined : firstArgument.exec(text.slice(call.start, run.start))?.groups?.['name'];
  return argument !== undefined && speaksOfMistral(argument) && otherVendor(argument) === undefined;
}

/** So many lines above an entry its label is looked for. */
const mostLines = 12;

/** Whether an entry of YAML in a text of another language stands under a label of Mistral: `mistral:`, and indented `api-key: …`. */
function hasLabelAbove(text: string, start: number, name: string): boolean {
  let line = lineAt(text, start);
  if (!/^\s*["']?$/u.test(text.slice(line.start, start)) || !/^[\w.-]{0,100}["']?:\s/u.test(text.slice(start, start + 103))) return false;
  let { indent } = line;
  for (let count = 0; count < mostLines && indent > 0 && line.start > 0; count++) {
    line = lineAt(text, line.start - 1);
    if (line.text.trim() === '' || line.indent >= indent) continue;
    const label = /^\s*(?:-\s+)?["']?(?<label>[\w.-]{2,60})["']?:\s*$/u.exec(line.text)?.groups?.['label'];
    if (label === undefined) return false;
    if (namesMistral(label)) return segments(name).every((word) => plainWords.has(word));
    indent = line.indent;
  }
  return false;
}

/** Whether the entries beside a value name Mistral; what is nested in them are entries of something else. */
function isMappingOfMistral(text: string, { start, end }: Enclosure, run: Run, vocabulary: Vocabulary): boolean {
  const own = withoutNested(text.slice(start, end));
  return belongsToMistral(own, { start: 0, end: own.length }, { ...run, start: run.start - start, end: run.end - start }, vocabulary);
}

/** A text of which the blocks in braces, with their labels, are blank; as long as it was. */
function withoutNested(text: string): string {
  const nested = /[^{},;\n]{0,200}\{[^{}]{0,1200}\}/gu;
  let own = text;
  for (let depth = 0; depth < 4; depth++) own = own.replace(nested, (block) => block.replace(/[^\n]/gu, ' '));
  return own;
}
