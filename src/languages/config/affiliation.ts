import { otherVendor, segments, speaksOfMistral } from '../../key/names.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { ConfigEntry } from './tree.js';

/** A mapping on the way from the root to a value. */
export interface Level {
  /** The name that the mapping itself goes by, where it has one. */
  readonly name: string | undefined;
  readonly entries: readonly ConfigEntry[];
}

/** Whose a value is by what stands around it, and whether an address of Mistral says so. */
export type Affiliation = 'mistral-host' | 'mistral' | 'other' | undefined;

/** Words of names whose values say which service an entry is about. */
const serviceWords = new Set('provider vendor service platform backend engine llm type kind url uri host hostname endpoint base server domain machine baseurl apibase api'.split(' '));
/** In an entry of its own these do so too; further out they name the application. */
const titleWords = new Set('name title label id model models modelname app login description comment note'.split(' '));

const keyWords = new Set(['api', 'key', 'token', 'secret', 'auth', 'access', 'bearer', 'authorization', 'credential', 'password']);

/** Longer values are prose. */
const longestTitle = 160;

/** How many mappings outwards are asked. */
const levels = 4;

/**
 * Whose the value under `name` is, by its siblings and by the mappings around it, the nearest first.
 * @param path from the innermost mapping outwards
 */
export function affiliationOf(name: string, path: readonly Level[], vocabulary: Vocabulary): Affiliation {
  let isOwn = true;
  for (const [index, level] of path.slice(0, levels).entries()) {
    const bySiblings = siblingsSay(name, level.entries, isOwn, vocabulary);
    isOwn = level.name !== undefined && partOfEntry.test(level.name);
    if (bySiblings !== undefined) return bySiblings;
    const own = level.name;
    if (own === undefined) continue;
    if (otherVendor(own) !== undefined) return 'other';
    // A variable of a process is nobody's by where the process is described.
    if (namesMistral(own) && (index === 0 || !isVariable(name))) return 'mistral';
  }
  return undefined;
}

/** Mappings that hold one part of what an entry says of itself. */
const partOfEntry = /^(?:config|options?|params?|parameters|settings|credentials?|auth|data|args|kwargs|\w+_params)$/iu;

/** What talks to Mistral, or is called after it, has secrets of its own. */
const applicationWords = new Set('bot app application worker proxy service server gateway web chat backend frontend demo assistant deployment job'.split(' '));

/** Whether a mapping by this name holds what concerns Mistral, not an application called after it. */
export function namesMistral(name: string): boolean {
  const part = name.split('.').findLast(speaksOfMistral);
  return part !== undefined && !segments(part).some((word) => applicationWords.has(word));
}

function isVariable(name: string): boolean {
  return /^[A-Z\d_]+$/u.test(name);
}

/** An entry that may say which service those beside it are about. */
interface Telling {
  readonly words: readonly string[];
  /** What its value names, where that is clear whatever the entry's name; an address, or what else. */
  readonly values: readonly (Affiliation | 'address' | 'word')[];
}

/** A mapping with more of them is a table, not an entry. */
const mostTelling = 60;

const known = new WeakMap<readonly ConfigEntry[], readonly Telling[]>();

function tellingOf(entries: readonly ConfigEntry[], vocabulary: Vocabulary): readonly Telling[] {
  let found = known.get(entries);
  if (found === undefined) {
    const telling: Telling[] = [];
    for (const entry of entries) {
      if (telling.length >= mostTelling) break;
      if (entry.commentedOut === true) continue;
      const values = scalarsOf(entry).filter((value) => value !== '' && value.length <= longestTitle);
      if (values.length === 0) continue;
      const words = segments(entry.name);
      if (words.some((word) => serviceWords.has(word) || titleWords.has(word))) telling.push({ words, values: values.map((value) => saysOf(value, vocabulary)) });
    }
    found = telling;
    known.set(entries, found);
  }
  return found;
}

/** A model of Mistral's that another vendor serves: `azure_ai/mistral-large`, `bedrock:mistral.mistral-large`. */
const served = /^(?<vendor>[\w-]{2,30})[/:](?!\/)/u;

function saysOf(value: string, vocabulary: Vocabulary): Telling['values'][number] {
  if (vocabulary.mentionsMistralHost(value)) return 'mistral-host';
  if (otherVendor(served.exec(value)?.groups?.['vendor'] ?? '') !== undefined) return 'other';
  // Another host is not Mistral's because of its path: `https://example.com/mistral`.
  const isAddress = /^https?:\/\//u.test(value) && !/^[^/]{5,6}\/\/(?:[\w-]{1,40}\.){0,3}mistral\.ai(?:[/:]|$)/u.test(value);
  if (speaksOfMistral(value) && !isAddress) return 'mistral';
  if (otherVendor(value) !== undefined) return 'other';
  return isAddress ? 'address' : 'word';
}

function siblingsSay(name: string, entries: readonly ConfigEntry[], own: boolean, vocabulary: Vocabulary): Affiliation {
  const prefix = prefixOf(name);
  let found: Affiliation;
  for (const { words, values } of tellingOf(entries, vocabulary)) {
    if (!prefix.every((word, index) => words[index] === word)) continue;
    const rest = words.slice(prefix.length);
    const says = rest.some((word) => serviceWords.has(word)) && !rest.some((word) => word === 'key' || word === 'token');
    const titles = own && !isVariable(name) && prefix.length === 0 && rest.some((word) => titleWords.has(word));
    if (!says && !titles) continue;
    for (const value of values) {
      if (value === 'mistral-host') return value;
      if (value === 'mistral') found = value;
      // A provider, or the host of an address, that is named and is not Mistral.
      else if (value !== 'word' || rest.some((word) => naming.has(word))) found ??= 'other';
    }
  }
  return found === 'mistral' && otherVendor(name) !== undefined ? undefined : found;
}

const naming = new Set(['provider', 'vendor', 'machine', 'host', 'hostname']);

/** The values of an entry, of a list, and of a mapping that spells an address: `url: { raw: … }`. */
function scalarsOf({ name, node }: ConfigEntry): string[] {
  if (node.kind === 'scalar') return [node.value];
  const parts = node.kind === 'list' ? node.items : isAddressName(name) ? node.entries.map((entry) => entry.node) : [];
  return parts.slice(0, 8).flatMap((part) => (part.kind === 'scalar' ? [part.value] : []));
}

function isAddressName(name: string): boolean {
  return /^(?:url|uri|endpoint|server|target)$/iu.test(name);
}

/** The words of a name before those that say that it is a key: `['llm']` of `LLM_API_KEY`. */
function prefixOf(name: string): string[] {
  const words = segments(name);
  const end = words.findIndex((word) => keyWords.has(word));
  return end < 0 ? [] : words.slice(0, end);
}
