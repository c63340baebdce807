import type { Call, Expression } from '../../program/nodes.js';
import { environmentPrefix, environmentSubject, type Cursor } from '../flow.js';
import type { Guards } from '../guards.js';
import { isGuard } from '../tracing/calls.js';

/** `assert(key)`, `requireEnv('X')`, `expect(key).toBeDefined()`: a call that stops unless the value is set. */
export function isAssertion(guards: Guards, cursor: Cursor, node: Call, subjects: ReadonlySet<string>): boolean {
  const at = (next: Expression): Cursor => ({ ...cursor, node: next });
  if (isGuard(node, cursor.program, guards.tracer) && node.args.some((a) => mentions(guards, at(a), subjects))) return true;
  const end = guards.tracer.endOf(at(node.callee));
  if (end?.kind === 'node' && end.cursor.node.kind === 'function') return false;
  if (isSchemaCheck(guards, cursor, node, subjects)) return true;
  if (guards.tracer.semantics.callMeaning({ ...cursor, node }, end, guards.tracer).kind !== 'assertion') return false;
  return node.args.some((a) => guards.conditions.implies(at(a), true, subjects) || mentions(guards, at(a), subjects));
}

/** `schema.parse(process.env)`, with the variable as a field that must be there. */
function isSchemaCheck(guards: Guards, cursor: Cursor, node: Call, subjects: ReadonlySet<string>): boolean {
  const { program } = cursor;
  for (const subject of subjects) {
    if (!subject.startsWith(environmentPrefix)) continue;
    const name = subject.slice(environmentPrefix.length);
    const step = { name, site: cursor, program, start: node.start, end: node.end };
    if (guards.tracer.semantics.schemaField({ ...cursor, node }, [step], guards.tracer)?.presence === 'required') return true;
  }
  return false;
}

/** The value itself, its name, or a list or object of them as an argument. */
function mentions(guards: Guards, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  const { node } = cursor;
  if (node.kind === 'array') return node.elements.some((e) => e !== undefined && mentions(guards, { ...cursor, node: e }, subjects));
  if (node.kind === 'object') return node.properties.some((p) => mentions(guards, { ...cursor, node: p.value }, subjects));
  const text = guards.tracer.fold(cursor);
  return (text !== undefined && subjects.has(environmentSubject(text.value))) || guards.conditions.names(cursor, subjects);
}
