import type * as Tree from 'oxc-parser';
import type {
  Assignment, ClassMember, ClassNode, Element, Expression, FunctionNode, Member, Node, Parameter, Property, Spread,
  Statement, Template, Text,
} from '../../program/nodes.js';
import { isRequire } from '../../program/require.js';
import { nameNode, propertyName, span, type Lowering } from './lowering.js';
import { bindParameter, bindTarget } from './patterns.js';
import { directivesOf, lowerBlock } from './statements.js';

/** How many values of one variable are told apart. */
const maxSteps = 100;

/** Lowers an expression; type syntax and parentheses vanish, what is not known keeps its parts. */
export function lowerExpression(node: Tree.Expression | Tree.SpreadElement | Tree.JSXText, cx: Lowering): Expression {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return lowerExpression(node.expression, cx);
    case 'Literal':
      return lowerLiteral(node);
    case 'TemplateLiteral':
      return lowerTemplate(node, cx);
    case 'Identifier':
      return node.name === 'undefined' && cx.bindings.of(node) === undefined
        ? { kind: 'constant', ...span(node), value: undefined }
        : nameNode(node, cx);
    case 'ThisExpression':
      return { kind: 'this', ...span(node) };
    case 'Super':
      return { kind: 'super', ...span(node) };
    case 'MemberExpression':
      return lowerMember(node, cx);
    case 'CallExpression':
    case 'NewExpression':
      return lowerCall(node, cx);
    case 'TaggedTemplateExpression': {
      const quasi = lowerTemplate(node.quasi, cx);
      return { kind: 'call', ...span(node), callee: lowerExpression(node.tag, cx), args: [quasi], named: undefined, construct: false };
    }
    case 'SpreadElement':
      return { kind: 'spread', ...span(node), value: lowerExpression(node.argument, cx) };
    case 'ObjectExpression':
      return { kind: 'object', ...span(node), properties: node.properties.map((p) => lowerProperty(p, cx)) };
    case 'ArrayExpression':
      return {
        kind: 'array',
        ...span(node),
        elements: node.elements.map((e) => (e === null ? undefined : lowerExpression(e, cx))),
      };
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return lowerFunction(node, cx);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return lowerClass(node, cx);
    case 'LogicalExpression':
      return {
        kind: 'logical',
        ...span(node),
        operator: node.operator,
        left: lowerExpression(node.left, cx),
        right: lowerExpression(node.right, cx),
      };
    case 'ConditionalExpression':
      return {
        kind: 'conditional',
        ...span(node),
        test: lowerExpression(node.test, cx),
        consequent: lowerExpression(node.consequent, cx),
        alternate: lowerExpression(node.alternate, cx),
      };
    case 'UnaryExpression':
      return node.operator === 'void' && node.argument.type === 'Literal'
        ? { kind: 'constant', ...span(node), value: undefined }
        : { kind: 'unary', ...span(node), operator: node.operator, argument: lowerExpression(node.argument, cx) };
    case 'BinaryExpression':
      if (node.left.type === 'PrivateIdentifier') return other(node, [lowerExpression(node.right, cx)]);
      return {
        kind: 'binary',
        ...span(node),
        operator: node.operator,
        left: lowerExpression(node.left, cx),
        right: lowerExpression(node.right, cx),
      };
    case 'AssignmentExpression':
      return lowerAssignment(node, cx);
    case 'UpdateExpression': {
      if (node.argument.type === 'Identifier') cx.bindings.of(node.argument)?.origins.push({ kind: 'unknown' });
      return other(node, [lowerExpression(node.argument, cx)]);
    }
    case 'SequenceExpression':
      return { kind: 'sequence', ...span(node), expressions: node.expressions.map((e) => lowerExpression(e, cx)) };
    case 'AwaitExpression':
      return { kind: 'await', ...span(node), value: lowerExpression(node.argument, cx) };
    case 'YieldExpression':
      return other(node, node.argument === null ? [] : [lowerExpression(node.argument, cx)]);
    case 'ImportExpression':
      return lowerImportCall(node, cx);
    case 'MetaProperty':
      return node.meta.name === 'import' ? { kind: 'import-meta', ...span(node) } : other(node, []);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerElement(node, cx);
    case 'JSXText':
      return text(node, node.value, node.value, 0);
    default:
      return other(node, []);
  }
}

