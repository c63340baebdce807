import { describe, expect, test } from 'vitest';
import { inWords, Snippet } from './snippet.js';

const key = 'q7Hn2LxVt9BzKd4RwYm8Jc3PfSg6Ua5E';

/** What reaches `use(…)`, in words. */
function reaches(text: string, others: Readonly<Record<string, string>> = {}): string[] {
  return new Snippet(text, others).flows().map(inWords);
}

/** A table of programs and the ways that lead to what they use. */
type Rows = readonly (readonly [program: string, ...ways: string[]])[];

function check(rows: Rows): void {
  test.each(rows)('%s', (program, ...ways) => {
    expect(reaches(program)).toEqual(ways);
  });
}

describe('expressions', () => {
  check([
    ["use('a')", 'text "a"'],
    ['use(`a`)', 'text "a"'],
    ["use('a' + `b${'c'}`)", 'text "abc"'],
    ['use(undefined)', 'absent'],
    ['use(null)', 'absent'],
    ['use(void 0)', 'absent'],
    ['use(1)', 'constant constant'],
    ['use(!a)', 'constant unary'],
    ['use(a < b)', 'constant binary'],
    ["use(('a', 'b'))", 'text "b"'],
    ["use((a = 'b'))", 'text "b"'],
    ["use(await 'a')", 'text "a"'],
    ["use('a' as string)", 'text "a"'],
    ["use('a'!)", 'text "a"'],
    ["use(<string>'a')", 'text "a"'],
    ["use('a' satisfies string)", 'text "a"'],
    ['use({})', 'object'],
    ['use([])', 'array'],
    ['use(() => 1)', 'function'],
    ['use(class {})', 'class'],
    ['use(/a/)', 'unknown'],
    ['use(anything)', 'global anything'],
    ['use(anything.at[0].all)', 'global anything.at.0.all'],
    ['use(anything[name])', 'global anything.?'],
    ['use(import.meta.url)', 'global import.meta.url'],
    ['use(f())', 'call'],
    ['use(f().a)', 'unknown'],
  ]);
});

describe('the environment', () => {
  check([
    ['use(process.env.X)', 'environment X'],
    ["use(process.env['X'])", 'environment X'],
    ["const name = 'X'; use(process.env[name])", 'environment X'],
    ["for (const part of ['A', 'B']) use(process.env[`KEY_${part}`])", 'environment KEY_A', 'environment KEY_B'],
    ["const name = 'KEY_' + process.argv[2]; use(process.env[name])", 'environment KEY_*'],
    ['use(process.env[process.argv[2]])', 'global process.env.?'],
    ['use(process?.env?.X)', 'environment X'],
    ['use(globalThis.process.env.X)', 'environment X'],
    ['const { X } = process.env; use(X)', 'environment X'],
    ['const { env: { X: key } } = process; use(key)', 'environment X'],
    ['const { ...rest } = process.env; use(rest.X)', 'environment X'],
    ["import { env } from 'node:process'; use(env.X)", 'environment X'],
    ["import process from 'process'; use(process.env.X)", 'environment X'],
    ["const { env } = require('node:process'); use(env.X)", 'environment X'],
    ['use(import.meta.env.X)', 'environment X in the browser'],
    ['use(Bun.env.X)', 'environment X'],
    ["use(Deno.env.get('X'))", 'environment X'],
    ['use(Deno.env.toObject().X)', 'environment X'],
    ["import { X } from '$env/static/private'; use(X)", 'environment X, checked'],
    ["import { env } from '$env/dynamic/private'; use(env.X)", 'environment X'],
    ['export default { fetch(request, env) { use(env.MISTRAL_API_KEY); } }', 'environment MISTRAL_API_KEY'],
    ['const process = { env: {} }; use(process.env.X)', 'absent'],
    ['use(process.env)', 'global process.env'],
    ['use(process.env[name])', 'global process.env.?'],
  ]);
});

