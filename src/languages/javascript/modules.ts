import type * as Tree from 'oxc-parser';
import type { Statement } from '../../program/nodes.js';
import { lowerClass, lowerExpression, lowerFunction } from './expressions.js';
import { exportName, span, type Lowering } from './lowering.js';
import { lowerStatement } from './statements.js';

/** `import … from`: the bindings learn where they come from. */
export function lowerImport(node: Tree.ImportDeclaration, cx: Lowering): Statement[] {
  const specifier = node.source.value;
  const names: string[] = [];
  let values = node.specifiers.length === 0;
  for (const part of node.specifiers) {
    const typeOnly = node.importKind === 'type' || (part.type === 'ImportSpecifier' && part.importKind === 'type');
    const name = part.type === 'ImportSpecifier' ? exportName(part.imported) : part.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    const { start, end } = span(part);
    cx.bindings.of(part.local)?.origins.push({ kind: 'import', specifier, name, typeOnly, start, end });
    if (!typeOnly) {
      values = true;
      names.push(name);
    }
  }
  const typeOnly = node.importKind === 'type' || !values;
  const { start, end } = span(node.source);
  cx.dependencies.push({ specifier, typeOnly, start, end, names });
  return [{ kind: 'import', ...span(node), specifier, typeOnly }];
}

/** `import x = require('y')`. */
export function lowerImportEquals(node: Tree.TSImportEqualsDeclaration, cx: Lowering): Statement[] {
  if (node.moduleReference.type !== 'TSExternalModuleReference') return [];
  const specifier = node.moduleReference.expression.value;
  const typeOnly = node.importKind === 'type';
  const { start, end } = span(node);
  cx.bindings.of(node.id)?.origins.push({ kind: 'import', specifier, name: '=', typeOnly, start, end });
  cx.dependencies.push({ specifier, typeOnly, ...offsets(node.moduleReference.expression), names: ['*'] });
  return [{ kind: 'import', ...span(node), specifier, typeOnly }];
}

/** `export = x`. */
export function lowerExportAssignment(node: Tree.TSExportAssignment, cx: Lowering): Statement[] {
  const expression = lowerExpression(node.expression, cx);
  cx.exports.set('=', { kind: 'expression', value: expression });
  return [{ kind: 'expression-statement', ...span(node), expression }];
}

/** Every form of `export`. */
export function lowerExport(
  node: Tree.ExportNamedDeclaration | Tree.ExportDefaultDeclaration | Tree.ExportAllDeclaration,
  cx: Lowering,
): Statement[] {
  switch (node.type) {
    case 'ExportAllDeclaration': {
      const specifier = node.source.value;
      const typeOnly = node.exportKind === 'type';
      cx.dependencies.push({ specifier, typeOnly, ...offsets(node.source), names: ['*'], reExport: true });
      if (node.exported !== null) cx.exports.set(exportName(node.exported), { kind: 'from', specifier, name: '*' });
      else if (!typeOnly) cx.starExports.push(specifier);
      return [{ kind: 'import', ...span(node), specifier, typeOnly }];
    }
    case 'ExportDefaultDeclaration':
      return lowerDefault(node, cx);
    case 'ExportNamedDeclaration':
      return lowerNamed(node, cx);
  }
}

function lowerDefault(node: Tree.ExportDefaultDeclaration, cx: Lowering): Statement[] {
  const { declaration } = node;
  if (declaration.type === 'TSInterfaceDeclaration') return [];
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
    const value = declaration.type === 'FunctionDeclaration' ? lowerFunction(declaration, cx) : lowerClass(declaration as Tree.Class, cx);
    const binding = declaration.id === null ? undefined : cx.bindings.of(declaration.id);
    binding?.origins.push(value.kind === 'function' ? { kind: 'function', value } : { kind: 'class', value });
    cx.exports.set('default', { kind: 'expression', value });
    return [{ kind: 'definition', ...span(node), value }];
  }
  const expression = lowerExpression(declaration, cx);
  cx.exports.set('default', { kind: 'expression', value: expression });
  return [{ kind: 'expression-statement', ...span(node), expression }];
}

function lowerNamed(node: Tree.ExportNamedDeclaration, cx: Lowering): Statement[] {
  if (node.source !== null) {
    const specifier = node.source.value;
    const names: string[] = [];
    for (const part of node.specifiers) {
      if (node.exportKind === 'type' || part.exportKind === 'type') continue;
      names.push(exportName(part.local));
      cx.exports.set(exportName(part.exported), { kind: 'from', specifier, name: exportName(part.local) });
    }
    const typeOnly = names.length === 0 && node.specifiers.length > 0;
    cx.dependencies.push({ specifier, typeOnly, ...offsets(node.source), names, reExport: true });
    return [{ kind: 'import', ...span(node), specifier, typeOnly }];
  }
  for (const part of node.specifiers) {
    const binding = cx.bindings.of(part.local) ?? cx.bindings.topLevel(exportName(part.local));
    if (binding !== undefined) cx.exports.set(exportName(part.exported), { kind: 'binding', binding });
  }
  if (node.declaration === null) return [];
  for (const identifier of declaredNames(node.declaration)) {
    const binding = cx.bindings.of(identifier);
    if (binding !== undefined) cx.exports.set(identifier.name, { kind: 'binding', binding });
  }
  return lowerStatement(node.declaration, cx, node);
}

function declaredNames(node: Tree.Declaration): (Tree.BindingIdentifier | Tree.IdentifierName)[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap((d) => namesOf(d.id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return node.id === null ? [] : [node.id];
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? [node.id] : [];
    default:
      return [];
  }
}

function namesOf(pattern: Tree.BindingPattern | Tree.BindingRestElement): Tree.BindingIdentifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'RestElement':
      return namesOf(pattern.argument);
    case 'ObjectPattern':
      return pattern.properties.flatMap((p) => namesOf(p.type === 'RestElement' ? p : p.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((e) => (e === null ? [] : namesOf(e)));
  }
}

function offsets(node: Tree.Span): { start: number; end: number } {
  const { start, end } = span(node);
  return { start, end };
}