function other(node: Tree.Span, parts: readonly Node[]): Expression {
  return { kind: 'other', ...span(node), children: parts };
}

function text(node: Tree.Span, value: string, content: string, quote: number): Text {
  const place = span(node);
  const contentStart = place.start + quote;
  return { kind: 'text', ...place, value, contentStart, contentEnd: quote > 0 ? place.end - quote : contentStart + content.length };
}

function lowerLiteral(
  node: Tree.StringLiteral | Tree.NumericLiteral | Tree.BooleanLiteral | Tree.NullLiteral | Tree.BigIntLiteral | Tree.RegExpLiteral,
): Expression {
  if (typeof node.value === 'string') return text(node, node.value, node.value, 1);
  if ('regex' in node && typeof node.regex === 'object') return { kind: 'pattern', ...span(node), source: node.regex.pattern };
  if (typeof node.value === 'number' || typeof node.value === 'boolean') return { kind: 'constant', ...span(node), value: node.value };
  return node.value === null && !('bigint' in node) ? { kind: 'constant', ...span(node), value: null } : other(node, []);
}

function lowerTemplate(node: Tree.TemplateLiteral, cx: Lowering): Text | Template {
  const first = node.quasis[0];
  if (node.expressions.length === 0 && first !== undefined) {
    return text(node, first.value.cooked ?? first.value.raw, first.value.raw, 1);
  }
  // typescript-eslint's ranges of the fixed parts take in the marks around them, ESTree's do not.
  const inclusive = first !== undefined && span(first).start === span(node).start;
  const parts: Expression[] = [];
  node.quasis.forEach((quasi, i) => {
    if (quasi.value.raw !== '') {
      const place = span(quasi);
      const start = inclusive ? place.start + 1 : place.start;
      const end = inclusive ? place.end - (quasi.tail ? 1 : 2) : place.end;
      const value = quasi.value.cooked ?? quasi.value.raw;
      parts.push({ kind: 'text', start, end, parent: undefined, value, contentStart: start, contentEnd: end });
    }
    const expression = node.expressions[i];
    if (expression !== undefined) parts.push(lowerExpression(expression, cx));
  });
  return { kind: 'template', ...span(node), parts };
}

function lowerMember(node: Tree.MemberExpression, cx: Lowering): Member {
  const property = propertyName(node.property, node.computed);
  const index = property === undefined && node.property.type !== 'PrivateIdentifier' ? lowerExpression(node.property, cx) : undefined;
  return { kind: 'member', ...span(node), object: lowerExpression(node.object, cx), property, index };
}

function lowerCall(node: Tree.CallExpression | Tree.NewExpression, cx: Lowering): Expression {
  const callee = lowerExpression(node.callee, cx);
  const args = node.arguments.map((a) => lowerExpression(a, cx));
  const first = args[0];
  if (isRequire(callee) && first?.kind === 'text') {
    cx.dependencies.push({ specifier: first.value, typeOnly: false, start: first.start, end: first.end, names: ['*'] });
  }
  return { kind: 'call', ...span(node), callee, args, named: undefined, construct: node.type === 'NewExpression' };
}

function lowerImportCall(node: Tree.ImportExpression, cx: Lowering): Expression {
  const specifier = lowerExpression(node.source, cx);
  if (specifier.kind === 'text') {
    cx.dependencies.push({ specifier: specifier.value, typeOnly: false, start: specifier.start, end: specifier.end, names: ['*'] });
  }
  return { kind: 'import-call', ...span(node), specifier };
}

function lowerProperty(node: Tree.ObjectPropertyKind, cx: Lowering): Property | Spread {
  if (node.type === 'SpreadElement') return { kind: 'spread', ...span(node), value: lowerExpression(node.argument, cx) };
  const name = propertyName(node.key, node.computed);
  const index = name === undefined && node.key.type !== 'PrivateIdentifier' && node.key.type !== 'Identifier' ? lowerExpression(node.key, cx) : undefined;
  const role = node.kind === 'get' ? 'getter' : node.kind === 'set' ? 'setter' : node.method ? 'method' : 'value';
  return { kind: 'property', ...span(node), name, index, value: lowerExpression(node.value, cx), role, shorthand: node.shorthand };
}

