import { createRequire } from 'node:module';
import type * as Jsonc from 'jsonc-parser';
import type { ConfigEntry, ConfigNode } from './tree.js';

const require = createRequire(import.meta.url);
let jsonc: typeof Jsonc | undefined;

/**
 * Reads JSON, with comments and trailing commas; of what is broken, as much as can be made out.
 * @param whole nothing is made out of what is broken
 */
export function jsonTree(text: string, whole = false): ConfigNode | undefined {
  jsonc ??= require('jsonc-parser') as typeof Jsonc;
  const errors: Jsonc.ParseError[] = [];
  try {
    const root = jsonc.parseTree(text, errors, { allowTrailingComma: true });
    return root === undefined || (whole && errors.length > 0) ? undefined : nodeOf(root);
  } catch (error) {
    // It is recursive, and nesting of ten thousand levels is no configuration.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function nodeOf(node: Jsonc.Node): ConfigNode {
  switch (node.type) {
    case 'object':
      return { kind: 'map', entries: (node.children ?? []).flatMap(entryOf) };
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map(nodeOf) };
    case 'string':
      return { kind: 'scalar', start: node.offset + 1, end: node.offset + node.length - 1, value: String(node.value) };
    default:
      return { kind: 'scalar', start: node.offset, end: node.offset + node.length, value: String(node.value) };
  }
}

function entryOf({ children }: Jsonc.Node): ConfigEntry[] {
  const [name, value] = children ?? [];
  if (name === undefined || value === undefined) return [];
  return [{ name: String(name.value), nameStart: name.offset + 1, node: nodeOf(value) }];
}
