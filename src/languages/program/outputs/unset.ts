import type { Expression, Node } from '../../../program/nodes.js';
import type { Discloser } from './shown.js';

/** Does what prints run only where a key is not set? Then it prints none: `if (!key) throw new Error(…)`. */
export function isUnset(node: Node, discloser: Discloser): boolean {
  for (let child = node, parent = node.parent; parent !== undefined && parent.kind !== 'function'; child = parent, parent = parent.parent) {
    if (parent.kind === 'if' || parent.kind === 'conditional') {
      if (child === parent.consequent && saysUnset(parent.test, true, discloser)) return true;
      if (child === parent.alternate && saysUnset(parent.test, false, discloser)) return true;
    } else if (parent.kind === 'logical' && child === parent.right) {
      if (parent.operator === '??' ? showsKey(parent.left, discloser) : saysUnset(parent.left, parent.operator === '&&', discloser)) return true;
    }
  }
  return false;
}

/** Is a key not set wherever the test comes out as `outcome`? */
function saysUnset(test: Expression, outcome: boolean, discloser: Discloser): boolean {
  switch (test.kind) {
    case 'unary':
      return test.operator === '!' && saysUnset(test.argument, !outcome, discloser);
    case 'logical':
      // Of several conditions that all hold, one is enough.
      return (test.operator === '&&') === outcome && (saysUnset(test.left, outcome, discloser) || saysUnset(test.right, outcome, discloser));
    case 'binary': {
      const equal = /^(?:===?|is)$/u.test(test.operator);
      if (!equal && !/^(?:!==?|is not)$/u.test(test.operator)) return false;
      return equal === outcome && isNothing(test.right) && showsKey(test.left, discloser);
    }
    default:
      return !outcome && showsKey(test, discloser);
  }
}

function isNothing(node: Expression): boolean {
  return (node.kind === 'constant' && node.value == null) || (node.kind === 'text' && node.value === '');
}

function showsKey(node: Expression, discloser: Discloser): boolean {
  const shown = discloser.shown(node);
  return shown !== undefined && shown.what !== 'environment';
}