describe('names', () => {
  check([
    ["const a = 'b'; use(a)", 'text "b"'],
    ["const a = 'b', c = a, d = c; use(d)", 'text "b"'],
    ["let a; a = 'b'; use(a)", 'text "b"'],
    ["let a = 'b'; if (x) a = 'c'; use(a)", 'text "b"', 'text "c"'],
    ["let a = 'b'; a += 'c'; use(a)", 'text "bc"'],
    ["let a = 'b'; a = 'c'; use(a)", 'text "c"'],
    ["let a = 'b'; use(a); a = 'c'", 'text "b"'],
    ["let a = 'b'; a = 'c'; if (x) { use(a) }", 'text "c"'],
    ["let a = 'b'; if (x) { a = 'c'; use(a) }", 'text "c"'],
    ["let a = 'b'; a ??= 'c'; use(a)", 'text "b"', 'text "c"'],
    ["let a = 'b'; try { a = 'c' } catch {} use(a)", 'text "b"', 'text "c"'],
    ["let a = 'b'; function f() { use(a) } a = 'c'", 'text "b"', 'text "c"'],
    ["let a = 'b'; function f() { a = 'd' } a = 'c'; use(a)", 'text "d"', 'text "c"'],
    ["let a = 'b'; for (;;) { use(a); a = 'c' }", 'text "b"', 'text "c"'],
    ["let a = 'b'; for (;;) { a = 'c'; use(a); a = 'd' }", 'text "c"'],
    ["let a = 'b'; a = a + 'c'; use(a)", 'text "bc"'],
    ['let a = 1; a++; use(a)', 'constant constant', 'unknown'],
    ['let a; use(a)', 'unknown'],
    ['let a = b, b = a; use(a)'],
    ["const [a, , b] = ['x', 'y', 'z']; use(b)", 'text "z"'],
    ["const { a: [{ b }] } = { a: [{ b: 'c' }] }; use(b)", 'text "c"'],
    ["const { a = 'b' } = {}; use(a)", 'text "b"'],
    ["const { a = 'b' } = process.env; use(a)", 'environment a, fallback dummy', 'text "b"'],
    ["let a; ({ a } = { a: 'b' }); use(a)", 'text "b"'],
    ["for (const a of ['b', 'c']) use(a)", 'text "b"', 'text "c"'],
    ['for (const a in b) use(a)', 'unknown'],
    ['try {} catch (a) { use(a) }', 'unknown'],
    ["const a = 'b'; { const a = 'c'; use(a) }", 'text "c"'],
    ['enum E { A = "b" } use(E.A)', 'text "b"'],
    ['namespace N { export const a = "b" } use(N.a)', 'text "b"'],
  ]);
});

describe('objects and lists', () => {
  check([
    ["use({ a: 'b' }.a)", 'text "b"'],
    ["use({ a: 'b', a: 'c' }.a)", 'text "c"'],
    ["use({ ['a']: 'b' }.a)", 'text "b"'],
    ["const o = { a: { b: 'c' } }; use(o.a.b)", 'text "c"'],
    ['use({}.a)', 'absent'],
    ["const o = { a: 'b' }; use({ ...o }.a)", 'text "b"'],
    ["use({ a: 'b', ...o }.a)", 'global o.a'],
    ["use({ ...o, a: 'b' }.a)", 'text "b"'],
    ["use({ get a() { return 'b'; } }.a)", 'text "b"'],
    ['use({ set a(v) {} }.a)', 'absent'],
    ['use({ a() {} }.a)', 'function'],
    ["const a = 'b'; use({ a }.a)", 'text "b"'],
    ["const o = {}; o.a = 'b'; use(o.a)", 'text "b"'],
    ["const o = { a: 'b', f() { use(this.a) } }", 'text "b"'],
    ["use(Object.assign({}, { a: 'b' }).a)", 'text "b"'],
    ["use(Object.freeze({ a: 'b' }).a)", 'text "b"'],
    ["use(['a', 'b'][1])", 'text "b"'],
    ["use(['a', ...b][1])", 'unknown'],
    ["for (const [k, v] of Object.entries({ a: 'b' })) use(v)", 'text "b"'],
    ["for (const v of Object.values({ a: 'b' })) use(v)", 'text "b"'],
    ["['a', 'b'].forEach((v) => use(v))", 'text "a"', 'text "b"'],
  ]);
});

