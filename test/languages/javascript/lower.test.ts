import { describe, expect, test } from 'vitest';
import { bindingsOf, exportsOf, lowered, sketch } from './lowered.js';

type Rows = readonly (readonly [text: string, sketch: string])[];

function check(rows: Rows, path = '/app/a.ts'): void {
  test.each(rows)('%s', (text, expected) => {
    expect(sketch(lowered(text, path))).toBe(expected);
  });
}

const statement = (expression: string): string => `(expression-statement ${expression})`;

describe('expressions', () => {
  check([
    ["'a'", statement('(text "a")')],
    ['`a`', statement('(text "a")')],
    ['`a${b}c`', statement('(template (text "a") (name global b) (text "c"))')],
    ['`${b}`', statement('(template (name global b))')],
    ['/a+/u', statement('(pattern a+)')],
    ['1', statement('(constant 1)')],
    ['1n', statement('(other)')],
    ['null', statement('(constant null)')],
    ['undefined', statement('(constant undefined)')],
    ['void 0', statement('(constant undefined)')],
    ['a.b', statement('(member .b (name global a))')],
    ["a['b']", statement('(member .b (name global a))')],
    ['a[`b`]', statement('(member .b (name global a))')],
    ['a[0]', statement('(member .0 (name global a))')],
    ['a[b]', statement('(member (name global a) (name global b))')],
    ['a?.b?.(c)', statement('(call (member .b (name global a)) (name global c))')],
    ['new A(b, ...c)', statement('(call new (name global A) (name global b) (spread (name global c)))')],
    ['new A', statement('(call new (name global A))')],
    ['a`b${c}`', statement('(call (name global a) (template (text "b") (name global c)))')],
    ['(a, b)', statement('(sequence (name global a) (name global b))')],
    ['a ? b : c', statement('(conditional (name global a) (name global b) (name global c))')],
    ['a ?? b', statement('(logical ?? (name global a) (name global b))')],
    ['!a', statement('(unary ! (name global a))')],
    ['a in b', statement('(binary in (name global a) (name global b))')],
    ['a.b ||= c', statement('(assignment ||= (member .b (name global a)) (name global c))')],
    ['a++', statement('(other (name global a))')],
    ['[a, , ...b]', statement('(array (name global a) (spread (name global b)))')],
    ["({ a, 'b': 1, [c]: 2, get d() { return 3 }, set d(v) {}, e() {}, ...f })",
      statement('(object (property a shorthand (name global a)) (property b (constant 1)) (property ? (constant 2)) (property d getter (function (block (return (constant 3))))) (property d setter (function (parameter v) (block))) (property e method (function (block))) (spread (name global f)))')],
    ["({ ['a' + b]: 1 })", statement('(object (property ? (binary + (text "a") (name global b)) (constant 1)))')],
    ['import.meta', statement('(import-meta)')],
    ["import('a')", statement('(import-call (text "a"))')],
    ['await a', statement('(await (name global a))')],
  ]);
});

describe('functions', () => {
  check([
    ['(a) => b', statement('(function arrow (parameter a) (block (return (name global b))))')],
    ['(a = 1, { b = 2 }, ...c) => {}', statement('(function arrow (parameter a (constant 1)) (parameter (constant 2)) (parameter rest) (block))')],
    ['function f() { "use server"; }', '(definition (function f "use server" (block (expression-statement (text "use server")))))'],
    ['function* f() { yield a }', '(definition (function f generator (block (expression-statement (other (name global a))))))'],
    ['async function f() {}', '(definition (function f (block)))'],
    ['function f(): void; function f() {}', '(definition (function f (block)))'],
    ['declare function f(): void', ''],
  ]);
});

describe('classes', () => {
  const member = (inner: string): string => `(definition (class A ${inner}))`;
  check([
    ['class A extends B {}', member('(name global B)')],
    ['class A { a = 1; #b; static c = 2 }', member('(class-member field a (constant 1)) (class-member field #b) (class-member static field c (constant 2))')],
    ['class A { constructor() { super() } }', member('(class-member constructor constructor (function (block (expression-statement (call (super))))))')],
    ['class A { get a() {} set a(v) {} static b() {} [c]() {} }',
      member('(class-member getter a (function (block))) (class-member setter a (function (parameter v) (block))) (class-member static method b (function (block))) (class-member method (function (block)))')],
    ['class A { static { a } }', member('(class-member static block (block (expression-statement (name global a))))')],
    ['class A { constructor(private readonly a: string, b: string) {} }',
      member('(class-member constructor constructor (function (parameter a) (parameter b) (block (expression-statement (assignment = (member .a (this)) (name a))))))')],
    ['abstract class A { abstract a: string; abstract b(): void }', member('(class-member field a) (class-member method b (function (block)))')],
    ['@d(a) class A { @e b }', member('(call (name global d) (name global a)) (class-member field b (name global e))')],
    ['class A { accessor a = 1; declare b: string }', member('(class-member field a (constant 1)) (class-member field b)')],
  ]);
});

