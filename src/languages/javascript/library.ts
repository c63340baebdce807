import type { Cursor, End } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { CallMeaning } from '../../flow/world.js';
import type { Call, Expression, Node } from '../../program/nodes.js';
import { namesOf } from './environment.js';
import { fieldPresence } from './schemas.js';

const unknown: CallMeaning = { kind: 'unknown' };

/** Methods of a string whose result is empty when the string is. */
const sameMethods = new Set(['trim', 'trimStart', 'trimEnd', 'toString', 'valueOf', 'normalize', 'replace', 'replaceAll', 'toLowerCase', 'toUpperCase', 'unwrap']);

const globalCalls: Readonly<Record<string, CallMeaning>> = {
  String: { kind: 'wrapped', of: 0 },
  Boolean: { kind: 'constant' },
  Number: { kind: 'constant' },
  'Object.freeze': { kind: 'same', of: 0 },
  'Object.seal': { kind: 'same', of: 0 },
  'JSON.stringify': { kind: 'wrapped', of: 0 },
  structuredClone: { kind: 'same', of: 0 },
  'Promise.resolve': { kind: 'same', of: 0 },
  'Promise.all': { kind: 'same', of: 0 },
  encodeURIComponent: { kind: 'same', of: 0 },
  decodeURIComponent: { kind: 'same', of: 0 },
  'process.exit': { kind: 'never' },
  'process.abort': { kind: 'never' },
  'Deno.exit': { kind: 'never' },
  'Deno.env.get': { kind: 'environment', argument: 0 },
  'Deno.env.toObject': { kind: 'environment-object' },
  'console.assert': unknown,
};

const importedCalls: Readonly<Record<string, CallMeaning>> = {
  'node:process exit': { kind: 'never' },
  'process exit': { kind: 'never' },
  'node:assert fail': { kind: 'never' },
  'assert fail': { kind: 'never' },
  'next/navigation redirect': { kind: 'never' },
  'next/navigation permanentRedirect': { kind: 'never' },
  'next/navigation notFound': { kind: 'never' },
  'next/navigation unauthorized': { kind: 'never' },
  'next/navigation forbidden': { kind: 'never' },
  '@sveltejs/kit error': { kind: 'never' },
  '@sveltejs/kit redirect': { kind: 'never' },
  'vite loadEnv': { kind: 'environment-object' },
  'astro:env/server getSecret': { kind: 'environment', argument: 0 },
};

const assertionModules = /^(?:node:)?assert(?:\/strict)?$|invariant|^assert-|^ow$|^tiny-assert$/u;
/** What stops unless its arguments hold; `vi.stubEnv('X', …)` sets the variable. */
const assertionName = /^(?:assert|invariant|ensure|must|require|expect|verify|validate|check|guard|demand|need|stubEnv$)/iu;
const endingName = /^(?:fail|die|panic|bail|abort|exit|fatal|raise|throw|crash|terminate|unreachable|never|quit|halt|next$)/iu;
const endingMethod = /^(?:exit|throw|abort|fail|die|panic)$/u;

/** What a call of something outside the project does to a value: the language's library, the frameworks', a guess by name. */
export function callMeaning(call: Cursor & { readonly node: Call }, callee: End | undefined, tracer: Tracer): CallMeaning {
  const { node } = call;
  if (callee?.kind === 'global') {
    const known = globalCalls[namesOf(callee)?.join('.') ?? ''];
    if (known !== undefined) return known;
  }
  if (callee?.kind === 'import') {
    const known = importedCalls[`${callee.specifier} ${namesOf(callee)?.join('.') ?? ''}`];
    if (known !== undefined) return known;
    if (assertionModules.test(callee.specifier)) return { kind: 'assertion' };
  }
  const name = calledName(node.callee);
  if (node.callee.kind === 'member' && name !== undefined) {
    if (sameMethods.has(name)) return { kind: 'same', of: 'receiver' };
    if (/^parse(?:Async)?$/u.test(name) && node.args.length === 1 && callee?.kind !== 'global') return parseMeaning(node, call, tracer);
    if (name === 'skip' && node.callee.object.kind === 'this') return { kind: 'never' };
    if (endingMethod.test(name) && node.callee.object.kind !== 'this') return { kind: 'never' };
    if ((name === 'error' || name === 'exit') && isCommand(node.callee.object)) return { kind: 'never' };
    if (isExpectation(node)) return { kind: 'assertion' };
    if (isNamespaceOf(callee, assertionName) || /^(?:ok|assert)$/u.test(name) || assertionName.test(name)) {
      return consoleLike(node.callee.object) ? unknown : { kind: 'assertion' };
    }
    return unknown;
  }
  if (name === undefined) return unknown;
  if (endingName.test(name)) return { kind: 'never' };
  return assertionName.test(name) && name !== 'require' ? { kind: 'assertion' } : unknown;
}

/** `z.string().min(1).parse(value)`: the value, and it stops unless the schema lets unset pass. */
function parseMeaning(node: Call, call: Cursor, tracer: Tracer): CallMeaning {
  if (node.callee.kind !== 'member') return unknown;
  return fieldPresence({ ...call, node: node.callee.object }, tracer) === 'required' ? { kind: 'checked', of: 0 } : { kind: 'same', of: 0 };
}

function calledName(callee: Expression): string | undefined {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'member' ? callee.property : undefined;
}

function consoleLike(node: Expression): boolean {
  return node.kind === 'name' && /^(?:console|log|logger)$/iu.test(node.name);
}

/** The command of commander, yargs or oclif: its `error` and `exit` end the program. */
function isCommand(node: Expression): boolean {
  if (node.kind === 'name') return /^(?:program|command|cmd|cli|yargs)$/iu.test(node.name);
  if (node.kind !== 'this') return false;
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind !== 'class') continue;
    const base = at.superclass;
    const name = base?.kind === 'name' ? base.name : base?.kind === 'member' ? base.property : undefined;
    return name !== undefined && /Command$/u.test(name);
  }
  return false;
}

function isNamespaceOf(callee: End | undefined, name: RegExp): boolean {
  return callee?.kind === 'import' && name.test(callee.name);
}

/** `expect(key).toBeDefined()`, `expect(key).to.exist`: the value stands in the innermost call. */
function isExpectation(node: Call): boolean {
  let at: Expression = node.callee;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'call' && at.callee.kind === 'name' && at.callee.name === 'expect';
}
