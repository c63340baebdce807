import type { Cursor, Flow, Segment } from '../../flow/flow.js';
import { argumentFor } from '../../flow/tracing/arguments.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Call, Expression } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { calledName } from './uses.js';

/** How a text begins, as far as it is known. */
export interface Head {
  readonly text: string;
  /** Is that all of it? */
  readonly whole: boolean;
  readonly segments: readonly Segment[];
}

const unknown: Head = { text: '', whole: false, segments: [] };
const maxDepth = 12;
/** So many alternatives are told apart. */
const mostHeads = 16;
const maxLength = 4000;

/** Methods and functions that leave the beginning of a text as it is. */
const sameMethods = new Set(['toString', 'trim', 'trimEnd', 'replace', 'replaceAll', 'strip', 'rstrip', 'removesuffix', 'format', 'concat', 'encode']);
const sameFunctions = new Set(['String', 'str', 'encodeURI']);

/** The ways in which the text of an expression can begin: an address whose path is made later, a header whose key is. */
export function headsOf(cursor: Cursor, tracer: Tracer, depth = 0): readonly Head[] {
  if (depth > maxDepth) return [unknown];
  const at = (node: Expression): readonly Head[] => headsOf({ ...cursor, node }, tracer, depth + 1);
  const { node } = cursor;
  switch (node.kind) {
    case 'template':
      return sequence(node.parts, at);
    case 'binary':
      return node.operator === '+' ? sequence(summands(node), at) : [unknown];
    case 'await':
    case 'assignment':
      return at(node.value);
    case 'conditional':
      return [...at(node.consequent), ...at(node.alternate)].slice(0, mostHeads);
    case 'logical':
      return (node.operator === '&&' ? at(node.right) : [...at(node.left), ...at(node.right)]).slice(0, mostHeads);
    case 'name':
      return headsOfName(node, cursor, tracer, depth);
    case 'member': {
      const heads = fromFlows(tracer.trace(cursor));
      return node.property === 'href' && heads.every((head) => head === unknown) ? at(node.object) : heads;
    }
    case 'call':
      return headsOfCall(node, cursor, tracer, depth);
    default:
      return fromFlows(tracer.trace(cursor));
  }
}

function fromFlows(flows: readonly Flow[]): readonly Head[] {
  return flows.slice(0, mostHeads).flatMap(({ end }): Head[] => {
    if (end.kind === 'text') return [{ text: end.value, whole: true, segments: end.segments }];
    return end.kind === 'absent' ? [] : [unknown];
  });
}

/** Texts in a row: what is known up to the first that is not. */
function sequence(parts: readonly Expression[], headsAt: (node: Expression) => readonly Head[]): readonly Head[] {
  let heads: readonly Head[] = [{ text: '', whole: true, segments: [] }];
  for (const part of parts) {
    if (!heads.some((head) => head.whole && head.text.length < maxLength)) break;
    const next = headsAt(part);
    heads = heads.flatMap((head) => (head.whole ? next.map((then) => joined(head, then)) : [head])).slice(0, mostHeads);
  }
  return heads;
}

function joined(one: Head, other: Head): Head {
  return { text: one.text + other.text, whole: other.whole, segments: [...one.segments, ...other.segments] };
}

/** A sum leans to the left, as deep as it is long. */
function summands(node: Expression): Expression[] {
  const parts: Expression[] = [];
  let at = node;
  for (; at.kind === 'binary' && at.operator === '+'; at = at.left) parts.push(at.right);
  return [at, ...parts.reverse()];
}

function headsOfName(node: Expression & { kind: 'name' }, cursor: Cursor, tracer: Tracer, depth: number): readonly Head[] {
  const flows = tracer.trace(cursor);
  if (flows.length > 0 && flows.every(({ end }) => end.kind === 'text')) return fromFlows(flows);
  const heads: Head[] = [];
  for (const origin of node.binding?.origins ?? []) {
    if (origin.kind === 'value' && origin.path.length === 0 && origin.fallback === undefined) {
      heads.push(...headsOf({ ...cursor, node: origin.value }, tracer, depth + 1));
      continue;
    }
    const given = origin.kind === 'parameter' && origin.path.length === 0 ? argumentOf(origin.parameter, cursor) : undefined;
    if (given === undefined) return fromFlows(flows);
    heads.push(...headsOf(given, tracer, depth + 1));
  }
  return heads.length === 0 ? [unknown] : heads.slice(0, mostHeads);
}

/** What the call that is being followed gives for a parameter. */
function argumentOf(parameter: Expression['parent'], { frame }: Cursor): Cursor | undefined {
  const fn = parameter?.parent;
  if (parameter?.kind !== 'parameter' || fn?.kind !== 'function') return undefined;
  for (let at = frame; at !== undefined; at = at.outer) {
    if (at.fn !== fn) continue;
    const argument = argumentFor(at.call, fn, fn.parameters.indexOf(parameter));
    return argument === undefined || argument === 'none' || argument.name !== undefined ? undefined : { node: argument.node, program: at.program, frame: at.outer };
  }
  return undefined;
}

function headsOfCall(node: Call, cursor: Cursor, tracer: Tracer, depth: number): readonly Head[] {
  const at = (next: Expression): readonly Head[] => headsOf({ ...cursor, node: next }, tracer, depth + 1);
  const { callee, args } = node;
  const [first, second] = args;
  const name = calledName(node);
  if (first !== undefined && (name === 'URL' || name === 'urljoin')) {
    // `new URL(path, base)`, `urljoin(base, path)`
    const [path, base] = name === 'URL' ? [first, second] : [second, first];
    return base === undefined ? at(first) : at(base).flatMap((head) => (path === undefined ? [head] : at(path).map((then) => resolved(head, then)))).slice(0, mostHeads);
  }
  const flows = tracer.trace(cursor);
  if (flows.length > 0 && flows.every(({ end }) => end.kind === 'text')) return fromFlows(flows);
  if (callee.kind === 'member' && name !== undefined && sameMethods.has(name)) return at(callee.object).map((head) => (head === unknown ? head : { ...head, whole: false }));
  if (callee.kind === 'name' && sameFunctions.has(callee.name) && first !== undefined) return at(first);
  const end = tracer.endOf({ ...cursor, node: callee });
  if (end?.kind === 'node' && end.cursor.node.kind === 'function') {
    const fn = end.cursor.node;
    const inside = { ...end.cursor, frame: tracer.frame(fn, { ...cursor, node }) };
    const returned = (structureOf(end.cursor.program).returns.get(fn) ?? []).flatMap(({ value }) => (value === undefined ? [] : headsOf({ ...inside, node: value }, tracer, depth + 1)));
    if (returned.length > 0) return returned.slice(0, mostHeads);
  }
  return fromFlows(flows);
}

/** An address that is given relative to another. */
export function resolved(base: Head, path: Head): Head {
  if (/^\s*(?:[a-z][a-z\d+.-]*:)?\/\//iu.test(path.text)) return path;
  if (base.text === '') return path.text === '' ? base : { ...unknown, segments: path.segments };
  if (!base.whole) return base;
  const text = path.text === '' ? base.text : `${base.text.replace(/\/$/u, '')}/${path.text.replace(/^\//u, '')}`;
  return { text, whole: path.whole, segments: [...base.segments, ...path.segments] };
}
