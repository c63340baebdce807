import type { Binding } from '../../program/bindings.js';
import type { Assignment, Expression, Node, ObjectLiteral, Property, Spread, Template } from '../../program/nodes.js';
import { lowerCall } from './calls.js';
import { lowerComprehension } from './comprehensions.js';
import { lowerFunction } from './definitions.js';
import { bindingOf, nameNode, other, span, spelling, type Lowering } from './lowering.js';
import { lowerTest } from './operators.js';
import { quotesOf, textNode, unescape } from './strings.js';
import { separated, splitAt, type SyntaxNode } from './syntax.js';

/** Lowers an expression; parentheses vanish, what is not known keeps its parts. */
export function lowerExpression(node: SyntaxNode, cx: Lowering): Expression {
  switch (node.type) {
    case 'VariableName':
      return nameNode(node, cx);
    case 'String':
      return textNode(cx.text, node.start, node.end);
    case 'FormatString':
      return lowerFormat(node, cx);
    case 'ContinuedString':
      return joined(node.children.map((child) => lowerExpression(child, cx)), node);
    case 'Number':
      return lowerNumber(node, cx);
    case 'Boolean':
      return { kind: 'constant', ...span(node), value: spelling(node, cx) === 'True' };
    case 'None':
      return { kind: 'constant', ...span(node), value: null };
    case 'ParenthesizedExpression': {
      const inner = node.children.find((child) => !/^[()]$/u.test(child.type));
      return inner === undefined ? other(node, []) : lowerExpression(inner, cx);
    }
    case 'BinaryExpression':
    case 'UnaryExpression':
      return lowerTest(node, cx);
    case 'ConditionalExpression':
      return lowerConditional(node, cx);
    case 'LambdaExpression':
      return lowerFunction(node, cx, { decorators: [], receiver: undefined });
    case 'AwaitExpression': {
      const value = node.children[1];
      return value === undefined ? other(node, []) : { kind: 'await', ...span(node), value: lowerExpression(value, cx) };
    }
    case 'NamedExpression':
      return lowerNamed(node.children[0], node.children[2], node, cx);
    case 'MemberExpression':
      return lowerMember(node, cx);
    case 'CallExpression':
      return lowerCall(node, cx);
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'SetExpression':
      return { kind: 'array', ...span(node), elements: separated(node.children).map((group) => lowerItem(group, cx)) };
    case 'DictionaryExpression':
      return lowerDictionary(node, cx);
    case 'ComprehensionExpression':
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return lowerComprehension(node, node.children, cx);
    default:
      return other(node, lowerParts(node.children, cx));
  }
}

/** Tokens have no parts and no value: what is left of them is lowered. */
export function lowerParts(nodes: readonly SyntaxNode[], cx: Lowering): Node[] {
  return nodes.flatMap((node) => (isExpression(node) ? [lowerExpression(node, cx)] : []));
}

/** Several expressions with commas between them are a tuple. */
export function lowerList(nodes: readonly SyntaxNode[], cx: Lowering): Expression | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (!nodes.some((node) => node.type === ',')) return lowerItem(nodes, cx);
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === ',') groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return { kind: 'array', ...span(first, last), elements: groups.flatMap((group) => lowerItem(group, cx) ?? []) };
}

function isExpression({ type }: SyntaxNode): boolean {
  return /^(?:[A-Z]\w*(?:Expression|String)|String|VariableName|Number|Boolean|None)$/u.test(type);
}

/** `value`, `*value`, `name := value`. */
function lowerItem(group: readonly SyntaxNode[], cx: Lowering): Expression | undefined {
  const value = group.at(-1);
  const [first] = group;
  if (value === undefined || first === undefined || !isExpression(value)) return undefined;
  const lowered = lowerExpression(value, cx);
  return first.type === '*' ? { kind: 'spread', ...span(first, value), value: lowered } : lowered;
}

function lowerNumber(node: SyntaxNode, cx: Lowering): Expression {
  const value = Number(spelling(node, cx).replaceAll('_', ''));
  return Number.isNaN(value) ? other(node, []) : { kind: 'constant', ...span(node), value };
}

