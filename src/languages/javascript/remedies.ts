import type { Remedy } from '../../facts/facts.js';
import type { Edit, SourceFile } from '../../facts/source.js';
import type { End, Flow, PathStep, Segment, Site } from '../../flow/flow.js';
import { publicPrefix } from '../../key/names.js';
import { couldBeCredential } from '../../key/shape.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import type { Binding, Origin } from '../../program/bindings.js';
import type { Call, Expression, Logical, Node, ObjectLiteral, Program, Property, Statement, Text } from '../../program/nodes.js';

/**
 * Edits that a person may accept. They are offered only where the code around makes them safe: a statement is put only
 * where a list of statements stands, and an expression only in place of one whose shape is known.
 */

/** Replaces a literal key by a read of the environment that stops when it is unset. */
export function literalRemedies(segment: Segment, text: End & { kind: 'text' }, name: string | undefined, vocabulary: Vocabulary): readonly Remedy[] {
  const { node, program } = segment;
  if (text.segments.length !== 1 || text.value !== node.value || isForBrowser(program) || program.source.path.endsWith('.json')) return [];
  const statement = statementAround(node, program);
  if (statement === undefined) return [];
  const fallback = node.parent?.kind === 'logical' && node.parent.right === node ? node.parent : undefined;
  return fallback === undefined ? readRemedies(node, statement, program, variableOf(vocabulary, name, nameAround(node))) : withoutFallback(fallback, statement, program, vocabulary);
}

function readRemedies(node: Text, statement: Statement, program: Program, variable: string): readonly Remedy[] {
  const { source } = program;
  const scheme = /^Bearer (?=\S+$)/u.exec(node.value)?.[0] ?? '';
  if (!couldBeCredential(node.value.slice(scheme.length)) || !isReplaceable(node, source) || !alwaysRuns(node, statement)) return [];
  const read = `process.env.${variable}`;
  const text = scheme === '' ? read : `\`${scheme}\${${read}}\``;
  return [{ id: 'readFromEnv', edits: [checkBefore(statement, read, variable, source), { source, start: node.start, end: node.end, text }] }];
}

/** `process.env.X ?? '<key>'`: the read is there, and the literal goes. */
function withoutFallback(fallback: Logical, statement: Statement, program: Program, vocabulary: Vocabulary): readonly Remedy[] {
  const { left, right } = fallback;
  const { source } = program;
  const name = left.kind === 'member' ? (left.property ?? textOf(left.index)) : undefined;
  // Parentheses and type assertions are no nodes: what stands between the two has to be the operator alone.
  if (name === undefined || !isPlainRead(left) || !/^\s*(?:\?\?|\|\|)\s*$/u.test(source.text.slice(left.end, right.start))) return [];
  if (!vocabulary.isKeyName(name) || !alwaysRuns(left, statement)) return [];
  const check = checkBefore(statement, source.text.slice(left.start, left.end), name, source);
  return [{ id: 'readFromEnv', edits: [check, { source, start: left.end, end: right.end, text: '' }] }];
}

/** Inserts a check behind the variable that holds the read value, or ahead of the statement that reads it. */
export function guardRemedies(place: PathStep, name: string, flow: Flow, use: Site): readonly Remedy[] {
  const { program } = place;
  const { source } = program;
  // A stand-in that is no empty text keeps the program going without the variable: a check would end that.
  const keepsGoing = flow.steps.some((s) => (s.kind === 'fallback' && s.value !== 'empty') || (s.kind === 'branch' && s.fallback !== 'none' && s.fallback !== 'empty'));
  if (keepsGoing || isPage(source) || publicPrefix(name) !== undefined) return [];
  const read = nodeAt(place);
  const held = holderOf(place, read);
  if (held !== undefined && !(use.program === program && contains(held.statement, use.node))) {
    return [{ id: 'insertGuard', edits: [checkBehind(held.statement, held.binding.name, name, source)] }];
  }
  if (read === undefined || !isPlainRead(read)) return [];
  const statement = statementAround(read, program);
  if (statement === undefined || !alwaysRuns(read, statement)) return [];
  return [{ id: 'insertGuard', edits: [checkBefore(statement, source.text.slice(read.start, read.end), name, source)] }];
}

