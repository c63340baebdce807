import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tooDeepAt } from '../../../src/languages/javascript/nesting.js';
import { nested } from '../../support/nested.js';

/** How many times one form may stand before it is too deep. */
function deepest(make: (depth: number) => string): number {
  let low = 0;
  let high = 100_000;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (tooDeepAt(make(middle), true) === undefined) low = middle;
    else high = middle;
  }
  return low;
}

test.each(Object.keys(nested))('%s: parsed to some depth, and not without end', (name) => {
  const make = nested[name];
  expect(make).toBeDefined();
  if (make === undefined) return;
  expect(deepest(make)).toBeGreaterThan(400);
  expect(tooDeepAt(make(20_000), true)).toBeDefined();
});

test('the place is where it gets too deep', () => {
  const before = 'const a = 1;\n'.repeat(100);
  const at = tooDeepAt(`${before}${'['.repeat(5000)}${']'.repeat(5000)}\nconst b = 1;`, false) ?? 0;
  expect(at).toBeGreaterThan(before.length);
  expect(at).toBeLessThan(before.length + 5000);
});

describe('what stands one after the other does not nest', () => {
  test.each([
    ['statements', 'if (a) { b(); }\n'],
    ['statements on one line', 'if(a){b()}else c();'],
    ['blocks without semicolons', 'if(a){b}'],
    ['functions', 'function f(a){return a?b:c}'],
    ['arrow functions without semicolons', 'const f = (a) => a\n'],
    ['calls with arrow functions, without semicolons', "test('it', () => { a = b })\n"],
    ['cases', 'case 1:case 2:'],
    ['elements', 'a=>b,'],
    ['strings with brackets', "x('({[', \"<(\", `[(`);\n"],
    ['an apostrophe in a comment', "// it's [\nx();\n"],
    ['comments with brackets', '/* ([{ */ // ([{\n'],
    ['regular expressions with brackets and quotes', 'x = /[(/"]\\(/.test(a);\n'],
    ['a regular expression behind a condition', 'if (a) /["(]/.test(b);\n'],
    ['divisions', 'x = (a + b) / c / d[0] / e;\n'],
    ['templates with holes', 'x = `a ${b} ( ${c ? `[${d}` : e}`;\n'],
    ['tags', '<li key="a" title={b}>Don\'t, {c} <b>d</b><br /></li>\n'],
    ['members of types', '  readonly a?: Map<string, B<C>>\n'],
    ['members of unions', "  | 'a'\n"],
  ])('%s', (_what, part) => {
    expect(tooDeepAt(`x = {\n${part.repeat(2000)}}`, true)).toBeUndefined();
  });
});

test('ordinary packages, bundles among them, are parsed', () => {
  const folders = ['typescript/lib', 'eslint/lib/rules', 'vitest/dist/chunks', '@babel/parser/lib', 'rolldown/dist/shared'].map((folder) => join('node_modules', folder));
  const files = folders.flatMap((folder) => readdirSync(folder).filter((file) => /\.[cm]?js$/u.test(file)).map((file) => join(folder, file)));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) expect(tooDeepAt(readFileSync(file, 'utf8'), true), file).toBeUndefined();
});
