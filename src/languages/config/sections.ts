import type { ConfigEntry, ConfigNode } from './tree.js';

const section = /^\s{0,40}\[{1,2}\s{0,8}(?<name>[^[\]\r\n]{1,200}?)\s{0,8}\]{1,2}\s{0,40}(?:[#;].{0,500})?$/u;
const assignment = /^(?<before>\s{0,80}(?<comment>[#;]{1,3}\s{0,8})?(?:export\s{1,8}|set\s{1,8}|-\s{1,8})?["']?)(?<name>[\w.$-]{1,120})["']?\s{0,40}[=:]\s{0,40}(?<value>\S.{0,2000})?$/u;
const quoted = /^[rbf]?(?<quote>"""|'''|["'`])(?<value>.{0,2000}?)\k<quote>/u;

/**
 * Reads what is made of sections and assignments, a line each: env files, INI, properties, TOML. What goes over more
 * lines than one, and tables within a line, are left to the lexical detector.
 */
export function sectionsTree(text: string): ConfigNode {
  const root: ConfigEntry[] = [];
  let entries = root;
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    const opened = section.exec(line[0])?.groups?.['name'];
    if (opened !== undefined) {
      entries = [];
      const name = opened.replace(/["']/gu, '');
      root.push({ name, nameStart: line.index + line[0].indexOf(opened), node: { kind: 'map', entries } });
      continue;
    }
    const entry = entryOf(line[0], line.index);
    if (entry !== undefined) entries.push(entry);
  }
  return { kind: 'map', entries: root };
}

function entryOf(line: string, offset: number): ConfigEntry | undefined {
  const groups = assignment.exec(line)?.groups;
  const name = groups?.['name'];
  if (groups === undefined || name === undefined) return undefined;
  const raw = groups['value'] ?? '';
  const start = offset + line.length - raw.length;
  const inQuotes = quoted.exec(raw);
  const value = inQuotes?.groups?.['value'] ?? raw.replace(/\s[#;].*$/u, '').trimEnd();
  const valueStart = start + (inQuotes === null ? 0 : inQuotes[0].length - value.length - (inQuotes.groups?.['quote']?.length ?? 0));
  const node = { kind: 'scalar', start: valueStart, end: valueStart + value.length, value } as const;
  return { name, nameStart: offset + (groups['before']?.length ?? 0), node, ...(groups['comment'] === undefined ? {} : { commentedOut: true }) };
}
