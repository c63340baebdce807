import type { SourceFile } from '../../facts/source.js';
import { link } from '../../program/children.js';
import type { Export, Expression, Program, Property } from '../../program/nodes.js';
import { jsonTree } from '../config/json.js';
import type { ConfigEntry, ConfigNode } from '../config/tree.js';

/** A JSON file as the module that `import` and `require` make of it: all of it, and a name for each entry at its top. */
export function jsonModule(source: SourceFile): Program | undefined {
  const tree = jsonTree(source.text, true);
  if (tree === undefined) return undefined;
  const whole = { start: 0, end: source.text.length, parent: undefined };
  const value = lowerValue(tree);
  const body = { ...whole, kind: 'block' as const, body: [{ ...whole, kind: 'expression-statement' as const, expression: value }] };
  const exports = new Map<string, Export>([['=', { kind: 'expression', value }]]);
  for (const property of value.kind === 'object' ? value.properties : []) {
    if (property.kind === 'property' && property.name !== undefined) exports.set(property.name, { kind: 'expression', value: property.value });
  }
  return {
    source, language: 'javascript', browser: false, body, directives: [], bindings: [], exports, starExports: [], dependencies: [], comments: [],
    nodes: link(body),
  };
}

function lowerValue(node: ConfigNode): Expression {
  const none = { start: 0, end: 0, parent: undefined };
  switch (node.kind) {
    case 'map':
      return { ...none, kind: 'object', properties: node.entries.map(lowerEntry) };
    case 'list':
      return { ...none, kind: 'array', elements: node.items.map(lowerValue) };
    case 'scalar': {
      const { start, end, value } = node;
      return { start: start - 1, end: end + 1, parent: undefined, kind: 'text', value, contentStart: start, contentEnd: end };
    }
  }
}

function lowerEntry({ name, nameStart, node }: ConfigEntry): Property {
  const value = lowerValue(node);
  return { kind: 'property', start: nameStart, end: value.end, parent: undefined, name, index: undefined, value, role: 'value', shorthand: false };
}
