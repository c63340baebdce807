import type { Call, Expression, FunctionNode, Member, ObjectLiteral, Program } from '../../program/nodes.js';
import { isRequire } from '../../program/require.js';
import { constructorOf, structureOf } from '../../program/structure.js';
import type { Cursor, End, Flow, FlowStep, Frame, Path } from '../flow.js';
import { either } from './alternatives.js';
import { visitImport } from './modules.js';
import { visitField, visitMember, visitObject } from './objects.js';
import { hereOf, namingPlace, readStep, unknown, type Steps } from './steps.js';
import type { Tracer } from '../tracer.js';

export function visitReturns(tracer: Tracer, fn: FunctionNode, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const returns = structureOf(cursor.program).returns.get(fn) ?? [];
  let any = false;
  for (const { value } of returns) {
    if (value === undefined) continue;
    any = true;
    tracer.walk({ ...cursor, node: value }, path, steps, out);
  }
  // A function that can be seen and gives nothing back gives `undefined`; one without a body is declared elsewhere.
  if (!any) tracer.end(fn.generator || fn.body.body.length === 0 ? unknown : { kind: 'absent' }, steps, out);
}

export function visitCall(tracer: Tracer, node: Call, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const { program, frame } = cursor;
  const at = (next: Expression): Cursor => ({ node: next, program, frame });
  const call = { node, program, frame };
  if (path.length === 0) {
    const folded = tracer.semantics.foldCall(call, tracer);
    if (folded !== undefined) {
      tracer.end({ kind: 'text', value: folded.value, segments: folded.segments }, steps, out);
      return;
    }
  }
  const field = tracer.semantics.schemaField(call, path, tracer);
  if (field !== undefined) {
    const step: FlowStep | undefined =
      field.presence === 'required' ? { kind: 'checked' }
      : field.presence === 'dummy' ? { kind: 'wrapped' }
      : field.presence === 'empty' ? { kind: 'fallback', value: 'empty' }
      : undefined;
    const place = { ...field.place, name: field.name };
    tracer.end({ kind: 'environment', name: field.name, place, browser: false }, step === undefined ? steps : { step, before: steps }, out);
    return;
  }
  const specifier = node.args[0];
  if (isRequire(node.callee) && specifier?.kind === 'text') {
    visitImport(tracer, specifier.value, '*', cursor, path, steps, out);
    return;
  }
  if (node.callee.kind === 'member' && node.callee.property === 'concat' && tracer.fold(at(node.callee.object)) !== undefined) {
    tracer.visitPieces([node.callee.object, ...node.args], cursor, path, steps, out);
    return;
  }
  if (node.callee.kind === 'member' && node.callee.property === 'get') {
    const values = entriesOf(tracer, at(node.callee.object), node.args[0] === undefined ? undefined : tracer.fold(at(node.args[0]))?.value);
    for (const value of values) tracer.walk(value, path, steps, out);
    if (values.length > 0) return;
  }
  if (isGlobalMember(node.callee, 'JSON', 'parse') && node.args[0] !== undefined) {
    visitJson(tracer, at(node.args[0]), path, steps, out);
    return;
  }
  if (isGlobalMember(node.callee, 'Object', 'assign')) {
    visitObject(tracer, mergedObject(node), cursor, path, steps, out);
    return;
  }
  if (node.callee.kind === 'member' && node.callee.property === 'then' && node.args[0] !== undefined) {
    const callback = tracer.endOf(at(node.args[0]));
    if (callback?.kind === 'node' && callback.cursor.node.kind === 'function') {
      visitReturns(tracer, callback.cursor.node, callback.cursor, path, steps, out);
      return;
    }
  }
  for (const callee of calleesOf(tracer, node, cursor)) visitCallOf(tracer, callee, node, cursor, path, steps, out);
}

function calleesOf(tracer: Tracer, node: Call, cursor: Cursor): readonly (End | undefined)[] {
  const flows = tracer.trace({ ...cursor, node: node.callee });
  return flows.length === 0 ? [undefined] : flows.map((f) => f.end);
}

