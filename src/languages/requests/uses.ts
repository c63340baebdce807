import type { Binding } from '../../program/bindings.js';
import type { Assignment, Call, ClassNode, Expression, Node, Program } from '../../program/nodes.js';
import { ownerOfThis, structureOf } from '../../program/structure.js';

/** Something that is done with an object after it was made. `path` leads from the object to what it is done with. */
export type Use =
  /** `object.a.b = value` */
  | { readonly kind: 'write'; readonly path: readonly (string | undefined)[]; readonly assignment: Assignment }
  /** `object.a.b(…)` */
  | { readonly kind: 'call'; readonly path: readonly (string | undefined)[]; readonly call: Call }
  /** `f(object)` */
  | { readonly kind: 'argument'; readonly call: Call };

/** Where the program keeps an object: in a variable, or in a field of a class. */
type Holder = { readonly kind: 'binding'; readonly binding: Binding } | { readonly kind: 'field'; readonly cls: ClassNode; readonly name: string };

const holders = new WeakMap<Program, ReadonlyMap<Node, Holder>>();

/** What the program does with the value of an expression that it keeps; nothing for one that it does not keep. */
export function usesOf(value: Node, program: Program): readonly Use[] {
  const holder = holdersOf(program).get(value);
  if (holder === undefined) return [];
  if (holder.kind === 'binding') return usesOfBinding(holder.binding);
  const references = program.nodes.filter(
    (node): node is Expression => node.kind === 'member' && node.object.kind === 'this' && node.property === holder.name && ownerOfThis(node.object)?.parent === holder.cls,
  );
  return references.flatMap((reference) => useOf(reference) ?? []);
}

/** What is done with what a variable holds. */
export function usesOfBinding(binding: Binding): readonly Use[] {
  return binding.references.flatMap((reference) => useOf(reference) ?? []);
}

function useOf(reference: Expression): Use | undefined {
  const path: (string | undefined)[] = [];
  let at: Node = reference;
  for (let parent = at.parent; parent?.kind === 'member' && parent.object === at; at = parent, parent = at.parent) path.push(parent.property ?? textOf(parent.index));
  const { parent } = at;
  if (parent?.kind === 'assignment' && parent.target === at && path.length > 0) return { kind: 'write', path, assignment: parent };
  if (parent?.kind !== 'call') return undefined;
  if (parent.callee === at) return path.length === 0 ? undefined : { kind: 'call', path, call: parent };
  return path.length === 0 ? { kind: 'argument', call: parent } : undefined;
}

function textOf(index: Expression | undefined): string | undefined {
  return index?.kind === 'text' ? index.value : undefined;
}

function holdersOf(program: Program): ReadonlyMap<Node, Holder> {
  let found = holders.get(program);
  if (found === undefined) {
    found = gather(program);
    holders.set(program, found);
  }
  return found;
}

function gather(program: Program): Map<Node, Holder> {
  const found = new Map<Node, Holder>();
  for (const [cls, fields] of structureOf(program).fieldWrites) {
    for (const [name, writes] of fields) for (const write of writes) found.set(plain(write.value), { kind: 'field', cls, name });
  }
  for (const cls of structureOf(program).classes) {
    for (const { name, role, value } of cls.members) {
      if (role === 'field' && name !== undefined && value !== undefined && value.kind !== 'block') found.set(plain(value), { kind: 'field', cls, name });
    }
  }
  for (const binding of program.bindings) {
    for (const origin of binding.origins) if (origin.kind === 'value' && origin.path.length === 0) found.set(plain(origin.value), { kind: 'binding', binding });
  }
  return found;
}

function plain(value: Expression): Expression {
  let at = value;
  while (at.kind === 'await' || at.kind === 'assignment') at = at.value;
  return at;
}

/** The last name of what a call calls. */
export function calledName({ callee }: Pick<Call, 'callee'>): string | undefined {
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
}
