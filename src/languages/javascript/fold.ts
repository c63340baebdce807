import type { Cursor, Segment } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Folded } from '../../flow/world.js';
import type { Call, Expression } from '../../program/nodes.js';
import { namesOf } from './environment.js';

type CallCursor = Cursor & { readonly node: Call };

/** Texts beyond this are not made: no key is that long, and hostile code could ask for gigabytes. */
const maxLength = 100_000;

/** The text that a call makes of texts, for the calls that people hide keys behind. */
export function foldCall(call: CallCursor, tracer: Tracer): Folded | undefined {
  const { node } = call;
  const { callee } = node;
  if (callee.kind === 'member') {
    const method = callee.property;
    if (method === undefined) return undefined;
    if (method === 'raw' && callee.object.kind === 'name' && callee.object.name === 'String') return foldFirst(call, tracer, (text) => text);
    if (method === 'atob') return foldFirst(call, tracer, fromBase64);
    if (method === 'toString') return foldToString(call, tracer);
    if (method === 'join') return foldJoin(call, tracer);
    return foldMethod(call, method, tracer);
  }
  if (callee.kind !== 'name' || callee.binding !== undefined) return undefined;
  switch (callee.name) {
    case 'atob':
      return foldFirst(call, tracer, fromBase64);
    case 'String':
      return foldFirst(call, tracer, (text) => text);
    case 'decodeURIComponent':
    case 'unescape':
      return foldFirst(call, tracer, decodeUri);
    default:
      return undefined;
  }
}

function foldFirst(call: CallCursor, tracer: Tracer, make: (text: string) => string | undefined): Folded | undefined {
  const first = call.node.args[0];
  const text = first === undefined ? undefined : tracer.fold({ ...call, node: first });
  return text === undefined ? undefined : made(make(text.value), text.segments);
}

/** A text made of others stands where the first of them stands; the others are kept without a part in it. */
function made(value: string | undefined, segments: readonly Segment[]): Folded | undefined {
  const [first] = segments;
  if (value === undefined || first === undefined || value.length > maxLength) return undefined;
  const nodes = new Map(segments.map((segment) => [segment.node, segment]));
  return { value, segments: [...nodes.values()].map(({ node, program }) => ({ value: node === first.node ? value : '', node, program })) };
}

/** `Buffer.from('…', 'base64').toString()`, and `toString()` of a text. */
function foldToString(call: CallCursor, tracer: Tracer): Folded | undefined {
  const { callee } = call.node;
  if (callee.kind !== 'member') return undefined;
  const { object } = callee;
  if (object.kind === 'call' && object.callee.kind === 'member' && object.callee.property === 'from') {
    const from = tracer.endOf({ ...call, node: object.callee.object });
    if (from === undefined || namesOf(from)?.at(-1) !== 'Buffer') return undefined;
    const [data, encoding] = object.args;
    const text = data === undefined ? undefined : tracer.fold({ ...call, node: data });
    const how = encoding === undefined ? 'utf8' : tracer.fold({ ...call, node: encoding })?.value;
    if (text === undefined) return undefined;
    if (how === 'base64' || how === 'base64url' || how === 'hex') return made(Buffer.from(text.value, how).toString('latin1'), text.segments);
    return how === 'utf8' || how === 'utf-8' || how === 'ascii' || how === 'latin1' ? text : undefined;
  }
  return call.node.args.length === 0 ? tracer.fold({ ...call, node: object }) : undefined;
}

function foldJoin(call: CallCursor, tracer: Tracer): Folded | undefined {
  const { callee, args } = call.node;
  if (callee.kind !== 'member') return undefined;
  const parts = foldList({ ...call, node: callee.object }, tracer, 0);
  const separator = args[0] === undefined ? undefined : tracer.fold({ ...call, node: args[0] });
  if (parts === undefined || (args[0] !== undefined && separator === undefined)) return undefined;
  const value = parts.map((p) => p.value).join(separator?.value ?? ',');
  if (value.length > maxLength) return undefined;
  if (separator === undefined) return made(value, parts.flatMap((p) => p.segments));
  return { value, segments: parts.flatMap((p, i) => (i === 0 || separator.value === '' ? p.segments : [...separator.segments, ...p.segments])) };
}