function lowerAssignment(node: Tree.AssignmentExpression, cx: Lowering): Assignment {
  const value = lowerExpression(node.right, cx);
  const inner: Expression[] = [];
  const left = stripTypes(node.left);
  const target = left.type === 'Identifier' ? nameNode(left, cx) : left.type === 'MemberExpression' ? lowerMember(left, cx) : undefined;
  const assignment: Assignment = { kind: 'assignment', ...span(node), operator: node.operator, target, value, inner };
  if (left.type === 'Identifier') {
    const binding = cx.bindings.of(left);
    const before = binding?.origins.at(-1);
    // A sum of so many steps is made by a machine, and no key.
    if (binding !== undefined && binding.origins.length >= maxSteps) return assignment;
    if (node.operator === '+=' && before?.kind === 'value' && before.path.length === 0) {
      // What is added to in steps is the sum of them.
      const sum: Expression = { kind: 'binary', ...span(node), operator: '+', left: before.value, right: value };
      binding?.origins.push({ ...before, value: sum, assignment });
      return assignment;
    }
    const logical = node.operator === '=' || node.operator === '??=' || node.operator === '||=' || node.operator === '&&=';
    binding?.origins.push(
      logical ? { kind: 'value', value, path: [], fallback: undefined, ...offsets(node), assignment } : { kind: 'unknown' },
    );
  } else if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
    bindTarget(left, value, assignment, inner, cx);
  }
  return assignment;
}

function offsets(node: Tree.Span): { start: number; end: number } {
  const { start, end } = span(node);
  return { start, end };
}

type BareTarget = Tree.IdentifierReference | Tree.MemberExpression | Tree.AssignmentTargetPattern;

/** The target without `as`, `!` and their like. */
export function stripTypes(node: Tree.AssignmentTarget | Tree.Expression): BareTarget {
  let target: Tree.AssignmentTarget | Tree.Expression = node;
  while (
    target.type === 'TSAsExpression' || target.type === 'TSNonNullExpression' || target.type === 'TSTypeAssertion' ||
    target.type === 'TSSatisfiesExpression' || target.type === 'ParenthesizedExpression'
  ) {
    target = target.expression;
  }
  return target as BareTarget;
}

/** Lowers a function; its parameters enter their bindings. */
export function lowerFunction(node: Tree.Function | Tree.ArrowFunctionExpression, cx: Lowering): FunctionNode {
  const parameters: Parameter[] = [];
  const fields: Statement[] = [];
  for (const pattern of node.params) {
    parameters.push(bindParameter(pattern, cx));
    if (pattern.type === 'TSParameterProperty') fields.push(...parameterField(pattern, cx));
  }
  const name = 'id' in node && node.id !== null ? node.id.name : undefined;
  const body = lowerFunctionBody(node, fields, cx);
  const directives = node.body?.type === 'BlockStatement' ? directivesOf(node.body.body) : [];
  return { kind: 'function', ...span(node), name, parameters, body, generator: 'generator' in node && node.generator, arrow: node.type === 'ArrowFunctionExpression', decorators: [], directives };
}

function lowerFunctionBody(node: Tree.Function | Tree.ArrowFunctionExpression, fields: Statement[], cx: Lowering): FunctionNode['body'] {
  if (node.body === null) return { kind: 'block', ...span(node), body: [] };
  if (node.body.type === 'BlockStatement') return lowerBlock(node.body, cx, fields);
  const value = lowerExpression(node.body, cx);
  return { kind: 'block', ...span(node.body), body: [{ kind: 'return', ...span(node.body), value }] };
}

/** `constructor(private apiKey: string)` also assigns the field. */
function parameterField(node: Tree.TSParameterProperty, cx: Lowering): Statement[] {
  const parameter = node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter;
  if (parameter.type !== 'Identifier') return [];
  const value = nameNode(parameter, cx);
  const place = span(node);
  const target: Member = { kind: 'member', ...place, object: { kind: 'this', ...place }, property: parameter.name, index: undefined };
  const expression: Assignment = { kind: 'assignment', ...place, operator: '=', target, value, inner: [] };
  return [{ kind: 'expression-statement', ...place, expression }];
}

/** ESTree's own trees have no decorators. */
interface Decorated {
  readonly decorators?: readonly Tree.Decorator[];
}

