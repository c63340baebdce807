import type * as Tree from 'oxc-parser';
import type { Block, Declaration, Expression, ObjectLiteral, Property, Statement } from '../../program/nodes.js';
import { lowerClass, lowerExpression, lowerFunction } from './expressions.js';
import { span, type Lowering } from './lowering.js';
import { lowerExport, lowerImport, lowerImportEquals, lowerExportAssignment } from './modules.js';
import { bindDeclaration, bindElement, bindUnknown } from './patterns.js';

type AnyStatement = Tree.Statement | Tree.Directive;

/** The directives (`"use client"`) at the head of a body. */
export function directivesOf(body: readonly AnyStatement[]): string[] {
  const directives: string[] = [];
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') break;
    directives.push(statement.directive);
  }
  return directives;
}

/** Lowers a block; `first` are statements that run before its own. */
export function lowerBlock(node: Tree.Span & { readonly body: readonly AnyStatement[] }, cx: Lowering, first: readonly Statement[]): Block {
  return { kind: 'block', ...span(node), body: [...first, ...node.body.flatMap((s) => lowerStatement(s, cx))] };
}

/** One statement as one node, for the places that take no list. */
function lowerSingle(node: Tree.Statement, cx: Lowering): Statement {
  const statements = lowerStatement(node, cx);
  const [only] = statements;
  return statements.length === 1 && only !== undefined ? only : { kind: 'block', ...span(node), body: statements };
}

/**
 * Lowers a statement; one with several declarators becomes several.
 * @param whole the statement that an `export` makes of it: the place to insert something after
 */
export function lowerStatement(node: AnyStatement, cx: Lowering, whole: Tree.Span = node): Statement[] {
  const place = span(whole);
  switch (node.type) {
    case 'ExpressionStatement':
      return [{ kind: 'expression-statement', ...place, expression: lowerExpression(node.expression, cx) }];
    case 'VariableDeclaration':
      return lowerVariables(node, cx, whole);
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': {
      if (node.type === 'TSDeclareFunction' || node.body === null) return [];
      const value = lowerFunction(node, cx);
      if (node.id !== null) cx.bindings.of(node.id)?.origins.push({ kind: 'function', value });
      return [{ kind: 'definition', ...place, value }];
    }
    case 'ClassDeclaration': {
      const value = lowerClass(node, cx);
      if (node.id !== null) cx.bindings.of(node.id)?.origins.push({ kind: 'class', value });
      return [{ kind: 'definition', ...place, value }];
    }
    case 'BlockStatement':
      return [lowerBlock(node, cx, [])];
    case 'IfStatement':
      return [{
        kind: 'if',
        ...place,
        test: lowerExpression(node.test, cx),
        consequent: lowerSingle(node.consequent, cx),
        alternate: node.alternate === null ? undefined : lowerSingle(node.alternate, cx),
      }];
    case 'ReturnStatement':
      return [{ kind: 'return', ...place, value: node.argument === null ? undefined : lowerExpression(node.argument, cx) }];
    case 'ThrowStatement':
      return [{ kind: 'throw', ...place, value: lowerExpression(node.argument, cx) }];
    case 'BreakStatement':
      return [{ kind: 'jump', ...place, to: 'break' }];
    case 'ContinueStatement':
      return [{ kind: 'jump', ...place, to: 'continue' }];
    case 'LabeledStatement':
      return lowerStatement(node.body, cx);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [lowerLoop(node, cx)];
    case 'TryStatement':
      if (node.handler?.param) bindUnknown(node.handler.param, cx);
      return [{
        kind: 'try',
        ...place,
        block: lowerBlock(node.block, cx, []),
        handler: node.handler === null ? undefined : lowerBlock(node.handler.body, cx, []),
        finalizer: node.finalizer === null ? undefined : lowerBlock(node.finalizer, cx, []),
      }];
    case 'SwitchStatement':
      return [{
        kind: 'switch',
        ...place,
        value: lowerExpression(node.discriminant, cx),
        cases: node.cases.map((c) => ({
          kind: 'case',
          ...span(c),
          test: c.test === null ? undefined : lowerExpression(c.test, cx),
          body: c.consequent.flatMap((s) => lowerStatement(s, cx)),
        })),
      }];
    case 'ImportDeclaration':
      return lowerImport(node, cx);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      return lowerExport(node, cx);
    case 'TSExportAssignment':
      return lowerExportAssignment(node, cx);
    case 'TSImportEqualsDeclaration':
      return lowerImportEquals(node, cx);
    case 'TSEnumDeclaration':
      return lowerEnum(node, cx);
    case 'TSModuleDeclaration':
      return lowerNamespace(node, cx);
    case 'WithStatement':
      return [{ kind: 'other', ...place, children: [lowerExpression(node.object, cx), lowerSingle(node.body, cx)] }];
    default:
      return [];
  }
}

