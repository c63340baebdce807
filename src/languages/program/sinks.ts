import type { ClientId, SecretFact } from '../../facts/facts.js';
import { digest } from '../../key/digest.js';
import { isCredential } from '../../key/placeholder.js';
import type { Cursor, End, Flow, Path, PathStep, Site } from '../../flow/flow.js';
import { argumentFor } from '../../flow/tracing/arguments.js';
import { structureOf } from '../../program/structure.js';
import type { Call, Expression, FunctionNode, Node } from '../../program/nodes.js';
import { partsOfText, placeOfText, siteOf, type Context, type FactList, type ParameterSink } from './context.js';

/** A place where a key arrives. */
export interface Sink {
  readonly cursor: Cursor;
  readonly path: Path;
  /** Where the value is used: what a check has to come before. */
  readonly use: Site;
  readonly kind: SecretFact['sink'];
  readonly name?: string | undefined;
  /** The client or request that a read of the environment is reported for. */
  readonly reaches?: ClientId | undefined;
  /** The library raises a clear error of its own unless a text stands in. */
  readonly clearError?: boolean | undefined;
  /** The value stands behind `Bearer `. */
  readonly bearer?: boolean | undefined;
  /** How many parameters and returns lie between here and the sink that it began with. */
  readonly hops: number;
}

/** What arrives at a sink, as those who ask for exposures need it. */
export interface Arrival {
  readonly sink: Sink;
  readonly flow: Flow;
}

/** Follows every sink back to where its values come from, and through parameters to the calls that give them. */
export class SinkTracer {
  readonly parameterSinks: ParameterSink[] = [];
  readonly arrivals: Arrival[] = [];
  readonly #queue: Sink[] = [];
  readonly #seen = new Set<string>();

  constructor(
    readonly context: Context,
    readonly facts: FactList,
  ) {}

  add(sink: Sink): void {
    const { cursor, path } = sink;
    const id = `${cursor.program.source.path} ${String(cursor.node.start)} ${String(cursor.node.end)} ${path.map((s) => s.name ?? '?').join('.')} ${sink.reaches ?? ''} ${sink.kind}`;
    if (this.#seen.has(id) || sink.hops > 6) return;
    this.#seen.add(id);
    this.#queue.push(sink);
  }

  /** Handles all sinks, and those that they lead to. */
  run(): void {
    for (let sink = this.#queue.shift(); sink !== undefined; sink = this.#queue.shift()) {
      const flows = this.context.tracer.trace(sink.cursor, sink.path);
      for (const flow of flows) this.#arrive(sink, flow, flows);
    }
  }

  #arrive(sink: Sink, flow: Flow, flows: readonly Flow[]): void {
    const { end } = flow;
    this.arrivals.push({ sink, flow });
    switch (end.kind) {
      case 'text':
        this.#reportSecret(sink, end);
        return;
      case 'environment':
        this.#reportRead(sink, flow, end, flows);
        return;
      case 'parameter':
        this.#followParameter(sink, flow, end);
        return;
      case 'node':
        if (end.cursor.node.kind === 'function') this.#followReturns(sink, end.cursor, end.cursor.node);
        return;
      default:
    }
  }

