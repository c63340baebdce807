import { isCredential } from '../../key/placeholder.js';
import type { Logical } from '../../program/nodes.js';
import type { Cursor, Flow, FlowStep, Path } from '../flow.js';
import type { Steps } from './steps.js';
import type { Tracer } from '../tracer.js';

export function visitLogical(tracer: Tracer, node: Logical, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  if (node.operator === '&&') {
    tracer.walk({ ...cursor, node: node.right }, path, steps, out);
    return;
  }
  either(tracer, (s, o) => { tracer.walk({ ...cursor, node: node.left }, path, s, o); }, { ...cursor, node: node.right }, path, steps, out);
}

/** A value, or another where it is not set: `a ?? b`, `a || b`, a default of a pattern. */
export function either(tracer: Tracer, main: (steps: Steps | undefined, out: Flow[]) => void, other: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const others: Flow[] = [];
  tracer.walk(other, path, undefined, others);
  const mark = markOf(tracer, others, other);
  const flows: Flow[] = [];
  main(mark === undefined ? steps : { step: mark, before: steps }, flows);
  out.push(...flows.filter((f) => f.end.kind !== 'absent'));
  // An empty text stands in for something: by itself it is no value.
  const before: FlowStep[] = [];
  for (let at = steps; at !== undefined; at = at.before) before.unshift(at.step);
  for (const flow of others) {
    if (flow.end.kind === 'text' && flow.end.value.trim() === '' && flows.some((f) => f.end.kind !== 'absent')) continue;
    out.push({ end: flow.end, steps: [...before, ...flow.steps] });
  }
}

/** A branch, when the other one lets something through that is no key: the condition then checks nothing. */
export function visitBranch(tracer: Tracer, branch: Cursor, other: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const flows = tracer.trace(other, path);
  const ends = flows.map((f) => f.end);
  const isText = ends.length > 0 && ends.every((e) => e.kind === 'text' || e.kind === 'absent');
  const value = ends.every((e) => e.kind === 'absent') ? 'none' : ends.every((e) => e.kind !== 'text' || e.value.trim() === '') ? 'empty' : 'dummy';
  const secret = ends.some((e) => e.kind === 'text' && isCredential(e.value));
  const step: FlowStep | undefined = isText ? { kind: 'branch', fallback: secret ? 'secret' : value } : undefined;
  tracer.walk(branch, path, step === undefined ? steps : { step, before: steps }, out);
}

/** What it means to a value that `others` stand in when it is not set. */
function markOf(tracer: Tracer, others: readonly Flow[], other: Cursor): FlowStep | undefined {
  if (tracer.neverReturns(other)) return { kind: 'checked' };
  const ends = others.map((f) => f.end);
  if (ends.every((e) => e.kind === 'absent')) return undefined;
  if (ends.some((e) => e.kind !== 'text' && e.kind !== 'absent')) return { kind: 'covered' };
  if (ends.every((e) => e.kind === 'absent' || (e.kind === 'text' && e.value.trim() === ''))) return { kind: 'fallback', value: 'empty' };
  const secret = ends.some((e) => e.kind === 'text' && isCredential(e.value));
  return { kind: 'fallback', value: secret ? 'secret' : 'dummy' };
}
