import { describe, expect, test } from 'vitest';
import { Snippet } from './snippet.js';

/**
 * A table of programs that hand the variable `key` to `use(…)`; the numbers are the lines of the uses that it reaches
 * unchecked. In front of each program stands where the variable comes from, in the same line.
 */
type Rows = readonly (readonly [program: string, ...lines: number[]])[];

const head = 'const key = process.env.X; ';

function check(rows: Rows): void {
  test.each(rows.map(([program, ...lines]) => ({ program, lines })))('$program', ({ program, lines }) => {
    expect(new Snippet(head + program).unguardedLines()).toEqual(lines);
  });
}

describe('no check', () => {
  check([
    ['use(key)', 1],
    ['use(key!)', 1],
    ['use(key as string)', 1],
    ['use(String(key))', 1],
    ['use(`${key}`)', 1],
    ["use(key ?? '')", 1],
    ["use(key || 'dummy')", 1],
    ['if (!key) console.warn("unset"); use(key)', 1],
    ['if (!key) {} use(key)', 1],
    ['if (key) console.log("set"); use(key)', 1],
    ['if (!other) throw 1; use(key)', 1],
    ['if (!process.env.Y) throw 1; use(key)', 1],
    ['const text = String(key); if (!text) throw 1; use(text)', 1],
    ["const text = key ?? 'dummy'; if (!text) throw 1; use(text)", 1],
    ['try { if (!key) throw 1 } catch {} use(key)', 1],
    ['try { use(key) } catch { process.exit(1) }', 1],
    ['if (a) { if (!key) throw 1 } use(key)', 1],
    ['function assertKey() { if (!key) throw 1 } use(key)', 1],
    ['const assertKey = () => { if (!key) throw 1 }; use(key)', 1],
    ['for (const a of b) { if (!key) throw 1 } use(key)', 1],
    ['for (const a of b) { if (!key) continue } use(key)', 1],
    ['if (!key || a) use(key)', 1],
    ['if (key || a) use(key)', 1],
    ['if (!key && a) throw 1; use(key)', 1],
    ['a && assert(key); use(key)', 1],
    ['console.assert(key); use(key)', 1],
    ['use(key); await send(); if (!key) throw 1', 1],
  ]);
});

describe('a statement that stops', () => {
  check([
    ['if (!key) throw new Error(); use(key)'],
    ['if (!key) { console.error(1); process.exit(1) } use(key)'],
    ['if (!key) { throw 1 } use(key)'],
    ['function f() { if (!key) return; use(key) }'],
    ['function f(next) { if (!key) return next(1); use(key) }'],
    ['for (const a of b) { if (!key) continue; use(key) }'],
    ['for (const a of b) { if (!key) break; use(key) }'],
    ['if (key) {} else throw 1; use(key)'],
    ['if (key) use(key)'],
    ['if (key) { f(() => use(key)) }'],
    ['if (!key) f(); else use(key)'],
    ['while (key) use(key)'],
    ['if (!key) { if (a) throw 1; else process.exit() } use(key)'],
    ['try { if (!key) throw 1 } catch { process.exit(1) } use(key)'],
    ['try { if (!key) throw 1; use(key) } catch {}'],
    ['try {} finally { if (!key) throw 1 } use(key)'],
    ['{ if (!key) throw 1 } use(key)'],
    ['if (!key) throw 1; function f() { use(key) }'],
    ['function f() { use(key) } if (!key) throw 1'],
    ['if (!key) throw 1; class A { k = key; f() { use(this.k) } }'],
    ['switch (key) { case undefined: case "": throw 1; default: use(key) }'],
    ['use(key); if (!key) throw 1'],
    ['if (!key) throw 1; const other = key; use(other)'],
    ['const other = key; if (!other) throw 1; use(other)'],
    ['const other = key; if (!key) throw 1; use(other)'],
    ['if (!process.env.X) throw 1; use(key)'],
    ['if (!key) throw 1; use(process.env.X)'],
    ["if (!key) throw 1; use('Bearer ' + key)"],
    ['if (!key) throw 1; use({ a: key }.a)'],
  ]);
});

