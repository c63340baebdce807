import type { ConfigEntry, ConfigNode } from './tree.js';

/** Longer rows are data. */
const mostColumns = 60;
const cell = /(?:"(?<quoted>(?:[^"]|""){0,2000})"|(?<bare>[^",;\t]{0,2000}))(?<end>[,;\t]|$)/uy;

/** Reads a table whose first row names its columns: each further row is an entry with a value for each name. */
export function csvTree(text: string): ConfigNode {
  const rows = text.matchAll(/[^\r\n]+/gu);
  const head = rows.next();
  if (head.done === true) return { kind: 'list', items: [] };
  const names = cellsOf(head.value[0], 0).map(({ value }) => value.trim());
  const items: ConfigNode[] = [];
  for (const row of rows) {
    const entries: ConfigEntry[] = cellsOf(row[0], row.index).flatMap(({ start, value }, index) => {
      const name = names[index];
      return name === undefined || name === '' ? [] : [{ name, nameStart: start, node: { kind: 'scalar', start, end: start + value.length, value } }];
    });
    items.push({ kind: 'map', entries });
  }
  return { kind: 'list', items };
}

function cellsOf(row: string, offset: number): { start: number; value: string }[] {
  const cells: { start: number; value: string }[] = [];
  const search = new RegExp(cell);
  while (cells.length < mostColumns) {
    const at = search.lastIndex;
    const groups = search.exec(row)?.groups;
    if (groups === undefined) break;
    const quoted = groups['quoted'];
    cells.push({ start: offset + at + (quoted === undefined ? 0 : 1), value: quoted ?? groups['bare'] ?? '' });
    if (groups['end'] === '') break;
  }
  return cells;
}
