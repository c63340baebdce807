import { otherVendor } from '../../key/names.js';
import type { Assignment, ClassNode, Expression, Member, ObjectLiteral, Program, This } from '../../program/nodes.js';
import { ownerOfThis, structureOf } from '../../program/structure.js';
import type { Cursor, Flow, Path } from '../flow.js';
import { visitReturns } from './calls.js';
import { spelledNames } from './names.js';
import { hereOf, idOf, namingPlace, pathKey, readStep, unknown, type Steps } from './steps.js';
import type { Tracer } from '../tracer.js';

export function visitMember(tracer: Tracer, node: Member, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const object: Cursor = { ...cursor, node: node.object };
  if (node.index === undefined) {
    tracer.walk(object, [{ ...hereOf(cursor), name: node.property }, ...path], steps, out);
    return;
  }
  if (node.index.kind === 'constant' && typeof node.index.value === 'number') {
    tracer.walk(object, [{ ...hereOf(cursor), name: String(node.index.value) }, ...path], steps, out);
    return;
  }
  const index: Cursor = { ...cursor, node: node.index };
  const names = spelledNames(tracer, index);
  for (const name of names) tracer.walk(object, [{ ...namingPlace(name, cursor), name: name.value }, ...path], steps, out);
  for (const { end } of names.length > 0 ? [] : tracer.trace(index)) {
    const step = end.kind === 'text' ? { ...namingPlace(end, cursor), name: end.value } : hereOf(cursor);
    tracer.walk(object, [step, ...path], steps, out);
  }
}

export function visitThis(tracer: Tracer, node: This, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const owner = ownerOfThis(node);
  const holder = owner?.parent;
  if (path.length === 0 && owner?.kind === 'class-member' && owner.static !== false && holder?.kind === 'class') {
    // In a method of the class `this` is the class: `cls(key)`, `new this(key)`.
    tracer.end({ kind: 'node', cursor: { ...cursor, node: holder } }, steps, out);
  } else if (path.length === 0 || holder === undefined) tracer.end(unknown, steps, out);
  else if (owner?.kind === 'class-member' && holder.kind === 'class') {
    const subject = `field ${String(idOf(holder))} ${pathKey(path)}`;
    visitField(tracer, holder, cursor, owner.static !== false, path, readStep(cursor, subject, steps), out);
  } else if (holder.kind === 'object') {
    const subject = `field ${String(idOf(holder))} ${pathKey(path)}`;
    tracer.walk({ ...cursor, node: holder }, path, readStep(cursor, subject, steps), out);
  } else tracer.end(unknown, steps, out);
}

/** A field of a class: its declaration, and what its methods assign to it. */
export function visitField(tracer: Tracer, cls: ClassNode, cursor: Cursor, isStatic: boolean, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const { program, frame } = cursor;
  const [first, ...rest] = path;
  const name = first?.name;
  const key = `field ${String(idOf(cls))} ${pathKey(path)} ${frame === undefined ? '' : idOf(frame.call)}`;
  const isFollowed = name !== undefined && tracer.through(key, () => {
    let found = false;
    for (const member of cls.members) {
      if (member.name !== name || (member.static !== 'both' && member.static !== isStatic) || member.value === undefined || member.value.kind === 'block') continue;
      found = true;
      if (member.role === 'getter' && member.value.kind === 'function') visitReturns(tracer, member.value, cursor, rest, steps, out);
      else if (member.role === 'field' || member.role === 'method') tracer.walk({ node: member.value, program, frame }, rest, steps, out);
    }
    const writes = isStatic ? [] : (structureOf(program).fieldWrites.get(cls)?.get(name) ?? []);
    for (const write of writes) {
      found = true;
      tracer.walk({ node: write.value, program, frame }, rest, steps, out);
    }
    for (const write of isStatic ? [] : instanceWrites(cls, name, program)) {
      found = true;
      tracer.walk({ node: write.value, program, frame: undefined }, rest, steps, out);
    }
    found = visitOverrides(tracer, cls, cursor, isStatic, path, steps, out) || found;
    if (found) return;
    const base = cls.superclass === undefined ? undefined : tracer.endOf({ node: cls.superclass, program, frame });
    if (base?.kind === 'node' && base.cursor.node.kind === 'class') visitField(tracer, base.cursor.node, base.cursor, isStatic, path, steps, out);
    else if (base?.kind === 'import' && !isStatic) tracer.end({ ...base, path }, steps, out);
    else tracer.end(unknown, steps, out);
  });
  if (!isFollowed) tracer.end(unknown, steps, out);
}

