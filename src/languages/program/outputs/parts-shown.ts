import type { Expression } from '../../../program/nodes.js';

/** The parts of an expression that are seen in its value; those that only decide which value it is are left out. */
export function partsShown(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'template':
      return node.parts;
    case 'binary':
      return node.operator === '+' || node.operator === '%' ? [node.left, node.right] : [];
    case 'conditional':
      return [node.consequent, node.alternate];
    case 'logical':
      return node.operator === '&&' ? [node.right] : [node.left, node.right];
    case 'await':
    case 'spread':
    case 'assignment':
      return [node.value];
    case 'array':
      return node.elements.filter((element) => element !== undefined);
    case 'sequence':
      return node.expressions.slice(-1);
    default:
      return [];
  }
}
