import { isDigestName, isGenericKeyName, otherVendor } from '../../key/names.js';
import { isPlaceholder } from '../../key/placeholder.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { couldBeCredential, isKeyShaped } from '../../key/shape.js';
import type { TextFacts } from '../text/fact-list.js';
import { lineAt } from '../text/lines.js';
import { findSecrets, type LexicalSecret } from '../text/secrets.js';
import { affiliationOf, type Level, namesMistral } from './affiliation.js';
import { embeddedTrees } from './embedded.js';
import { type ConfigMap, type ConfigNode, type ConfigScalar, deepestNesting, entryOf, scalarAt } from './tree.js';

/** Names that say nothing themselves: another name in the same entry, or that of the entry, does. */
const silentNames = new Set(
  'value val default defaultvalue parametervalue body content stringvalue string_value secretstring secret_string initialvalue fallback plaintext plain_text example sample const'.split(' '),
);
/** Names under which such an entry names itself. */
const namingNames = new Set('name key id parameterkey variable header field label envvar env_var'.split(' '));

/** Where an entry has no name, what it says of itself may be one: `"description": "Mistral API key"`. */
const describingNames = new Set(['description', 'title', 'placeholder']);

const bearer = /^bearer\s+/iu;
const shortestKey = 20;
/** An entry with more of them, or with longer ones, is data. */
const mostSiblings = 60;
const longestSibling = 400;

interface Place {
  /** The name of the entry; of an item of a list, that of the list, or the option before it. */
  readonly name: string | undefined;
  /** From the innermost mapping outwards. */
  readonly levels: readonly Level[];
  /** Whether it lies in a Secret of Kubernetes. */
  readonly isSecret: boolean;
  /** Whether its own name says nothing: `value`, `default`. */
  readonly isSilent: boolean;
}

/** Adds the keys of a configuration, and the public names of keys that it sets. */
export function addConfigFacts(root: ConfigNode, list: TextFacts, setsVariables: boolean): void {
  const visit = (node: ConfigNode, place: Place, depth: number): void => {
    if (depth > deepestNesting) return;
    if (node.kind === 'scalar') {
      addScalar(node, place, list);
      for (const tree of embeddedTrees(node, place.name, list.source.text, list.vocabulary)) addConfigFacts(tree, list, setsVariables);
      return;
    }
    if (node.kind === 'list') {
      let before: string | undefined;
      for (const item of node.items) {
        const isFlag = before !== undefined && /^--?[a-z]/iu.test(before) && !before.includes('=');
        visit(item, isFlag ? { ...place, name: before } : place, depth + 1);
        before = item.kind === 'scalar' ? item.value : undefined;
      }
      return;
    }
    // The keys of a Secret of Kubernetes may have names that say nothing: its own does.
    const isSecret = scalarAt(node, 'kind') === 'Secret';
    const own = isSecret ? (scalarAt(entryOf(node, 'metadata'), 'name') ?? place.name) : place.name;
    const levels = [{ name: own, entries: node.entries }, ...place.levels];
    for (const { name, nameStart, node: value } of node.entries) {
      const prefix = list.vocabulary.publicKeyPrefix(name);
      if (prefix !== undefined && setsVariables && value.kind === 'scalar') list.addPublicName(nameStart, name, prefix, String(nameStart));
      if (setsVariables && value.kind === 'scalar' && isVariableOfList(name, node)) {
        const named = list.vocabulary.publicKeyPrefix(value.value);
        if (named !== undefined) list.addPublicName(value.start, value.value, named, String(value.start));
      }
      visit(value, { name: nameOf(name, node), levels, isSecret: isSecret || place.isSecret, isSilent: silentNames.has(localName(name)) }, depth + 1);
    }
  };
  visit(root, { name: undefined, levels: [], isSecret: false, isSilent: false }, 0);
}

/** The name that a value goes by: its own, or that which its entry gives itself. */
function nameOf(name: string, { entries }: ConfigMap): string | undefined {
  if (!silentNames.has(localName(name))) return name;
  const named = (names: ReadonlySet<string>): ConfigMap['entries'][number] | undefined => entries.find((entry) => names.has(localName(entry.name)) && entry.node.kind === 'scalar');
  const naming = named(namingNames) ?? named(describingNames);
  return naming?.node.kind === 'scalar' ? naming.node.value : undefined;
}

/** `- name: NAME`, `value: …`: an entry of a list that sets a variable. */
function isVariableOfList(name: string, { entries }: ConfigMap): boolean {
  return /^(?:name|key|variable)$/iu.test(name) && entries.some((entry) => /^(?:value|valueFrom|secret|sync|generateValue|availability|from\w{0,20}|value_from)$/iu.test(entry.name));
}

