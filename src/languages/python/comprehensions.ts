import type { Block, Expression, FunctionNode, Parameter, Return } from '../../program/nodes.js';
import { lowerExpression, lowerParts } from './expressions.js';
import { other, span, spelling, type Lowering } from './lowering.js';
import { Scope } from './scopes.js';
import { bindElement, bindParameter } from './targets.js';
import { splitAt, type SyntaxNode } from './syntax.js';

/**
 * Lowers a comprehension: one with one loop is `over.filter(test).map(element)`, of others the parts are kept.
 * @param nodes its parts, with or without its brackets
 */
export function lowerComprehension(place: Pick<SyntaxNode, 'start' | 'end'>, nodes: readonly SyntaxNode[], cx: Lowering): Expression {
  const parts = nodes.filter((node) => !/^[()[\]{}]$/u.test(node.type));
  const [element, rest] = splitAt(parts.filter((node) => node.type !== 'async'), 'for');
  const [target, tail] = splitAt(rest, 'in');
  const [over, ...tests] = tail;
  const [value, ...moreValues] = element;
  const isPlain = target.length > 0 && value !== undefined && moreValues.length === 0 && !tail.some((node) => node.type === 'for');
  if (!isPlain || over === undefined) return lowerNested(place, element, rest, cx);
  let list = lowerExpression(over, cx);
  for (const test of tests) if (test.type !== 'if') list = callback(place, list, 'filter', target, test, cx);
  const [name] = target;
  const isElement = target.length === 1 && name?.type === 'VariableName' && value.type === 'VariableName' && spelling(value, cx) === spelling(name, cx);
  return isElement ? list : callback(place, list, 'map', target, value, cx);
}

function callback(place: Pick<SyntaxNode, 'start' | 'end'>, list: Expression, method: string, target: readonly SyntaxNode[], result: SyntaxNode, cx: Lowering): Expression {
  const inside: Lowering = { ...cx, scope: new Scope('function', cx.scope, cx.scope.all) };
  const [first = result] = target;
  const name = target.length === 1 && first.type === 'VariableName' ? spelling(first, cx) : undefined;
  const parameter: Parameter = { kind: 'parameter', ...span(first, target.at(-1)), fallback: undefined, inner: [], name, rest: false };
  bindParameter(target, parameter, inside);
  const value: Return = { kind: 'return', ...span(result), value: lowerExpression(result, inside) };
  const body: Block = { kind: 'block', ...span(result), body: [value] };
  const made: FunctionNode = { kind: 'function', ...span(result), name: undefined, parameters: [parameter], body, generator: false, arrow: true, decorators: [], directives: [] };
  const callee: Expression = { kind: 'member', ...span(place), object: list, property: method, index: undefined };
  return { kind: 'call', ...span(place), callee, args: [made], named: undefined, construct: false };
}

/** Several loops, or an element of several parts: the names are known, the list is not. */
function lowerNested(place: Pick<SyntaxNode, 'start' | 'end'>, element: readonly SyntaxNode[], loops: readonly SyntaxNode[], cx: Lowering): Expression {
  const scope = new Scope('function', cx.scope, cx.scope.all);
  const inside: Lowering = { ...cx, scope };
  const parts: Expression[] = [];
  let rest = loops;
  while (rest.length > 0) {
    const [targets, tail] = splitAt(rest, 'in');
    const [head, next] = splitAt(tail, 'for');
    const [over, ...tests] = head;
    const list = over === undefined ? undefined : lowerExpression(over, inside);
    bindElement(targets, list, inside);
    if (list !== undefined) parts.push(list);
    for (const part of lowerParts(tests, inside)) parts.push(part as Expression);
    rest = next;
  }
  return other(place, [...parts, ...lowerParts(element, inside)]);
}
