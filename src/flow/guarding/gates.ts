import type { Call, Expression, FunctionNode, Program } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import type { Cursor, Frame } from '../flow.js';
import type { Guards } from '../guards.js';

/** What has to hold for a function to run. */
interface Gate {
  readonly test: Cursor;
  readonly outcome: boolean;
}

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
export function gateOf(guards: Guards, call: Call, program: Program, frame: Frame | undefined): Gate | undefined {
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
    // `test('…', { skip: !key }, fn)`, `Deno.test({ ignore: !key, fn })`
    if (argument.kind !== 'object') continue;
    for (const p of argument.properties) if (p.kind === 'property' && (p.name === 'skip' || p.name === 'ignore')) return { test: { node: p.value, program, frame }, outcome: false };
  }
  return callee.kind === 'call' ? gateMadeBy(guards, callee, program, frame) : undefined;
}

/** `it.skipIf(test)`, `test.if(test)`, `itIf(test)` with `const itIf = (c) => (c ? it : it.skip)`. */
function gateMadeBy(guards: Guards, call: Call, program: Program, frame: Frame | undefined): Gate | undefined {
  const { args, callee } = call;
  const [first] = args;
  if (first === undefined) return undefined;
  const test: Cursor = { node: first, program, frame };
  if (callee.kind === 'member') {
    if (callee.property === 'skipIf') return { test, outcome: false };
    if (callee.property === 'runIf' || callee.property === 'if') return { test, outcome: true };
  }
  const end = guards.tracer.endOf({ node: callee, program, frame });
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'function') return undefined;
  const [only, ...others] = structureOf(end.cursor.program).returns.get(end.cursor.node) ?? [];
  const chosen = only?.value;
  if (others.length > 0 || chosen?.kind !== 'conditional') return undefined;
  const own: Cursor = { node: chosen.test, program: end.cursor.program, frame: { fn: end.cursor.node, call, program, outer: frame } };
  return skips(chosen.alternate) ? { test: own, outcome: true } : skips(chosen.consequent) ? { test: own, outcome: false } : undefined;
}

/** The call that is given a function: `test('…', fn)`, `Deno.test({ name: '…', fn })`. */
export function callGiven(fn: FunctionNode): Call | undefined {
  const inObject = fn.parent?.kind === 'property' ? fn.parent.parent : undefined;
  const argument = inObject?.kind === 'object' ? inObject : fn;
  const { parent } = argument;
  return parent?.kind === 'call' && parent.callee !== argument ? parent : undefined;
}

function skips(node: Expression): boolean {
  return node.kind === 'member' && (node.property === 'skip' || node.property === 'todo');
}
