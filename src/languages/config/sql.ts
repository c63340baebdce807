import type { ConfigEntry, ConfigNode } from './tree.js';

const insert = /\binsert\s{1,20}into\s{1,20}[\w."`[\]]{1,120}\s{0,20}\((?<columns>[\w\s,"`[\]]{1,2000})\)\s{0,20}values\s{0,20}/giu;
const value = /\s{0,200}(?:[EN]?'(?<text>(?:[^']|''){0,2000})'|(?<bare>[^\s,()';][^,()';]{0,200}))\s{0,200}(?<end>[,)])/uy;

/** More rows are data. */
const mostRows = 2000;

/** Reads the rows that `INSERT INTO table (columns) VALUES (…), (…)` adds: each has a value for each column. */
export function sqlTree(text: string): ConfigNode {
  const items: ConfigNode[] = [];
  for (const match of text.matchAll(insert)) {
    const columns = (match.groups?.['columns'] ?? '').split(',').map((name) => name.replace(/[\s"`[\]]/gu, ''));
    const search = new RegExp(value);
    search.lastIndex = match.index + match[0].length;
    while (items.length < mostRows && text[search.lastIndex] === '(') {
      search.lastIndex++;
      const entries = rowOf(text, search, columns);
      if (entries === undefined) break;
      items.push({ kind: 'map', entries });
      const gap = /^\s{0,40},\s{0,40}/u.exec(text.slice(search.lastIndex, search.lastIndex + 90));
      search.lastIndex += gap?.[0].length ?? 0;
    }
  }
  return { kind: 'list', items };
}

/** @returns the values of one row; `undefined` where it holds more than plain values */
function rowOf(text: string, search: RegExp, columns: readonly string[]): ConfigEntry[] | undefined {
  const entries: ConfigEntry[] = [];
  for (const name of columns) {
    const at = search.lastIndex;
    const match = search.exec(text);
    if (match === null) return undefined;
    const content = match.groups?.['text'] ?? match.groups?.['bare'] ?? '';
    const start = at + match[0].indexOf(content);
    entries.push({ name, nameStart: start, node: { kind: 'scalar', start, end: start + content.length, value: content } });
    if (match.groups?.['end'] === ')') return entries;
  }
  return undefined;
}