describe('statements', () => {
  check([
    ['if (a) b; else { c }', '(if (name global a) (expression-statement (name global b)) (block (expression-statement (name global c))))'],
    ['const a = 1, b = 2', '(declaration a (constant 1)) (declaration b (constant 2))'],
    ['const { a = 1 } = b', '(declaration (name global b) (constant 1))'],
    ['using a = b', '(declaration a (name global b))'],
    ['for (let i = 0; a; b) c', '(loop (declaration i (constant 0)) (name global a) (expression-statement (name global c)) (name global b))'],
    ['for (const a of b) c', '(loop (name global b) (expression-statement (name global c)))'],
    ['while (a) continue', '(loop (name global a) (jump continue))'],
    ['do { break } while (a)', '(loop (name global a) (block (jump break)))'],
    ['try { a } catch { b } finally { c }', '(try (block (expression-statement (name global a))) (block (expression-statement (name global b))) (block (expression-statement (name global c))))'],
    ['switch (a) { case 1: b; default: c }', '(switch (name global a) (case (constant 1) (expression-statement (name global b))) (case (expression-statement (name global c))))'],
    ['a: b', '(expression-statement (name global b))'],
    ['throw a', '(throw (name global a))'],
    ['debugger;;', ''],
  ]);
  check([['with (a) b', '(other (name global a) (expression-statement (name global b)))']], '/app/a.cjs');
});

describe('TypeScript is gone', () => {
  check([
    ['(a as B).c', statement('(member .c (name global a))')],
    ['a!.b', statement('(member .b (name global a))')],
    ['<A>b', statement('(name global b)')],
    ['a satisfies B', statement('(name global a)')],
    ['f<A>', statement('(name global f)')],
    ['f<A>(b)', statement('(call (name global f) (name global b))')],
    ['(a as any) = b', statement('(assignment = (name global a) (name global b))')],
    ['interface A {} type B = A; declare const c: A', '(declaration c)'],
    ["enum E { A = 'a', 'B' = 1, C }", '(declaration E (object (property A (text "a")) (property B (constant 1))))'],
    ['namespace N { a }', '(block (expression-statement (name global a)))'],
    ['declare namespace N { const a: string }', ''],
    ['declare module "a" { export const b: string }', ''],
    ["import a = require('b')", '(import b)'],
    ['import a = b.c', ''],
    ['export = a', statement('(name global a)')],
  ]);
});

describe('JSX', () => {
  check(
    [
      ['<a b="c" d e={f} {...g}>h {i} {/* j */}</a>', statement('(element (name global a) (property b (text "c")) (property d (constant true)) (property e (name global f)) (spread (name global g)) (text "h ") (name global i))')],
      ['<><A.B /></>', statement('(element (element (member .B (name global A))))')],
      ['<a:b c:d="e" />', statement('(element (other) (property c:d (text "e")))')],
      ['const A = 1; <A />', '(declaration A (constant 1)) (expression-statement (element (name A)))'],
    ],
    '/app/a.tsx',
  );
});

describe('bindings', () => {
  test.each<readonly [string, ...string[]]>([
    ['const { a, b: c, d: { e }, ["f"]: g, [h]: i } = x', 'a: value.a', 'c: value.b', 'e: value.d.e', 'g: value.f', 'i: value.?'],
    ['const [a, , b] = x', 'a: value.0', 'b: value.2'],
    ['const { a = 1, b: [c = 2] = [] } = x', 'a: value.a else (constant 1)', 'c: value.b.0 else (constant 2)'],
    ['const { a, ...rest } = x', 'a: value.a', 'rest: rest without a'],
    ['let a; a = 1; a ??= 2', 'a: value; value'],
    ['let a = 1; a -= 2', 'a: value; unknown'],
    ['let a; ({ b: a } = x); [a] = y', 'a: value.b; value.0'],
    ['let a; for (a of x);', 'a: element'],
    ['for (const { a, b: [c] } of x);', 'a: element.a', 'c: element.b.0'],
    ['for (const a in x);', 'a: unknown'],
    ['try {} catch ({ a }) {}', 'a: unknown'],
    ['(a, { b, c: [d] }, [e] = [], ...f) => {}', 'a: parameter', 'b: parameter.b', 'd: parameter.c.0', 'e: parameter.0', 'f: parameter.?'],
    ['function f() {}', 'f: function'],
    ['class A {}', 'A: class'],
    ["import a, { b, c as d, 'e f' as g, type h } from 'x'", 'a: import default from x', 'b: import b from x', 'd: import c from x', 'g: import e f from x', 'h: import h from x type'],
    ["import * as a from 'x'", 'a: import * from x'],
    ["import type { a } from 'x'", 'a: import a from x type'],
    ["import a = require('x')", 'a: import = from x'],
    ['enum E {}', 'E: value'],
    ['namespace N { export const a = 1 }', 'N: value', 'a: value'],
  ])('%s', (text, ...expected) => {
    expect(bindingsOf(lowered(text)).sort()).toEqual([...expected].sort());
  });

  test('a name means the binding of its scope', () => {
    const { bindings } = lowered('const a = 1; { const a = 2; a; a } function f(a) { a } a');
    expect(bindings.filter(({ name }) => name === 'a').map(({ references }) => references.length)).toEqual([1, 2, 1]);
  });
});

