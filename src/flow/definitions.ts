import type { Expression, Program } from '../program/nodes.js';
import type { Definition, World } from './world.js';

/** How many members in a row are gone back through. */
const longestChain = 20;

/**
 * Where a name, or what is taken out of one, leads when it is imported; also where the methods of an instance lie that was
 * made of an imported class.
 * @returns `undefined` where only following it can tell
 */
export function definitionOf(node: Expression, program: Program, world: World): Definition | undefined {
  const names: string[] = [];
  let at = node;
  for (; at.kind === 'member'; at = at.object) {
    if (at.property === undefined || names.length > longestChain) return undefined;
    names.unshift(at.property);
  }
  if (at.kind !== 'name') return undefined;
  const [origin, ...others] = at.binding?.origins ?? [];
  // `import a` and `import a.b` both bind `a`.
  if (origin === undefined || !others.every((other) => other.kind === 'import' && origin.kind === 'import' && other.specifier === origin.specifier && other.name === origin.name)) return undefined;
  if (origin.kind === 'import') return origin.typeOnly ? undefined : world.definitionOf(program, origin.specifier, origin.name === '*' ? names : [origin.name, ...names]);
  if (origin.kind !== 'value' || origin.path.length > 0 || origin.value.kind !== 'call' || origin.value.callee.kind === 'call' || names.length !== 1) return undefined;
  const made = origin.value.callee.kind === 'name' && origin.value.callee.binding === at.binding ? undefined : definitionOf(origin.value.callee, program, world);
  return made?.kind === 'class' ? made : undefined;
}

/** Is a name plainly a function or a class of another module of the project? Then it is nothing that a library gives. */
export function isOfOtherModule(node: Expression, program: Program, world: World): boolean {
  const kind = node.kind === 'name' ? definitionOf(node, program, world)?.kind : undefined;
  return kind === 'function' || kind === 'class';
}