describe('a condition that tells', () => {
  const stops: readonly string[] = [
    '!key', '!(key)', '!!!key', 'key == null', 'null == key', 'key === undefined', "key === ''", 'key == undefined',
    "typeof key !== 'string'", "typeof key === 'undefined'", '!key.trim()', '!key?.trim()', '!key.length', 'key.length === 0',
    'key.length < 1', 'key.length < 32', '!a || !key', '!key || !a', '!Boolean(key)', 'Boolean(key) === false', '!(a && key)',
    '!/^\\w+$/.test(key)', "!key.startsWith('a')", "!('X' in process.env)", "!Object.hasOwn(process.env, 'X')",
    '![key].every(Boolean)', '[key].some((k) => !k)', '[a, key].includes(undefined) || !key', '(key ?? "") === ""',
    "['X', 'Y'].filter((name) => !process.env[name]).length > 0", "['X'].some((name) => !process.env[name])",
  ];
  test.each(stops)('if (%s) throw', (condition) => {
    expect(new Snippet(`${head}if (${condition}) throw 1; use(key)`).unguardedLines()).toEqual([]);
  });

  const tellsNothing: readonly string[] = [
    'key', 'key != null', '!a', '!a && !key', "typeof key === 'string'", 'key.length > 0', '!key === false', "key === 'x'", '!(a || key)',
    "'X' in process.env", '!String(key)', '![key].some(Boolean)', "['Y'].some((name) => !process.env[name])", 'key > 1',
  ];
  test.each(tellsNothing)('if (%s) throw', (condition) => {
    expect(new Snippet(`${head}if (${condition}) throw 1; use(key)`).unguardedLines()).toEqual([1]);
  });

  check([
    ['const missing = !key; if (missing) throw 1; use(key)'],
    ['const isSet = key !== undefined; if (!isSet) throw 1; use(key)'],
    ['const missing = !a; if (missing) throw 1; use(key)', 1],
    ['function isSet(k) { return k !== undefined } if (!isSet(key)) throw 1; use(key)'],
    ['function isSet(k) { return true } if (!isSet(key)) throw 1; use(key)', 1],
    ["import { isSet } from 'outside'; if (!isSet(key)) throw 1; use(key)"],
    ['if (!isSet(key)) throw 1; use(key)', 1],
    ['const missing = ["X"].filter((n) => !process.env[n]); if (missing.length) throw 1; use(key)'],
    ['const missing = ["X"].filter((n) => !process.env[n]).map((n) => n + 1); if (missing.length) throw 1; use(key)'],
  ]);
});

describe('an expression that stops', () => {
  check([
    ['use(key ?? fail())'],
    ['function fail() { throw 1 } use(key ?? fail())'],
    ['function stop(): never { process.exit(1) } use(key || stop())'],
    ['function ask() { return prompt() } use(key ?? ask())'],
    ['const real = key ?? fail("unset"); use(real)'],
    ['key || fail(); use(key)'],
    ['!key && fail(); use(key)'],
    ['key ?? fail(); use(key)'],
    ['key ? 1 : fail(); use(key)'],
    ['key && use(key)'],
    ['key ? use(key) : 1'],
    ['key ? 1 : use(key)', 1],
    ['!key ? 1 : use(key)'],
    ['use(key ? key : fail())'],
    ['(assert(key), use(key))'],
    ['key || log(); use(key)', 1],
    ['let k = key; k ??= fail(); use(k)'],
    ['const clients = key ? [use(key)] : []'],
  ]);
});

describe('assertions', () => {
  check([
    ["import assert from 'node:assert'; assert(key); use(key)"],
    ["import { strict as assert } from 'assert'; assert.ok(key, 'unset'); use(key)"],
    ["import invariant from 'tiny-invariant'; invariant(key); use(key)"],
    ['requireEnv("X"); use(key)'],
    ['requireEnv(["X", "Y"]); use(key)'],
    ['requireEnv("Y"); use(key)', 1],
    ['expect(key).toBeDefined(); use(key)'],
    ['function must(k) { if (!k) throw 1; return k } must(key); use(key)'],
    ['function must(k) { if (!k) throw 1; return k } use(must(key))'],
    ['function must(k) { return k } use(must(key))', 1],
    ['function must(name) { const v = process.env[name]; if (!v) throw 1; return v } use(must("X"))'],
    ['function must(name) { const v = process.env[name]; if (!v) log(); return v } use(must("X"))', 1],
    ['function check() { if (!key) throw 1 } check(); use(key)'],
    ['function check() { if (!key) return; log() } check(); use(key)', 1],
    ['const check = () => { inner() }; function inner() { if (!key) process.exit(1) } check(); use(key)'],
    ['function check() { if (a) return; if (!key) throw 1 } check(); use(key)', 1],
    ['class Check { constructor() { if (!key) throw 1 } } new Check(); use(key)'],
    ['for (const name of ["X", "Y"]) if (!process.env[name]) throw 1; use(key)'],
    ['for (const name of ["Y"]) if (!process.env[name]) throw 1; use(key)', 1],
    ['["X"].forEach((name) => { if (!process.env[name]) throw 1 }); use(key)'],
    ["import { z } from 'zod'; z.object({ X: z.string() }).parse(process.env); use(key)"],
    ["import { z } from 'zod'; z.object({ X: z.string().optional() }).parse(process.env); use(key)", 1],
  ]);
});

