import type { Call, Expression, Text } from '../../program/nodes.js';
import type { Cursor } from '../flow.js';
import type { Tracer } from '../tracer.js';

/** The elements of a list that can be seen: a literal, `Object.values(…)` and its like of one. */
export function elements(tracer: Tracer, cursor: Cursor, depth = 0): readonly Cursor[] | undefined {
  const end = depth > 6 ? undefined : tracer.endOf(cursor);
  if (end?.kind !== 'node') return undefined;
  const { node } = end.cursor;
  if (node.kind === 'array') {
    const found: Cursor[] = [];
    for (const element of node.elements) {
      if (element === undefined) continue;
      const inner = element.kind === 'spread' ? elements(tracer, { ...end.cursor, node: element.value }, depth + 1) : [{ ...end.cursor, node: element }];
      if (inner === undefined) return undefined;
      found.push(...inner);
    }
    return found;
  }
  return node.kind === 'call' ? elementsOfCall(tracer, node, end.cursor) : undefined;
}

function elementsOfCall(tracer: Tracer, node: Call, cursor: Cursor): readonly Cursor[] | undefined {
  const { callee, args } = node;
  const [first] = args;
  if (first === undefined || callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== 'Object') return undefined;
  const object = tracer.endOf({ ...cursor, node: first });
  if (object?.kind !== 'node' || object.cursor.node.kind !== 'object') return undefined;
  const found: Cursor[] = [];
  for (const property of object.cursor.node.properties) {
    if (property.kind !== 'property' || property.name === undefined) return undefined;
    const { start, end, name, value } = property;
    const key: Text = { kind: 'text', start, end, parent: undefined, value: name, contentStart: start, contentEnd: start + name.length };
    const element: Expression =
      callee.property === 'values' ? value
      : callee.property === 'keys' ? key
      : { kind: 'array', start, end, parent: undefined, elements: [key, value] };
    found.push({ ...object.cursor, node: element });
  }
  return /^(?:values|keys|entries)$/u.test(callee.property ?? '') ? found : undefined;
}
