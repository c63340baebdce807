import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { lineOrigins } from '../../src/scan/line-origins.js';

function origins(before: readonly string[], after: readonly string[], end = '\n'): number[] {
  return [...lineOrigins(new SourceFile('a', before.join('\n')), new SourceFile('b', after.join(end)))];
}

function lines(text: string): string[] {
  return Array.from(text);
}

test.each([
  ['the same text', 'abc', 'abc', [1, 2, 3]],
  ['nothing before', '', 'abc', [0, 0, 0]],
  ['a line in front', 'abc', 'xabc', [0, 1, 2, 3]],
  ['a line behind', 'abc', 'abcx', [1, 2, 3, 0]],
  ['a line amid', 'abc', 'abxc', [1, 2, 0, 3]],
  ['a line that went', 'abc', 'ac', [1, 3]],
  ['a line that changed', 'abc', 'axc', [1, 0, 3]],
  ['a line that came twice', 'ab', 'aab', [1, 0, 2]],
  ['a line that moved', 'abcd', 'bcda', [2, 3, 4, 0]],
  ['lines that repeat', 'aabb', 'abab', [1, 0, 2, 4]],
  ['nothing in common', 'abc', 'xyz', [0, 0, 0]],
])('%s', (_name, before, after, expected) => {
  expect(origins(lines(before), lines(after))).toEqual(expected);
});

test('line ends do not matter', () => {
  expect(origins(['a', 'b', ''], ['a', 'b', ''], '\r\n')).toEqual([1, 2, 3]);
  expect(origins(['a', 'b'], ['a', 'x', 'b'], '\r')).toEqual([1, 0, 2]);
});

test('whatever the texts, an origin is the same line, and origins rise', () => {
  let state = 1;
  const random = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let round = 0; round < 300; round++) {
    const letters = 2 + random(40);
    const before = Array.from({ length: random(60) }, () => String(random(letters)));
    const after = before.flatMap((line) => (random(5) === 0 ? [] : random(5) === 0 ? [String(random(letters)), line] : [line]));
    const found = origins(before, after);
    const kept = found.filter((line) => line > 0);
    expect(found).toHaveLength(Math.max(1, after.length));
    expect(kept).toEqual([...new Set(kept)].toSorted((one, other) => one - other));
    for (const [index, line] of found.entries()) if (line > 0) expect(before[line - 1] ?? '').toBe(after[index] ?? '');
  }
});

test('long texts that repeat two lines over and over, and share little', () => {
  const before = Array.from({ length: 50_000 }, (_, index) => (index % 3 === 0 ? 'a' : 'b'));
  const after = Array.from({ length: 50_000 }, (_, index) => (index % 5 === 0 ? 'b' : 'a'));
  const found = origins(['first', ...before, 'last'], ['first', ...after, 'last']);
  expect(found[0]).toBe(1);
  expect(found.at(-1)).toBe(50_002);
});

test('many lines that stand out in another order', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  const found = origins(before, before.toReversed());
  expect(found.filter((line) => line > 0)).toHaveLength(1);
});
