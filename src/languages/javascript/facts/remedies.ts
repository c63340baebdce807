import type { Remedy } from '../../../facts/facts.js';
import type { Edit, SourceFile } from '../../../facts/source.js';
import type { End, Flow, PathStep, Segment, Site } from '../../../flow/flow.js';
import { isKeyName } from '../../../key/names.js';
import type { Call, Node, ObjectLiteral, Program, Property } from '../../../program/nodes.js';

/**
 * Edits that a person may accept. They are offered only where the code around makes them safe: nothing is inserted into
 * an expression whose shape is not known.
 */

const message = (name: string): string => `${name} is not set. Create a key at https://console.mistral.ai/api-keys`;

/** Replaces a literal key by a read of the environment that stops when it is unset. */
export function literalRemedies(segment: Segment, text: End & { kind: 'text' }, name: string | undefined): readonly Remedy[] {
  const { node, program } = segment;
  if (text.segments.length !== 1 || text.value !== node.value || node.parent?.kind === 'template') return [];
  if (node.parent?.kind === 'property' && node.parent.parent?.kind === 'element') return [];
  const statement = statementOf(node);
  if (statement === undefined || !isModuleLevel(statement)) return [];
  const variable = name !== undefined && /^[A-Z][A-Z\d_]*$/u.test(name) && isKeyName(name) ? name : 'MISTRAL_API_KEY';
  const { source } = program;
  const read = `process.env.${variable}`;
  const guard = guardText(source, statement.start, read, variable);
  const edits: Edit[] = [
    { source, start: statement.start, end: statement.start, text: guard },
    { source, start: node.start, end: node.end, text: read },
  ];
  return [{ id: 'readFromEnv', edits }];
}

/** Inserts a check after the variable that holds the value, or before the statement that reads it. */
export function guardRemedies(place: PathStep, name: string, flow: Flow, use: Site): readonly Remedy[] {
  const { program } = place;
  const { source } = program;
  if (flow.steps.some((s) => s.kind === 'fallback' || s.kind === 'wrapped') || !/\.[cm]?[jt]sx?$/u.test(source.path)) return [];
  const statement = statementOf(place.site.node);
  if (statement === undefined) return [];
  const read = source.text.slice(place.start, place.end);
  const binding = program.bindings.find((b) => b.origins.length === 1 && b.origins[0]?.kind === 'value' && statement.start <= b.origins[0].start && b.origins[0].end <= statement.end && statement.kind === 'declaration');
  if (binding !== undefined) {
    const text = `${indented(source, statement.start)}if (!${binding.name}) throw new Error(${quoted(message(name))});`;
    return [{ id: 'insertGuard', edits: [{ source, start: statement.end, end: statement.end, text }] }];
  }
  // The read itself stands in the use: it can be checked ahead, as long as it has no effects.
  if (!/^[\w.$]+$/u.test(read) || use.program !== program) return [];
  return [{ id: 'insertGuard', edits: [{ source, start: statement.start, end: statement.start, text: guardText(source, statement.start, read, name) }] }];
}

/** Adds the option for the key to a construction, or puts the argument into it. */
export function optionRemedies(call: Call, program: Program, option: string, kind: 'absent' | 'positional' | 'misnamed', property: Property | undefined): readonly Remedy[] {
  const { source } = program;
  const [first] = call.args;
  const read = 'process.env.MISTRAL_API_KEY';
  if (kind === 'misnamed') return property === undefined || property.index !== undefined ? [] : [renameRemedy(property, source, option)];
  if (kind === 'positional' && first !== undefined) {
    const text = source.text.slice(first.start, first.end);
    return [{ id: 'moveIntoOptions', edits: [{ source, start: first.start, end: first.end, text: `{ ${option}: ${text} }` }] }];
  }
  if (kind !== 'absent' || call.callee.kind === 'super') return [];
  if (first === undefined) return insertArgument(call, source, `{ ${option}: ${read} }`);
  if (first.kind !== 'object') return [];
  return [insertProperty(first, source, `${option}: ${read}`, option)];
}

function renameRemedy(property: Property, source: SourceFile, option: string): Remedy {
  const text = source.text.slice(property.start, property.end);
  const edit: Edit = property.shorthand
    ? { source, start: property.start, end: property.end, text: `${option}: ${text}` }
    : { source, start: property.start, end: property.start + keyLength(text, property.name ?? ''), text: option };
  return { id: 'renameOption', edits: [edit] };
}

function keyLength(text: string, name: string): number {
  return /^["']/u.test(text) ? name.length + 2 : name.length;
}

function insertArgument(call: Call, source: SourceFile, text: string): readonly Remedy[] {
  const end = source.text.slice(call.callee.end, call.end);
  const paren = end.lastIndexOf('(');
  const edit: Edit = paren < 0
    ? { source, start: call.end, end: call.end, text: `(${text})` }
    : { source, start: call.callee.end + paren + 1, end: call.callee.end + paren + 1, text };
  return [{ id: 'insertKey', edits: [edit] }];
}

function insertProperty(object: ObjectLiteral, source: SourceFile, text: string, option: string): Remedy {
  const existing = object.properties.find((p): p is Property => p.kind === 'property' && p.name === option);
  if (existing !== undefined) return { id: 'insertKey', edits: [{ source, start: existing.start, end: existing.end, text }] };
  const [first] = object.properties;
  const edit: Edit = first === undefined
    ? { source, start: object.start, end: object.end, text: `{ ${text} }` }
    : { source, start: first.start, end: first.start, text: `${text}, ` };
  return { id: 'insertKey', edits: [edit] };
}

function guardText(source: SourceFile, offset: number, read: string, name: string): string {
  return `if (!${read}) throw new Error(${quoted(message(name))});${indented(source, offset)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}

/** A line end and the indentation of the line at `offset`. */
function indented(source: SourceFile, offset: number): string {
  const { line } = source.position(offset);
  const indent = /^[ \t]*/u.exec(source.line(line))?.[0] ?? '';
  return `${source.text.includes('\r\n') ? '\r\n' : '\n'}${indent}`;
}

/** The statement around a node that stands in a list of statements, so that another can be put beside it. */
function statementOf(node: Node): Node | undefined {
  for (let child: Node = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (parent.kind === 'block') return child.kind === 'declaration' || child.kind === 'expression-statement' || child.kind === 'return' ? child : undefined;
    // A body of one expression, a branch without braces: there is no list.
    if (parent.kind === 'class-member' || parent.kind === 'case' || child.kind === 'function') return undefined;
  }
  return undefined;
}

function isModuleLevel(statement: Node): boolean {
  return statement.parent?.kind === 'block' && statement.parent.parent === undefined;
}
