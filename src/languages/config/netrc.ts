import type { ConfigEntry, ConfigNode } from './tree.js';

const pair = /\b(?<name>machine|login|account|password)\s{1,40}(?<value>\S{1,400})/gu;

/** Reads a `.netrc`: an entry for each machine, over as many lines as it likes. */
export function netrcTree(text: string): ConfigNode {
  const items: { kind: 'map'; entries: ConfigEntry[] }[] = [];
  for (const match of text.matchAll(pair)) {
    const { name = '', value = '' } = match.groups ?? {};
    if (name === 'machine' || items.length === 0) items.push({ kind: 'map', entries: [] });
    const end = match.index + match[0].length;
    items.at(-1)?.entries.push({ name, nameStart: match.index, node: { kind: 'scalar', start: end - value.length, end, value } });
  }
  return { kind: 'list', items };
}