function lowerDecorators(node: Decorated, cx: Lowering): Expression[] {
  return (node.decorators ?? []).map((d) => lowerExpression(d.expression, cx));
}

/** Lowers a class with its fields, methods and blocks. */
export function lowerClass(node: Tree.Class, cx: Lowering): ClassNode {
  const members: ClassMember[] = [];
  for (const element of node.body.body) {
    switch (element.type) {
      case 'StaticBlock': {
        const value = lowerBlock(element, cx, []);
        members.push({ kind: 'class-member', ...span(element), name: undefined, role: 'block', static: true, decorators: [], value });
        break;
      }
      case 'MethodDefinition':
      case 'TSAbstractMethodDefinition': {
        const role = element.kind === 'get' ? 'getter' : element.kind === 'set' ? 'setter' : element.kind;
        const name = propertyName(element.key, element.computed);
        members.push({ kind: 'class-member', ...span(element), name, role, static: element.static, decorators: lowerDecorators(element, cx), value: lowerFunction(element.value, cx) });
        break;
      }
      case 'PropertyDefinition':
      case 'AccessorProperty':
      case 'TSAbstractPropertyDefinition':
      case 'TSAbstractAccessorProperty': {
        const name = propertyName(element.key, element.computed);
        const value = element.value === null ? undefined : lowerExpression(element.value, cx);
        members.push({ kind: 'class-member', ...span(element), name, role: 'field', static: element.static, decorators: lowerDecorators(element, cx), value });
        break;
      }
      default:
        break;
    }
  }
  const superclass = node.superClass === null ? undefined : lowerExpression(node.superClass, cx);
  const decorators = lowerDecorators(node, cx);
  return { kind: 'class', ...span(node), name: node.id?.name, superclass, decorators, members };
}

function lowerElement(node: Tree.JSXElement | Tree.JSXFragment, cx: Lowering): Element {
  const attributes: (Property | Spread)[] = [];
  let name: Expression | undefined;
  if (node.type === 'JSXElement') {
    name = lowerElementName(node.openingElement.name, cx);
    for (const attribute of node.openingElement.attributes) {
      if (attribute.type === 'JSXSpreadAttribute') {
        attributes.push({ kind: 'spread', ...span(attribute), value: lowerExpression(attribute.argument, cx) });
        continue;
      }
      const label = attribute.name.type === 'JSXIdentifier' ? attribute.name.name : `${attribute.name.namespace.name}:${attribute.name.name.name}`;
      const value = lowerAttributeValue(attribute, cx);
      attributes.push({ kind: 'property', ...span(attribute), name: label, index: undefined, value, role: 'value', shorthand: false });
    }
  }
  const parts = node.children.flatMap((child) => lowerChild(child, cx));
  return { kind: 'element', ...span(node), name, attributes, children: parts };
}

function lowerAttributeValue(attribute: Tree.JSXAttribute, cx: Lowering): Expression {
  const { value } = attribute;
  if (value === null) return { kind: 'constant', ...span(attribute), value: true };
  if (value.type !== 'JSXExpressionContainer') return lowerExpression(value, cx);
  return value.expression.type === 'JSXEmptyExpression' ? other(value, []) : lowerExpression(value.expression, cx);
}

function lowerChild(child: Tree.JSXChild, cx: Lowering): Expression[] {
  switch (child.type) {
    case 'JSXExpressionContainer':
      return child.expression.type === 'JSXEmptyExpression' ? [] : [lowerExpression(child.expression, cx)];
    case 'JSXSpreadChild':
      return [lowerExpression(child.expression, cx)];
    case 'JSXText':
      return child.value.trim() === '' ? [] : [lowerExpression(child, cx)];
    default:
      return [lowerExpression(child, cx)];
  }
}

function lowerElementName(node: Tree.JSXElementName, cx: Lowering): Expression {
  if (node.type === 'JSXMemberExpression') {
    return { kind: 'member', ...span(node), object: lowerElementName(node.object, cx), property: node.property.name, index: undefined };
  }
  if (node.type !== 'JSXIdentifier') return other(node, []);
  const known = nameNode(node, cx);
  if (known.binding !== undefined || !/^[A-Z]/u.test(node.name)) return known;
  const binding = cx.bindings.topLevel(node.name);
  return { ...known, binding };
}

