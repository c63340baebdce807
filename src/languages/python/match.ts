import type { Expression, Statement, SwitchCase } from '../../program/nodes.js';
import { lowerExpression, lowerList, lowerParts } from './expressions.js';
import { bindingOf, other, span, type Lowering } from './lowering.js';
import { lowerBody } from './statements.js';
import { childOf, type SyntaxNode } from './syntax.js';

/** Lowers `match`: a pattern of several values is several cases. */
export function lowerMatch(node: SyntaxNode, cx: Lowering): Statement {
  const body = childOf(node, 'MatchBody');
  const subject = node.children.slice(1).filter((child) => child !== body);
  const value = lowerList(subject, cx) ?? other(node, []);
  const clauses = (body?.children ?? []).filter((child) => child.type === 'MatchClause');
  return { kind: 'switch', ...span(node), value, cases: clauses.flatMap((clause) => lowerClause(clause, value, cx)) };
}

function lowerClause(clause: SyntaxNode, value: Expression, cx: Lowering): SwitchCase[] {
  const patterns = clause.children.filter((child) => child.type.endsWith('Pattern'));
  const guard = childOf(clause, 'Guard')?.children[1];
  const body = childOf(clause, 'Body');
  for (const pattern of patterns) bindCaptures(pattern, patterns.length === 1 ? value : undefined, cx);
  const test = guard === undefined ? undefined : lowerExpression(guard, cx);
  const block = body === undefined ? undefined : lowerBody(body, cx);
  const statements: Statement[] = block === undefined ? [] : test === undefined ? block.body.slice() : [{ kind: 'if', ...span(clause), test, consequent: block, alternate: undefined }];
  const [pattern] = patterns;
  const values = pattern === undefined || patterns.length > 1 ? [other(clause, [])] : valuesOf(pattern, cx);
  // The body belongs to the last of the values; the others are cases that lead to it.
  return values.map((one, i) => ({ kind: 'case', ...span(clause), test: one, body: i === values.length - 1 ? statements : [] }));
}

/** The values that a pattern stands for; `undefined` for one that takes anything. */
function valuesOf(pattern: SyntaxNode, cx: Lowering): (Expression | undefined)[] {
  const [first] = pattern.children;
  switch (pattern.type) {
    case 'OrPattern':
      return pattern.children.filter((child) => child.type.endsWith('Pattern')).flatMap((child) => valuesOf(child, cx));
    case 'LiteralPattern':
      return [first === undefined || pattern.children.length > 1 ? other(pattern, []) : lowerExpression(first, cx)];
    case 'CapturePattern':
      return [undefined];
    default:
      return [other(pattern, lowerParts(pattern.children, cx))];
  }
}

/** A name that takes the whole value has it; of the parts of a value nothing is known. */
function bindCaptures(pattern: SyntaxNode, value: Expression | undefined, cx: Lowering): void {
  const bind = (node: SyntaxNode | undefined, whole: boolean): void => {
    const binding = node?.type === 'VariableName' ? bindingOf(node, cx) : undefined;
    if (node === undefined || binding === undefined) return;
    if (whole && value !== undefined) binding.origins.push({ kind: 'value', value, path: [], fallback: undefined, start: node.start, end: node.end, assignment: undefined });
    else binding.origins.push({ kind: 'unknown' });
  };
  const stack: { node: SyntaxNode; whole: boolean }[] = [{ node: pattern, whole: true }];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { node, whole } = at;
    if (node.type === 'CapturePattern') bind(node.children[0], whole);
    else if (node.type === 'AsPattern') bind(node.children.at(-1), whole);
    for (const child of node.children) if (child.type.endsWith('Pattern') || child.type === 'PatternArgList') stack.push({ node: child, whole: whole && (node.type === 'AsPattern' || node.type === 'OrPattern') });
  }
}