function lowerFormat(node: SyntaxNode, cx: Lowering): Expression {
  const { contentStart, contentEnd, raw } = quotesOf(cx.text, node.start, node.end);
  const replacements = node.children.filter((child) => child.type === 'FormatReplacement');
  const parts: Expression[] = [];
  const addText = (start: number, end: number): void => {
    if (end <= start) return;
    const value = unescape(cx.text.slice(start, end).replaceAll('{{', '{').replaceAll('}}', '}'), raw);
    parts.push({ kind: 'text', start, end, parent: undefined, value, contentStart: start, contentEnd: end });
  };
  let at = contentStart;
  for (const replacement of replacements) {
    addText(at, replacement.start);
    const value = replacement.children.find(isExpression);
    if (value !== undefined) parts.push(lowerExpression(value, cx));
    at = replacement.end;
  }
  addText(at, contentEnd);
  const [only] = parts;
  if (replacements.length === 0 && (only === undefined || only.kind === 'text')) {
    return { kind: 'text', ...span(node), value: only?.value ?? '', contentStart, contentEnd };
  }
  const template: Template = { kind: 'template', ...span(node), parts };
  return template;
}

/** Values that are joined: `a + b + c`. */
function joined(values: readonly Expression[], node: SyntaxNode): Expression {
  const [first, ...rest] = values;
  if (first === undefined) return other(node, []);
  return rest.reduce<Expression>((left, right) => ({ kind: 'binary', start: left.start, end: right.end, parent: undefined, operator: '+', left, right }), first);
}

function lowerConditional(node: SyntaxNode, cx: Lowering): Expression {
  const [consequent, , test, , alternate] = node.children;
  if (consequent === undefined || test === undefined || alternate === undefined) return other(node, lowerParts(node.children, cx));
  return {
    kind: 'conditional',
    ...span(node),
    test: lowerExpression(test, cx),
    consequent: lowerExpression(consequent, cx),
    alternate: lowerExpression(alternate, cx),
  };
}

/** `name := value`. */
export function lowerNamed(target: SyntaxNode | undefined, value: SyntaxNode | undefined, whole: Pick<SyntaxNode, 'start' | 'end'>, cx: Lowering): Expression {
  if (target?.type !== 'VariableName' || value === undefined) return other(whole, lowerParts([target, value].filter((n) => n !== undefined), cx));
  return assign(target, bindingOf(target, cx), lowerExpression(value, cx), whole, cx);
}

/** An assignment to a name, entered in its binding. */
export function assign(target: SyntaxNode, binding: Binding | undefined, value: Expression, whole: Pick<SyntaxNode, 'start' | 'end'>, cx: Lowering): Assignment {
  const name = nameNode(target, cx);
  const assignment: Assignment = { kind: 'assignment', ...span(whole), operator: '=', target: name.kind === 'name' ? name : undefined, value, inner: [] };
  binding?.origins.push({ kind: 'value', value, path: [], fallback: undefined, start: whole.start, end: whole.end, assignment });
  return assignment;
}

/** `object.name`, `object["name"]`, `object[index]`; of a slice nothing is known. */
export function lowerMember(node: SyntaxNode, cx: Lowering): Expression {
  const [object, mark, ...rest] = node.children;
  if (object === undefined) return other(node, []);
  if (mark?.type === '.') {
    const property = rest[0] === undefined ? undefined : spelling(rest[0], cx);
    return { kind: 'member', ...span(node), object: lowerExpression(object, cx), property, index: undefined };
  }
  if (rest.some((part) => part.type === ':' || part.type === ',')) return other(node, lowerParts(node.children, cx));
  const inside = rest[0];
  const index = inside === undefined || inside.type === ']' ? other(node, []) : lowerExpression(inside, cx);
  const whole = lowerExpression(object, cx);
  if (index.kind === 'text') return { kind: 'member', ...span(node), object: whole, property: index.value, index: undefined };
  return { kind: 'member', ...span(node), object: whole, property: undefined, index };
}

function lowerDictionary(node: SyntaxNode, cx: Lowering): ObjectLiteral {
  const properties: (Property | Spread)[] = [];
  for (const group of separated(node.children)) {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined || !isExpression(last)) continue;
    if (first.type === '**') {
      properties.push({ kind: 'spread', ...span(first, last), value: lowerExpression(last, cx) });
      continue;
    }
    const [keys] = splitAt(group, ':');
    const key = keys[0] === undefined || first === last ? undefined : lowerExpression(keys[0], cx);
    const name = key?.kind === 'text' ? key.value : undefined;
    const index = name === undefined ? key : undefined;
    properties.push({ kind: 'property', ...span(first, last), name, index, value: lowerExpression(last, cx), role: 'value', shorthand: false });
  }
  return { kind: 'object', ...span(node), properties };
}