describe('classes', () => {
  check([
    ["class A { k = 'b'; f() { use(this.k) } }", 'text "b"'],
    ["class A { #k = 'b'; f() { use(this.#k) } }", 'text "b"'],
    ["class A { constructor() { this.k = 'b' } f() { use(this.k) } }", 'text "b"'],
    ["class A { get k() { return 'b' } f() { use(this.k) } }", 'text "b"'],
    ["class A { static k = 'b' } use(A.k)", 'text "b"'],
    ["class A { k = 'b' } use(new A().k)", 'text "b"'],
    ["class A { k = 'b' } class B extends A { f() { use(this.k) } }", 'text "b"'],
    ["class A { constructor(k) { this.k = k } } use(new A('b').k)", 'text "b"'],
    ["class A { constructor(private k: string) {} f() { return this.k } } use(new A('b').k)", 'text "b"'],
    ['class A { constructor(k) { this.k = k } f() { use(this.k) } }', 'parameter k'],
    ['class A { f() { use(this.k) } }', 'unknown'],
    ["class A { k = 'b'; f() { return () => use(this.k) } }", 'text "b"'],
  ]);
});

describe('functions', () => {
  check([
    ["function f() { return 'a' } use(f())", 'text "a"'],
    ["const f = () => 'a'; use(f())", 'text "a"'],
    ['function f() {} use(f())', 'unknown'],
    ['function f() { g() } use(f())', 'absent'],
    ["function f(a) { return a } use(f('b'))", 'text "b"'],
    ["function f({ a }) { return a } use(f({ a: 'b' }))", 'text "b"'],
    ["function f(a = 'b') { return a } use(f())", 'text "b"'],
    ['function f(a) { return a } use(f())', 'absent'],
    ['function f(a) { return a } use(f(...b))', 'parameter a'],
    ['function f(a) { use(a) }', 'parameter a'],
    ['function f({ a: { b } }) { use(b) }', 'parameter 0.a.b'],
    ["function f(a = 'b') { use(a) }", 'parameter a', 'text "b"'],
    ['function f(...a) { use(a) }', 'unknown'],
    ["function f(x) { if (x) return 'a'; return 'b' } use(f())", 'text "a"', 'text "b"'],
    ["((a) => use(a))('b')", 'text "b"'],
    ["async function f() { return 'a' } use(await f())", 'text "a"'],
    ["Promise.resolve('a').then((a) => use(a))", 'text "a"'],
    ['function* f() { yield 1 } use(f())', 'unknown'],
    ['function f() { return f() } use(f())', 'unknown'],
    ["function read(name) { return process.env[name] } use(read('X'))", 'environment X'],
  ]);
});

describe('texts that calls make', () => {
  check([
    [`use(['a', 'b'].join('-'))`, 'text "a-b"'],
    [`use('abc'.split('').reverse().join(''))`, 'text "cba"'],
    [`use([...'abc'].toReversed().join(''))`, 'text "cba"'],
    [`use(atob('YWJj'))`, 'text "abc"'],
    [`use(Buffer.from('YWJj', 'base64').toString())`, 'text "abc"'],
    [`use(Buffer.from('616263', 'hex').toString('utf8'))`, 'text "abc"'],
    [`use('a'.concat('b', 'c'))`, 'text "abc"'],
    [`use(' a '.trim())`, 'text "a"'],
    [`use('abcd'.slice(1, -1))`, 'text "bc"'],
    [`use('a_b'.replace('_', ''))`, 'text "ab"'],
    [`use(String('a'))`, 'text "a"'],
    [`use(decodeURIComponent('%61'))`, 'text "a"'],
    [`use(['a', b].join(''))`, 'call'],
  ]);
});