describe('checks around a function', () => {
  check([
    ['if (!key) throw 1; f(); function f() { use(key) }'],
    ['function f() { use(key) } function g() { if (!key) return; f() } g()'],
    ['function f() { use(key) } function g() { if (!key) return; f() } f()', 1],
    ['class A { constructor() { if (!process.env.X) throw 1 } f() { use(process.env.X) } }'],
    ['class A { constructor() { this.k = process.env.X; if (!this.k) throw 1 } f() { use(this.k) } }'],
    ['class A { constructor() { this.k = process.env.X } f() { use(this.k) } }', 1],
    ['class A { constructor() {} static f() { use(key) } }', 1],
    ['class A { c = use(process.env.X); f() { if (!process.env.X) throw 1; this.c.send() } }'],
    ['class A { c = use(process.env.X); f() { if (!process.env.X) throw 1; this.c.send() } g() { this.c.send() } }', 1],
    ['class A { constructor() { this.c = use(process.env.X) } f() { if (!process.env.X) throw 1; this.c.send() } }'],
    ['class A { constructor() { this.c = use(process.env.X) } }', 1],
    ['describe.skipIf(!key)("a", () => { use(key) })'],
    ['describe.runIf(key)("a", () => { use(key) })'],
    ['(key ? it : it.skip)("a", () => { use(key) })'],
    ['test("a", { skip: !key }, () => { use(key) })'],
    ['beforeAll(() => { if (!key) throw 1 }); test("a", () => { use(key) })'],
    ['describe("a", () => { use(key) })', 1],
    ['Deno.test({ name: "a", ignore: !key, fn() { use(key) } })'],
    ['Deno.test({ name: "a", fn() { use(key) } })', 1],
    ['test.if(key)("a", () => { use(key) })'],
    ['const itIf = (c) => (c ? it : it.skip); itIf(key)("a", () => { use(key) })'],
    ['const itIf = (c) => (c ? it : it.only); itIf(key)("a", () => { use(key) })', 1],
  ]);
});

describe('a name that is given another value', () => {
  check([
    ['let k = key; if (!k) throw 1; k = process.env.Y; use(k)', 1],
    ['let k = key; if (!k) throw 1; if (a) k = process.env.Y; use(k)', 1],
    ['let k = key; k = process.env.Y; if (!k) throw 1; use(k)'],
    ['let k = key; if (!k) throw 1; k = k.trim(); use(k)'],
    ['let k = key; if (!k) throw 1; k = String(k); use(k)'],
    ['let k; if (a) { k = key; if (!k) throw 1 } else { k = b } use(k)'],
    ['let k; if (a) { if (b) { k = key } if (!k) throw 1 } use(k)'],
    ['let k; if (a) { k = key; use(k); await send(); if (!k) throw 1 }', 1],
    ['let k; try { k = key; if (!k) throw 1 } catch (e) { log(e) } use(k)', 1],
    ['let k; try { k = key; if (!k) throw 1 } catch (e) { throw e } use(k)'],
    ['let k; if (a) { k = key; if (!k) log(1) } else { k = b } use(k)', 1],
    ['let k; if (a) k = key; else k = process.env.Y; if (!k) throw 1; use(k)'],
  ]);
});

describe('a value that is given where there is none', () => {
  check([
    ['let k = key; if (!k) k = await ask(); use(k)'],
    ['let k = key; if (!k) ({ k } = await ask()); use(k)'],
    ['let k = key; if (!k) ({ k = "" } = await ask()); use(k)', 1],
    ['let k = key; if (!k) ({ a } = await ask()); use(k)', 1],
    ["let k = key; if (!k) k = ''; use(k)", 1],
    ["vi.stubEnv('X', 'test'); use(process.env.X)"],
    ["vi.stubEnv('Y', 'test'); use(process.env.X)", 1],
  ]);
});

describe('what a function is given', () => {
  check([
    ['function read(n, required = true) { const v = process.env[n]; if (required && !v) throw 1; return v } use(read("X"))'],
    ['function read(n, required = true) { const v = process.env[n]; if (required && !v) throw 1; return v } use(read("X", false))', 1],
    ['function read(n, required) { const v = process.env[n]; if (required && !v) throw 1; return v } use(read("X"))', 1],
    ['class E { constructor(s) { this.s = s } get(n) { return this.s[n] } } const e = new E(process.env); use(e.get("X"))', 1],
    ['class E { constructor(s) { this.s = s } get(n) { const v = this.s[n]; if (!v) throw 1; return v } } const e = new E(process.env); use(e.get("X"))'],
  ]);
});

