import type { Call, Expression, Program } from '../../program/nodes.js';
import type { Cursor, Frame } from '../flow.js';
import type { Guards } from '../guards.js';

/** `@pytest.mark.skipif(test)`, `@unittest.skipUnless(test)`, also under a name: is one of the subjects set wherever the test runs? */
export function gatedBy(guards: Guards, decorator: Cursor, subjects: ReadonlySet<string>): boolean {
  const { node, program, frame } = decorator;
  if (node.kind === 'array') return node.elements.some((e) => e !== undefined && gatedBy(guards, { ...decorator, node: e }, subjects));
  const end = guards.tracer.endOf({ node, program, frame });
  const call = end?.kind === 'node' ? end.cursor : decorator;
  if (call.node.kind !== 'call') return false;
  const { args, callee } = call.node;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  const [test] = args;
  if (test === undefined || (name !== 'skipif' && name !== 'skipIf' && name !== 'skipUnless')) return false;
  return guards.conditions.implies({ ...call, node: test }, name === 'skipUnless', subjects);
}

/** `describe.skipIf(test)(…, fn)`, `(key ? it : it.skip)(…, fn)`: when the function given to a call runs at all. */
export function gateOf(call: Call, program: Program, frame: Frame | undefined): { readonly test: Cursor; readonly outcome: boolean } | undefined {
  let { callee } = call;
  if (callee.kind === 'name' && callee.binding !== undefined) {
    const [origin] = callee.binding.origins;
    if (callee.binding.origins.length === 1 && origin?.kind === 'value' && origin.path.length === 0) callee = origin.value;
  }
  if (callee.kind === 'conditional') {
    if (skips(callee.alternate)) return { test: { node: callee.test, program, frame }, outcome: true };
    if (skips(callee.consequent)) return { test: { node: callee.test, program, frame }, outcome: false };
  }
  for (const argument of call.args) {
    // `test('…', { skip: !key }, fn)`
    if (argument.kind !== 'object') continue;
    for (const p of argument.properties) if (p.kind === 'property' && p.name === 'skip') return { test: { node: p.value, program, frame }, outcome: false };
  }
  if (callee.kind === 'call' && callee.callee.kind === 'member' && callee.args[0] !== undefined) {
    const test: Cursor = { node: callee.args[0], program, frame };
    if (callee.callee.property === 'skipIf') return { test, outcome: false };
    if (callee.callee.property === 'runIf') return { test, outcome: true };
  }
  return undefined;
}

function skips(node: Expression): boolean {
  return node.kind === 'member' && (node.property === 'skip' || node.property === 'todo');
}