/** Adds the option for the key to a construction, or puts the argument into it. */
export function optionRemedies(call: Call, program: Program, option: string, kind: 'absent' | 'positional' | 'misnamed', property: Property | undefined): readonly Remedy[] {
  const { source } = program;
  const [first] = call.args;
  if (kind === 'misnamed') return property === undefined || first?.kind !== 'object' ? [] : renameRemedies(property, first, source, option);
  if (kind === 'positional') return first === undefined || call.args.length > 1 ? [] : moveRemedies(first, call, source, option);
  if (call.callee.kind === 'super' || isForBrowser(program)) return [];
  if (first === undefined) return insertArgument(call, source, `{ ${option}: process.env.MISTRAL_API_KEY }`);
  if (first.kind !== 'object') return [];
  const variable = variableOf(plainVocabulary, source.text.slice(first.start, first.end));
  return insertProperty(first, source, option, `${option}: process.env.${variable}`);
}

function renameRemedies(property: Property, object: ObjectLiteral, source: SourceFile, option: string): readonly Remedy[] {
  const { name } = property;
  if (name === undefined || property.index !== undefined || propertyOf(object, option) !== undefined) return [];
  const text = source.text.slice(property.start, property.end);
  const key = [name, `'${name}'`, `"${name}"`].find((spelling) => text.startsWith(spelling));
  if (key === undefined) return [];
  const edit = property.shorthand ? `${option}: ${key}` : option;
  return [{ id: 'renameOption', edits: [{ source, start: property.start, end: property.start + key.length, text: edit }] }];
}

function moveRemedies(first: Expression, call: Call, source: SourceFile, option: string): readonly Remedy[] {
  // `!` and `as string` belong to the argument and are no nodes.
  const after = /^(?<assertion>!|\s+as\s+\w+)?(?:\s*,)?\s*\)$/u.exec(source.text.slice(first.end, call.end));
  if (after === null || !/\(\s*$/u.test(source.text.slice(call.callee.end, first.start))) return [];
  const end = first.end + (after.groups?.['assertion']?.length ?? 0);
  // The argument may be a key, which no edit repeats.
  const before = { source, start: first.start, end: first.start, text: `{ ${option}: ` };
  return [{ id: 'moveIntoOptions', edits: [before, { source, start: end, end, text: ' }' }] }];
}

function insertArgument(call: Call, source: SourceFile, text: string): readonly Remedy[] {
  const behind = source.text.slice(call.callee.end, call.end);
  if (behind === '') return [{ id: 'insertKey', edits: [{ source, start: call.end, end: call.end, text: `(${text})` }] }];
  if (!/\(\s*\)$/u.test(behind)) return [];
  return [{ id: 'insertKey', edits: [{ source, start: call.callee.end + behind.lastIndexOf('(') + 1, end: call.end - 1, text }] }];
}

function insertProperty(object: ObjectLiteral, source: SourceFile, option: string, text: string): readonly Remedy[] {
  const existing = propertyOf(object, option);
  if (existing !== undefined) return [{ id: 'insertKey', edits: [{ source, start: existing.start, end: existing.end, text }] }];
  const [first] = object.properties;
  if (first === undefined) return [{ id: 'insertKey', edits: [{ source, start: object.start, end: object.end, text: `{ ${text} }` }] }];
  const separator = source.position(first.start).line === source.position(object.start).line ? ' ' : indented(source, first.start);
  return [{ id: 'insertKey', edits: [{ source, start: first.start, end: first.start, text: `${text},${separator}` }] }];
}

function propertyOf(object: ObjectLiteral, name: string): Property | undefined {
  return object.properties.find((p): p is Property => p.kind === 'property' && p.name === name);
}

