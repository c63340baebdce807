import type { Site } from '../../flow/flow.js';
import type { Binding } from '../../program/bindings.js';
import type { Program } from '../../program/nodes.js';
import { rooted, structureOf } from '../../program/structure.js';

const changingMethods = new Set(['push', 'unshift', 'splice', 'pop', 'shift', 'reverse', 'sort', 'fill', 'copyWithin', 'set', 'add', 'delete']);

const changed = new WeakMap<Program, ReadonlySet<Binding>>();

/** Whether a value goes by a name under which it is changed after it was made: it is then not what stands there. */
export function isChangedLater({ node, program }: Site): boolean {
  const bindings = changedIn(program);
  if (bindings.size === 0) return false;
  if (node.kind === 'name') return node.binding !== undefined && bindings.has(node.binding);
  return [...bindings].some(({ origins }) => origins.some((origin) => origin.kind === 'value' && origin.value === node));
}

function changedIn(program: Program): ReadonlySet<Binding> {
  const known = changed.get(program);
  if (known !== undefined) return known;
  const { calls, memberWrites, memberMerges } = structureOf(program);
  const found = new Set<Binding>([...memberWrites.keys(), ...memberMerges.keys()]);
  const exported = new Set([...program.exports.values()].flatMap((given) => (given.kind === 'expression' ? [given.value] : [])));
  for (const call of calls) {
    const { callee, args, parent } = call;
    const method = callee.kind === 'member' && changingMethods.has(callee.property ?? '') ? [callee.object] : [];
    // A call whose result nobody takes is made for what it does.
    const handed = parent?.kind === 'expression-statement' && !exported.has(call) ? args : [];
    for (const value of [...method, ...handed]) {
      const { root } = rooted(value);
      if (root.kind === 'name' && root.binding !== undefined) found.add(root.binding);
    }
  }
  changed.set(program, found);
  return found;
}