describe('what a check throws', () => {
  check([
    ['async function f() { if (!key) throw 1 } await f(); use(key)'],
    ['async function f() { if (!key) throw 1 } await f().catch(console.warn); use(key)'],
    ['async function f() { if (!key) throw 1 } await f().catch((e) => { console.warn(e) }); use(key)', 1],
    ['async function f() { if (!key) throw 1 } await f().catch((e) => { throw e }); use(key)'],
    ['async function f() { if (!key) throw 1 } await f().catch(() => process.exit(1)); use(key)'],
  ]);
});

describe('the line of each use counts for itself', () => {
  check([
    ['use(key);\nif (a) {\n  if (!key) throw 1;\n  use(key);\n}\nuse(key);', 1, 6],
    ['if (key) {\n  use(key);\n} else {\n  use(key);\n}', 4],
    ['function f() {\n  if (!key) return;\n  use(key);\n}\nfunction g() {\n  use(key);\n}', 6],
    ['switch (a) {\n  case 1:\n    if (!key) throw 1;\n    use(key);\n    break;\n  default:\n    use(key);\n}', 7],
  ]);
});

describe('other files', () => {
  test.each<readonly [program: string, others: Readonly<Record<string, string>>, lines: readonly number[]]>([
    ["import './check'; use(process.env.X)", { 'check.ts': 'if (!process.env.X) throw 1' }, []],
    ["import './check'; use(process.env.X)", { 'check.ts': "import './deep'", 'deep.ts': 'if (!process.env.X) process.exit(1)' }, []],
    ["import './check'; use(process.env.X)", { 'check.ts': 'export function check() { if (!process.env.X) throw 1 }' }, [1]],
    ["import { check } from './check'; check(); use(process.env.X)", { 'check.ts': 'export function check() { if (!process.env.X) throw 1 }' }, []],
    ["import type { A } from './check'; use(process.env.X)", { 'check.ts': 'if (!process.env.X) throw 1' }, [1]],
    ["import { key } from './env'; use(key)", { 'env.ts': 'export const key = process.env.X; if (!key) throw 1' }, []],
    ["import { key } from './env'; use(key)", { 'env.ts': 'export const key = process.env.X' }, [1]],
    ["import { key } from './env'; if (!key) throw 1; use(key)", { 'env.ts': 'export const key = process.env.X' }, []],
    ["import { read } from './env'; use(read('X'))", { 'env.ts': 'export const read = (name) => { const v = process.env[name]; if (!v) throw 1; return v }' }, []],
    ["import { read } from './env'; use(read('X'))", { 'env.ts': 'export const read = (name) => process.env[name]' }, [1]],
    ['export function f() { use(process.env.X) }', { 'caller.ts': "import { f } from './main'; if (!process.env.X) throw 1; f()" }, []],
    ['export function f() { use(process.env.X) }', { 'caller.ts': "import { f } from './main'; f()" }, [1]],
    ['export function f() { use(process.env.X) }', { 'a.ts': "import { f } from './main'; if (!process.env.X) throw 1; f()", 'b.ts': "import { f } from './main'; f()" }, [1]],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) throw 1; await import('./main')" }, []],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) console.warn(1); await import('./main')" }, [1]],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) throw 1; require('./main')" }, []],
    ['use(process.env.X)', { 'entry.ts': "import './check'; import './main'", 'check.ts': 'if (!process.env.X) throw 1' }, []],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) throw 1; await import('./app')", 'app.ts': "import './main'" }, []],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) throw 1; await import('./main')", 'other.ts': "import './main'" }, [1]],
    ['export const c = use(process.env.X)', { 'entry.ts': "import { c } from './main'; if (!process.env.X) throw 1; c.f()" }, []],
    ['export const c = use(process.env.X)', { 'entry.ts': "import { c } from './main'; c.f(); if (!process.env.X) throw 1" }, [1]],
    ['export const c = await use(process.env.X)', { 'entry.ts': "import { c } from './main'; if (!process.env.X) throw 1" }, [1]],
    ['export const f = () => use(process.env.X)', { 'entry.ts': "import { f } from './main'; if (!process.env.X) throw 1; app.get('/', f)" }, []],
    ['export const f = () => use(process.env.X)', { 'entry.ts': "import { f } from './main'; app.get('/', f)" }, [1]],
    ['export const f = () => use(process.env.X)', { 'entry.ts': "export { f } from './main'", 'start.ts': "import { f } from './entry'; if (!process.env.X) throw 1; app.get('/', f)" }, []],
    ['use(process.env.X)', { 'entry.ts': "if (!process.env.X) throw 1; await import('./main')", 'types.ts': "import type { A } from './main'" }, []],
    ["import './entry'; use(process.env.X)", { 'entry.ts': "import './main'" }, [1]],
  ])('%s with %j', (program, others, lines) => {
    expect(new Snippet(program, others).unguardedLines()).toEqual(lines);
  });
});

