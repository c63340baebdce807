import type { Call, FunctionNode, Program } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import type { Cursor, Frame } from '../flow.js';
import type { Guards } from '../guards.js';

/** A list that a callback runs over: a frame for each element. */
interface ListCall {
  readonly method: string;
  readonly callback: FunctionNode | undefined;
  readonly program: Program;
  readonly elements: readonly Frame[];
}

/** What it says of a value that a list's `every`, `some` or `find` comes out as `outcome`. */
export function impliesList(guards: Guards, list: ListCall, outcome: boolean, subjects: ReadonlySet<string>): boolean {
  const all = (wanted: boolean): boolean => list.elements.some((frame) => callbackImplies(guards, list, frame, wanted, subjects));
  switch (list.method) {
    case 'every':
      return outcome && all(true);
    case 'some':
    case 'find':
      return !outcome && all(false);
    default:
      return false;
  }
}

/** `names.filter((n) => !process.env[n])` is empty: every element fails the callback. */
export function impliesEmptyList(guards: Guards, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  const end = guards.tracer.endOf(cursor);
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'call') return false;
  const { callee } = end.cursor.node;
  // `.map(…)` leaves as many as there were.
  if (callee.kind === 'member' && callee.property === 'map') return impliesEmptyList(guards, { ...end.cursor, node: callee.object }, subjects);
  const list = elementsOf(guards, end.cursor.node, end.cursor);
  return list?.method === 'filter' && list.elements.some((frame) => callbackImplies(guards, list, frame, false, subjects));
}

/** Is one of the subjects set wherever the callback comes out as `outcome` for the element of `frame`? */
function callbackImplies(guards: Guards, list: ListCall, frame: Frame, outcome: boolean, subjects: ReadonlySet<string>): boolean {
  const { callback, program } = list;
  if (callback === undefined) {
    // `[a, b].every(Boolean)`
    const element = frame.given?.[0];
    return outcome && element !== undefined && guards.conditions.names(element, subjects);
  }
  const returns = structureOf(program).returns.get(callback) ?? [];
  return returns.length > 0 && returns.every((r) => r.value !== undefined && guards.conditions.implies({ node: r.value, program, frame }, outcome, subjects));
}

/** The elements of `[…].every(callback)` and its like, where the list can be seen. */
export function elementsOf(guards: Guards, node: Call, cursor: Cursor): ListCall | undefined {
  const { callee } = node;
  if (callee.kind !== 'member' || callee.property === undefined || !/^(?:every|some|find|filter|forEach)$/u.test(callee.property)) return undefined;
  const list = guards.tracer.elements({ ...cursor, node: callee.object });
  const first = node.args[0];
  if (list === undefined || first === undefined) return undefined;
  const target = guards.tracer.endOf({ ...cursor, node: first });
  const callback = target?.kind === 'node' && target.cursor.node.kind === 'function' ? target.cursor : undefined;
  const isBoolean = target?.kind === 'global' && target.name === 'Boolean';
  if (callback === undefined && !isBoolean) return undefined;
  const fn = callback?.node.kind === 'function' ? callback.node : undefined;
  // Without a callback the frame only carries the element.
  const stand = fn ?? placeholderFunction(node);
  const elements = list.map((element): Frame => ({ fn: stand, call: node, program: cursor.program, outer: cursor.frame, given: [element] }));
  return { method: callee.property, callback: fn, program: callback?.program ?? cursor.program, elements };
}

function placeholderFunction(call: Call): FunctionNode {
  return {
    kind: 'function', start: call.start, end: call.end, parent: call, name: undefined, parameters: [],
    body: { kind: 'block', start: call.start, end: call.end, parent: undefined, body: [] }, generator: false, arrow: true, decorators: [], directives: [],
  };
}