  #reportSecret(sink: Sink, end: End & { kind: 'text' }): void {
    const value = credentialIn(end.value);
    if (value === undefined) return;
    const place = placeOfText(end, value);
    if (place === undefined) return;
    const { dialect, language } = this.context;
    const segment = end.segments[0];
    this.facts.keyParts.push(...partsOfText(end, value));
    this.facts.add({
      kind: 'secret',
      place,
      key: digest(value),
      binding: 'bound',
      sink: sink.kind,
      ...(sink.name === undefined ? {} : { name: sink.name }),
      within: 'code',
      language,
      remedies: segment === undefined ? [] : dialect.literalRemedies(segment, end, sink.name, this.context.vocabulary),
    });
  }

  #reportRead(sink: Sink, flow: Flow, end: End & { kind: 'environment' }, flows: readonly Flow[]): void {
    if (sink.reaches === undefined || !this.context.tracer.isKeyRead(end)) return;
    const fallback = fallbackOf(flow, flows);
    if (fallback === 'secret') return;
    if (sink.clearError === true && (sink.reaches !== 'ai-sdk' || fallback === 'none')) return;
    if (this.context.guards.isChecked(flow, sink.use)) return;
    const { place, name } = end;
    const source = place.program.source;
    this.facts.add({
      kind: 'environment-read',
      place: { source, start: place.start, end: place.end },
      name,
      expression: expressionOf(source.text.slice(place.start, place.end), name),
      language: place.program.language,
      reaches: sink.reaches,
      inlined: end.browser,
      fallback,
      remedies: this.context.dialect.guardRemedies(place, name, flow, sink.use),
    });
  }

  /** A function given for the key: what it returns is the key. */
  #followReturns(sink: Sink, cursor: Cursor, fn: FunctionNode): void {
    for (const node of structureOf(cursor.program).returns.get(fn) ?? []) {
      if (node.value === undefined) continue;
      this.add({ ...sink, cursor: { ...cursor, node: node.value }, path: [], use: siteOf(node, cursor.program), hops: sink.hops + 1 });
    }
  }

  #followParameter(sink: Sink, flow: Flow, end: End & { kind: 'parameter' }): void {
    const { guards, program } = this.context;
    const checked = guards.isChecked(flow, sink.use);
    const path = end.path.map((s) => s.name);
    const inner: Sink = { ...sink, reaches: checked ? undefined : sink.reaches };
    const parameterSink: ParameterSink = { fn: end.fn, index: end.index, path, sink: inner };
    this.parameterSinks.push(parameterSink);
    if (end.program !== program) return;
    for (const { call } of guards.calls.to(end.fn, program, program)) this.addArgument(call, parameterSink);
  }

  /** The argument of a call that a parameter's sink makes a sink. */
  addArgument(call: Cursor & { readonly node: Call }, { fn, index, path, sink }: ParameterSink): void {
    const { node, program } = call;
    const argument = argumentFor(node, fn, index);
    if (argument === undefined || argument === 'none') return;
    const cursor: Cursor = { node: argument.node, program, frame: undefined };
    const site = siteOf(argument.node, program);
    const names = argument.name === undefined ? path : [argument.name, ...path];
    const steps = names.map((name): PathStep => ({ name, site, program, start: argument.node.start, end: argument.node.end }));
    this.add({ ...sink, cursor, path: steps, use: siteOf(node, program), hops: sink.hops + 1 });
  }
}

/** What arrives in place of the variable when it is unset: on its own way, or on another way to the same sink. */
function fallbackOf(flow: Flow, flows: readonly Flow[]): 'none' | 'empty' | 'dummy' | 'secret' {
  for (const step of flow.steps) {
    if (step.kind === 'fallback') return step.value;
    if (step.kind === 'branch' && step.fallback !== 'none') return step.fallback;
  }
  const isStoodIn = flows.some(({ end }) => end.kind === 'text' && credentialIn(end.value) !== undefined && end.segments[0] !== undefined && isSetWhereUnset(end.segments[0].node));
  if (isStoodIn) return 'secret';
  const texts = flows.flatMap((f) => (f.end.kind === 'text' ? [f.end.value] : []));
  if (texts.length === 0) return 'none';
  return texts.every((t) => t.trim() === '') ? 'empty' : texts.some((t) => credentialIn(t) !== undefined) ? 'none' : 'dummy';
}

/** `if (!key) key = '…'`: a default in more words. */
function isSetWhereUnset(text: Node): boolean {
  let set: string | undefined;
  for (let child = text, { parent } = text; parent !== undefined && parent.kind !== 'function'; child = parent, { parent } = parent) {
    if (parent.kind === 'assignment') set = parent.target === undefined ? undefined : nameOf(parent.target);
    if (parent.kind === 'if' && set !== undefined) return child === parent.consequent && parent.test.kind === 'unary' && parent.test.operator === '!' && nameOf(parent.test.argument) === set;
  }
  return false;
}

function nameOf(node: Expression): string | undefined {
  if (node.kind === 'name') return node.name;
  return node.kind === 'member' && node.property !== undefined ? `${nameOf(node.object) ?? ''}.${node.property}` : undefined;
}

/** The credential of a text: itself, or what stands behind `Bearer `. */
export function credentialIn(text: string): string | undefined {
  const value = text.trim().replace(/^(?:Bearer|Basic|Token)\s+/iu, '');
  return isCredential(value) ? value : undefined;
}

/** How to speak of a read: as the source spells it where that is short, else by its name. */
function expressionOf(text: string, name: string): string {
  return text.length <= 80 && !/\s/u.test(text) && text.includes(name) ? text : name;
}