/** What is assigned to a field of an instance that the file makes: `const bot = new Bot(); bot.token = …`. */
function* instanceWrites(cls: ClassNode, name: string, program: Program): Generator<Assignment> {
  for (const [{ origins }, writes] of structureOf(program).memberWrites) {
    if (!origins.some((origin) => origin.kind === 'value' && origin.path.length === 0 && isInstance(origin.value, cls))) continue;
    for (const { path, assignment } of writes) if (path.length === 1 && path[0] === name) yield assignment;
  }
}

function isInstance(value: Expression, cls: ClassNode): boolean {
  if (value.kind !== 'call' || !value.construct || value.callee.kind !== 'name') return false;
  return value.callee.binding?.origins.some((origin) => origin.kind === 'class' && origin.value === cls) === true;
}

/** A property of an object literal: the last that sets it counts; spreads are looked into. */
export function visitObject(tracer: Tracer, node: ObjectLiteral, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const [first, ...rest] = path;
  if (first?.name === undefined) {
    // Which property is asked for is not known: it may be each of them, but for those that another vendor's name owns.
    for (const property of node.properties) {
      if (property.kind === 'property' && property.role === 'value' && otherVendor(property.name ?? '') === undefined) tracer.walk({ ...cursor, node: property.value }, rest, steps, out);
    }
    tracer.end(unknown, steps, out);
    return;
  }
  for (let i = node.properties.length - 1; i >= 0; i--) {
    const property = node.properties[i];
    if (property === undefined) continue;
    if (property.kind === 'property') {
      const name = property.name ?? (property.index === undefined ? undefined : tracer.fold({ ...cursor, node: property.index })?.value);
      if (name === undefined) tracer.end(unknown, steps, out);
      if (name !== first.name || property.role === 'setter') continue;
      const value: Cursor = { ...cursor, node: property.value };
      if (property.role === 'getter' && property.value.kind === 'function') visitReturns(tracer, property.value, value, rest, steps, out);
      else tracer.walk(value, rest, steps, out);
      return;
    }
    const flows: Flow[] = [];
    tracer.walk({ ...cursor, node: property.value }, path, steps, flows);
    const present = flows.filter((f) => f.end.kind !== 'absent' && f.end.kind !== 'constant');
    out.push(...present);
    if (flows.length > 0 && present.length === flows.length && present.every((f) => f.end.kind !== 'unknown' && f.end.kind !== 'parameter')) return;
  }
  tracer.end({ kind: 'absent' }, steps, out);
}

/** The same field in the classes of the file that extend this one: `this` may be any of them. */
function visitOverrides(tracer: Tracer, cls: ClassNode, cursor: Cursor, isStatic: boolean, path: Path, steps: Steps | undefined, out: Flow[]): boolean {
  let found = false;
  for (const node of structureOf(cursor.program).classes) {
    if (node.superclass === undefined || node === cls) continue;
    if (!node.members.some((m) => m.name === path[0]?.name && (m.static === 'both' || m.static === isStatic) && m.value !== undefined)) continue;
    const base = tracer.endOf({ node: node.superclass, program: cursor.program, frame: undefined });
    if (base?.kind !== 'node' || base.cursor.node !== cls) continue;
    found = true;
    visitField(tracer, node, cursor, isStatic, path, steps, out);
  }
  return found;
}