/** A page or a component with scripts in it, which mostly run in the browser. */
function isPage(source: SourceFile): boolean {
  return /\.(?:vue|svelte|astro|html?)$/iu.test(source.path);
}

/** Reads of the environment have no place in what runs in the browser. */
function isForBrowser(program: Program): boolean {
  return isPage(program.source) || program.directives.includes('use client');
}

/** The variable for a key that goes by one of these names: Codestral's keys are others than Mistral's. */
function variableOf(vocabulary: Vocabulary, ...names: readonly (string | undefined)[]): string {
  const own = names.find((name) => name !== undefined && /^[A-Z][A-Z\d_]*$/u.test(name) && vocabulary.isKeyName(name) && publicPrefix(name) === undefined);
  return own ?? (names.some((name) => /codestral/iu.test(name ?? '')) ? 'CODESTRAL_API_KEY' : 'MISTRAL_API_KEY');
}

/** What the source calls the value of an expression. */
function nameAround({ parent }: Node): string | undefined {
  if (parent?.kind === 'declaration' || parent?.kind === 'property') return parent.name;
  if (parent?.kind !== 'assignment') return undefined;
  return parent.target?.kind === 'member' ? parent.target.property : parent.target?.name;
}

/** Can a read of the environment stand in place of a literal? */
function isReplaceable(node: Text, source: SourceFile): boolean {
  const { parent } = node;
  switch (parent?.kind) {
    case 'declaration':
    case 'return':
    case 'array':
      return true;
    case 'property':
      // A JSX attribute takes no bare expression, a member of an enum no computed value.
      return parent.parent?.kind === 'object' && source.text[parent.parent.start] === '{' && !isStored(parent.parent, source);
    case 'call':
      return !isStored(node, source);
    case 'assignment':
      return parent.operator === '=' && !(parent.target?.kind === 'member' && /\benv\b/u.test(source.text.slice(parent.target.start, parent.target.end)));
    default:
      return false;
  }
}

/** `setEnv('X', '…')`, `Object.assign(process.env, { … })`, `localStorage.setItem('x', '…')`: the key is put where others read it. */
function isStored(argument: Expression, source: SourceFile): boolean {
  const call = argument.parent;
  return call?.kind === 'call' && /env|storage/iu.test(source.text.slice(call.start, argument.start));
}

interface Holder {
  readonly binding: Binding;
  readonly statement: Statement;
}

/** The variable that is set to just the value that is read, and the statement that sets it. */
function holderOf(place: PathStep, read: Expression | undefined): Holder | undefined {
  const { program } = place;
  for (const binding of program.bindings) {
    for (const origin of binding.origins) {
      if (origin.kind !== 'value' || !holds(origin, place, read)) continue;
      const statement = statementAround(origin.value, program);
      if (statement === undefined) continue;
      if (statement.kind === 'declaration' || (statement.kind === 'expression-statement' && statement.expression === origin.assignment)) return { binding, statement };
    }
  }
  return undefined;
}

function holds(origin: Origin & { kind: 'value' }, place: PathStep, read: Expression | undefined): boolean {
  if (origin.path.length > 0) return origin.path.at(-1) === place.name && origin.start === place.start && origin.end === place.end;
  let value = origin.value;
  while (value.kind === 'await' || (value.kind === 'logical' && textOf(value.right) === '')) value = value.kind === 'await' ? value.value : value.left;
  return value === read;
}

/** The expression that a place spans. */
function nodeAt({ site, program, start, end }: PathStep): Expression | undefined {
  const spans = (node: Node): node is Expression => node.start === start && node.end === end && (node.kind === 'member' || node.kind === 'call');
  return site.program === program && spans(site.node) ? site.node : program.nodes.find(spans);
}