describe('exports', () => {
  test.each<readonly [string, ...string[]]>([
    ['export const a = 1, { b, c: [d] } = x', 'a: a', 'b: b', 'd: d'],
    ['const a = 1; export { a, a as b, a as default }', 'a: a', 'b: a', 'default: a'],
    ['export function f() {} export class A {} export enum E {}', 'f: f', 'A: A', 'E: E'],
    ['export default a', 'default: (name global a)'],
    ['export default function () {}', 'default: (function (block))'],
    ['export default class A {}', 'default: (class A)'],
    ["export { a, b as c, default as d, default } from 'x'", 'a: a from x', 'c: b from x', 'd: default from x', 'default: default from x'],
    ["export * from 'x'", '* from x'],
    ["export * as a from 'x'", 'a: * from x'],
    ["export type { a } from 'x'; export type * from 'y'; export { type b } from 'z'"],
    ['export type A = 1; export interface B {} export default interface C {}'],
    ['export namespace N { export const a = 1 }', 'N: N'],
    ['export = a', '=: (name global a)'],
    ['module.exports = a', '=: (name global a)'],
    ['exports.a = module.exports.b = 1', 'a: (constant 1)', 'b: (constant 1)'],
    ["module.exports['a-b'] = 1", 'a-b: (constant 1)'],
    ['exports = module.exports = a', '=: (name global a)'],
    ['function f(module, exports) { module.exports = 1; exports.a = 2 }'],
  ])('%s', (text, ...expected) => {
    expect(exportsOf(lowered(text)).sort()).toEqual([...expected].sort());
  });
});

describe('dependencies', () => {
  test.each<readonly [string, string]>([
    ["import 'a'", 'a: '],
    ["import b, { c } from 'a'", 'a: default,c'],
    ["import * as b from 'a'", 'a: *'],
    ["import { type b } from 'a'", 'a type: '],
    ["import type b from 'a'", 'a type: '],
    ["export { b } from 'a'", 'a: b'],
    ["export type { b } from 'a'", 'a type: '],
    ["export * from 'a'", 'a: *'],
    ["require('a')", 'a: *'],
    ["import('a')", 'a: *'],
    ["import a = require('a')", 'a: *'],
    ["function f(require) { require('a') }", ''],
    ["require(a)", ''],
  ])('%s', (text, expected) => {
    const { dependencies } = lowered(text);
    expect(dependencies.map(({ specifier, typeOnly, names }) => `${specifier}${typeOnly ? ' type' : ''}: ${names.join()}`).join('; ')).toBe(expected);
  });
});

describe('places', () => {
  test('every node spans its own text, and lies in its parent', () => {
    const text = "import { A } from 'a';\nexport const b = new A({ c: `d${e}f`, 'g': [h!, (i as J)] });\nclass K { constructor(l: string) {} }\n";
    const { nodes, body } = lowered(text);
    for (const { start, end, parent } of nodes) {
      if (parent === undefined) continue;
      expect([start >= parent.start, end <= parent.end]).toEqual([true, true]);
    }
    expect([body.start, body.end]).toEqual([0, text.length]);
    const texts = nodes.flatMap((node) => (node.kind === 'text' ? [text.slice(node.contentStart, node.contentEnd)] : []));
    expect(texts).toEqual(['d', 'f']);
  });

  test('the contents of a text stand between its quotes, escapes as they are written', () => {
    const text = '"a\\x62c"; `d\\ne`';
    const found = lowered(text).nodes.flatMap((node) => (node.kind === 'text' ? [[node.value, text.slice(node.contentStart, node.contentEnd)]] : []));
    expect(found).toEqual([['abc', 'a\\x62c'], ['d\ne', 'd\\ne']]);
  });

  test('offsets count UTF-16 units', () => {
    const text = "'😀'; a";
    const name = lowered(text).nodes.find(({ kind }) => kind === 'name');
    expect(name?.start).toBe(text.indexOf('a'));
  });
});
