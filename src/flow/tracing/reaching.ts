import type { Binding, Origin } from '../../program/bindings.js';
import type { FunctionNode, Import, Name, Node, Program } from '../../program/nodes.js';
import { enclosingFunction, structureOf } from '../../program/structure.js';

/** The origins of a name that can have given it the value that it has at a use. */
interface Reaching {
  readonly origins: readonly Origin[];
  /** The origin that every way to the use passes last; what came before it has no part in the value. */
  readonly last: Node | undefined;
}

/** Where a binding is given a value. */
interface Setter {
  readonly origin: Origin;
  /** The statement or assignment; `undefined` where it is not known, so that it may be anywhere. */
  readonly node: Node | undefined;
  readonly scope: FunctionNode | undefined;
}

/** So many setters before a use are looked at for one that always comes before it. */
const maxSetters = 100;

const known = new WeakMap<Binding, readonly Setter[]>();

/**
 * What a name stands for where it is used: of several values that it is given one after the other, the last. What is set
 * in a branch, or by another function, may or may not be there, so it counts beside.
 */
export function reachingOrigins(binding: Binding, use: Name, program: Program): Reaching {
  const { origins } = binding;
  if (origins.length < 2) return { origins, last: undefined };
  const setters = settersOf(binding, program);
  const last = lastBefore(setters, use);
  if (last === undefined) return { origins, last };
  const scope = enclosingFunction(use);
  const reaches = (setter: Setter): boolean => {
    const { node } = setter;
    if (node === undefined || node === last || setter.scope !== scope) return true;
    return node.start > use.end ? comesAround(node, use, last) : node.start >= last.start;
  };
  return { origins: setters.filter(reaches).map(({ origin }) => origin), last };
}

/** The setters of a binding, in the order of the text as far as their places are known. */
function settersOf(binding: Binding, program: Program): readonly Setter[] {
  let setters = known.get(binding);
  if (setters === undefined) {
    setters = binding.origins.map((origin) => {
      const node = setterOf(origin, program);
      return { origin, node, scope: node === undefined ? undefined : enclosingFunction(node) };
    });
    known.set(binding, setters);
  }
  return setters;
}

/** The last setter that every way to the use passes. */
function lastBefore(setters: readonly Setter[], use: Name): Node | undefined {
  let low = 0;
  let high = setters.length;
  // A value is entered where the text has it, but for those whose place is not known.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((setters[middle]?.node?.start ?? 0) <= use.start) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0 && index >= low - maxSetters; index--) {
    const node = setters[index]?.node;
    if (node !== undefined && node.end <= use.start && precedes(node, use)) return node;
  }
  return undefined;
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
      return importAt(structureOf(program).imports, origin);
    default:
      return undefined;
  }
}

function importAt(imports: readonly Import[], { start, end }: { readonly start: number; readonly end: number }): Import | undefined {
  let low = 0;
  let high = imports.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((imports[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = imports[low - 1];
  return found !== undefined && end <= found.end ? found : undefined;
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