/** Can the expression be evaluated once more, to the same effect? */
function isPlainRead(node: Expression): boolean {
  switch (node.kind) {
    case 'name':
    case 'this':
    case 'import-meta':
      return true;
    case 'member':
      return isPlainRead(node.object) && (node.index === undefined || node.index.kind === 'text' || node.index.kind === 'name');
    case 'call':
      return isDenoGet(node.callee) && node.args.every((argument) => argument.kind === 'text');
    default:
      return false;
  }
}

function isDenoGet(node: Expression): boolean {
  if (node.kind !== 'member' || node.property !== 'get' || node.object.kind !== 'member' || node.object.property !== 'env') return false;
  return node.object.object.kind === 'name' && node.object.object.name === 'Deno' && node.object.object.binding === undefined;
}

function textOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'text' ? node.value : undefined;
}

function contains(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The statement around a node that stands in a list of statements, where one that throws can be put beside it. */
function statementAround(node: Node, program: Program): Statement | undefined {
  for (let child: Node = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (child.kind === 'function' || parent.kind === 'class-member') return undefined;
    if (parent.kind !== 'block' && parent.kind !== 'case') continue;
    if (child.kind !== 'declaration' && child.kind !== 'expression-statement' && child.kind !== 'return') return undefined;
    return isWritten(child, parent, program) && !isCaught(child) ? child : undefined;
  }
  return undefined;
}

/** Neither the body of an arrow function without braces nor a statement that lacks them around it. */
function isWritten(statement: Statement, list: Node, { source }: Program): boolean {
  if (statement.kind === 'return' && statement.value?.start === statement.start) return false;
  if (/^(?:export\s+)?(?:declare\s+)?(?:const\s+)?(?:enum|namespace|module)\s/u.test(source.text.slice(statement.start, statement.start + 100))) return false;
  return list.kind === 'case' || list.parent === undefined || source.text[list.start] === '{';
}

/** Would what a statement throws be caught at once? */
function isCaught(statement: Node): boolean {
  for (let child = statement, parent = statement.parent; parent !== undefined && child.kind !== 'function'; child = parent, parent = parent.parent) {
    if (parent.kind === 'try' && parent.handler !== undefined && child === parent.block) return true;
  }
  return false;
}

/** Is the expression evaluated whenever its statement is? */
function alwaysRuns(node: Node, statement: Statement): boolean {
  for (let child = node, parent = node.parent; child !== statement && parent !== undefined; child = parent, parent = parent.parent) {
    if (parent.kind === 'logical' && child === parent.right) return false;
    if (parent.kind === 'conditional' && child !== parent.test) return false;
    if (parent.kind === 'assignment' && (child !== parent.value || /[?|&]/u.test(parent.operator))) return false;
    if (parent.kind === 'declaration' && child !== parent.value) return false;
  }
  return true;
}

function checkBefore({ start }: Statement, read: string, name: string, source: SourceFile): Edit {
  return { source, start, end: start, text: `${checkOf(read, name)}${indented(source, start)}` };
}

function checkBehind(statement: Statement, variable: string, name: string, source: SourceFile): Edit {
  // A comment that ends the line belongs to the statement.
  const { line, column } = source.position(statement.end);
  const comment = /^[ \t]*(?:\/\/.*|\/\*[^*]*\*\/[ \t]*)$/u.exec(source.line(line).slice(column - 1))?.[0] ?? '';
  const at = statement.end + comment.length;
  return { source, start: at, end: at, text: `${indented(source, statement.start)}${checkOf(variable, name)}` };
}

function checkOf(read: string, name: string): string {
  return `if (!${read}) throw new Error('${name} is not set. Create a key at https://console.mistral.ai/api-keys');`;
}

/** A line end and the indentation of the line at `offset`. */
function indented(source: SourceFile, offset: number): string {
  const { line } = source.position(offset);
  const indent = /^[ \t]*/u.exec(source.line(line))?.[0] ?? '';
  return `${source.text.includes('\r\n') ? '\r\n' : '\n'}${indent}`;
}
