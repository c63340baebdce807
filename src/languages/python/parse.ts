import type { Comment } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { link } from '../../program/children.js';
import type { Binding } from '../../program/bindings.js';
import type { Dependency, Export, Program } from '../../program/nodes.js';
import { parseLimit } from '../../project/files.js';
import type { Lowering } from './lowering.js';
import { nestsTooDeep } from './nesting.js';
import { collectNames, importedNames, Scope } from './scopes.js';
import { lowerStatements } from './statements.js';
import { parseSyntax, type SyntaxNode } from './syntax.js';

/** A stretch that the parser did not understand. 0-based UTF-16 offsets, whole lines. */
export interface Damage {
  readonly start: number;
  readonly end: number;
}

/** What came of parsing: a program with the places where the parser stumbled, or the comments alone. */
export type ParsedPython =
  | { readonly ok: true; readonly program: Program; readonly damage: readonly Damage[] }
  | { readonly ok: false; readonly comments: readonly Comment[] };

/**
 * Parses Python and lowers it. What is too long or nests too deep is not parsed. Where the parser stumbles it goes on: what stands around is there.
 * @param text what to parse in place of the source's own text, of the same length
 */
export function parsePython(source: SourceFile, text: string = source.text): ParsedPython {
  if (text.length > parseLimit || nestsTooDeep(text)) return { ok: false, comments: [] };
  let comments: readonly Comment[] = [];
  try {
    const tree = parseSyntax(text);
    comments = tree.comments;
    return { ok: true, program: lower(source, text, tree.root, comments), damage: damaged(text, tree.errors) };
  } catch (error) {
    // The parser, too, goes deeper into the stack for each level of the text.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, comments };
  }
}

/** @throws RangeError for a tree that nests deeper than the stack allows */
function lower(source: SourceFile, text: string, root: SyntaxNode, comments: readonly Comment[]): Program {
  const bindings: Binding[] = [];
  const dependencies: Dependency[] = [];
  const scope = new Scope('module', undefined, bindings);
  collectNames(root, text, scope);
  scope.starImports.push(...starImports(root, text));
  const cx: Lowering = { text, scope, dependencies };
  const body = { kind: 'block', start: 0, end: source.text.length, parent: undefined, body: lowerStatements(root.children, cx) } as const;
  const exports = new Map<string, Export>();
  for (const [name, binding] of scope.names) exports.set(name, { kind: 'binding', binding });
  return { source, language: 'python', body, directives: [], bindings, exports, starExports: scope.starImports, dependencies, comments, browser: false, nodes: link(body) };
}

function starImports(root: SyntaxNode, text: string): string[] {
  const found: string[] = [];
  const stack = [...root.children];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'ImportStatement') for (const name of importedNames(node, text)) if (name.local === '*') found.push(name.specifier);
    if (!/Definition$|Expression$/u.test(node.type)) stack.push(...node.children);
  }
  return found;
}

/** The lines in which errors stand. */
function damaged(text: string, errors: readonly Damage[]): Damage[] {
  const found: { start: number; end: number }[] = [];
  for (const error of errors) {
    // Most of what goes wrong in a line goes wrong together.
    if (error.end <= (found.at(-1)?.end ?? 0)) continue;
    const start = text.lastIndexOf('\n', error.start - 1) + 1;
    const next = text.indexOf('\n', Math.max(error.start, error.end - 1));
    const end = next < 0 ? text.length : next;
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
