import type { Binding, Step } from '../../program/bindings.js';
import type { Assignment, Expression, Parameter } from '../../program/nodes.js';
import { bindingOf, spelling, type Lowering } from './lowering.js';
import { targetNames } from './scopes.js';
import { separated, type SyntaxNode } from './syntax.js';

interface Leaf {
  readonly binding: Binding;
  readonly path: readonly Step[];
  readonly node: SyntaxNode;
}

/** Enters what a target with several names takes out of `value`. */
export function bindTarget(target: readonly SyntaxNode[], value: Expression, assignment: Assignment, cx: Lowering): void {
  for (const { binding, path, node } of leaves(target, cx)) {
    binding.origins.push({ kind: 'value', value, path, fallback: undefined, start: node.start, end: node.end, assignment });
  }
}

/** The same for the variables of a loop over `over`; a comprehension declares them with it. */
export function bindElement(target: readonly SyntaxNode[], over: Expression | undefined, cx: Lowering): void {
  for (const part of target) targetNames(part, (name) => { if (cx.scope.kind === 'function' && !cx.scope.names.has(spelling(name, cx))) cx.scope.declare(spelling(name, cx), name.start); });
  for (const { binding, path } of leaves(target, cx)) binding.origins.push(over === undefined ? { kind: 'unknown' } : { kind: 'element', over, path });
}

/** Enters the names of a parameter that takes its argument apart, as the targets of comprehensions do. */
export function bindParameter(target: readonly SyntaxNode[], parameter: Parameter, cx: Lowering): void {
  for (const part of target) targetNames(part, (name) => { cx.scope.declare(spelling(name, cx), name.start); });
  for (const { binding, path, node } of leaves(target, cx)) binding.origins.push({ kind: 'parameter', parameter, path, fallback: undefined, start: node.start, end: node.end });
}

/** The same for what nothing is known of: an exception, the parts of a matched object. */
export function bindUnknown(target: SyntaxNode, cx: Lowering): void {
  targetNames(target, (name) => bindingOf(name, cx)?.origins.push({ kind: 'unknown' }));
}

/** The names of a target, and the way to each of them from the whole. */
function leaves(target: readonly SyntaxNode[], cx: Lowering): Leaf[] {
  const found: Leaf[] = [];
  const visit = (nodes: readonly SyntaxNode[], path: readonly Step[]): void => {
    const [first] = nodes;
    if (first === undefined) return;
    if (nodes.some((node) => node.type === ',')) {
      separated(nodes).forEach((group, i) => { visit(group, [...path, group[0]?.type === '*' ? undefined : String(i)]); });
      return;
    }
    const node = nodes.at(-1);
    if (node?.type === 'VariableName') {
      const binding = bindingOf(node, cx);
      if (binding !== undefined) found.push({ binding, path, node });
    } else if (node?.type === 'ParenthesizedExpression') visit(node.children.slice(1, -1), path);
    else if (node?.type === 'TupleExpression' || node?.type === 'ArrayExpression') visit(node.children.filter((c) => !/^[()[\]]$/u.test(c.type)), path);
  };
  visit(target, []);
  return found;
}