function visitCallOf(tracer: Tracer, callee: End | undefined, node: Call, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const { program, frame } = cursor;
  if (isGuard(node, program, tracer)) {
    // It stops unless what it is given, or what it reads by that name, is set: what it returns needs no check.
    tracer.end(unknown, steps, out);
    return;
  }
  if (callee?.kind === 'node' && callee.cursor.node.kind === 'function') {
    const fn = callee.cursor.node;
    const inside = tracer.frame(fn, { node, program, frame: receiverFrame(tracer, fn, node, cursor) ?? frame });
    if (depthOf(inside) > 12) tracer.end(unknown, steps, out);
    else visitReturns(tracer, fn, { ...callee.cursor, frame: inside }, path, readStep(cursor, undefined, steps), out);
    return;
  }
  if (callee?.kind === 'node' && callee.cursor.node.kind === 'class' && node.construct) {
    const cls = callee.cursor.node;
    if (path.length === 0) {
      tracer.end({ kind: 'node', cursor }, steps, out);
      return;
    }
    const constructor = constructorOf(cls);
    const field = path[0]?.name;
    if (constructor === undefined && field !== undefined && node.named?.properties.some((p) => p.kind === 'property' && p.name === field) === true) {
      // A class whose fields are its parameters.
      visitObject(tracer, node.named, cursor, path, steps, out);
      return;
    }
    const inside = constructor === undefined ? undefined : tracer.frame(constructor, { node, program, frame });
    visitField(tracer, cls, { ...callee.cursor, frame: inside }, false, path, readStep(cursor, undefined, steps), out);
    return;
  }
  const [part, ...rest] = path;
  const given = part?.name === undefined ? undefined : tracer.semantics.partOf?.({ node, program, frame }, part.name);
  if (given !== undefined) {
    tracer.walk({ ...cursor, node: given }, rest, steps, out);
    tracer.end(unknown, steps, out);
    return;
  }
  const meaning = tracer.semantics.callMeaning({ node, program, frame }, callee, tracer);
  switch (meaning.kind) {
    case 'same':
    case 'checked':
    case 'wrapped': {
      const value = meaning.of === 'receiver' ? (node.callee.kind === 'member' ? node.callee.object : undefined) : typeof meaning.of === 'number' ? node.args[meaning.of] : meaning.of;
      if (value === undefined) break;
      const next: Steps | undefined = meaning.kind === 'same' ? steps : { step: { kind: meaning.kind }, before: steps };
      tracer.walk({ ...cursor, node: value }, path, next, out);
      return;
    }
    case 'environment': {
      const name = typeof meaning.argument === 'number' ? node.args[meaning.argument] : meaning.argument;
      const names = name === undefined || path.length > 0 ? [] : tracer.trace({ ...cursor, node: name }).map(({ end }) => end);
      // The variable of a loop may be each of several names.
      if (names.length === 0 || !names.every((end) => end.kind === 'text')) break;
      const read = (before: Steps | undefined, to: Flow[]): void => {
        const own: Steps | undefined = meaning.checked === true ? { step: { kind: 'checked' }, before } : before;
        for (const text of names) tracer.end({ kind: 'environment', name: text.value, place: { ...namingPlace(text, cursor), name: text.value }, browser: false }, own, to);
      };
      if (meaning.fallback === undefined) read(steps, out);
      else either(tracer, read, { ...cursor, node: meaning.fallback }, path, steps, out);
      return;
    }
    case 'item': {
      if (node.callee.kind !== 'member') break;
      const entry: Member = { kind: 'member', start: node.start, end: node.end, parent: node.parent, object: node.callee.object, property: undefined, index: meaning.name };
      const read = (before: Steps | undefined, to: Flow[]): void => { visitMember(tracer, entry, cursor, path, before, to); };
      if (meaning.fallback === undefined) read(steps, out);
      else either(tracer, read, { ...cursor, node: meaning.fallback }, path, steps, out);
      return;
    }
    case 'environment-object':
      tracer.end({ kind: 'global', name: 'process', path: [{ ...hereOf(cursor), name: 'env' }, ...path], site: cursor }, steps, out);
      return;
    case 'json': {
      const text = node.args[meaning.of];
      if (text === undefined || path.length === 0) break;
      visitJson(tracer, { ...cursor, node: text }, path, steps, out);
      return;
    }
    case 'constant':
      tracer.end({ kind: 'constant', cursor }, steps, out);
      return;
    default:
      break;
  }
  tracer.end(path.length === 0 ? { kind: 'node', cursor } : unknown, steps, out);
}

