import { createRequire } from 'node:module';
import type * as Lezer from '@lezer/python';
import type { Comment } from '../../facts/facts.js';

// Loaded only when a file asks for it, and at once: rules are synchronous.
const require = createRequire(import.meta.url);
let lezer: typeof Lezer | undefined;

/** A node of the syntax tree, its tokens among its children. 0-based UTF-16 offsets, `end` exclusive. */
export interface SyntaxNode {
  /** As the grammar names it: `CallExpression`, `VariableName`, `not`, `(`. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: SyntaxNode[];
}

/** A parsed text: its tree, its comments, and where the parser stumbled. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly comments: readonly Comment[];
  readonly errors: readonly { readonly start: number; readonly end: number }[];
}

/** Parses a text; one with errors has a tree all the same, in which the sound parts stand. */
export function parseSyntax(text: string): SyntaxTree {
  const root: SyntaxNode = { type: 'Script', start: 0, end: text.length, children: [] };
  const comments: Comment[] = [];
  const errors: { start: number; end: number }[] = [];
  const open: SyntaxNode[] = [];
  lezer ??= require('@lezer/python') as typeof Lezer;
  lezer.parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isTop) {
        open.push(root);
        return true;
      }
      if (type.name === 'Comment') {
        comments.push({ start: from, end: to, text: text.slice(from + 1, to) });
        return false;
      }
      // What stands inside of an error is of the parts around it.
      if (type.isError) errors.push({ start: from, end: to });
      const node: SyntaxNode = { type: type.name, start: from, end: to, children: [] };
      const parent = open.at(-1) ?? root;
      if (!type.isError) parent.children.push(node);
      open.push(type.isError ? parent : node);
      return true;
    },
    leave({ type }) {
      if (type.name !== 'Comment') open.pop();
    },
  });
  return { root, comments, errors };
}

/** The first child of a type. */
export function childOf(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** The children between commas, without the commas and without marks that open or close the node. */
export function separated(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === ',') groups.push([]);
    else if (!/^[()[\]{}]$/u.test(node.type)) groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}

/** The children up to the first of a type, and those after it; all and none where there is no such child. */
export function splitAt(nodes: readonly SyntaxNode[], type: string): readonly [SyntaxNode[], SyntaxNode[]] {
  const at = nodes.findIndex((node) => node.type === type);
  return at < 0 ? [[...nodes], []] : [nodes.slice(0, at), nodes.slice(at + 1)];
}
