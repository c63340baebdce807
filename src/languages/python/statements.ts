import type { Assignment, Block, Declaration, Expression, If, Statement } from '../../program/nodes.js';
import { decorated, lowerClass, lowerFunction } from './definitions.js';
import { assign, lowerExpression, lowerList, lowerMember, lowerParts } from './expressions.js';
import { lowerImport } from './imports.js';
import { bindingOf, nameNode, other, span, spelling, type Lowering } from './lowering.js';
import { lowerMatch } from './match.js';
import { childOf, splitAt, type SyntaxNode } from './syntax.js';
import { bindElement, bindTarget, bindUnknown } from './targets.js';

/** Lowers an indented body, or the statement behind a colon. */
export function lowerBody(body: SyntaxNode, cx: Lowering, first: readonly Statement[] = []): Block {
  return { kind: 'block', ...span(body), body: [...first, ...lowerStatements(body.children, cx)] };
}

/** Lowers a list of statements; tokens among them are left out. */
export function lowerStatements(nodes: readonly SyntaxNode[], cx: Lowering): Statement[] {
  return nodes.flatMap((node) => lowerStatement(node, cx));
}

function lowerStatement(node: SyntaxNode, cx: Lowering): Statement[] {
  const { children } = node;
  switch (node.type) {
    case 'ExpressionStatement':
    case 'PrintStatement':
    case 'DeleteStatement':
    case 'YieldStatement':
      return [statementOf(lowerList(children.filter((c) => !/^(?:print|del|yield|from)$/u.test(c.type)), cx) ?? other(node, []), node)];
    case 'AssignStatement':
      return lowerAssignment(node, cx);
    case 'UpdateStatement':
      return [statementOf(lowerUpdate(node, cx), node)];
    case 'StatementGroup':
      return lowerStatements(children, cx);
    case 'ReturnStatement':
      return [{ kind: 'return', ...span(node), value: lowerList(children.slice(1), cx) }];
    case 'RaiseStatement': {
      const [raised] = lowerParts(children, cx);
      return [{ kind: 'throw', ...span(node), value: raised as Expression | undefined }];
    }
    case 'AssertStatement':
      return lowerAssert(node, cx);
    case 'BreakStatement':
      return [{ kind: 'jump', ...span(node), to: 'break' }];
    case 'ContinueStatement':
      return [{ kind: 'jump', ...span(node), to: 'continue' }];
    case 'IfStatement':
      return [lowerIf(node, cx)];
    case 'WhileStatement':
    case 'ForStatement':
      return lowerLoop(node, cx);
    case 'TryStatement':
      return [lowerTry(node, cx)];
    case 'WithStatement':
      return [lowerWith(node, cx)];
    case 'MatchStatement':
      return [lowerMatch(node, cx)];
    case 'ImportStatement':
      return lowerImport(node, cx);
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return lowerDefinition(node, node, [], cx);
    case 'DecoratedStatement': {
      const { definition, decorators } = decorated(node, cx);
      return definition === undefined ? decorators.map((d) => statementOf(d, node)) : lowerDefinition(definition, node, decorators, cx);
    }
    default:
      return [];
  }
}

function statementOf(expression: Expression, node: SyntaxNode): Statement {
  return { kind: 'expression-statement', ...span(node), expression };
}

function lowerDefinition(node: SyntaxNode, whole: SyntaxNode, decorators: readonly Expression[], cx: Lowering): Statement[] {
  const name = childOf(node, 'VariableName');
  const binding = name === undefined ? undefined : bindingOf(name, cx);
  if (node.type === 'ClassDefinition') {
    const value = lowerClass(node, cx, decorators);
    binding?.origins.push({ kind: 'class', value });
    return [{ kind: 'definition', ...span(whole), value }];
  }
  const value = lowerFunction(node, cx, { decorators, receiver: undefined });
  binding?.origins.push({ kind: 'function', value });
  return [{ kind: 'definition', ...span(whole), value }];
}

/** `a = b = value`, `name: type = value`, `a, b = values`. */
function lowerAssignment(node: SyntaxNode, cx: Lowering): Statement[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of node.children) {
    if (child.type === 'AssignOp') groups.push([]);
    else if (child.type !== 'TypeDef') groups.at(-1)?.push(child);
  }
  const given = groups.length > 1 ? groups.pop() : undefined;
  if (given === undefined) return lowerAnnotation(groups[0]?.[0], node, cx);
  const value = lowerList(given, cx) ?? other(node, []);
  const [first = [], ...others] = groups;
  return [lowerSingleAssignment(first, others.reverse().reduce((inner, target) => assignTo(target, inner, node, cx), value), node, cx)];
}

