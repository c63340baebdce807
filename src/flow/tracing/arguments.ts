import type { Call, Expression, FunctionNode } from '../../program/nodes.js';

/** What a call gives a parameter: an expression, or the part of it under `name`. */
export interface Argument {
  readonly node: Expression;
  readonly name: string | undefined;
}

/**
 * What a call gives the parameter at `index` of a function, by position or by name.
 * @returns `'none'` where it gives nothing, `undefined` where that can't be seen
 */
export function argumentFor({ args, named }: Call, fn: FunctionNode, index: number): Argument | 'none' | undefined {
  const parameter = fn.parameters[index];
  if (parameter?.rest === 'named') return named === undefined ? 'none' : { node: named, name: undefined };
  const name = parameter?.name;
  const byName = named?.properties.findLast((p) => p.kind === 'property' && name !== undefined && p.name === name);
  if (byName !== undefined) return { node: byName.value, name: undefined };
  // Behind a parameter that takes all that is left, only names count.
  if (!fn.parameters.slice(0, index).some((p) => p.rest)) {
    if (args.slice(0, index + 1).some((a) => a.kind === 'spread')) return undefined;
    const node = args[index];
    if (node !== undefined) return { node, name: undefined };
  }
  return named !== undefined && name !== undefined && named.properties.some((p) => p.kind === 'spread') ? { node: named, name } : 'none';
}
