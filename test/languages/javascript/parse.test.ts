import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/facts/source.js';
import { dialectOf, parse, type Parsed } from '../../../src/languages/javascript/parse.js';
import { recover } from '../../../src/languages/javascript/recover.js';
import { sketch } from './lowered.js';

function parsed(path: string, text: string): Parsed {
  return parse(new SourceFile(path, text));
}

describe('dialects', () => {
  test.each<readonly [string, string, string]>([
    ['a.js', 'jsx', 'javascript'], ['a.mjs', 'jsx', 'javascript'], ['a.cjs', 'jsx', 'javascript'], ['a.jsx', 'jsx', 'javascript'],
    ['a.ts', 'ts', 'typescript'], ['a.mts', 'ts', 'typescript'], ['a.cts', 'ts', 'typescript'], ['a.tsx', 'tsx', 'typescript'],
    ['a.d.ts', 'dts', 'typescript'], ['a.d.mts', 'dts', 'typescript'], ['a.vue', 'tsx', 'typescript'],
  ])('%s', (path, lang, language) => {
    expect(dialectOf(path)).toEqual({ lang, language });
  });

  test.each<readonly [string, string]>([
    ['a.js', 'import a from "b"; await a;'],
    ['a.js', 'const a = require("b"); with (a) {}'],
    ['a.js', 'const a = <b />;'],
    ['a.js', '#!/usr/bin/env node\na;'],
    ['a.mjs', 'export * as a from "b"; import c from "d" with { type: "json" };'],
    ['a.cjs', 'if (a) return; module.exports = 010;'],
    ['a.jsx', '<a {...b}>{...c}</a>;'],
    ['a.ts', 'const a = <T>(b: T) => <string>c; enum D {} @e class F {}'],
    ['a.mts', 'export type A = typeof import("b"); import c = require("d");'],
    ['a.cts', 'import a = require("b"); export = a;'],
    ['a.tsx', 'const a = <T,>(b: T) => <c<T> d={e as F} />;'],
    ['a.d.ts', 'export declare const a: string; declare module "b" { export default a; }'],
    ['a.ts', ''],
  ])('%s takes %s', (path, text) => {
    expect(parsed(path, text).ok).toBe(true);
  });

  test.each<readonly [string, string]>([
    ['a.js', 'const a: string = 1;'],
    ['a.ts', '<a></a> = ;'],
    ['a.ts', 'const = 1;'],
  ])('%s does not take %s', (path, text) => {
    expect(parsed(path, text).ok).toBe(false);
  });
});

describe('comments', () => {
  test.each<readonly [string, string]>([
    ['a.ts', '// a\nb /* c */ + d; /** e\n f */'],
    ['a.js', '#!/bin/a\n// a\nb /* c */ + d; /** e\n f */'],
    ['a.tsx', '// a\n<b>{/* c */}// d</b>; /** e\n f */'],
    ['a.cjs', '// a\nwith (b) /* c */ d; /** e\n f */'],
  ])('of %s: %j', (path, text) => {
    const result = parsed(path, text);
    const comments = result.ok ? result.program.comments : result.comments;
    const spans = comments.map(({ start, end, text: inner }) => [text.slice(start, end), inner]).filter(([, inner]) => inner !== '/bin/a');
    expect(spans).toEqual([['// a', ' a'], ['/* c */', ' c '], ['/** e\n f */', '* e\n f ']]);
  });

  test('marks in texts are none', () => {
    const result = parsed('a.ts', "'// a'; `/* b */`; /\\/\\/ c/;");
    expect(result.ok && result.program.comments).toEqual([]);
  });
});

describe('recovery', () => {
  /** What is left of a text, and what was taken out. */
  function recovered(text: string): { left: string; damage: string[] } | undefined {
    const source = new SourceFile('/app/a.ts', text);
    const result = parse(source);
    const found = recover(source, { text, browser: false }, result.ok ? 0 : result.at);
    return found && { left: sketch(found.program), damage: found.damage.map(({ start, end }) => text.slice(start, end)) };
  }

  test.each<readonly [string, string, ...string[]]>([
    ['a;\nconst = 1;\nb;\n', '(expression-statement (name global a)) (expression-statement (name global b))', 'const = 1;\n'],
    ['a;\nf({\n  b: ,\n});\nc;\n', '(expression-statement (name global a)) (expression-statement (name global c))', 'f({\n  b: ,\n});\n'],
    ['const = 1;\na;\nlet = = 2;\n', '(expression-statement (name global a))', 'const = 1;\n', 'let = = 2;\n'],
    ['<<<<<<< ours\na;\n=======\nb;\n>>>>>>> theirs\n', '(expression-statement (name global a)) (expression-statement (name global b))'],
    ['a;\r\nconst = 1;\r\nb;\r\n', '(expression-statement (name global a)) (expression-statement (name global b))', 'const = 1;\r\n'],
    ['a;\nconst = 1', '(expression-statement (name global a))', 'const = 1'],
  ])('%j', (text, left, ...damage) => {
    const found = recovered(text);
    expect(found?.left).toBe(left);
    expect([...(found?.damage ?? [])].sort()).toEqual([...damage].sort());
  });

  test('offsets of what is left are those of the file', () => {
    const text = 'const = 1;\nuse(a);\n';
    const source = new SourceFile('/app/a.ts', text);
    const call = recover(source, { text, browser: false }, 6)?.program.nodes.find(({ kind }) => kind === 'call');
    expect(text.slice(call?.start, call?.end)).toBe('use(a)');
  });

  test('comments behind the damage are known', () => {
    const text = '// a\nconst = 1;\n// b\nc;\n';
    const found = recover(new SourceFile('/app/a.ts', text), { text, browser: false }, text.indexOf('='));
    expect(found?.program.comments.map((comment) => comment.text)).toEqual([' a', ' b']);
  });

  test('gives up on what is broken all over', () => {
    expect(recovered('const = 1;\n'.repeat(20))).toBeUndefined();
  });
});