/** A name that is only given a type. */
function lowerAnnotation(name: SyntaxNode | undefined, node: SyntaxNode, cx: Lowering): Statement[] {
  if (name?.type !== 'VariableName') return [];
  return [{ kind: 'declaration', ...span(node), name: spelling(name, cx), value: undefined, inner: [] }];
}

function lowerSingleAssignment(target: readonly SyntaxNode[], value: Expression, node: SyntaxNode, cx: Lowering): Statement {
  const [first] = target;
  if (target.length === 1 && first?.type === 'VariableName') {
    const binding = bindingOf(first, cx);
    if (binding !== undefined && binding.origins.length === 0 && isOfThisScope(first, cx)) {
      binding.origins.push({ kind: 'value', value, path: [], fallback: undefined, start: node.start, end: node.end, assignment: undefined });
      const declaration: Declaration = { kind: 'declaration', ...span(node), name: binding.name, value, inner: [] };
      return declaration;
    }
  }
  return statementOf(assignTo(target, value, node, cx), node);
}

function assignTo(target: readonly SyntaxNode[], value: Expression, node: SyntaxNode, cx: Lowering): Assignment {
  const [first] = target;
  if (target.length === 1 && first?.type === 'VariableName') return assign(first, bindingOf(first, cx), value, node, cx);
  const member = target.length === 1 && first?.type === 'MemberExpression' ? lowerMember(first, cx) : undefined;
  const inner = member === undefined || member.kind === 'member' ? [] : [member];
  const assignment: Assignment = { kind: 'assignment', ...span(node), operator: '=', target: member?.kind === 'member' ? member : undefined, value, inner };
  if (member === undefined) bindTarget(target, value, assignment, cx);
  return assignment;
}

function isOfThisScope(name: SyntaxNode, cx: Lowering): boolean {
  return cx.scope.names.has(spelling(name, cx));
}

/** How many ways to its value a name is followed for. */
const maxSteps = 64;

/** `name += value`: what is added to in steps is the sum of them. */
function lowerUpdate(node: SyntaxNode, cx: Lowering): Expression {
  const [target, operator, ...rest] = node.children;
  const value = lowerList(rest, cx) ?? other(node, []);
  if (target === undefined || operator === undefined) return value;
  const spelt = spelling(operator, cx);
  if (target.type !== 'VariableName') {
    const member = target.type === 'MemberExpression' ? lowerMember(target, cx) : undefined;
    return { kind: 'assignment', ...span(node), operator: spelt, target: member?.kind === 'member' ? member : undefined, value, inner: [] };
  }
  const binding = bindingOf(target, cx);
  const before = binding?.origins.at(-1);
  const name = nameNode(target, cx);
  const assignment = { kind: 'assignment', ...span(node), operator: spelt, target: name.kind === 'name' ? name : undefined, value, inner: [] } as const;
  // A sum of so many steps is made by a machine, and no key.
  if (binding !== undefined && binding.origins.length >= maxSteps) return assignment;
  if (spelt === '+=' && before?.kind === 'value' && before.path.length === 0) {
    const sum: Expression = { kind: 'binary', ...span(node), operator: '+', left: before.value, right: value };
    binding?.origins.push({ ...before, value: sum, assignment });
  } else binding?.origins.push({ kind: 'unknown' });
  return assignment;
}

/** `assert test, message` stops unless the test holds. */
function lowerAssert(node: SyntaxNode, cx: Lowering): Statement[] {
  const [test, message] = lowerParts(node.children, cx) as Expression[];
  if (test === undefined) return [];
  const stop: Statement = { kind: 'throw', ...span(node), value: message };
  return [{ kind: 'if', ...span(node), test: { kind: 'unary', ...span(node), operator: '!', argument: test }, consequent: stop, alternate: undefined }];
}

/** The parts of a compound statement, each with the nodes between its keyword and its body. */
interface Clause {
  readonly keyword: string;
  readonly start: number;
  readonly head: readonly SyntaxNode[];
  readonly body: SyntaxNode;
}

function clausesOf(node: SyntaxNode): Clause[] {
  const clauses: Clause[] = [];
  let head: SyntaxNode[] = [];
  for (const child of node.children) {
    if (child.type !== 'Body') {
      head.push(child);
      continue;
    }
    const [keyword, ...rest] = head.filter((part) => part.type !== 'async');
    clauses.push({ keyword: keyword?.type ?? '', start: keyword?.start ?? child.start, head: rest, body: child });
    head = [];
  }
  return clauses;
}

