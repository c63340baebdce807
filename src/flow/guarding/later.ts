import { children } from '../../program/children.js';
import type { ClassNode, Node, Statement } from '../../program/nodes.js';
import { bindingHolding, ownerOfThis, rooted } from '../../program/structure.js';
import type { Site } from '../flow.js';
import type { Guards } from '../guards.js';

/** A check after the construction counts when it comes before the first request: nothing in between can send one. */
export function isCheckedLater(guards: Guards, use: Site, subjects: ReadonlySet<string>): boolean {
  if (subjects.size === 0) return false;
  if (isCheckedWhereUsed(guards, use, subjects)) return true;
  let child: Node = use.node;
  while (child.parent !== undefined && child.parent.kind !== 'block' && child.parent.kind !== 'function') child = child.parent;
  const block = child.parent;
  if (block?.kind !== 'block') return false;
  const client = child.kind === 'declaration' ? child.name : undefined;
  const assures = guards.assuredIn(block.body, use, subjects);
  for (let index = block.body.indexOf(child as Statement) + 1; index < block.body.length; index++) {
    const statement = block.body[index];
    if (statement === undefined) return false;
    if (assures(statement, index)) return true;
    if (mayRequest(statement, client)) return false;
  }
  return block === use.program.body && !mayRequest(child as Statement, client) && guards.entries.isCheckedAfter(use.program, subjects);
}

/** `const client = new Mistral(…)`, `client = new Mistral(…)` in a class, and a check before every use of `client`. */
function isCheckedWhereUsed(guards: Guards, { node, program }: Site, subjects: ReadonlySet<string>): boolean {
  if (node.kind !== 'call') return false;
  const field = fieldOf(node);
  if (field !== undefined) {
    const uses = program.nodes.filter((use) => use.kind === 'member' && use.property === field.name && use.object.kind === 'this' && ownerOfThis(use.object)?.parent === field.cls && !isTarget(use));
    return uses.length > 0 && uses.every((use) => guards.isCheckedAt({ node: use, program, frame: undefined }, subjects));
  }
  if (node.parent?.kind !== 'declaration' || node.parent.value !== node) return false;
  const binding = bindingHolding(node, program);
  if (binding === undefined || binding.origins.length !== 1 || binding.references.length === 0) return false;
  for (const given of program.exports.values()) if (given.kind === 'binding' && given.binding === binding) return false;
  return binding.references.every((reference) => guards.isCheckedAt({ node: reference, program, frame: undefined }, subjects));
}

/** The field of a class that keeps a value. */
function fieldOf(value: Node): { readonly cls: ClassNode; readonly name: string } | undefined {
  const { parent } = value;
  if (parent?.kind === 'class-member') return parent.role === 'field' && parent.name !== undefined && parent.parent?.kind === 'class' ? { cls: parent.parent, name: parent.name } : undefined;
  const target = parent?.kind === 'assignment' ? parent.target : undefined;
  if (target?.kind !== 'member' || target.object.kind !== 'this' || target.property === undefined) return undefined;
  const cls = ownerOfThis(target.object)?.parent;
  return cls?.kind === 'class' ? { cls, name: target.property } : undefined;
}

function isTarget(node: Node): boolean {
  return node.parent?.kind === 'assignment' && node.parent.target === node;
}

/** What a statement does that matters to requests: it waits or leaves, and of which variables it calls methods of parts. */
interface Doings {
  readonly waits: boolean;
  readonly called: ReadonlySet<string>;
}

const doings = new WeakMap<Statement, Doings>();

/** Waiting, or leaving, gives others the time to send a request; where nothing waits, a call of the client itself sends one. */
function mayRequest(statement: Statement, client: string | undefined): boolean {
  let known = doings.get(statement);
  if (known === undefined) doings.set(statement, (known = doingsOf(statement)));
  return known.waits || (client !== undefined && known.called.has(client));
}

function doingsOf(statement: Statement): Doings {
  const called = new Set<string>();
  const stack: Node[] = [statement];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'await' || node.kind === 'return') return { waits: true, called };
    if (node.kind === 'call') {
      const { root, path } = rooted(node.callee);
      if (path.length > 1 && root.kind === 'name') called.add(root.name);
    }
    if (node.kind === 'function') continue;
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return { waits: false, called };
}
