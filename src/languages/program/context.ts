import type { ClientId, Fact, Language, Remedy } from '../../facts/facts.js';
import type { Place } from '../../facts/source.js';
import type { Cursor, End, Flow, PathStep, Segment, Site } from '../../flow/flow.js';
import type { Guards } from '../../flow/guards.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Call, Expression, FunctionNode, Node, Program } from '../../program/nodes.js';
import type { HttpDialect } from '../requests/request.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Reach } from './exposures/reach.js';
import type { Sink, SinkTracer } from './sinks.js';

/** What the other files' functions do with what they are given. */
export interface ForeignSinks {
  /** The parameters of `fn`, of another file, that reach a key sink. */
  sinksOf(program: Program, fn: FunctionNode): readonly ParameterSink[];
}

/** A parameter whose value reaches a key sink inside of its function. */
export interface ParameterSink {
  readonly fn: FunctionNode;
  readonly index: number;
  readonly path: readonly (string | undefined)[];
  readonly sink: Sink;
}

/** A place that prints, and what it is given to print. */
export interface Output {
  /** What a report stands at: the call, or the error that is made. */
  readonly node: Expression;
  readonly values: readonly Expression[];
  /** How the source spells what prints. */
  readonly by: string;
  /** It leaves out fields of objects by their names. */
  readonly redacts?: boolean;
  /** It prints nothing by itself: only a client is not to be given to it. */
  readonly onlyClients?: boolean;
}

/** A switch by which a client prints its requests with their headers. */
export interface DebugSwitch {
  readonly node: Pick<Node, 'start' | 'end'>;
  readonly name: string;
}

/** How a language prints. */
export interface Printing {
  outputs(context: Context): Iterable<Output>;
  debugSwitches(context: Context): Iterable<DebugSwitch>;
  /**
   * The parts of a call that are seen whole in its result; none where it hides or only measures them.
   * @returns `undefined` for a call of which nothing is known
   */
  partsKept(call: Call, callee: End | undefined): readonly Expression[] | undefined;
  /** What an object of a class of the project shows of itself: the values of its fields, or the variables that these read. */
  fieldsShown(call: Call, made: End & { readonly kind: 'node' }, program: Program, tracer: Tracer): readonly ({ readonly value: Cursor } | { readonly variable: string })[];
  /** Does a type of its own hide the value when it is printed? */
  isHidden(end: End & { readonly kind: 'environment' }): boolean;
}

/** How a language loads variables from files, and reads them by itself. */
export interface Loading {
  /** May a text hold a loader at all? */
  readonly mention: RegExp;
  /** Do imports run before everything else of a module? */
  readonly hoistsImports: boolean;
  /** Does a module load the variables as soon as it is imported? */
  isLoaderModule(specifier: string): boolean;
  /** Does a module run only when something of it is asked for, and not when it is imported? */
  runsLater(specifier: string): boolean;
  /** Does the call of such a function load them? */
  isLoader(call: Call, callee: End): boolean;
  /** Does the call make a client that reads the variable of the key by itself? @returns the class */
  clientReading(call: Call, callee: End): string | undefined;
  /** Edits that load them before all else. */
  remedies(program: Program, load: Node): readonly Remedy[];
}

/** What becomes of a failure: `open` where it leaves the program. */
export type Outcome = 'handled' | 'open' | 'unknown';

/** How failures travel in a language. */
export interface Failures {
  /** What becomes of the failure of a call. */
  outcomeOf(call: Call, context: Context): Outcome;
  wrongHandlers(context: Context): Iterable<{ readonly node: Node; readonly name: string; readonly module: string }>;
}

