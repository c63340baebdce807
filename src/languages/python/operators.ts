import type { Expression, Spread } from '../../program/nodes.js';
import { lowerExpression, lowerParts } from './expressions.js';
import { formatPercent } from './format.js';
import { other, span, spelling, type Lowering } from './lowering.js';
import { childOf, type SyntaxNode } from './syntax.js';

/** A test taken apart: `not`, `and`, `or` and the operands between them, in the order of the text. */
type Piece = { readonly kind: 'operand'; readonly node: SyntaxNode } | { readonly kind: 'and' | 'or' | 'not'; readonly start: number };

/** Lowers operators. The parser takes `not a or b` for `not (a or b)`, so tests are put together anew. */
export function lowerTest(node: SyntaxNode, cx: Lowering): Expression {
  const pieces = flatten(node);
  if (pieces.length === 1) return lowerOperation(node, cx);
  let at = 0;
  const operand = (): Expression => {
    let negations = 0;
    let start = node.start;
    for (let piece = pieces[at]; piece?.kind === 'not'; piece = pieces[at]) {
      if (negations++ === 0) start = piece.start;
      at++;
    }
    const piece = pieces[at++];
    let value: Expression = piece?.kind === 'operand' ? lowerOperand(piece.node, cx) : other(node, []);
    for (; negations > 0; negations--) value = { kind: 'unary', start, end: value.end, parent: undefined, operator: '!', argument: value };
    return value;
  };
  const chain = (kind: 'and' | 'or', next: () => Expression): Expression => {
    let left = next();
    while (pieces[at]?.kind === kind) {
      at++;
      const right = next();
      left = { kind: 'logical', start: left.start, end: right.end, parent: undefined, operator: kind === 'and' ? '&&' : '||', left, right };
    }
    return left;
  };
  return chain('or', () => chain('and', operand));
}

/** No recursion: a chain of operators may be as long as it likes. */
function flatten(root: SyntaxNode): Piece[] {
  const pieces: Piece[] = [];
  const stack: (SyntaxNode | Piece)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('kind' in node) {
      pieces.push(node);
      continue;
    }
    const [left, operator, right] = node.children;
    if (node.type === 'BinaryExpression' && left !== undefined && right !== undefined && (operator?.type === 'and' || operator?.type === 'or')) {
      stack.push(right, { kind: operator.type, start: operator.start }, left);
    } else if (node.type === 'UnaryExpression' && left?.type === 'not' && operator !== undefined) {
      stack.push(operator, { kind: 'not', start: left.start });
    } else pieces.push({ kind: 'operand', node });
  }
  return pieces;
}

function lowerOperand(node: SyntaxNode, cx: Lowering): Expression {
  return node.type === 'BinaryExpression' || node.type === 'UnaryExpression' ? lowerOperation(node, cx) : lowerExpression(node, cx);
}

/** Arithmetic and comparisons. */
function lowerOperation(node: SyntaxNode, cx: Lowering): Expression {
  const { children } = node;
  const [first, second] = children;
  const last = children.at(-1);
  if (first === undefined || second === undefined || last === undefined) return other(node, lowerParts(children, cx));
  if (node.type === 'UnaryExpression') return { kind: 'unary', ...span(node), operator: spelling(first, cx), argument: lowerExpression(second, cx) };
  if (children.length < 3) return other(node, lowerParts(children, cx));
  const operator = children.slice(1, -1).map((child) => spelling(child, cx)).join(' ');
  if (operator === '+') return lowerSum(node, cx);
  // `a == b == c` compares each pair: no single comparison says what it says.
  if (childOf(first, 'CompareOp') !== undefined && second.type === 'CompareOp') return other(node, lowerParts(children, cx));
  const left = lowerExpression(first, cx);
  const right = lowerExpression(last, cx);
  if (operator === 'not in') {
    return { kind: 'unary', ...span(node), operator: '!', argument: { kind: 'binary', ...span(node), operator: 'in', left, right } };
  }
  if (operator === '%' && left.kind === 'text') return formatPercent(left, right);
  if (operator === '|') return lowerUnion(node, left, right);
  return { kind: 'binary', ...span(node), operator, left, right };
}

/** `options | {"name": value}` is a dictionary of both; of other unions nothing is known. */
function lowerUnion(node: SyntaxNode, left: Expression, right: Expression): Expression {
  if (left.kind !== 'object' && right.kind !== 'object') return other(node, [left, right]);
  const spread = (value: Expression): Spread => ({ kind: 'spread', start: value.start, end: value.end, parent: undefined, value });
  return { kind: 'object', ...span(node), properties: [spread(left), spread(right)] };
}

/** A sum leans to the left, as deep as it is long. */
function lowerSum(node: SyntaxNode, cx: Lowering): Expression {
  const rights: SyntaxNode[] = [];
  let at = node;
  for (;;) {
    const [left, operator, right] = at.children;
    if (at.type !== 'BinaryExpression' || left === undefined || right === undefined || operator === undefined || spelling(operator, cx) !== '+') break;
    rights.push(right);
    at = left;
  }
  let sum = lowerExpression(at, cx);
  for (const right of rights.reverse()) {
    const value = lowerExpression(right, cx);
    sum = { kind: 'binary', start: sum.start, end: value.end, parent: undefined, operator: '+', left: sum, right: value };
  }
  return sum;
}
