import type { Expression, Name, ObjectLiteral, Property, Spread } from '../../program/nodes.js';
import { lowerComprehension } from './comprehensions.js';
import { lowerExpression, lowerNamed } from './expressions.js';
import { formatBraces } from './format.js';
import { globalName, other, span, spelling, type Lowering } from './lowering.js';
import { childOf, separated, type SyntaxNode } from './syntax.js';

interface Arguments {
  readonly args: Expression[];
  readonly named: ObjectLiteral | undefined;
}

/** Lowers a call. Functions of the language that stand for a construction of every language become that. */
export function lowerCall(node: SyntaxNode, cx: Lowering): Expression {
  const [function_] = node.children;
  const list = childOf(node, 'ArgList');
  if (function_ === undefined) return other(node, []);
  if (isSuper(function_, cx)) return { kind: 'super', ...span(node) };
  const { args, named } = lowerArguments(list, cx);
  const method = function_.children[0];
  if (function_.type === 'MemberExpression' && method !== undefined && isSuperCall(method, cx) && spelling(function_, cx).endsWith('.__init__')) {
    return { kind: 'call', ...span(node), callee: { kind: 'super', ...span(function_) }, args, named, construct: true };
  }
  const callee = lowerExpression(function_, cx);
  if (callee.kind === 'member' && callee.object.kind === 'text') {
    if (callee.property === 'format') return formatBraces(callee.object, args, named);
    if (callee.property === 'format_map' && args[0]?.kind === 'object') return formatBraces(callee.object, [], args[0]);
  }
  const made = callee.kind === 'name' && callee.binding === undefined ? builtIn(callee, args, named, node) : undefined;
  return made ?? ofDictionary(callee, args, named, node) ?? { kind: 'call', ...span(node), callee, args, named, construct: true };
}

function isSuper(node: SyntaxNode, cx: Lowering): boolean {
  return node.type === 'VariableName' && spelling(node, cx) === 'super' && cx.scope.resolve('super') === undefined;
}

function isSuperCall(node: SyntaxNode, cx: Lowering): boolean {
  return node.type === 'CallExpression' && node.children[0] !== undefined && isSuper(node.children[0], cx);
}

/** The arguments by position, and those by name. */
export function lowerArguments(list: SyntaxNode | undefined, cx: Lowering): Arguments {
  const args: Expression[] = [];
  const properties: (Property | Spread)[] = [];
  if (list === undefined) return { args, named: undefined };
  for (const group of separated(list.children)) {
    const [first, second, third] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    if (first.type === '*' && second !== undefined) args.push({ kind: 'spread', ...span(first, second), value: lowerExpression(second, cx) });
    else if (first.type === '**' && second !== undefined) properties.push({ kind: 'spread', ...span(first, second), value: lowerExpression(second, cx) });
    else if (second?.type === 'AssignOp' && third !== undefined) {
      if (spelling(second, cx) === ':=') args.push(lowerNamed(first, third, span(first, third), cx));
      else properties.push({ kind: 'property', ...span(first, third), name: spelling(first, cx), index: undefined, value: lowerExpression(third, cx), role: 'value', shorthand: false });
    } else if (group.some((part) => part.type === 'for')) args.push(lowerComprehension(span(first, last), group, cx));
    else args.push(lowerExpression(first, cx));
  }
  // Where the bracket is not closed, what else is given can't be seen.
  if (list.children.at(-1)?.type !== ')') args.push({ kind: 'spread', start: list.end, end: list.end, parent: undefined, value: other({ start: list.end, end: list.end }, []) });
  const [one] = properties;
  const end = properties.at(-1);
  const named: ObjectLiteral | undefined = one === undefined || end === undefined ? undefined : { kind: 'object', ...span(one, end), properties };
  return { args, named };
}

/** `type(self)`, `dict(a=1)`, `len(x)`, `bool(x)`, `all([…])`, `isinstance(x, str)`, `getattr(x, "name")`, `list(x)`. */
function builtIn({ name }: Name, args: readonly Expression[], named: ObjectLiteral | undefined, node: SyntaxNode): Expression | undefined {
  const [first, second] = args;
  if (name === 'dict' && args.length <= 1 && first?.kind !== 'array') {
    const spread: Spread[] = first === undefined ? [] : [{ kind: 'spread', start: first.start, end: first.end, parent: undefined, value: first }];
    return { kind: 'object', ...span(node), properties: [...spread, ...(named?.properties ?? [])] };
  }
  if (first === undefined || named !== undefined) return undefined;
  const not = (argument: Expression): Expression => ({ kind: 'unary', ...span(node), operator: '!', argument });
  switch (name) {
    case 'len':
      return { kind: 'member', ...span(node), object: first, property: 'length', index: undefined };
    case 'bool':
      return not(not(first));
    case 'all':
    case 'any': {
      const mapped = first.kind === 'call' && first.callee.kind === 'member' && first.callee.property === 'map' && first.args[0]?.kind === 'function' ? { list: first.callee.object, test: first.args[0] } : undefined;
      const callee: Expression = { kind: 'member', ...span(node), object: mapped?.list ?? first, property: name === 'all' ? 'every' : 'some', index: undefined };
      return { kind: 'call', ...span(node), callee, args: [mapped?.test ?? globalName(node, 'Boolean')], named: undefined, construct: false };
    }
    case 'isinstance': {
      if (second?.kind !== 'name' || second.name !== 'str' || second.binding !== undefined) return undefined;
      const type: Expression = { kind: 'unary', ...span(node), operator: 'typeof', argument: first };
      return { kind: 'binary', ...span(node), operator: '===', left: type, right: { kind: 'text', ...span(node), value: 'string', contentStart: node.start, contentEnd: node.start } };
    }
    case 'type':
      // What a class gives to its objects, its own names give, too.
      return first.kind === 'this' ? first : undefined;
    case 'getattr':
      return second?.kind === 'text' && args.length === 2 ? { kind: 'member', ...span(node), object: first, property: second.value, index: undefined } : undefined;
    case 'list':
    case 'tuple':
    case 'set':
    case 'sorted':
      if (args.length !== 1 || (first.kind !== 'name' && first.kind !== 'object')) return args.length === 1 ? first : undefined;
      // Of a dictionary these are its names alone.
      return { kind: 'array', ...span(node), elements: [{ kind: 'spread', ...span(node), value: first }] };
    case 'iter':
      return args.length === 1 ? first : undefined;
    default:
      return undefined;
  }
}

/** `d.items()`, `d.values()`, `d.keys()`: the lists that are made of a mapping. */
function ofDictionary(callee: Expression, args: readonly Expression[], named: ObjectLiteral | undefined, node: SyntaxNode): Expression | undefined {
  if (callee.kind !== 'member' || args.length > 0 || named !== undefined) return undefined;
  const method = callee.property === 'items' ? 'entries' : callee.property;
  if (method !== 'entries' && method !== 'values' && method !== 'keys') return undefined;
  const list: Expression = { kind: 'member', ...span(node), object: globalName(node, 'Object'), property: method, index: undefined };
  return { kind: 'call', ...span(node), callee: list, args: [callee.object], named: undefined, construct: false };
}
