import { isPlaceholder } from '../../key/placeholder.js';
import { isKeyShaped } from '../../key/shape.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { namesOtherVendor } from '../text/mentions.js';

/** A quoted literal in the shape of a key. Offsets are 0-based UTF-16 units; they cover the characters of the key alone. */
export interface KeyLiteral {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

const literal = /(?<=["'`](?:[Bb]earer )?)[A-Za-z0-9]{32}(?=\\{0,3}["'`])/gu;

/** The quoted literals of a text that have the shape of a key. */
export function keyLiterals(text: string): KeyLiteral[] {
  const found: KeyLiteral[] = [];
  for (const { 0: value, index } of text.matchAll(literal)) {
    if (isKeyShaped(value) && !isPlaceholder(value)) found.push({ start: index, end: index + value.length, value });
  }
  return found;
}

/** How far before a literal the object begins that it is a property of. */
const objectReach = 2000;
/** So far around a use another vendor's name makes the key that vendor's. */
const vendorReach = 160;
/** So many uses of a name are looked at. */
const mostUses = 50;

/** How built code spells what holds a literal: a variable, or a property of one: `AU`, `AU.key`. */
export function holderOf(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - objectReach), start - 1);
  const variable = /(?<![\w$.])(?<name>[\w$]{1,60})\s?=\s?$/u.exec(before)?.groups?.['name'];
  if (variable !== undefined) return variable;
  const property = /[{,]\s{0,40}(?<name>[\w$]{1,60})\s?:\s?$/u.exec(before);
  if (property === null) return undefined;
  const object = objectAround(before, property.index + 1);
  return object === undefined ? undefined : `${object}.${property.groups?.['name'] ?? ''}`;
}

/** The variable whose object literal is open at an offset. */
function objectAround(text: string, offset: number): string | undefined {
  let open = 0;
  for (let index = offset - 1; index >= 0; index--) {
    const character = text[index];
    if (character === '}') open++;
    else if (character === '{' && open-- === 0) return /(?<![\w$.])(?<name>[\w$]{1,60})\s?=\s?$/u.exec(text.slice(Math.max(0, index - 70), index))?.groups?.['name'];
  }
  return undefined;
}

/** Whether built code gives what a holder has to a client as its key, or sends it as a bearer token. */
export function isGivenAsKey(text: string, holder: string, vocabulary: Vocabulary): boolean {
  const name = holder.replace(/\$/gu, String.raw`\$`).replaceAll('.', String.raw`\.`);
  // Where the modules are not joined, a property is read off the module's own variable.
  const reader = holder.includes('.') ? name : String.raw`(?:\(0,\s?)?(?:[\w$]{1,60}\.)?${name}`;
  const use = new RegExp(String.raw`(?:\b(?:api_?[kK]ey|API_?KEY)["']?\s?:\s?|["'\x60][bB]earer (?:["'\x60]\s?\+\s?|\$\{|["'\x60]\.concat\())${reader}(?![\w$.(])`, 'gu');
  let count = 0;
  for (const { index } of text.matchAll(use)) {
    if (++count > mostUses) return false;
    if (!isShadowed(text, index, holder) && !isAnotherVendors(text, index, vocabulary)) return true;
  }
  return false;
}

/** Whether what stands around an offset speaks of another vendor, and not of Mistral. */
export function isAnotherVendors(text: string, offset: number, vocabulary: Vocabulary): boolean {
  const around = text.slice(Math.max(0, offset - vendorReach), offset + vendorReach);
  return !vocabulary.speaksOfMistral(around) && namesOtherVendor(around);
}

/** How far back the functions around a use are looked at. */
const functionReach = 4000;

/** Whether a function around a use has a parameter of the holder's name: then another value is meant. */
function isShadowed(text: string, offset: number, holder: string): boolean {
  if (holder.includes('.')) return false;
  const from = Math.max(0, offset - functionReach);
  let open = 0;
  for (let index = offset - 1; index >= from; index--) {
    const character = text[index];
    if (character === '}') open++;
    else if (character === '{' && open-- === 0) {
      open = 0;
      const parameters = /\((?<list>[^()]{0,200})\)\s?(?:=>)?\s?$|(?<only>[\w$]{1,60})\s?=>\s?$/u.exec(text.slice(Math.max(0, index - 260), index))?.groups;
      if (`${parameters?.['list'] ?? ''},${parameters?.['only'] ?? ''}`.split(/[\s,=[\]{}:.]{1,10}/u).includes(holder)) return true;
    }
  }
  return false;
}