function lowerIf(node: SyntaxNode, cx: Lowering): Statement {
  let made: Statement | undefined;
  // In order: a name is bound by the first branch that sets it.
  const lowered = clausesOf(node).map((clause) => {
    const [test] = clause.head;
    return { clause, test: test === undefined ? undefined : lowerExpression(test, cx), body: lowerBody(clause.body, cx) };
  });
  for (const { clause, test, body } of lowered.reverse()) {
    if (clause.keyword === 'else') made = body;
    else {
      const branch: If = { kind: 'if', start: clause.start, end: node.end, parent: undefined, test: test ?? other(body, []), consequent: body, alternate: made };
      made = branch;
    }
  }
  return made ?? { kind: 'block', ...span(node), body: [] };
}

function lowerLoop(node: SyntaxNode, cx: Lowering): Statement[] {
  const [loop, otherwise] = clausesOf(node);
  if (loop === undefined) return [];
  const made: Statement[] = [];
  if (node.type === 'WhileStatement') {
    const [test] = loop.head;
    const condition = test === undefined ? other(node, []) : lowerExpression(test, cx);
    made.push({ kind: 'loop', ...span(node), before: [], test: condition, over: undefined, update: undefined, body: lowerBody(loop.body, cx) });
  } else {
    const [target, list] = splitAt(loop.head, 'in');
    const over = lowerList(list, cx) ?? other(node, []);
    bindElement(target, over, cx);
    made.push({ kind: 'loop', ...span(node), before: [], test: undefined, over, update: undefined, body: lowerBody(loop.body, cx) });
  }
  // Whether the loop came to its end is not known.
  if (otherwise !== undefined) made.push({ kind: 'if', ...span(otherwise.body), test: other(otherwise.body, []), consequent: lowerBody(otherwise.body, cx), alternate: undefined });
  return made;
}

function lowerTry(node: SyntaxNode, cx: Lowering): Statement {
  const clauses = clausesOf(node);
  const main = clauses.find((c) => c.keyword === 'try');
  const otherwise = clauses.find((c) => c.keyword === 'else');
  const last = clauses.find((c) => c.keyword === 'finally');
  const block = main === undefined ? { kind: 'block', ...span(node), body: [] } as const : lowerBody(main.body, cx);
  const handler = lowerHandlers(clauses.filter((c) => c.keyword === 'except'), cx);
  // What stands behind `else` runs when the block has come to its end.
  const rest = otherwise === undefined ? [] : [lowerBody(otherwise.body, cx)];
  const finalizer = last === undefined ? undefined : lowerBody(last.body, cx);
  return { kind: 'try', ...span(node), block: { ...block, body: [...block.body, ...rest] }, handler, finalizer };
}

/** One of the handlers runs, and which one is not known: they are branches. */
function lowerHandlers(clauses: readonly Clause[], cx: Lowering): Block | undefined {
  const bodies = clauses.map(({ head, body, start }) => {
    const at = head.findIndex((part) => part.type === 'as' || part.type === ',');
    const name = at < 0 ? undefined : head[at + 1];
    if (name !== undefined) bindUnknown(name, cx);
    const caught: Statement[] = lowerParts(at < 0 ? head : head.slice(0, at), cx).map((expression) => ({ kind: 'expression-statement', start: expression.start, end: expression.end, parent: undefined, expression: expression as Expression }));
    return { ...lowerBody(body, cx, caught), start };
  });
  const last = bodies.pop();
  if (last === undefined) return undefined;
  if (bodies.length === 0) return last;
  let made: Statement = last;
  for (const body of bodies.reverse()) made = { kind: 'if', start: body.start, end: last.end, parent: undefined, test: other(body, []), consequent: body, alternate: made };
  return { kind: 'block', start: made.start, end: last.end, parent: undefined, body: [made] };
}

/** `with value as name:` is a block that begins with the declaration. */
function lowerWith(node: SyntaxNode, cx: Lowering): Statement {
  const [clause] = clausesOf(node);
  const first: Statement[] = [];
  const head = clause?.head ?? [];
  head.forEach((part, i) => {
    if (part.type === 'as' || part.type === ',' || head[i - 1]?.type === 'as') return;
    const name = head[i + 1]?.type === 'as' ? head[i + 2] : undefined;
    const value = lowerExpression(part, cx);
    if (name?.type === 'VariableName') first.push(lowerSingleAssignment([name], value, { ...part, end: name.end }, cx));
    else first.push(statementOf(value, part));
  });
  if (clause === undefined) return { kind: 'block', ...span(node), body: first };
  return { ...lowerBody(clause.body, cx, first), start: node.start };
}