describe('what happens on the way', () => {
  check([
    ['use(process.env.X!)', 'environment X'],
    ['use(process.env.X.trim())', 'environment X'],
    ['use(String(process.env.X))', 'environment X, wrapped'],
    ['use(`${process.env.X}`)', 'environment X, wrapped'],
    ["use('Bearer ' + process.env.X)", 'environment X, wrapped'],
    ["use(process.env.X ?? '')", 'environment X, fallback empty'],
    ["use(process.env.X || '')", 'environment X, fallback empty'],
    ["use(process.env.X ?? 'dummy')", 'environment X, fallback dummy', 'text "dummy"'],
    [`use(process.env.X ?? '${key}')`, 'environment X, fallback secret', `text "${key}"`],
    ['use(process.env.X ?? undefined)', 'environment X', 'absent'],
    ['use(process.env.X ?? fallback())', 'environment X, covered', 'call'],
    ['use(process.env.X ?? process.env.Y)', 'environment X, covered', 'environment Y'],
    ['function fail() { throw 1 } use(process.env.X ?? fail())', 'environment X, checked', 'absent'],
    ['use(process.env.X ?? process.exit(1))', 'environment X, checked', 'call'],
    ['use(a && process.env.X)', 'environment X'],
    ['use(a ? process.env.X : undefined)', 'environment X, branch beside none', 'absent'],
    ["use(a ? process.env.X : '')", 'environment X, branch beside empty', 'text ""'],
    ["use(a ? process.env.X : 'dummy')", 'environment X, branch beside dummy', 'text "dummy"'],
    ['use(a ? process.env.X : process.env.Y)', 'environment X', 'environment Y'],
    ["import { z } from 'zod'; use(z.object({ X: z.string() }).parse(process.env).X)", 'environment X, checked'],
    ["import { z } from 'zod'; use(z.object({ X: z.string().optional() }).parse(process.env).X)", 'environment X'],
    ["import { z } from 'zod'; use(z.object({ X: z.string().default('') }).parse(process.env).X)", 'environment X, fallback empty'],
    ["import { z } from 'zod'; use(z.object({ X: z.string().default('dummy') }).parse(process.env).X)", 'environment X, wrapped'],
    ["import { z } from 'zod'; use(z.string().parse(process.env.X))", 'environment X, checked'],
  ]);
});

describe('other files', () => {
  test.each<readonly [program: string, others: Readonly<Record<string, string>>, way: string]>([
    ["import { a } from './b.js'; use(a)", { 'b.ts': "export const a = 'c'" }, 'text "c"'],
    ["import a from './b'; use(a)", { 'b.ts': "export default 'c'" }, 'text "c"'],
    ["import * as b from './b'; use(b.a)", { 'b.ts': "export const a = 'c'" }, 'text "c"'],
    ["import { a } from './b'; use(a)", { 'b.ts': "export { x as a } from './c'", 'c.ts': "export const x = 'd'" }, 'text "d"'],
    ["import { a } from './b'; use(a)", { 'b.ts': "export * from './c'", 'c.ts': "export const a = 'd'" }, 'text "d"'],
    ["import { c } from './b'; use(c.a)", { 'b.ts': "export * as c from './c'", 'c.ts': "export const a = 'd'" }, 'text "d"'],
    ["const { a } = require('./b'); use(a)", { 'b.js': "exports.a = 'c'" }, 'text "c"'],
    ["use(require('./b').a)", { 'b.js': "module.exports = { a: 'c' }" }, 'text "c"'],
    ["import b = require('./b'); use(b)", { 'b.ts': "export = 'c'" }, 'text "c"'],
    ["use((await import('./b')).a)", { 'b.ts': "export const a = 'c'" }, 'text "c"'],
    ["import { f } from './b'; use(f('c'))", { 'b.ts': 'export function f(a) { return a }' }, 'text "c"'],
    ["import { read } from './b'; use(read())", { 'b.ts': 'export const read = () => process.env.X' }, 'environment X'],
    ["import type { a } from './b'; use(a)", { 'b.ts': "export const a = 'c'" }, 'unknown'],
    ["import { a } from './b'; use(a)", { 'b.ts': "import { a } from './main'; export { a }" }, 'unknown'],
    ["import { a } from 'outside'; use(a.b)", {}, 'import a.b from outside'],
    ["import * as o from 'outside'; use(o.a.b)", {}, 'import a.b from outside'],
    ["import { a } from './b'; use(a)", { 'b.ts': "export { x as a } from 'outside'" }, 'import x from outside'],
  ])('%s with %j', (program, others, way) => {
    expect(reaches(program, others)).toEqual([way]);
  });
});

