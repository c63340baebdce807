import type { ConfigEntry, ConfigNode } from './tree.js';

const token = /<!--|<!\[CDATA\[|<(?<close>\/?)(?<name>[A-Za-z_][\w.:-]{0,100})(?<attributes>(?:\s{1,80}[\w.:-]{1,100}\s?=\s?(?:"[^"<]{0,2000}"|'[^'<]{0,2000}')){0,60})\s{0,80}(?<empty>\/?)>/gu;
const attribute = /(?<name>[\w.:-]{1,100})\s?=\s?(?<quote>["'])(?<value>[^"']{0,2000})\k<quote>/gu;

interface Element {
  readonly name: string;
  readonly nameStart: number;
  readonly contentStart: number;
  readonly entries: ConfigEntry[];
}

/** Elements more deeply nested are read as if they stood beside each other. */
const deepest = 60;

/**
 * Reads XML: an element is an entry, its attributes and elements are entries of it, and one that holds text alone is a
 * value under the name that an attribute gives it, or its own. In property lists `<key>` names what follows.
 */
export function xmlTree(text: string): ConfigNode {
  const root: Element = { name: '', nameStart: 0, contentStart: 0, entries: [] };
  const open: Element[] = [root];
  let key: string | undefined;
  const search = new RegExp(token);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const { close = '', name, attributes = '', empty = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (name === undefined) {
      const stop = text.indexOf(match[0] === '<!--' ? '-->' : ']]>', end);
      if (stop < 0) break;
      if (match[0] === '<!--') search.lastIndex = stop;
      continue;
    }
    const parent = open.at(-1) ?? root;
    if (close === '') {
      const nameStart = match.index + 1;
      const entries = attributesOf(attributes, nameStart + name.length);
      if (empty === '' && open.length < deepest) open.push({ name, nameStart, contentStart: end, entries });
      else parent.entries.push({ name, nameStart, node: { kind: 'map', entries } });
      continue;
    }
    if (parent === root || parent.name !== name) continue;
    open.pop();
    const outer = open.at(-1) ?? root;
    const node = contentOf(parent, text, match.index);
    if (name === 'key' && node.kind === 'scalar') key = node.value;
    else {
      outer.entries.push({ name: key ?? (node.kind === 'scalar' ? (nameAttribute(parent) ?? name) : name), nameStart: parent.nameStart, node });
      key = undefined;
    }
  }
  for (let unclosed = open.pop(); unclosed !== undefined && unclosed !== root; unclosed = open.pop()) {
    (open.at(-1) ?? root).entries.push({ name: unclosed.name, nameStart: unclosed.nameStart, node: { kind: 'map', entries: unclosed.entries } });
  }
  return { kind: 'map', entries: root.entries };
}

function attributesOf(text: string, offset: number): ConfigEntry[] {
  return Array.from(text.matchAll(attribute), (match) => {
    const { name = '', value = '' } = match.groups ?? {};
    const start = offset + match.index + match[0].length - 1 - value.length;
    return { name, nameStart: offset + match.index, node: { kind: 'scalar', start, end: start + value.length, value } };
  });
}

function contentOf(element: Element, text: string, end: number): ConfigNode {
  if (element.entries.some(({ node }) => node.kind !== 'scalar' || node.start > element.contentStart)) return { kind: 'map', entries: element.entries };
  const raw = text.slice(element.contentStart, end);
  const value = raw.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/gu, '').trim();
  const start = element.contentStart + Math.max(0, raw.indexOf(value));
  return { kind: 'scalar', start, end: start + value.length, value };
}

function nameAttribute({ entries }: Element): string | undefined {
  const found = entries.find(({ name }) => /^(?:name|key|id)$/iu.test(name));
  return found?.node.kind === 'scalar' ? found.node.value : undefined;
}
