import type { Binary, Expression } from '../../program/nodes.js';
import { environmentSubject, type Cursor } from '../flow.js';
import type { Guards } from '../guards.js';
import { impliesEmptyList } from './lists.js';

/** `key !== undefined`, `typeof key === 'string'`, `missing.length === 0`, `'X' in os.environ`: is one of the subjects set where it comes out as `outcome`? */
export function impliesComparison(guards: Guards, node: Binary, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
  const at = (next: Expression): Cursor => ({ ...test, node: next });
  if (node.operator === 'in') {
    const name = guards.tracer.fold(at(node.left))?.value;
    const object = guards.tracer.endOf(at(node.right));
    return outcome && name !== undefined && object !== undefined && guards.tracer.semantics.isEnvironment(object) && subjects.has(environmentSubject(name));
  }
  const sides: readonly (readonly [Expression, Expression, string])[] = [
    [node.left, node.right, node.operator],
    [node.right, node.left, mirrored(node.operator)],
  ];
  return sides.some(([value, other, operator]) => impliesSide(guards, at(value), other, operator, test, outcome, subjects));
}

/** The same for a side of a comparison and what it is compared with. */
function impliesSide(guards: Guards, value: Cursor, other: Expression, operator: string, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
  const equal = operator === '==' || operator === '===' || operator === 'is';
  const unequal = operator === '!=' || operator === '!==' || operator === 'is not';
  const { node } = value;
  if (node.kind === 'logical' && node.operator !== '&&' && node.right.kind === 'constant' && !node.right.value) {
    return impliesSide(guards, { ...value, node: node.left }, other, operator, test, outcome, subjects);
  }
  if (node.kind === 'unary' && node.operator === 'typeof' && other.kind === 'text') {
    const argument: Cursor = { ...value, node: node.argument };
    const isString = other.value === 'string' ? equal === outcome : other.value === 'undefined' ? unequal === outcome : false;
    return (equal || unequal) && isString && guards.conditions.names(argument, subjects);
  }
  if (node.kind === 'member' && node.property === 'length' && other.kind === 'constant' && typeof other.value === 'number') {
    const counted: Cursor = { ...value, node: node.object };
    const some = lengthOutcome(operator, other.value);
    if (some === undefined) return false;
    return some === outcome ? guards.conditions.names(counted, subjects) : other.value <= 1 && impliesEmptyList(guards, counted, subjects);
  }
  if (!equal && !unequal) return false;
  if (other.kind === 'constant' && typeof other.value === 'boolean') {
    return guards.conditions.implies(value, equal === outcome ? other.value : !other.value, subjects);
  }
  const nothing = (other.kind === 'constant' && (other.value === undefined || other.value === null)) || (other.kind === 'text' && other.value === '');
  if (nothing) return unequal === outcome && guards.conditions.names(value, subjects);
  const text = guards.tracer.fold({ ...test, node: other });
  return text !== undefined && text.value !== '' && equal === outcome && guards.conditions.names(value, subjects);
}

function mirrored(operator: string): string {
  switch (operator) {
    case '<': return '>';
    case '>': return '<';
    case '<=': return '>=';
    case '>=': return '<=';
    default: return operator;
  }
}

/** The outcome of `length OPERATOR number` that means "not empty"; `undefined` where neither does. */
function lengthOutcome(operator: string, number: number): boolean | undefined {
  switch (operator) {
    case '===': case '==': return number === 0 ? false : true;
    case '!==': case '!=': return number === 0 ? true : false;
    case '>': return number >= 0 ? true : undefined;
    case '>=': return number >= 1 ? true : undefined;
    case '<': return number >= 1 ? false : undefined;
    case '<=': return number >= 0 ? false : undefined;
    default: return undefined;
  }
}