/** Without the namespace that XML puts before it: `android:value`. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function addScalar(node: ConfigScalar, place: Place, list: TextFacts): void {
  if (node.value.length < shortestKey) return;
  if (place.isSecret && place.levels[0]?.name === 'data') {
    addEncoded(node, place, list);
    return;
  }
  const value = node.value.trim().replace(bearer, '');
  if (/\s/u.test(value) || value.length < shortestKey || !couldBeCredential(value) || isPlaceholder(value)) return;
  const at = list.source.text.slice(node.start, node.end).indexOf(value);
  const start = at < 0 ? node.start : node.start + at;
  const found = judge(value, bearer.test(node.value.trim()), place, list.vocabulary);
  if (found === undefined) {
    // Whose it is by its name is known; the text around it would only say who stands near.
    const isNamedElsewhere = place.isSilent && !bearer.test(node.value.trim()) && !list.vocabulary.speaksOfMistral(lineAt(list.source.text, start).text);
    if (isNamedElsewhere || isSomebodyElses(place, list.vocabulary) || (list.kind.structure === 'json' && !bearer.test(node.value.trim()) && !speaksNear(place, list.vocabulary))) list.dismiss(start);
    return;
  }
  list.addSecret({ start, end: at < 0 ? node.end : start + value.length, value, ...found });
}

/** What `data:` of a Kubernetes Secret holds is base64, of a key or of a whole file. */
function addEncoded(node: ConfigScalar, place: Place, list: TextFacts): void {
  const encoded = node.value.replace(/\s/gu, '');
  if (!/^[\w+/-]+={0,2}$/u.test(encoded)) return;
  const start = startOf(node, node.value.trim().split(/\s/u, 1)[0] ?? '', list.source.text);
  const decoded = Buffer.from(encoded, 'base64').toString('utf8').trim();
  const secret = judge(decoded, false, place, list.vocabulary) ?? findSecrets(decoded, { within: 'text', vocabulary: list.vocabulary })[0];
  if (secret === undefined) list.dismiss(start);
  else list.addSecret({ value: decoded, ...secret, start, end: node.end });
}

/** Where a part of a value begins in the file: a block begins with a mark and a line end. */
function startOf(node: ConfigScalar, part: string, text: string): number {
  return node.start + Math.max(0, text.slice(node.start, node.end).indexOf(part));
}

/** Whether a value is another vendor's, or a digest, by its names. What a password opens, the text around it says too. */
function isSomebodyElses({ name: given, levels }: Place, vocabulary: Vocabulary): boolean {
  const name = given ?? levels[0]?.name;
  if (name === undefined || vocabulary.isKeyName(name)) return false;
  const vendor = otherVendor(name);
  if ((vendor !== undefined && vendor !== 'password') || isDigestName(name)) return true;
  return affiliationOf(name, given === undefined ? levels.slice(1) : levels, vocabulary) === 'other';
}

/** Whether the entry of a value, or a name around it, speaks of Mistral at all: in JSON a line says little. */
function speaksNear({ name, levels }: Place, vocabulary: Vocabulary): boolean {
  if (name === undefined) return true;
  const siblings = levels[0]?.entries.slice(0, mostSiblings) ?? [];
  return (
    [name, ...levels.map((level) => level.name ?? '')].some((one) => vocabulary.speaksOfMistral(one)) ||
    siblings.some((entry) => vocabulary.speaksOfMistral(entry.name) || (entry.node.kind === 'scalar' && vocabulary.speaksOfMistral(entry.node.value.slice(0, longestSibling))))
  );
}

type Judgement = Pick<LexicalSecret, 'binding' | 'sink' | 'name'>;

function judge(value: string, isHeader: boolean, { name: given, levels }: Place, vocabulary: Vocabulary): Judgement | undefined {
  const [inner] = levels;
  const name = given ?? inner?.name;
  if (name === undefined || !couldBeCredential(value) || isPlaceholder(value)) return undefined;
  if (vocabulary.isKeyName(name)) return { binding: 'bound', sink: name.startsWith('-') ? 'flag' : isHeader ? 'header' : 'name', name };
  if (isNestedKeyName(name, levels, vocabulary)) return { binding: 'bound', sink: isHeader ? 'header' : 'name', name };
  const vendor = otherVendor(name);
  if (isDigestName(name)) return undefined;
  const affiliation = affiliationOf(name, given === undefined ? levels.slice(1) : levels, vocabulary);
  if (affiliation === undefined || affiliation === 'other') return undefined;
  if (vendor !== undefined && affiliation !== 'mistral-host') return undefined;
  const isKey = isHeader || isGenericKeyName(name) || (vendor !== undefined && /key|token|password/iu.test(name));
  const byName = isKey && vendor === undefined && levels.some((level) => level.name !== undefined && namesMistral(level.name) && vocabulary.isKeyName(`${level.name}.${name}`));
  if (isKey && (affiliation === 'mistral-host' || byName)) return { binding: 'bound', sink: isHeader ? 'header' : 'name', name };
  return isKeyShaped(value) && (isKey || isWholeName(name)) ? { binding: 'unbound', sink: 'context', ...(isKey ? { name } : {}) } : undefined;
}

/** So many names outwards may be parts of one. */
const longestNesting = 3;

/** Whether a name that the project adds is made of several: `llm: { gateway: { key: … } }`. */
function isNestedKeyName(name: string, levels: readonly Level[], vocabulary: Vocabulary): boolean {
  const outer = levels.slice(0, longestNesting).flatMap((level) => level.name ?? []).reverse().join('.');
  return outer !== '' && vocabulary.addsKeyName(`${outer}.${name}`) && !vocabulary.isKeyName(outer);
}

/** A name that can be that of a key, though it does not say so: `auth`, `value`, `credentials`, `pass`. */
function isWholeName(name: string): boolean {
  return /^(?:auth|value|cred|credentials?|pass|login|account|apikeys?|keys?|tokens?)$/iu.test(name);
}