describe('limits', () => {
  const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('\n');

  test('functions that call the next one twice end; what is not known in the end is not reported', () => {
    const program = `${times(23, (i) => `function f${i}() { f${i + 1}(); f${i + 1}() }`)}\nfunction f23() {}\nf0(); use(process.env.X)`;
    expect(new Snippet(program).unguardedLines()).toEqual([]);
  });

  test('functions of one call each are followed to the check', () => {
    const program = `${times(30, (i) => `function f${i}() { f${i + 1}() }`)}\nfunction f30() { if (!process.env.X) throw 1 }\nf0(); use(process.env.X)`;
    expect(new Snippet(program).unguardedLines()).toEqual([]);
  });

  test('functions that call each other in a ring end', () => {
    expect(new Snippet('function f() { g() } function g() { f() } f(); use(process.env.X)').unguardedLines()).toEqual([1]);
  });

  test('files that import the next two each, and one another', () => {
    const layer = (i: number): Record<string, string> => {
      const next = `import './l${i + 1}'; import './r${i + 1}'; import './main';`;
      return { [`l${i}.ts`]: next, [`r${i}.ts`]: next };
    };
    const layers = Object.assign({}, ...Array.from({ length: 24 }, (_, i) => layer(i))) as Record<string, string>;
    const program = "import './l0'; use(process.env.X)";
    expect(new Snippet(program, { ...layers, 'l24.ts': '', 'r24.ts': '' }).unguardedLines()).toEqual([1]);
    expect(new Snippet(program, { ...layers, 'l24.ts': '', 'r24.ts': 'if (!process.env.X) throw 1' }).unguardedLines()).toEqual([]);
  });

  test('callers of callers that double end', () => {
    const program = `function f0() { use(process.env.X) }\n${times(22, (i) => `function f${i + 1}() { f${i}(); f${i}() }`)}\nf22()`;
    expect(new Snippet(program).unguardedLines().length).toBeLessThanOrEqual(1);
  });

  test('conditions that double end', () => {
    const program = `const c0 = a;\n${times(22, (i) => `const c${i + 1} = c${i} || c${i};`)}\nif (c22) throw 1; use(process.env.X)`;
    expect(new Snippet(program).unguardedLines().length).toBeLessThanOrEqual(1);
  });

  test('predicates that double end', () => {
    const program = `function p0() { return a }\n${times(22, (i) => `function p${i + 1}() { return p${i}() || p${i}() }`)}\nif (p22()) throw 1; use(process.env.X)`;
    expect(new Snippet(program).unguardedLines().length).toBeLessThanOrEqual(1);
  });

  test('functions that never return, by way of each other', () => {
    const program = `function f0() { throw 1 }\n${times(22, (i) => `function f${i + 1}() { a ? f${i}() : f${i}(); return f${i}() }`)}\nuse(process.env.X ?? f22())`;
    expect(new Snippet(program).unguardedLines()).toEqual([]);
  });
});

/** How many questions it takes to find the unguarded uses among so many. */
function questionsFor(count: number, program: (index: number) => string, wrap: (body: string) => string): number {
  const snippet = new Snippet(wrap(Array.from({ length: count }, (_, index) => program(index)).join('\n')));
  const { tracer } = snippet;
  const trace = tracer.trace.bind(tracer);
  let questions = 0;
  tracer.trace = (cursor, path) => {
    questions++;
    return trace(cursor, path);
  };
  expect(snippet.unguardedLines()).toHaveLength(count);
  return questions;
}

test.each<[string, (index: number) => string, (body: string) => string]>([
  ['in one function', () => 'use(process.env.MISTRAL_API_KEY);', (body) => `function all() {\n${body}\n}`],
  ['on the top level', (index) => `const client${String(index)} = use(process.env.MISTRAL_API_KEY);`, (body) => body],
  ['in functions that are called', (index) => `function f${String(index)}() {\n  use(process.env.MISTRAL_API_KEY);\n}\nf${String(index)}();`, (body) => body],
])('twice as many uses %s take twice the work', (_name, program, wrap) => {
  expect(questionsFor(400, program, wrap)).toBeLessThan(2.2 * questionsFor(200, program, wrap));
});
