import { mentionsMistralHost } from '../../key/hosts.js';
import { otherVendor, segments, speaksOfMistral } from '../../key/names.js';
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
export function affiliationOf(name: string, path: readonly Level[]): Affiliation {
  for (const [index, level] of path.slice(0, levels).entries()) {
    const bySiblings = siblingsSay(name, level.entries, index === 0);
    if (bySiblings !== undefined) return bySiblings;
    const own = level.name;
    if (own === undefined) continue;
    if (otherVendor(own) !== undefined) return 'other';
    if (speaksOfMistral(own) && (index > 0 || level.entries.length < 40)) return 'mistral';
  }
  return undefined;
}

function siblingsSay(name: string, entries: readonly ConfigEntry[], own: boolean): Affiliation {
  const prefix = prefixOf(name);
  const isVariable = /^[A-Z\d_]+$/u.test(name);
  let found: Affiliation;
  for (const { name: sibling, node } of entries) {
    const rest = restOf(sibling, prefix);
    if (rest === undefined || rest.length === 0) continue;
    const says = rest.some((word) => serviceWords.has(word)) && !rest.some((word) => word === 'key' || word === 'token');
    const titles = own && !isVariable && prefix.length === 0 && rest.some((word) => titleWords.has(word));
    if (!says && !titles) continue;
    for (const value of scalarsOf(node)) {
      if (value.length > longestTitle) continue;
      if (mentionsMistralHost(value)) return 'mistral-host';
      if (speaksOfMistral(value)) found = 'mistral';
      else if (otherVendor(value) !== undefined || isOtherProvider(rest, value)) found ??= 'other';
    }
  }
  if (found !== 'mistral' || otherVendor(name) === undefined) return found;
  return undefined;
}

const naming = new Set(['provider', 'vendor', 'machine', 'host', 'hostname']);

/** A provider, or the host of an address, that is named and is not Mistral. */
function isOtherProvider(words: readonly string[], value: string): boolean {
  return words.some((word) => naming.has(word)) ? value !== '' : /^https?:\/\//u.test(value);
}

function scalarsOf(node: ConfigEntry['node']): string[] {
  if (node.kind === 'scalar') return [node.value];
  return node.kind === 'list' ? node.items.slice(0, 8).flatMap((item) => (item.kind === 'scalar' ? [item.value] : [])) : [];
}

/** The words of a name before those that say that it is a key: `['llm']` of `LLM_API_KEY`. */
function prefixOf(name: string): string[] {
  const words = segments(name);
  const end = words.findIndex((word) => keyWords.has(word));
  return end < 0 ? [] : words.slice(0, end);
}

/** The words of a sibling's name behind the prefix that both share. */
function restOf(name: string, prefix: readonly string[]): string[] | undefined {
  const words = segments(name);
  return prefix.every((word, index) => words[index] === word) ? words.slice(prefix.length) : undefined;
}
