import { isCredential } from '../../key/placeholder.js';
import { children } from '../../program/children.js';
import type { Assignment, Expression, Node } from '../../program/nodes.js';
import { environmentSubject, type Cursor, type Flow } from '../flow.js';
import type { Guards } from '../guards.js';
import { bindingSubject, originPath } from '../tracing/steps.js';
import { assuresCall } from './calls.js';

/** Is one of the subjects set wherever the expression has come to its end? */
export function assuresExpression(guards: Guards, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  const { node } = cursor;
  const at = (next: Expression): Cursor => ({ ...cursor, node: next });
  switch (node.kind) {
    case 'logical':
      if (assuresExpression(guards, at(node.left), subjects)) return true;
      return node.operator === '&&'
        ? guards.conditions.implies(at(node.left), false, subjects) && guards.completion.neverReturns(at(node.right))
        : guards.conditions.implies(at(node.left), true, subjects) && guards.completion.neverReturns(at(node.right));
    case 'conditional':
      return (
        (guards.conditions.implies(at(node.test), true, subjects) || guards.completion.neverReturns(at(node.consequent))) &&
        (guards.conditions.implies(at(node.test), false, subjects) || guards.completion.neverReturns(at(node.alternate)))
      );
    case 'assignment':
      return assuresAssignment(guards, node, cursor, subjects);
    case 'call':
      return assuresCall(guards, node, cursor, subjects);
    case 'function':
    case 'class':
      return false;
    default:
      if (node.kind === 'member' && stopsByItself(guards, cursor, subjects)) return true;
      return partsOf(node).some((part) => part !== undefined && isExpression(part) && assuresExpression(guards, at(part), subjects));
  }
}

/** `os.environ["X"]` raises when the variable is unset; what a `try` around it does then is looked at there. */
function stopsByItself(guards: Guards, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  if (cursor.program.language !== 'python') return false;
  const [flow, ...others] = guards.tracer.trace(cursor);
  return others.length === 0 && flow?.end.kind === 'environment' && flow.steps.some((s) => s.kind === 'checked' || (s.kind === 'checked-within' && s.block.parent?.kind === 'try')) && subjects.has(environmentSubject(flow.end.name));
}

/** `key = ask()`, `key ??= fail()`: the subject is given a value that is not known to be empty or a dummy. A real key is a finding of its own. */
function assuresAssignment(guards: Guards, node: Assignment, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  if (assuresExpression(guards, { ...cursor, node: node.value }, subjects)) return true;
  if (setsVariable(guards, node, cursor, subjects)) return true;
  if (node.target === undefined) return assuresPattern(guards, node, cursor, subjects);
  if (!guards.conditions.names({ ...cursor, node: node.target }, subjects)) return false;
  // What it is given is the value itself: that says nothing yet.
  if (guards.conditions.names({ ...cursor, node: node.value }, subjects)) return false;
  if (node.operator !== '=' && guards.completion.neverReturns({ ...cursor, node: node.value })) return true;
  return guards.tracer.trace({ ...cursor, node: node.value }).every((flow) => isSomethingElse(flow, subjects));
}

/** `({ key } = await ask())` */
function assuresPattern({ tracer }: Guards, node: Assignment, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  const value: Cursor = { ...cursor, node: node.value };
  return cursor.program.bindings.some((binding) =>
    subjects.has(bindingSubject(binding, [])) &&
    binding.origins.some((origin) => origin.kind === 'value' && origin.assignment === node && origin.fallback === undefined && tracer.trace(value, originPath(origin, node, cursor)).every((flow) => isSomethingElse(flow, subjects))));
}

/** A value that is not known to be nothing; another variable has to be checked for itself. */
function isSomethingElse({ end }: Flow, subjects: ReadonlySet<string>): boolean {
  return end.kind === 'unknown' || end.kind === 'node' || end.kind === 'parameter' || (end.kind === 'environment' && !subjects.has(environmentSubject(end.name))) || (end.kind === 'text' && isCredential(end.value));
}

/** `os.environ["X"] = …`: whatever it is set to, unless that may be nothing, the variable is set. */
function setsVariable(guards: Guards, { target, value, operator }: Assignment, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
  if (target?.kind !== 'member' || operator !== '=') return false;
  const name = target.property ?? (target.index === undefined ? undefined : guards.tracer.fold({ ...cursor, node: target.index })?.value);
  if (name === undefined || !subjects.has(environmentSubject(name))) return false;
  const object = guards.tracer.endOf({ ...cursor, node: target.object });
  if (object === undefined || !guards.tracer.semantics.isEnvironment(object)) return false;
  return guards.tracer.trace({ ...cursor, node: value }).every(({ end }) => end.kind !== 'absent' && end.kind !== 'environment' && (end.kind !== 'text' || end.value.trim() !== ''));
}

/** The parts of an expression; of an object what its properties are given. */
function partsOf(node: Expression): readonly (Node | undefined)[] {
  return node.kind === 'object' ? node.properties.flatMap(children) : children(node);
}

function isExpression(node: Node): node is Expression {
  switch (node.kind) {
    case 'block': case 'declaration': case 'expression-statement': case 'if': case 'return': case 'throw': case 'jump':
    case 'loop': case 'try': case 'switch': case 'definition': case 'import': case 'parameter': case 'class-member':
    case 'case': case 'property':
      return false;
    default:
      return true;
  }
}