/** The call that has made the object whose method is called: what its class was given is known then. */
function receiverFrame(tracer: Tracer, fn: FunctionNode, { callee }: Call, cursor: Cursor): Frame | undefined {
  const cls = fn.parent?.kind === 'class-member' ? fn.parent.parent : undefined;
  const constructor = cls?.kind === 'class' ? constructorOf(cls) : undefined;
  if (constructor === undefined || callee.kind !== 'member' || callee.object.kind === 'this') return undefined;
  const made = tracer.endOf({ ...cursor, node: callee.object });
  if (made?.kind !== 'node' || made.cursor.node.kind !== 'call' || !made.cursor.node.construct) return undefined;
  return tracer.frame(constructor, { node: made.cursor.node, program: made.cursor.program, frame: cursor.frame });
}

function isGlobalMember(node: Expression, object: string, property: string): boolean {
  return node.kind === 'member' && node.property === property && node.object.kind === 'name' && node.object.name === object && node.object.binding === undefined;
}

/** The values of `new Map([['a', x], …])` under a key, or under any where the key is not known. */
function entriesOf(tracer: Tracer, map: Cursor, key: string | undefined): Cursor[] {
  const end = tracer.endOf(map);
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'call') return [];
  const { callee, args, construct } = end.cursor.node;
  const [first] = args;
  if (!construct || callee.kind !== 'name' || callee.name !== 'Map' || callee.binding !== undefined || first === undefined) return [];
  const found: Cursor[] = [];
  for (const pair of tracer.elements({ ...end.cursor, node: first }) ?? []) {
    const [name, value] = pair.node.kind === 'array' ? pair.node.elements : [];
    if (name === undefined || value === undefined) continue;
    if (key === undefined || tracer.fold({ ...pair, node: name })?.value === key) found.push({ ...pair, node: value });
  }
  return found;
}

/** `JSON.parse('{ … }')`: a text inside of the literal stands where the literal spells it. */
function visitJson(tracer: Tracer, argument: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const text = tracer.fold(argument);
  const [segment] = text?.segments ?? [];
  let value: unknown;
  try {
    value = text === undefined ? undefined : JSON.parse(text.value);
  } catch {
    // Not JSON: it throws at run time, and nothing arrives.
    value = undefined;
  }
  for (const step of path) value = typeof value === 'object' && value !== null && step.name !== undefined ? (value as Record<string, unknown>)[step.name] : undefined;
  if (typeof value === 'string' && segment !== undefined) tracer.end({ kind: 'text', value, segments: [{ ...segment, value }] }, steps, out);
  else tracer.end(unknown, steps, out);
}

/** `Object.assign(a, b)` as `{ ...a, ...b }`. */
function mergedObject(call: Call): ObjectLiteral {
  const { start, end } = call;
  const properties = call.args.map((value) => ({ kind: 'spread', start: value.start, end: value.end, parent: undefined, value }) as const);
  return { kind: 'object', start, end, parent: call, properties };
}

function depthOf(frame: Frame): number {
  let depth = 0;
  for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) depth++;
  return depth;
}

/** Does the project say that the called function stops unless what it is given is set? */
export function isGuard({ callee }: Call, program: Program, tracer: Tracer): boolean {
  const name = spelledName(callee);
  return name !== undefined && tracer.world.vocabularyOf(program).isGuard(name);
}

/** `a`, `a.b.c`; `undefined` for anything else. */
function spelledName(node: Expression): string | undefined {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'member' || node.property === undefined) return undefined;
  const object = node.object.kind === 'this' ? 'this' : spelledName(node.object);
  return object === undefined ? node.property : `${object}.${node.property}`;
}
