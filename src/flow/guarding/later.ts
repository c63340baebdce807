import { children } from '../../program/children.js';
import type { ClassNode, Node, Statement } from '../../program/nodes.js';
import { ownerOfThis, rooted } from '../../program/structure.js';
import type { Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { assures } from './statements.js';

/** A check after the construction counts when it comes before the first request: nothing in between can send one. */
export function isCheckedLater(guards: Guards, use: Site, subjects: ReadonlySet<string>): boolean {
  if (subjects.size === 0) return false;
  if (isCheckedWhereUsed(guards, use, subjects)) return true;
  let child: Node = use.node;
  while (child.parent !== undefined && child.parent.kind !== 'block' && child.parent.kind !== 'function') child = child.parent;
  const block = child.parent;
  if (block?.kind !== 'block') return false;
  for (const statement of block.body.slice(block.body.indexOf(child as Statement) + 1)) {
    if (assures(guards, statement, use, subjects)) return true;
    if (mayRequest(statement, child)) return false;
  }
  return block === use.program.body && !mayRequest(child as Statement, child) && guards.entries.isCheckedAfter(use.program, subjects);
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
  const binding = program.bindings.find((b) => b.origins.length === 1 && b.origins[0]?.kind === 'value' && b.origins[0].value === node);
  if (binding === undefined || binding.references.length === 0) return false;
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

function isNamed(node: Node, name: string): boolean {
  return node.kind === 'name' && node.name === name;
}

/** Waiting, or leaving, gives others the time to send a request; where nothing waits, a call of the client itself sends one. */
function mayRequest(statement: Statement, construction: Node): boolean {
  const client = construction.kind === 'declaration' ? construction.name : undefined;
  const stack: Node[] = [statement];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'await' || node.kind === 'return') return true;
    if (node.kind === 'call' && client !== undefined && rooted(node.callee).path.length > 1 && isNamed(rooted(node.callee).root, client)) return true;
    if (node.kind === 'function') continue;
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return false;
}