/** A list of texts: a literal, `'…'.split('')`, and what `reverse` and its like make of them. */
function foldList(cursor: Cursor, tracer: Tracer, depth: number): Folded[] | undefined {
  if (depth > 8) return undefined;
  const end = tracer.endOf(cursor);
  if (end?.kind !== 'node') return undefined;
  const { node } = end.cursor;
  const at = (next: Expression): Cursor => ({ ...end.cursor, node: next });
  if (node.kind === 'array') {
    const parts: Folded[] = [];
    for (const element of node.elements) {
      if (element?.kind === 'spread') {
        const text = tracer.fold(at(element.value));
        const list = text === undefined ? foldList(at(element.value), tracer, depth + 1) : splitText(text, '');
        if (list === undefined) return undefined;
        parts.push(...list);
        continue;
      }
      const text = element === undefined ? undefined : tracer.fold(at(element));
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return parts;
  }
  if (node.kind !== 'call' || node.callee.kind !== 'member') return undefined;
  const receiver = at(node.callee.object);
  const [first] = node.args;
  switch (node.callee.property) {
    case 'split': {
      const text = tracer.fold(receiver);
      const separator = first === undefined ? undefined : tracer.fold(at(first))?.value;
      return text === undefined || separator === undefined ? undefined : splitText(text, separator);
    }
    case 'from': {
      const text = first === undefined ? undefined : tracer.fold(at(first));
      if (text !== undefined) return splitText(text, '');
      return first === undefined ? undefined : foldList(at(first), tracer, depth + 1);
    }
    case 'reverse':
    case 'toReversed':
      return foldList(receiver, tracer, depth + 1)?.toReversed();
    case 'concat': {
      const lists = [receiver, ...node.args.map(at)].map((c) => foldList(c, tracer, depth + 1));
      return lists.every((l) => l !== undefined) ? lists.flat() : undefined;
    }
    default:
      return undefined;
  }
}

function splitText(text: Folded, separator: string): Folded[] | undefined {
  if (text.value.length > maxLength) return undefined;
  const [first] = text.segments;
  if (first === undefined) return undefined;
  return text.value.split(separator).map((value) => ({ value, segments: [{ value, node: first.node, program: first.program }] }));
}

/** Methods of a string that make another string. */
function foldMethod(call: CallCursor, method: string, tracer: Tracer): Folded | undefined {
  const make = stringMethods[method];
  const { callee, args } = call.node;
  if (make === undefined || callee.kind !== 'member') return undefined;
  const text = tracer.fold({ ...call, node: callee.object });
  if (text === undefined) return undefined;
  if (method === 'concat') {
    const parts = args.map((node) => tracer.fold({ ...call, node }));
    if (!parts.every((p) => p !== undefined)) return undefined;
    return { value: text.value + parts.map((p) => p.value).join(''), segments: [...text.segments, ...parts.flatMap((p) => p.segments)] };
  }
  const values: (string | number)[] = [];
  for (const node of args) {
    const number = numberOf(node);
    const value = number ?? tracer.fold({ ...call, node })?.value;
    if (value === undefined) return undefined;
    values.push(value);
  }
  const value = make(text.value, values);
  return value === text.value ? text : made(value, text.segments);
}

const stringMethods: Readonly<Record<string, (text: string, args: readonly (string | number)[]) => string | undefined>> = {
  concat: (text) => text,
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  slice: (text, [a, b]) => (isOffset(a) && isOffset(b) ? text.slice(a, b) : undefined),
  substring: (text, [a, b]) => (typeof a === 'number' && isOffset(b) ? text.substring(a, b) : undefined),
  replace: (text, [a, b]) => (typeof a === 'string' && typeof b === 'string' ? text.replace(a, () => b) : undefined),
  replaceAll: (text, [a, b]) => (typeof a === 'string' && typeof b === 'string' && a !== '' ? text.replaceAll(a, () => b) : undefined),
  normalize: (text) => text,
};

function isOffset(value: string | number | undefined): value is number | undefined {
  return typeof value !== 'string';
}

function numberOf(node: Expression): number | undefined {
  if (node.kind === 'constant' && typeof node.value === 'number') return node.value;
  if (node.kind === 'unary' && node.operator === '-') {
    const value = numberOf(node.argument);
    return value === undefined ? undefined : -value;
  }
  return undefined;
}

/** Decodes base64 or base64url; `undefined` for what is neither. */
function fromBase64(text: string): string | undefined {
  return /^[\w+/-]{4,}={0,2}$/u.test(text) ? Buffer.from(text, 'base64').toString('latin1') : undefined;
}

function decodeUri(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
