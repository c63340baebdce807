import type { Block, ClassMember, ClassNode, Expression, FunctionNode, Parameter, Return, Statement } from '../../program/nodes.js';
import { lowerArguments } from './calls.js';
import { lowerExpression } from './expressions.js';
import { span, spelling, type Lowering } from './lowering.js';
import { collectNames, Scope } from './scopes.js';
import { lowerBody, lowerStatements } from './statements.js';
import { childOf, separated, splitAt, type SyntaxNode } from './syntax.js';

/** Where a function stands. */
export interface FunctionPlace {
  readonly decorators: readonly Expression[];
  /** What a method calls the object, or the class, that it belongs to; that is no parameter. */
  readonly receiver: string | undefined;
  /** It is a member of a class, and has a `this` of its own. */
  readonly method?: boolean;
}

/** Lowers a `def` or a `lambda`; its parameters enter their bindings. */
export function lowerFunction(node: SyntaxNode, cx: Lowering, place: FunctionPlace): FunctionNode {
  const scope = new Scope('function', cx.scope, cx.scope.all, place.receiver);
  const inside: Lowering = { ...cx, scope };
  const list = childOf(node, 'ParamList');
  const groups = list === undefined ? [] : separated(list.children);
  const parameters = (place.receiver === undefined ? groups : groups.slice(1)).flatMap((group) => lowerParameter(group, cx, inside) ?? []);
  const nameOf = childOf(node, 'VariableName');
  const name = node.type === 'LambdaExpression' || nameOf === undefined ? undefined : spelling(nameOf, cx);
  const body = childOf(node, 'Body');
  if (body !== undefined) collectNames(body, cx.text, scope);
  return {
    kind: 'function',
    ...span(node),
    name,
    parameters,
    body: body === undefined ? lambdaBody(node, inside) : lowerBody(body, inside),
    generator: body !== undefined && yields(body),
    arrow: place.method !== true,
    decorators: place.decorators,
    directives: [],
  };
}

function lambdaBody(node: SyntaxNode, inside: Lowering): Block {
  const result = node.children.at(-1);
  if (result === undefined || result.type === ':') return { kind: 'block', ...span(node), body: [] };
  const value: Return = { kind: 'return', ...span(result), value: lowerExpression(result, inside) };
  return { kind: 'block', ...span(result), body: [value] };
}

/** Defaults are evaluated where the function is defined, the name is bound inside. */
function lowerParameter(group: readonly SyntaxNode[], outside: Lowering, inside: Lowering): Parameter | undefined {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const [declared, value] = splitAt(group, 'AssignOp');
  const name = declared.find((part) => part.type === 'VariableName');
  const rest = first.type === '**' ? 'named' : first.type === '*';
  if (name === undefined && rest === false) return undefined;
  const text = name === undefined ? undefined : spelling(name, inside);
  const given = value[0] === undefined ? undefined : lowerExpression(value[0], outside);
  const fallback = optionOfType(declared, given, outside) ?? given;
  const parameter: Parameter = { kind: 'parameter', ...span(first, last), fallback, inner: [], name: text, rest };
  if (name !== undefined && text !== undefined) {
    inside.scope.declare(text, name.start);
    inside.scope.names.get(text)?.origins.push({ kind: 'parameter', parameter, path: [], fallback: undefined, start: name.start, end: name.end });
  }
  return parameter;
}

/** `key: Annotated[str, typer.Option(envvar="X")] = None` as `key: str = typer.Option(None, envvar="X")`. */
function optionOfType(declared: readonly SyntaxNode[], fallback: Expression | undefined, cx: Lowering): Expression | undefined {
  const [type] = declared.find((part) => part.type === 'TypeDef')?.children.filter((part) => part.type === 'MemberExpression') ?? [];
  if (type === undefined || !/^(?:\w{1,40}\.)?Annotated\s*\[/u.test(spelling(type, cx))) return undefined;
  for (const part of type.children) {
    if (part.type !== 'CallExpression' || !/^(?:\w{1,40}\.)?(?:Option|Argument)\s*\(/u.test(spelling(part, cx))) continue;
    const option = lowerExpression(part, cx);
    return option.kind === 'call' && fallback !== undefined ? { ...option, args: [fallback, ...option.args] } : option;
  }
  return undefined;
}

function yields(body: SyntaxNode): boolean {
  const stack = [...body.children];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'YieldStatement' || node.type === 'YieldExpression') return true;
    if (node.type !== 'FunctionDefinition' && node.type !== 'LambdaExpression' && node.type !== 'ClassDefinition') stack.push(...node.children);
  }
  return false;
}

