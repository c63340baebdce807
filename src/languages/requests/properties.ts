import type { Cursor } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Call, Expression, Node } from '../../program/nodes.js';
import { calledName, usesOf, type Use } from './uses.js';

/** A name in an object, with its value, wherever it is set. */
export interface Entry {
  readonly name: string;
  readonly value: Cursor;
  /** The property, assignment or call that sets it. */
  readonly node: Node;
}

/** What an object holds as far as it is known. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** It may hold more: something was spread into it, or done with it, that can't be seen. */
  readonly open: boolean;
}

const maxDepth = 6;
export const nothing: Entries = { entries: [], open: false };
const anything: Entries = { entries: [], open: true };

/** Objects that are made of another that holds names: headers, dictionaries. */
const containers = /^(?:Headers|fromEntries|CaseInsensitiveDict|CIMultiDict|HTTPHeaderDict|Map|URLSearchParams|freeze)$/u;
const setters = /^(?:set|append|setdefault|add|__setitem__)$/u;
/** Methods that change nothing. */
const readers = /^(?:get|has|keys|values|entries|items|forEach|toString|copy|delete|pop)$/u;

/** What the object of an expression holds: a literal, what is spread into it, what is set later. */
export function entriesOf(cursor: Cursor, tracer: Tracer, depth = 0): Entries {
  if (depth > maxDepth) return anything;
  const ends = tracer.trace(cursor).map((flow) => flow.end);
  if (ends.length === 0) return anything;
  return merged(
    ends.map((end) => {
      if (end.kind === 'absent') return nothing;
      return end.kind === 'node' ? entriesOfNode(end.cursor, tracer, depth) : anything;
    }),
  );
}

function merged(parts: readonly Entries[]): Entries {
  return { entries: parts.flatMap((part) => part.entries), open: parts.some((part) => part.open) };
}

function entriesOfNode(cursor: Cursor, tracer: Tracer, depth: number): Entries {
  const own = ownEntries(cursor, tracer, depth);
  const later = usesOf(cursor.node, cursor.program).map((use) => entriesOfUse(use, cursor, tracer, depth));
  return merged([own, ...later]);
}

function ownEntries(cursor: Cursor, tracer: Tracer, depth: number): Entries {
  const { node } = cursor;
  switch (node.kind) {
    case 'object':
      return merged(
        node.properties.map((property) => {
          if (property.kind === 'spread') return entriesOf({ ...cursor, node: property.value }, tracer, depth + 1);
          const name = property.name ?? (property.index === undefined ? undefined : tracer.fold({ ...cursor, node: property.index })?.value);
          return name === undefined || property.role !== 'value' ? anything : entry(name, property.value, property, cursor);
        }),
      );
    case 'array':
      return merged(node.elements.map((pair) => (pair === undefined ? anything : entryOfPair(pair, cursor, tracer, depth))));
    case 'call': {
      const { args, named } = node;
      const name = calledName(node);
      if (name === undefined || !containers.test(name)) return anything;
      return merged([...args, ...(named === undefined ? [] : [named])].map((value) => entriesOf({ ...cursor, node: value }, tracer, depth + 1)));
    }
    default:
      return anything;
  }
}

function entry(name: string, value: Expression, node: Node, cursor: Cursor): Entries {
  return { entries: [{ name, value: { ...cursor, node: value }, node }], open: false };
}

function entryOfPair(pair: Expression, cursor: Cursor, tracer: Tracer, depth: number): Entries {
  const [key, value] = pair.kind === 'array' ? pair.elements : [];
  if (pair.kind === 'spread') return entriesOf({ ...cursor, node: pair.value }, tracer, depth + 1);
  const name = key === undefined ? undefined : tracer.fold({ ...cursor, node: key })?.value;
  return name === undefined || value === undefined ? anything : entry(name, value, pair, cursor);
}

/** What is set in an object after it was made. */
export function entriesOfUse(use: Use, cursor: Cursor, tracer: Tracer, depth = 0): Entries {
  switch (use.kind) {
    case 'write': {
      const [name, ...rest] = use.path;
      if (name === undefined) return anything;
      return rest.length > 0 ? nothing : entry(name, use.assignment.value, use.assignment, cursor);
    }
    case 'call': {
      const [method, ...rest] = use.path;
      if (rest.length > 0 || method === undefined) return nothing;
      return entriesOfMethod(method, use.call, cursor, tracer, depth);
    }
    case 'argument':
      return mayChange(use.call) ? anything : nothing;
  }
}

/** `headers.set('Authorization', …)`, `headers.update({…})`. */
export function entriesOfMethod(method: string, call: Call, cursor: Cursor, tracer: Tracer, depth = 0): Entries {
  const [first, second] = call.args;
  if (method === 'update') return merged([...call.args, ...(call.named === undefined ? [] : [call.named])].map((value) => entriesOf({ ...cursor, node: value }, tracer, depth + 1)));
  if (!setters.test(method)) return readers.test(method) ? nothing : anything;
  const name = first === undefined ? undefined : tracer.fold({ ...cursor, node: first })?.value;
  return name === undefined || second === undefined ? anything : entry(name, second, call, cursor);
}

/** Calls that do not change what they are given: requests, constructions, what looks at it. */
function mayChange(call: Call): boolean {
  const name = calledName(call);
  if (name === undefined) return true;
  if (/^(?:\$?fetch|ofetch|axios|got|ky|request|get|post|put|patch|delete|head|options|stream|create|extend|urlopen|log|info|debug|warn|error|print|stringify|dumps|len|keys|entries|values)$/u.test(name)) return false;
  return !(call.construct && /^[A-Z]/u.test(name));
}
