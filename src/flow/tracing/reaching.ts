import type { Binding, Origin } from '../../program/bindings.js';
import type { Name, Node, Program } from '../../program/nodes.js';
import { enclosingFunction, structureOf } from '../../program/structure.js';

/** The origins of a name that can have given it the value that it has at a use. */
interface Reaching {
  readonly origins: readonly Origin[];
  /** The origin that every way to the use passes last; what came before it has no part in the value. */
  readonly last: Node | undefined;
}

/**
 * What a name stands for where it is used: of several values that it is given one after the other, the last. What is set
 * in a branch, or by another function, may or may not be there, so it counts beside.
 */
export function reachingOrigins({ origins }: Binding, use: Name, program: Program): Reaching {
  if (origins.length < 2) return { origins, last: undefined };
  const setters = origins.map((origin) => setterOf(origin, program));
  let last: Node | undefined;
  for (const setter of setters) {
    if (setter === undefined || setter.end > use.start || (last !== undefined && setter.start < last.start)) continue;
    if (precedes(setter, use)) last = setter;
  }
  if (last === undefined) return { origins, last };
  const [scope, from] = [enclosingFunction(use), last];
  const reaches = (setter: Node | undefined): boolean => {
    if (setter === undefined || setter === from || enclosingFunction(setter) !== scope) return true;
    return setter.start > use.end ? comesAround(setter, use, from) : setter.start >= from.start;
  };
  return { origins: origins.filter((_, index) => reaches(setters[index])), last };
}

/** The statement or assignment that gives the value. */
function setterOf(origin: Origin, program: Program): Node | undefined {
  switch (origin.kind) {
    case 'value':
      return origin.assignment ?? origin.value.parent;
    case 'function':
    case 'class':
      return origin.value.parent?.kind === 'definition' ? origin.value.parent : undefined;
    case 'import':
      return structureOf(program).imports.find(({ start, end }) => start <= origin.start && origin.end <= end);
    default:
      return undefined;
  }
}

/** Has it always been done when the use is reached: does it stand before it in a block around it, in the same function? */
function precedes(setter: Node, use: Node): boolean {
  let statement: Node | undefined = setter;
  // `??=` and its like may leave the value as it is.
  while (statement?.kind === 'assignment' && (statement.operator === '=' || statement.operator === '+=')) statement = statement.parent;
  const block = statement?.parent;
  if (block?.kind !== 'block') return false;
  for (let at = use.parent; at !== undefined && at.kind !== 'function' && at.kind !== 'class'; at = at.parent) if (at === block) return true;
  return enclosingFunction(use)?.body === block;
}

/** Does a loop bring what stands below the use before it again, with nothing set anew in between? */
function comesAround(setter: Node, use: Node, last: Node): boolean {
  for (let at = use.parent; at !== undefined && at.kind !== 'function'; at = at.parent) {
    if (at.kind === 'loop') return isWithin(setter, at) && !isWithin(last, at);
  }
  return false;
}

function isWithin(node: Node, around: Node): boolean {
  return around.start <= node.start && node.end <= around.end;
}