/** Lowers a decorator to what it evaluates. */
function lowerDecorator({ children, end }: SyntaxNode, cx: Lowering): Expression | undefined {
  const names = children.filter((child) => child.type === 'VariableName' || child.type === 'PropertyName');
  const [first, ...rest] = names;
  if (first === undefined) return undefined;
  let value: Expression = lowerExpression(first, cx);
  for (const part of rest) value = { kind: 'member', ...span(first, part), object: value, property: spelling(part, cx), index: undefined };
  const list = childOf({ type: '', start: first.start, end, children }, 'ArgList');
  return list === undefined ? value : { kind: 'call', ...span(first, list), callee: value, ...lowerArguments(list, cx), construct: true };
}

/** A definition with the decorators before it. */
export function decorated(node: SyntaxNode, cx: Lowering): { readonly definition: SyntaxNode | undefined; readonly decorators: Expression[] } {
  const decorators = node.children.flatMap((child) => (child.type === 'Decorator' ? (lowerDecorator(child, cx) ?? []) : []));
  return { definition: node.children.find((child) => child.type === 'FunctionDefinition' || child.type === 'ClassDefinition'), decorators };
}

/** Lowers a class. Its body runs once; what it binds, the class and its objects have. */
export function lowerClass(node: SyntaxNode, cx: Lowering, decorators: readonly Expression[]): ClassNode {
  const scope = new Scope('class', cx.scope, cx.scope.all);
  const inside: Lowering = { ...cx, scope };
  const nameOf = childOf(node, 'VariableName');
  const { args } = lowerArguments(childOf(node, 'ArgList'), cx);
  const body = childOf(node, 'Body');
  if (body !== undefined) collectNames(body, cx.text, scope);
  const members = (body?.children ?? []).flatMap((child) => lowerMembers(child, inside));
  const [superclass] = args.filter((base) => base.kind === 'name' || base.kind === 'member');
  return {
    kind: 'class',
    ...span(node),
    name: nameOf === undefined ? undefined : spelling(nameOf, cx),
    superclass,
    decorators,
    members,
  };
}

function lowerMembers(node: SyntaxNode, cx: Lowering): ClassMember[] {
  if (node.type === 'FunctionDefinition') return [lowerMethod(node, [], cx)];
  if (node.type === 'DecoratedStatement') {
    const { definition, decorators } = decorated(node, cx);
    if (definition?.type === 'FunctionDefinition') return [lowerMethod(definition, decorators, cx)];
  }
  return lowerStatements([node], cx).flatMap((statement) => memberOf(statement));
}

/** `name = value`, `name: type`, a class inside a class; other statements run with the class. */
function memberOf(statement: Statement): ClassMember[] {
  const { start, end } = statement;
  const place = { start, end, parent: undefined };
  if (statement.kind === 'declaration' && statement.name !== undefined) {
    return [{ kind: 'class-member', ...place, name: statement.name, role: 'field', static: 'both', decorators: [], value: statement.value }];
  }
  if (statement.kind === 'definition') {
    return [{ kind: 'class-member', ...place, name: statement.value.name, role: 'field', static: 'both', decorators: [], value: statement.value }];
  }
  return [{ kind: 'class-member', ...place, name: undefined, role: 'block', static: true, decorators: [], value: { kind: 'block', ...place, body: [statement] } }];
}

function lowerMethod(node: SyntaxNode, decorators: readonly Expression[], cx: Lowering): ClassMember {
  const named = decorators.map((d) => (d.kind === 'name' ? d.name : d.kind === 'member' ? d.property : undefined));
  const isStatic = named.includes('staticmethod');
  const isOfClass = named.includes('classmethod') || named.includes('validator') || named.includes('field_validator');
  const nameOf = childOf(node, 'VariableName');
  const name = nameOf === undefined ? undefined : spelling(nameOf, cx);
  const first = separated(childOf(node, 'ParamList')?.children ?? [])[0]?.[0];
  const receiver = isStatic || first?.type !== 'VariableName' ? undefined : spelling(first, cx);
  const value = lowerFunction(node, cx, { decorators, receiver, method: true });
  const isGetter = named.some((n) => n !== undefined && /property$/u.test(n));
  const role = name === '__init__' ? 'constructor' : named.includes('setter') ? 'setter' : isGetter ? 'getter' : 'method';
  return { kind: 'class-member', ...span(node), name, role, static: isStatic || isOfClass ? 'both' : false, decorators: [], value };
}
