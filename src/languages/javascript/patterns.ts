import type * as Tree from 'oxc-parser';
import type { Binding, Origin, Step } from '../../program/bindings.js';
import type { Assignment, Expression, Parameter } from '../../program/nodes.js';
import { lowerExpression } from './expressions.js';
import { propertyName, span, type Lowering } from './lowering.js';

type AnyPattern =
  | Tree.BindingPattern | Tree.BindingRestElement | Tree.ParamPattern | Tree.AssignmentTargetMaybeDefault
  | Tree.AssignmentTargetRest;

interface Leaf {
  readonly binding: Binding;
  readonly path: readonly Step[];
  readonly fallback: Expression | undefined;
  readonly start: number;
  readonly end: number;
  /** Set for what is left over: the names that were taken out. */
  readonly without?: readonly string[];
}

/** Enters what a declaration's pattern takes out of `value`. Defaults inside the pattern are added to `inner`. */
export function bindDeclaration(pattern: Tree.BindingPattern, value: Expression | undefined, inner: Expression[], cx: Lowering): void {
  for (const leaf of leaves(pattern, [], span(pattern), inner, cx)) {
    if (value !== undefined) leaf.binding.origins.push(valueOrigin(leaf, value, undefined));
  }
}

/** The same for a destructuring assignment. */
export function bindTarget(pattern: Tree.AssignmentTarget, value: Expression, assignment: Assignment, inner: Expression[], cx: Lowering): void {
  for (const leaf of leaves(pattern, [], span(pattern), inner, cx)) leaf.binding.origins.push(valueOrigin(leaf, value, assignment));
}

/** The same for the variable of `for (… of over)`. */
export function bindElement(pattern: Tree.BindingPattern | Tree.AssignmentTarget, over: Expression, inner: Expression[], cx: Lowering): void {
  for (const leaf of leaves(pattern, [], span(pattern), inner, cx)) {
    leaf.binding.origins.push({ kind: 'element', over, path: leaf.path });
  }
}

/** What nothing is known of: the variable of a `catch` or of `for (… in …)`. */
export function bindUnknown(pattern: Tree.BindingPattern | Tree.AssignmentTarget, cx: Lowering): void {
  for (const leaf of leaves(pattern, [], span(pattern), [], cx)) leaf.binding.origins.push({ kind: 'unknown' });
}

/** Lowers one parameter and enters what it binds. */
export function bindParameter(pattern: Tree.ParamPattern, cx: Lowering): Parameter {
  const plain = pattern.type === 'TSParameterProperty' ? pattern.parameter : pattern;
  const inner: Expression[] = [];
  const whole = plain.type === 'AssignmentPattern' ? plain.left : plain;
  const fallback = plain.type === 'AssignmentPattern' ? lowerExpression(plain.right, cx) : undefined;
  const parameter: Parameter = {
    kind: 'parameter',
    ...span(pattern),
    fallback,
    inner,
    name: whole.type === 'Identifier' ? whole.name : undefined,
    rest: whole.type === 'RestElement',
  };
  for (const leaf of leaves(whole, [], span(whole), inner, cx)) {
    if (leaf.without !== undefined) {
      leaf.binding.origins.push({ kind: 'unknown' });
      continue;
    }
    leaf.binding.origins.push({
      kind: 'parameter',
      parameter,
      path: leaf.path,
      fallback: leaf.fallback,
      start: leaf.start,
      end: leaf.end,
    });
  }
  return parameter;
}

function valueOrigin(leaf: Leaf, value: Expression, assignment: Assignment | undefined): Origin {
  if (leaf.without !== undefined) return { kind: 'rest', value, path: leaf.path, without: leaf.without };
  return { kind: 'value', value, path: leaf.path, fallback: leaf.fallback, start: leaf.start, end: leaf.end, assignment };
}

function* leaves(
  pattern: AnyPattern,
  path: readonly Step[],
  place: { readonly start: number; readonly end: number },
  inner: Expression[],
  cx: Lowering,
  fallback?: Expression,
): Generator<Leaf> {
  switch (pattern.type) {
    case 'Identifier': {
      const binding = cx.bindings.of(pattern);
      if (binding !== undefined) yield { binding, path, fallback, start: place.start, end: place.end };
      break;
    }
    case 'AssignmentPattern': {
      const value = lowerExpression(pattern.right, cx);
      inner.push(value);
      yield* leaves(pattern.left, path, place, inner, cx, value);
      break;
    }
    case 'RestElement':
      yield* leaves(pattern.argument, [...path, undefined], place, inner, cx);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          const without = pattern.properties.flatMap((p) => (p.type === 'RestElement' ? [] : (propertyName(p.key, p.computed) ?? [])));
          for (const leaf of leaves(property.argument, path, span(property), inner, cx)) yield { ...leaf, without };
          continue;
        }
        const name = propertyName(property.key, property.computed);
        if (property.computed && property.key.type !== 'PrivateIdentifier') inner.push(lowerExpression(property.key, cx));
        yield* leaves(property.value, [...path, name], span(property), inner, cx);
      }
      break;
    case 'ArrayPattern':
      for (const [i, element] of pattern.elements.entries()) {
        if (element !== null) yield* leaves(element, [...path, String(i)], span(element), inner, cx);
      }
      break;
    default:
      break;
  }
}
