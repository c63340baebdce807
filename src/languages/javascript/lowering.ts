import type * as Tree from 'oxc-parser';
import type { Dependency, Export, Name } from '../../program/nodes.js';
import type { BindingTable } from './scopes.js';

/** What the parts of the lowering share. */
export interface Lowering {
  readonly bindings: BindingTable;
  readonly exports: Map<string, Export>;
  readonly starExports: string[];
  readonly dependencies: Dependency[];
}

interface Ranged {
  readonly start: number;
  readonly end: number;
  readonly range?: readonly [number, number];
}

/** Start and end of a node. ESLint's parsers agree on `range` alone, oxc gives it on request. */
export function span(node: Ranged): { start: number; end: number; parent: undefined } {
  const [start, end] = node.range ?? [node.start, node.end];
  return { start, end, parent: undefined };
}

/** A reference by name, entered in its binding's list. */
export function nameNode(node: Tree.Span & { readonly name: string }, cx: Lowering, identifier: object = node): Name {
  const binding = cx.bindings.of(identifier);
  const name: Name = { kind: 'name', ...span(node), name: node.name, binding };
  binding?.references.push(name);
  return name;
}

/** The fixed name of a property, or `undefined` where it is computed. */
export function propertyName(key: Tree.PropertyKey, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') {
    return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
  }
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The text of a name or string in an import or export list. */
export function exportName(node: Tree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}
