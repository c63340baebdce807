import type { Expression } from '../../program/nodes.js';
import type { Cursor } from '../flow.js';
import type { Tracer } from '../tracer.js';
import type { Folded } from '../world.js';

/** Stands for a part of a name that is not known. */
const anything = '*';
const mostNames = 16;
const maxDepth = 6;

/**
 * The names that an expression can spell: all that a loop gives for `KEY_${region}`, or `KEY_*` where what stands in the
 * gap is not known. Nothing where not even a part is.
 */
export function spelledNames(tracer: Tracer, cursor: Cursor, depth = 0): readonly Folded[] {
  const { node } = cursor;
  const at = (next: Expression): Cursor => ({ ...cursor, node: next });
  if (node.kind === 'template') return joinedNames(tracer, node.parts.map(at), depth);
  if (node.kind === 'binary' && node.operator === '+') return joinedNames(tracer, [at(node.left), at(node.right)], depth);
  const texts = tracer.trace(cursor).map(({ end, steps }) => (end.kind === 'text' && steps.every(({ kind }) => kind !== 'wrapped') ? end : undefined));
  if (texts.length > 0 && texts.length <= mostNames && texts.every((text) => text !== undefined)) return texts;
  const [origin, ...others] = node.kind === 'name' ? (node.binding?.origins ?? []) : [];
  return origin?.kind === 'value' && origin.path.length === 0 && others.length === 0 && depth < maxDepth ? spelledNames(tracer, at(origin.value), depth + 1) : [];
}

function joinedNames(tracer: Tracer, parts: readonly Cursor[], depth: number): readonly Folded[] {
  let names: Folded[] = [{ value: '', segments: [] }];
  for (const part of parts) {
    const spelled = depth < maxDepth ? spelledNames(tracer, part, depth + 1) : [];
    const next = spelled.length === 0 ? [{ value: anything, segments: [] }] : spelled;
    if (names.length * next.length > mostNames) return [];
    names = names.flatMap((name) => next.map((then) => ({ value: name.value + then.value, segments: [...name.segments, ...then.segments] })));
  }
  return names.some(({ segments }) => segments.length > 0) ? names : [];
}
