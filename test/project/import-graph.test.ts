import { describe, expect, it } from 'vitest';
import { ImportGraph } from '../../src/project/import-graph.js';

function graphOf(imports: Readonly<Record<string, string>>): ImportGraph {
  return new ImportGraph((path) => Array.from(imports[path] ?? ''));
}

describe('the graph of imports', () => {
  it('tells what lies behind a module', () => {
    const behind = graphOf({ a: 'bc', b: 'd', c: 'd', d: 'e', f: 'a' }).behind((path) => path === 'd' || path === 'f');
    expect(behind.some('a')).toBe(true);
    expect(behind.all('a')).toEqual(['d']);
    expect(behind.some('e')).toBe(false);
    expect(new Set(behind.all('f'))).toEqual(new Set(['d', 'f']));
  });

  it('takes the modules of a circle together', () => {
    const behind = graphOf({ a: 'b', b: 'c', c: 'ad', d: 'e', e: 'd', f: 'e' }).behind((path) => path === 'a' || path === 'd');
    for (const path of 'abc') expect(new Set(behind.all(path)), path).toEqual(new Set(['a', 'd']));
    for (const path of 'def') expect(behind.all(path), path).toEqual(['d']);
  });

  it('looks at each module once, however many import each other', () => {
    const count = 2000;
    const asked = new Map<string, number>();
    let held = 0;
    const graph = new ImportGraph((path) => {
      asked.set(path, (asked.get(path) ?? 0) + 1);
      return Array.from({ length: 20 }, (_, i) => String((Number(path) * 7 + i) % count));
    });
    const behind = graph.behind((path) => {
      held++;
      return path === '1999';
    });
    for (let path = 0; path < count; path++) expect(behind.some(String(path))).toBe(true);
    expect(new Set(asked.values())).toEqual(new Set([1]));
    expect(held).toBe(count);
  });

  it('follows chains of any length', () => {
    const behind = new ImportGraph((path) => (path === '0' ? [] : [String(Number(path) - 1)])).behind((path) => path === '0');
    expect(behind.some('100000')).toBe(true);
  });
});
