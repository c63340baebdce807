import type { Block, Expression, FunctionNode, Parameter, Return } from '../../program/nodes.js';
import { lowerExpression, lowerParts } from './expressions.js';
import { other, span, spelling, type Lowering } from './lowering.js';
import { Scope } from './scopes.js';
import { bindElement } from './targets.js';
import { splitAt, type SyntaxNode } from './syntax.js';

/**
 * Lowers a comprehension: one with one loop over one name is `over.filter(test).map(element)`, of others the parts are
 * kept.
 * @param nodes its parts, with or without its brackets
 */
export function lowerComprehension(place: Pick<SyntaxNode, 'start' | 'end'>, nodes: readonly SyntaxNode[], cx: Lowering): Expression {
  const parts = nodes.filter((node) => !/^[()[\]{}]$/u.test(node.type));
  const [element, rest] = splitAt(parts.filter((node) => node.type !== 'async'), 'for');
  const [target, tail] = splitAt(rest, 'in');
  const [over, ...tests] = tail;
  const [name, ...moreNames] = target;
  const [value, ...moreValues] = element;
  const isPlain = name?.type === 'VariableName' && moreNames.length === 0 && value !== undefined && moreValues.length === 0 && !tail.some((node) => node.type === 'for');
  if (!isPlain || over === undefined) return lowerNested(place, element, rest, cx);
  let list = lowerExpression(over, cx);
  for (const test of tests) if (test.type !== 'if') list = callback(place, list, 'filter', name, test, cx);
  return value.type === 'VariableName' && spelling(value, cx) === spelling(name, cx) ? list : callback(place, list, 'map', name, value, cx);
}

function callback(place: Pick<SyntaxNode, 'start' | 'end'>, list: Expression, method: string, name: SyntaxNode, result: SyntaxNode, cx: Lowering): Expression {
  const scope = new Scope('function', cx.scope, cx.scope.all);
  const text = cx.text.slice(name.start, name.end);
  scope.declare(text, name.start);
  const parameter: Parameter = { kind: 'parameter', ...span(name), fallback: undefined, inner: [], name: text, rest: false };
  scope.names.get(text)?.origins.push({ kind: 'parameter', parameter, path: [], fallback: undefined, start: name.start, end: name.end });
  const value: Return = { kind: 'return', ...span(result), value: lowerExpression(result, { ...cx, scope }) };
  const body: Block = { kind: 'block', ...span(result), body: [value] };
  const made: FunctionNode = { kind: 'function', ...span(result), name: undefined, parameters: [parameter], body, generator: false, arrow: true, decorators: [], directives: [] };
  const callee: Expression = { kind: 'member', ...span(place), object: list, property: method, index: undefined };
  return { kind: 'call', ...span(place), callee, args: [made], named: undefined, construct: false };
}

/** Several loops, or one that takes its elements apart: the names are known, the list is not. */
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
