import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { linesBefore } from './carrier.js';

/** @returns the value at a path of a JSON text; `undefined` where there is none, or the text is no JSON */
export function nodeAt(text: string, path: readonly string[]): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root === undefined || errors.length > 0 ? undefined : findNodeAtLocation(root, [...path]);
}

/** @returns the text in which the shell commands at `path` begin with ours; `undefined` where that is not safe */
export function withCommand(text: string, path: readonly string[], command: string): string | undefined {
  const there = nodeAt(text, path);
  if (there === undefined) return withValue(text, path, command);
  if (there.type !== 'string' || there.value === '') return undefined;
  const start = there.offset + 1;
  return `${text.slice(0, start)}${JSON.stringify(command).slice(1, -1)} && ${text.slice(start)}`;
}

/**
 * Puts a value into nested objects, before what they have, and makes those that are missing.
 * @returns `undefined` where there is a value already, or properties do not stand on lines of their own
 */
export function withValue(text: string, path: readonly string[], value: unknown): string | undefined {
  let depth = 0;
  while (depth < path.length && nodeAt(text, path.slice(0, depth + 1)) !== undefined) depth++;
  const [name, ...rest] = path.slice(depth);
  const first = nodeAt(text, path.slice(0, depth))?.children?.[0];
  if (name === undefined || first?.type !== 'property') return undefined;
  const inner = rest.reduceRight<unknown>((made, key) => ({ [key]: made }), value);
  return linesBefore(text, first.offset, [`${JSON.stringify(name)}: ${JSON.stringify(inner)},`]);
}
