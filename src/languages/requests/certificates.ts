import type { Cursor } from '../../flow/flow.js';
import { children } from '../../program/children.js';
import type { Call, Expression, Node, Property, Program } from '../../program/nodes.js';
import type { Context, FactList } from '../program/context.js';
import { namesOf } from '../javascript/environment.js';
import type { Layer } from './request.js';
import { calledName, usesOf } from './uses.js';

/** So many nodes are looked at for one request or client. */
const mostNodes = 400;
const maxDepth = 12;
/** Options that hold what is sent. */
const contents = new Set(['body', 'json', 'data', 'form', 'content', 'messages', 'headers', 'params', 'apiKey', 'api_key']);

/** States the options of a request, a client, or an agent given to them, that switch certificate checks off. */
export class CertificateChecks {
  readonly #seen = new Set<Node>();
  #left = mostNodes;

  constructor(
    readonly context: Context,
    readonly facts: FactList,
  ) {}

  addOfLayer({ options, given, maker }: Layer): void {
    for (const cursor of [options, ...Object.values(given ?? {})]) if (cursor !== undefined) this.#visit(cursor, 0);
    if (maker !== undefined) this.#visitLater(maker, 0);
  }

  addOfCall(call: Cursor & { readonly node: Call }): void {
    for (const node of [...call.node.args, call.node.named]) if (node !== undefined) this.#visit({ ...call, node }, 0);
  }

  /** What an expression holds: objects and calls, what variables stand for, the bodies of functions. */
  #visit(cursor: Cursor, depth: number): void {
    const { node } = cursor;
    if (depth > maxDepth || this.#left-- <= 0) return;
    if (node.kind === 'name' || node.kind === 'member') {
      for (const { end } of this.context.tracer.trace(cursor)) if (end.kind === 'node') this.#visitNode(end.cursor, depth + 1);
    } else this.#visitNode(cursor, depth);
  }

  #visitNode(cursor: Cursor, depth: number): void {
    const { node, program } = cursor;
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    if (node.kind === 'call' && this.#makesUnchecked(node, cursor)) this.#add(node, calledName(node) ?? '', program);
    if (node.kind === 'object') {
      for (const property of node.properties) this.#visitProperty(property, cursor, depth);
    } else if (node.kind === 'function') {
      for (const part of callsIn(node)) this.#visit({ ...cursor, node: part }, depth + 1);
    } else {
      for (const part of children(node)) if (part !== undefined && isExpression(part)) this.#visit({ ...cursor, node: part }, depth + 1);
    }
    this.#visitLater(cursor, depth);
  }

  #visitProperty(property: Property | (Expression & { kind: 'spread' }), cursor: Cursor, depth: number): void {
    if (property.kind === 'spread') {
      this.#visit({ ...cursor, node: property.value }, depth + 1);
      return;
    }
    if (this.#isOff(property.name, property.value, cursor)) this.#add(property, property.name ?? '', cursor.program);
    else if (!contents.has(property.name ?? '')) this.#visit({ ...cursor, node: property.value }, depth + 1);
  }

  /** `session.verify = False`, `context.verify_mode = ssl.CERT_NONE`, `options.rejectUnauthorized = false`. */
  #visitLater(cursor: Cursor, depth: number): void {
    for (const use of usesOf(cursor.node, cursor.program)) {
      if (use.kind !== 'write') continue;
      const name = use.path.at(-1);
      if (this.#isOff(name, use.assignment.value, cursor)) this.#add(use.assignment, name ?? '', cursor.program);
      else if (depth < maxDepth && /agent|dispatcher|connector|verify/iu.test(name ?? '')) this.#visit({ ...cursor, node: use.assignment.value }, depth + 1);
    }
  }

  #isOff(name: string | undefined, value: Expression, cursor: Cursor): boolean {
    const { checks } = this.context.dialect.http;
    const isOff = name === undefined || !Object.hasOwn(checks, name) ? undefined : checks[name];
    return isOff !== undefined && this.valuesAre({ ...cursor, node: value }, isOff);
  }

  /** Is every value that an expression can have one of those? */
  valuesAre(cursor: Cursor, is: (value: unknown) => boolean): boolean {
    const ends = this.context.tracer.trace(cursor).map((flow) => flow.end);
    return ends.length > 0 && ends.every((end) => {
      if (end.kind === 'text') return is(end.value);
      if (end.kind === 'constant') return is(constantOf(end.cursor.node));
      return (end.kind === 'import' || end.kind === 'global') && is(end.path.at(-1)?.name ?? namesOf(end)?.at(-1));
    });
  }

  #makesUnchecked({ callee }: Call, cursor: Cursor): boolean {
    const { unchecked } = this.context.dialect.http;
    const end = this.context.tracer.endOf({ ...cursor, node: callee });
    return end?.kind === 'import' && unchecked.test([end.specifier, ...(namesOf(end) ?? [])].join('.'));
  }

  #add({ start, end }: Node, name: string, { source }: Program): void {
    this.facts.add({ kind: 'transport', place: { source, start, end }, language: this.context.language, how: { kind: 'unchecked', name }, remedies: [] });
  }
}

function constantOf(node: Expression): unknown {
  if (node.kind === 'constant') return node.value;
  return node.kind === 'unary' && node.operator === '!' && node.argument.kind === 'constant' ? !(node.argument.value ?? false) : undefined;
}

function isExpression(node: Node): node is Expression {
  return !/^(?:property|parameter|class-member|case|block|declaration|expression-statement|if|return|throw|jump|loop|try|switch|definition|import)$/u.test(node.kind);
}

/** The calls in a function: what it sends, it sends by them. */
function callsIn(fn: Node): Call[] {
  const calls: Call[] = [];
  const stack: Node[] = [fn];
  for (let node = stack.pop(), left = mostNodes; node !== undefined && left > 0; node = stack.pop(), left--) {
    if (node.kind === 'call') calls.push(node);
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return calls;
}
