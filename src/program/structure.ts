import type { Binding } from './bindings.js';
import type { Assignment, Call, ClassMember, ClassNode, Expression, FunctionNode, Import, Node, Program, Return, Throw } from './nodes.js';

/** A property of what a binding holds, set after it was made: `config.key = value`. */
export interface MemberWrite {
  readonly path: readonly (string | undefined)[];
  readonly assignment: Assignment;
}

/** Objects whose properties go into what a binding holds: `Object.assign(config, …)`, `config.update(…)` in Python. */
export interface MemberMerge {
  readonly path: readonly (string | undefined)[];
  readonly values: readonly Expression[];
}

/** What the flow analysis looks up in a program, gathered in one pass. */
export interface Structure {
  readonly calls: readonly Call[];
  readonly classes: readonly ClassNode[];
  readonly imports: readonly Import[];
  readonly throws: readonly Throw[];
  /** The names of the functions, classes and methods that the program defines. */
  readonly definedNames: ReadonlySet<string>;
  readonly fieldWrites: ReadonlyMap<ClassNode, ReadonlyMap<string, readonly Assignment[]>>;
  readonly memberWrites: ReadonlyMap<Binding, readonly MemberWrite[]>;
  readonly memberMerges: ReadonlyMap<Binding, readonly MemberMerge[]>;
  readonly returns: ReadonlyMap<FunctionNode, readonly Return[]>;
}

const structures = new WeakMap<Program, Structure>();

/** The structure of a program, made at the first question. */
export function structureOf(program: Program): Structure {
  let structure = structures.get(program);
  if (structure === undefined) {
    structure = gather(program);
    structures.set(program, structure);
  }
  return structure;
}

function gather(program: Program): Structure {
  const calls: Call[] = [];
  const classes: ClassNode[] = [];
  const imports: Import[] = [];
  const throws: Throw[] = [];
  const definedNames = new Set<string>();
  const fieldWrites = new Map<ClassNode, Map<string, Assignment[]>>();
  const memberWrites = new Map<Binding, MemberWrite[]>();
  const memberMerges = new Map<Binding, MemberMerge[]>();
  const returns = new Map<FunctionNode, Return[]>();
  for (const node of program.nodes) {
    if (node.kind === 'class') classes.push(node);
    if (node.kind === 'import') imports.push(node);
    if (node.kind === 'throw') throws.push(node);
    const name = definedName(node);
    if (name !== undefined) definedNames.add(name);
    if (node.kind === 'call') {
      calls.push(node);
      recordMerge(node, program, memberMerges);
    }
    else if (node.kind === 'return') {
      const fn = enclosingFunction(node);
      if (fn !== undefined) append(returns, fn, node);
    } else if (node.kind === 'assignment' && node.target?.kind === 'member') {
      recordWrite(node, fieldWrites, memberWrites);
    }
  }
  return { calls, classes, imports, throws, definedNames, fieldWrites, memberWrites, memberMerges, returns };
}

/** The name under which a function or class can be called. */
function definedName(node: Node): string | undefined {
  switch (node.kind) {
    case 'function':
    case 'class':
    case 'class-member':
      return node.name;
    case 'property':
      return node.value.kind === 'function' || node.value.kind === 'class' || node.value.kind === 'name' ? node.name : undefined;
    default:
      return undefined;
  }
}

function recordMerge({ callee, args, named }: Call, { language }: Program, memberMerges: Map<Binding, MemberMerge[]>): void {
  if (callee.kind !== 'member') return;
  const isAssign = callee.property === 'assign' && callee.object.kind === 'name' && callee.object.name === 'Object';
  if (!isAssign && (language !== 'python' || callee.property !== 'update')) return;
  const [target, ...values] = isAssign ? args : [callee.object, ...args, ...(named === undefined ? [] : [named])];
  if (target === undefined) return;
  const { root, path } = rooted(target);
  if (root.kind === 'name' && root.binding !== undefined) append(memberMerges, root.binding, { path, values });
}

/** What a chain of members begins with, and the way from there. */
export function rooted(node: Expression): { root: Expression; path: (string | undefined)[] } {
  const path: (string | undefined)[] = [];
  let root = node;
  while (root.kind === 'member') {
    path.unshift(root.property);
    root = root.object;
  }
  return { root, path };
}

function recordWrite(
  assignment: Assignment,
  fieldWrites: Map<ClassNode, Map<string, Assignment[]>>,
  memberWrites: Map<Binding, MemberWrite[]>,
): void {
  const { root, path } = rooted(assignment.target ?? assignment.value);
  if (root.kind === 'name' && root.binding !== undefined) append(memberWrites, root.binding, { path, assignment });
  const [field] = path;
  if (root.kind !== 'this' || path.length !== 1 || field === undefined) return;
  const owner = ownerOfThis(root);
  if (owner?.kind !== 'class-member' || owner.parent?.kind !== 'class') return;
  let fields = fieldWrites.get(owner.parent);
  if (fields === undefined) {
    fields = new Map<string, Assignment[]>();
    fieldWrites.set(owner.parent, fields);
  }
  append(fields, field, assignment);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The innermost function around a node, itself not counted. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) if (parent.kind === 'function') return parent;
  return undefined;
}

/** What `this` belongs to: the class member or the object's property whose function, or field, it stands in. */
export function ownerOfThis(node: Node): ClassMember | (Node & { kind: 'property' }) | undefined {
  for (let child: Node = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (parent.kind === 'class-member') return parent;
    if (child.kind === 'function' && !child.arrow) return parent.kind === 'property' ? parent : undefined;
  }
  return undefined;
}

/** Methods that run before all others, besides the constructor: of data classes, of models, of tests. */
const initialisers = new Set(['__post_init__', '__attrs_post_init__', 'model_post_init', 'setUp', 'setUpClass', 'asyncSetUp', 'setup_method', 'setup_class']);

/** The functions of a class that have run before any other of its methods does. */
export function initialisersOf(cls: ClassNode): FunctionNode[] {
  return cls.members.flatMap(({ name, role, value }) => ((role === 'constructor' || (name !== undefined && initialisers.has(name))) && value?.kind === 'function' ? [value] : []));
}

/** The constructor of a class, where it declares one. */
export function constructorOf(cls: ClassNode): FunctionNode | undefined {
  for (const member of cls.members) if (member.role === 'constructor' && member.value?.kind === 'function') return member.value;
  return undefined;
}

const holders = new WeakMap<Program, ReadonlyMap<Node, Binding>>();

/** The variable, or the name of a function or class, that is given a value as it stands: the first, where there are several. */
export function bindingHolding(value: Node, program: Program): Binding | undefined {
  let known = holders.get(program);
  if (known === undefined) {
    const found = new Map<Node, Binding>();
    for (const binding of program.bindings) {
      for (const origin of binding.origins) if ((origin.kind === 'function' || origin.kind === 'value') && !found.has(origin.value)) found.set(origin.value, binding);
    }
    holders.set(program, (known = found));
  }
  return known.get(value);
}
