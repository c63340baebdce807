import type * as Tree from 'oxc-parser';
import type { Comment, Language } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { link } from '../../program/children.js';
import type { Export, Expression, Node, Program } from '../../program/nodes.js';
import { span, type Lowering } from './lowering.js';
import { BindingTable, type ScopeManagerLike } from './scopes.js';
import { directivesOf, lowerBlock } from './statements.js';

/**
 * Lowers an ESTree program, of whatever parser, with the scopes that were made from it.
 * @throws RangeError for a tree that nests deeper than the stack allows
 */
export function lower(
  source: SourceFile,
  language: Language,
  tree: Tree.Program,
  scopes: ScopeManagerLike,
  comments: readonly Comment[],
  browser: boolean,
): Program {
  const bindings = new BindingTable(scopes, (node) => span(node as Tree.Span).start);
  const cx: Lowering = { bindings, exports: new Map(), starExports: [], dependencies: [] };
  const body = { ...lowerBlock(tree, cx, []), start: 0, end: source.text.length };
  const nodes = link(body);
  collectCommonJsExports(nodes, cx.exports);
  return {
    source,
    language,
    browser,
    body,
    directives: directivesOf(tree.body),
    bindings: bindings.all,
    exports: cx.exports,
    starExports: cx.starExports,
    dependencies: cx.dependencies,
    comments,
    nodes,
  };
}

/** `module.exports = …`, `module.exports.x = …`, `exports.x = …`. */
function collectCommonJsExports(nodes: readonly Node[], exports: Map<string, Export>): void {
  for (const node of nodes) {
    if (node.kind !== 'assignment' || node.target?.kind !== 'member') continue;
    const { object, property } = node.target;
    if (isModuleExports(node.target)) exports.set('=', { kind: 'expression', value: finalValue(node.value) });
    else if (property !== undefined && (isModuleExports(object) || isGlobal(object, 'exports'))) {
      exports.set(property, { kind: 'expression', value: finalValue(node.value) });
    }
  }
}

/** `exports.a = exports.b = value`: the value. */
function finalValue(expression: Expression): Expression {
  let value = expression;
  while (value.kind === 'assignment') value = value.value;
  return value;
}

function isModuleExports(node: Node): boolean {
  return node.kind === 'member' && node.property === 'exports' && isGlobal(node.object, 'module');
}

function isGlobal(node: Node, name: string): boolean {
  return node.kind === 'name' && node.name === name && node.binding === undefined;
}