describe('limits', () => {
  const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('\n');

  test('a chain of variables is followed as far as one of code goes, and no further', () => {
    const chain = (length: number): string => `const a0 = 'x';\n${times(length, (i) => `const a${i + 1} = a${i};`)}\nuse(a${length})`;
    expect(reaches(chain(40))).toEqual(['text "x"']);
    expect(reaches(chain(2000))).toEqual(['unknown']);
  });

  test('calls within calls are followed a dozen deep', () => {
    const calls = (depth: number): string => `${times(depth, (i) => `function f${i}(a) { return f${i + 1}(a) }`)}\nfunction f${depth}(a) { return a }\nuse(f0('x'))`;
    expect(reaches(calls(8))).toEqual(['text "x"']);
    expect(reaches(calls(40))).toEqual(['unknown']);
  });

  test('a function that another one gives back forgets what that one was given', () => {
    expect(reaches("const f = (a) => (b) => a; use(f('x')('y'))")).toEqual(['parameter a']);
  });

  test('functions that call the next one twice: some ways are given up, and it ends', () => {
    const ways = reaches(`${times(24, (i) => `function f${i}(a) { return a ? f${i + 1}(a) : f${i + 1}(a) }`)}\nfunction f24(a) { return a }\nuse(f0('x'))`);
    expect(ways).toContain('unknown');
    expect(ways.length).toBeLessThan(10_000);
  });

  test('sums that double: a text that would grow without bound is given up', () => {
    const ways = reaches(`const a0 = 'xxxxxxxxxxxxxxxx';\n${times(30, (i) => `const a${i + 1} = a${i} + a${i};`)}\nuse(a30)`);
    expect(ways.every((way) => way.length < 1_000_000)).toBe(true);
  });

  test('spreads that double end', () => {
    const ways = reaches(`const o0 = { ...x };\n${times(30, (i) => `const o${i + 1} = { ...o${i}, ...o${i} };`)}\nuse(o30.a)`);
    expect(ways.length).toBeLessThan(10_000);
  });

  test('files that import the next two each: the value behind them is still found', () => {
    const layer = (i: number): Record<string, string> => {
      const next = `import { a as l } from './l${i + 1}'; import { a as r } from './r${i + 1}';`;
      return { [`l${i}.ts`]: `${next} export const a = l ?? r`, [`r${i}.ts`]: `${next} export const a = r ?? l` };
    };
    const others = Object.assign({ 'l24.ts': "export const a = 'x'", 'r24.ts': "export const a = 'x'" }, ...Array.from({ length: 24 }, (_, i) => layer(i))) as Record<string, string>;
    const ways = reaches("import { a } from './l0'; use(a)", others);
    expect(ways.length).toBeGreaterThan(0);
    expect(ways.length).toBeLessThan(10_000);
    expect(reaches("import { a } from './l22'; use(a)", others)).toContain('text "x"');
  });

  test('a program that leads back to itself ends', () => {
    expect(reaches('const a = { b: a }; use(a.b.b.b)')).toEqual(['object']);
    expect(reaches('const a = [...a]; use(a.join(""))')).toEqual(['call']);
    expect(reaches('class A { k = this.k; f() { use(this.k) } }')).toEqual(['unknown']);
    expect(reaches('function f(a) { return f(a) ?? a } use(f(1))').length).toBeGreaterThan(0);
  });
});