/** What a language adds to the facts that are read the same way in all of them. */
export interface Dialect {
  /** Does an imported class or function make a client? */
  isClient(end: End, vocabulary?: Vocabulary): boolean;
  /** The library of the client that such a class or function makes. */
  clientIdOf(end: End): ClientId | undefined;
  isClientPackage(specifier: string): boolean;
  /** States the clients that the program constructs, and adds their keys as sinks. */
  addClients(context: Context, facts: FactList, sinks: SinkTracer): void;
  addExposures(context: Context, facts: FactList, sinks: SinkTracer, reach: Reach): void;
  readonly http: HttpDialect;
  readonly printing: Printing;
  readonly loading: Loading;
  readonly failures: Failures;
  literalRemedies(segment: Segment, text: End & { readonly kind: 'text' }, name: string | undefined, vocabulary: Vocabulary): readonly Remedy[];
  guardRemedies(place: PathStep, name: string, flow: Flow, use: Site): readonly Remedy[];
}

/** What the builders of facts share while they read one program. */
export interface Context {
  readonly program: Program;
  readonly tracer: Tracer;
  readonly guards: Guards;
  readonly vocabulary: Vocabulary;
  readonly foreign: ForeignSinks;
  readonly language: Language;
  readonly dialect: Dialect;
}

export function placeOf(node: Pick<Node, 'start' | 'end'>, program: Program): Place {
  return { source: program.source, start: node.start, end: node.end };
}

export function siteOf(node: Node, program: Program): Site {
  return { node, program, frame: undefined };
}

/**
 * Where a value of a folded text stands: its own characters where the literal spells them, else the literal's contents.
 * @param value the part of the folded text that is asked for
 */
export function placeOfText(text: { readonly value: string; readonly segments: readonly Segment[] }, value: string): Place | undefined {
  const wanted = text.value.indexOf(value);
  let offset = 0;
  for (const segment of text.segments) {
    const next = offset + segment.value.length;
    if (next > wanted || segment === text.segments.at(-1)) return placeInSegment(segment, value);
    offset = next;
  }
  return undefined;
}

function placeInSegment(segment: Segment, value: string): Place {
  const { node, program } = segment;
  const content = program.source.text.slice(node.contentStart, node.contentEnd);
  const at = content.indexOf(value);
  const place = at < 0 ? { start: node.contentStart, end: node.contentEnd } : { start: node.contentStart + at, end: node.contentStart + at + value.length };
  return { source: program.source, ...place };
}

/** Where the literals stand that a part of a folded text is made of. */
export function partsOfText(text: { readonly value: string; readonly segments: readonly Segment[] }, value: string): Place[] {
  const wanted = text.value.indexOf(value);
  const parts = new Map<Node, Place>();
  let start = 0;
  for (const segment of text.segments) {
    const end = start + segment.value.length;
    // A literal that a call has made another text of has no length of its own here.
    const inside = text.value.slice(Math.max(start, wanted), Math.min(end, wanted + value.length));
    if (inside !== '' || segment.value === '') parts.set(segment.node, placeInSegment(segment, inside));
    start = end;
  }
  return [...parts.values()];
}

/** Collects facts, each place once for each kind of statement about it. */
export class FactList {
  readonly facts: Fact[] = [];
  /** The literals that the keys among the facts are made of. */
  readonly keyParts: Place[] = [];
  readonly #seen = new Map<string, number>();

  add(fact: Fact): void {
    const detail = fact.kind === 'exposure' ? fact.how.kind : '';
    const key = `${fact.kind} ${detail} ${fact.place.source.path} ${String(fact.place.start)} ${fact.kind === 'secret' ? '' : String(fact.place.end)}`;
    const known = this.#seen.get(key);
    if (known === undefined) {
      this.#seen.set(key, this.facts.length);
      this.facts.push(fact);
      return;
    }
    // A literal that reaches a client by way of a variable with a key's name goes by that name.
    const before = this.facts[known];
    if (before?.kind === 'secret' && fact.kind === 'secret' && before.name === undefined && fact.name !== undefined) this.facts[known] = { ...before, name: fact.name };
  }

  hasSecretAt(place: Place): boolean {
    return this.facts.some((f) => f.kind === 'secret' && f.place.source === place.source && f.place.start < place.end && place.start < f.place.end);
  }
}
