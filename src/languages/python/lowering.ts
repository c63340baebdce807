import type { Binding } from '../../program/bindings.js';
import type { Dependency, Expression, Name, Node, This } from '../../program/nodes.js';
import type { Scope } from './scopes.js';
import type { SyntaxNode } from './syntax.js';

/** What the parts of the lowering share. */
export interface Lowering {
  readonly text: string;
  readonly scope: Scope;
  readonly dependencies: Dependency[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly parent: undefined;
}

/** Start and end of a node, or of several that belong together. */
export function span(first: Pick<SyntaxNode, 'start' | 'end'>, last: Pick<SyntaxNode, 'start' | 'end'> = first): Span {
  return { start: first.start, end: last.end, parent: undefined };
}

/** The source text of a node. */
export function spelling({ start, end }: Pick<SyntaxNode, 'start' | 'end'>, cx: Lowering): string {
  return cx.text.slice(start, end);
}

/** A reference by name, entered in its binding's list; the object of a method is `this`. */
export function nameNode(node: SyntaxNode, cx: Lowering): Name | This {
  const name = spelling(node, cx);
  const binding = cx.scope.resolve(name);
  if (binding === 'receiver') return { kind: 'this', ...span(node) };
  return reference(node, name, binding);
}

/** A reference to a binding that is known already. */
export function reference(node: Pick<SyntaxNode, 'start' | 'end'>, name: string, binding: Binding | undefined): Name {
  const made: Name = { kind: 'name', ...span(node), name, binding };
  binding?.references.push(made);
  return made;
}

/** The binding that a name is bound to in this scope. */
export function bindingOf(node: SyntaxNode, cx: Lowering): Binding | undefined {
  const binding = cx.scope.resolve(spelling(node, cx));
  return binding === 'receiver' ? undefined : binding;
}

/** A global that the language has built in, which stands for a construction of its own. */
export function globalName(node: Pick<SyntaxNode, 'start' | 'end'>, name: string): Name {
  return { kind: 'name', ...span(node), name, binding: undefined };
}

/** Syntax that has no part in the way of a value. */
export function other(node: Pick<SyntaxNode, 'start' | 'end'>, parts: readonly Node[]): Expression {
  return { kind: 'other', ...span(node), children: parts };
}
