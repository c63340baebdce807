import type { Call, Expression } from '../../program/nodes.js';

/** The value of an argument that is given by name. */
export function namedValue(node: Call, name: string): Expression | undefined {
  const found = node.named?.properties.findLast((p) => p.kind === 'property' && p.name === name);
  return found?.value;
}
