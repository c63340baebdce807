import type { Call, FunctionNode } from '../../program/nodes.js';
import { initialisersOf, structureOf } from '../../program/structure.js';
import type { Cursor, Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { isAssertion } from './assertions.js';
import { assuresExpression } from './expressions.js';
import { elementsOf } from './lists.js';
import { assures } from './statements.js';

/** Is one of the subjects set wherever the call has come back? */
export function assuresCall(guards: Guards, node: Call, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  if (isCaught(guards, node, cursor)) return false;
  for (const part of [node.callee, ...node.args, node.named]) if (part !== undefined && assuresExpression(guards, { ...cursor, node: part }, subjects)) return true;
  if (isAssertion(guards, cursor, node, subjects)) return true;
  if (assuresTestSetup(guards, node, cursor, subjects)) return true;
  const list = elementsOf(guards, node, cursor);
  if (list !== undefined && list.callback !== undefined && list.method === 'forEach') {
    const { callback, elements } = list;
    return elements.some((element) => assures(guards, callback.body, { program: list.program, frame: element }, subjects));
  }
  const callees = guards.tracer.trace({ ...cursor, node: node.callee });
  if (callees.length !== 1) return false;
  const end = callees[0]?.end;
  if (end?.kind !== 'node') return false;
  const { node: called, program } = end.cursor;
  const targets = called.kind === 'class' && node.construct ? initialisersOf(called) : called.kind === 'function' ? [called] : [];
  return targets.some((target) => {
    if (guards.active.has(target)) {
      guards.except();
      return false;
    }
    if (guards.isTooCostly()) return true;
    guards.active.add(target);
    try {
      const frame = guards.tracer.frame(target, { ...cursor, node });
      return assuresFunction(guards, target, { program, frame }, subjects);
    } finally {
      guards.active.delete(target);
    }
  });
}

/** `ensureKey().catch((e) => console.warn(e))`: what it throws stops nothing. */
function isCaught({ completion, tracer }: Guards, { callee, args }: Call, cursor: Cursor): boolean {
  const [handler] = args;
  if (callee.kind !== 'member' || callee.property !== 'catch' || handler === undefined) return false;
  const end = tracer.endOf({ ...cursor, node: handler });
  return end?.kind === 'node' && end.cursor.node.kind === 'function' && !completion.functionNeverReturns(end.cursor.node, end.cursor.program);
}

/** `test.skip(!key, …)` ends the tests of the file; what `before(fn)` assures holds in all that follow. */
function assuresTestSetup(guards: Guards, { callee, args }: Call, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  const [first] = args;
  if (first === undefined) return false;
  const at: Cursor = { ...cursor, node: first };
  if (callee.kind === 'member' && callee.property === 'skip') {
    if (first.kind !== 'function') return guards.conditions.implies(at, false, subjects);
    const returns = structureOf(cursor.program).returns.get(first) ?? [];
    return returns.length > 0 && returns.every((r) => r.value !== undefined && guards.conditions.implies({ ...cursor, node: r.value }, false, subjects));
  }
  if (callee.kind !== 'name' || first.kind !== 'function' || !/^(?:before|beforeAll|beforeEach)$/u.test(callee.name)) return false;
  return assures(guards, first.body, cursor, subjects);
}

/** A function assures what holds at its end and at each of its returns. */
function assuresFunction(guards: Guards, fn: FunctionNode, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  const returns = structureOf(here.program).returns.get(fn) ?? [];
  for (const node of returns) {
    const held = guards.isCheckedWithin({ node, ...here }, subjects, fn) || (node.value !== undefined && assuresExpression(guards, { node: node.value, ...here }, subjects));
    if (!held) return false;
  }
  return !guards.completion.completes(fn.body, here) ? returns.length > 0 : assures(guards, fn.body, here, subjects);
}