function lowerVariables(node: Tree.VariableDeclaration, cx: Lowering, whole: Tree.Span): Declaration[] {
  return node.declarations.map((declarator) => {
    const inner: Expression[] = [];
    const value = declarator.init === null ? undefined : lowerExpression(declarator.init, cx);
    bindDeclaration(declarator.id, value, inner, cx);
    const name = declarator.id.type === 'Identifier' ? declarator.id.name : undefined;
    return { kind: 'declaration', ...span(whole), name, value, inner };
  });
}

function lowerLoop(
  node: Tree.ForStatement | Tree.ForInStatement | Tree.ForOfStatement | Tree.WhileStatement | Tree.DoWhileStatement,
  cx: Lowering,
): Statement {
  const place = span(node);
  if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') {
    const test = lowerExpression(node.test, cx);
    return { kind: 'loop', ...place, before: [], test, over: undefined, update: undefined, body: lowerSingle(node.body, cx) };
  }
  if (node.type === 'ForStatement') {
    const before: Statement[] =
      node.init === null ? []
      : node.init.type === 'VariableDeclaration' ? lowerVariables(node.init, cx, node.init)
      : [{ kind: 'expression-statement', ...span(node.init), expression: lowerExpression(node.init, cx) }];
    const test = node.test === null ? undefined : lowerExpression(node.test, cx);
    const update = node.update === null ? undefined : lowerExpression(node.update, cx);
    return { kind: 'loop', ...place, before, test, over: undefined, update, body: lowerSingle(node.body, cx) };
  }
  const over = lowerExpression(node.right, cx);
  const inner: Expression[] = [];
  const target = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  if (target !== undefined) {
    if (node.type === 'ForOfStatement') bindElement(target, over, inner, cx);
    else bindUnknown(target, cx);
  }
  const before: Statement[] = inner.map((expression) => ({ kind: 'expression-statement', start: expression.start, end: expression.end, parent: undefined, expression }));
  return { kind: 'loop', ...place, before, test: undefined, over, update: undefined, body: lowerSingle(node.body, cx) };
}

/** An enum is an object with its members. */
function lowerEnum(node: Tree.TSEnumDeclaration, cx: Lowering): Statement[] {
  const properties: Property[] = [];
  // Babel's tree has the members without a body around them.
  const { members } = 'body' in node ? node.body : (node);
  for (const member of members) {
    if (member.initializer === null) continue;
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? member.id.value : undefined;
    const value = lowerExpression(member.initializer, cx);
    properties.push({ kind: 'property', ...span(member), name, index: undefined, value, role: 'value', shorthand: false });
  }
  const value: ObjectLiteral = { kind: 'object', ...span(node), properties };
  const { start, end } = span(node);
  cx.bindings.of(node.id)?.origins.push({ kind: 'value', value, path: [], fallback: undefined, start, end, assignment: undefined });
  return [{ kind: 'declaration', ...span(node), name: node.id.name, value, inner: [] }];
}

/** A namespace is an object with what it exports; its statements run in place. */
function lowerNamespace(node: Tree.TSModuleDeclaration | Tree.TSGlobalDeclaration, cx: Lowering): Statement[] {
  if (node.declare || node.body === null || node.id.type !== 'Identifier') return [];
  const inside: Lowering = { ...cx, exports: new Map() };
  const body = lowerBlock(node.body, inside, []);
  const properties: Property[] = [];
  for (const [name, given] of inside.exports) {
    if (given.kind !== 'binding') continue;
    const value = { kind: 'name', ...span(node), name, binding: given.binding } as const;
    properties.push({ kind: 'property', ...span(node), name, index: undefined, value, role: 'value', shorthand: false });
  }
  const value: ObjectLiteral = { kind: 'object', ...span(node), properties };
  const { start, end } = span(node);
  cx.bindings.of(node.id)?.origins.push({ kind: 'value', value, path: [], fallback: undefined, start, end, assignment: undefined });
  return [body];
}

