import type { Vocabulary } from '../../key/vocabulary.js';
import type { ClientFact, KeyArgument, Remedy } from '../../facts/facts.js';
import { environmentSubject, type Cursor, type End, type Flow, type Frame, type Path, type PathStep } from '../../flow/flow.js';
import { hostOf, isSelfHosted } from '../../key/hosts.js';
import type { Call, ClassNode, Expression, Program, Property } from '../../program/nodes.js';
import { constructorOf, enclosingFunction, structureOf } from '../../program/structure.js';
import { clientOf, factoryNames, type ClientKind } from './clients.js';
import { placeOf, siteOf, type Context, type FactList } from '../program/context.js';
import { optionRemedies } from './remedies.js';
import type { SinkTracer } from '../program/sinks.js';

/** Names that people take for the option of the TypeScript SDK; it ignores them. */
const misnamedOptions = ['api_key', 'apikey', 'APIKey', 'API_KEY', 'key', 'token', 'apiToken', 'accessToken', 'authToken', 'mistralApiKey', 'MISTRAL_API_KEY'];
const serverOptions = ['serverURL', 'baseURL', 'baseUrl', 'endpoint', 'serverUrl'];
const serverNames = ['eu', 'us', 'global'];

/** A construction of a client that takes a Mistral key. */
export interface Construction {
  readonly call: Call;
  readonly kind: ClientKind;
  /** What a constructor of the project passes on to the client's: `super(options)`, under the call. */
  readonly passed?: Passed;
}

interface Passed {
  readonly call: Call;
  readonly program: Program;
  readonly frame: Frame;
}

/** The clients that a program constructs, also through subclasses. */
export function* constructions(context: Context): Generator<Construction> {
  const { program, tracer, guards, vocabulary } = context;
  for (const call of structureOf(program).calls) {
    if (!mayMakeClient(call, vocabulary)) continue;
    const ends: (End | undefined)[] = call.callee.kind === 'super'
      ? [guards.calls.superclassOf(call, program)]
      : tracer.trace({ node: call.callee, program, frame: undefined }).map((f) => f.end);
    for (const end of ends) {
      const kind = end === undefined ? undefined : kindOf(end, context);
      const through = end === undefined || kind !== undefined || !call.construct ? undefined : constructionThrough(end, call, context);
      if (through !== undefined) yield through;
      if (kind === undefined || (call.callee.kind !== 'super' && kind.construct !== call.construct)) continue;
      yield { call, kind };
      break;
    }
  }
}

/** A look at the call alone: most calls are methods that make no client. */
function mayMakeClient({ callee, construct }: Call, { clients }: Vocabulary): boolean {
  if (construct || callee.kind === 'super') return true;
  if (callee.kind === 'name') return callee.binding !== undefined;
  return callee.kind === 'member' && callee.property !== undefined && (factoryNames.has(callee.property) || clients.some(({ name }) => name === callee.property));
}

/** The client that a class makes: the library's own, or one that extends it without a constructor. */
function kindOf(end: End, { tracer, vocabulary }: Context): ClientKind | undefined {
  let at: End | undefined = end;
  for (let depth = 0; at?.kind === 'node' && at.cursor.node.kind === 'class' && depth < 8; depth++) {
    const cls: ClassNode = at.cursor.node;
    if (constructorOf(cls) !== undefined || cls.superclass === undefined) return undefined;
    at = tracer.endOf({ ...at.cursor, node: cls.superclass });
  }
  return at === undefined ? undefined : clientOf(at, vocabulary);
}

/** `new Sub(options)`, with a constructor that gives what it is given to the client's. */
function constructionThrough(end: End, call: Call, context: Context): Construction | undefined {
  const { program, tracer } = context;
  if (end.kind !== 'node' || end.cursor.node.kind !== 'class') return undefined;
  const { node: cls, program: where } = end.cursor;
  const fn = constructorOf(cls);
  const base = fn === undefined || cls.superclass === undefined ? undefined : tracer.endOf({ ...end.cursor, node: cls.superclass });
  const kind = base === undefined ? undefined : kindOf(base, context);
  const passed = fn === undefined || kind === undefined ? undefined : structureOf(where).calls.find((one) => one.callee.kind === 'super' && enclosingFunction(one) === fn);
  if (fn === undefined || kind === undefined || passed === undefined) return undefined;
  return { call, kind, passed: { call: passed, program: where, frame: { fn, call, program, outer: undefined } } };
}

/** States a construction as a fact, and makes its key argument a sink. */
export function readConstruction({ call, kind, passed }: Construction, context: Context, facts: FactList, sinks: SinkTracer): void {
  if (passed === undefined) readOwnConstruction(call, kind, context, facts, sinks);
  else readPassedConstruction(call, kind, passed, context, facts);
}

/** What the subclass does with its options whatever it is given is said where it does so. */
function readPassedConstruction(call: Call, kind: ClientKind, { call: inner, program, frame }: Passed, context: Context, facts: FactList): void {
  const own = keyArgumentOf({ call: inner, program, frame: undefined }, kind, context);
  if (own.kind !== 'unknown' && own.kind !== 'given') return;
  const argument = keyArgumentOf({ call: inner, program, frame }, kind, context);
  if (argument.kind === 'unknown' || argument.kind === 'given') return;
  const server = serverOf({ call: inner, program, frame }, kind, context);
  if (kind.client === 'openai' && server !== 'mistral') return;
  facts.add(clientFact(call, kind, argument, server, context, []));
}

function readOwnConstruction(call: Call, kind: ClientKind, context: Context, facts: FactList, sinks: SinkTracer): void {
  const { program } = context;
  const made: Made = { call, program, frame: undefined };
  const server = serverOf(made, kind, context);
  // The OpenAI client is Mistral's only when it is pointed at Mistral.
  if (kind.client === 'openai' && server !== 'mistral') return;
  const [first] = call.args;
  const told = keyArgumentOf(made, kind, context);
  const argument: KeyArgument = kind.isWrapper === true && (told.kind === 'absent' || told.kind === 'misnamed') ? { kind: 'unknown' } : told;
  const use = siteOf(call, program);
  const reported = kind.client === 'openai' || kind.without !== 'other-vendor' ? kind.client : undefined;
  const reads = server === 'self-hosted' ? undefined : reported;
  const base = { use, kind: 'client', hops: 0, clearError: kind.without === 'clear-error' } as const;
  if (first !== undefined && first.kind !== 'spread') {
    const cursor: Cursor = { node: first, program, frame: undefined };
    if (kind.option === undefined) sinks.add({ ...base, cursor, path: [], reaches: reads });
    else {
      sinks.add({ ...base, cursor, path: stepTo(kind.option, first, program), reaches: reads });
      if (argument.kind === 'positional') sinks.add({ ...base, cursor, path: [] });
      if (argument.kind === 'misnamed') sinks.add({ ...base, cursor, path: stepTo(argument.name, first, program) });
    }
  }
  const remedies = optionRemedies(call, program, kind.option ?? 'apiKey', remedyKind(argument), misnamedProperty(first, argument));
  facts.add(clientFact(call, kind, argument, server, context, kind.option === undefined ? [] : remedies));
}

function clientFact(call: Call, kind: ClientKind, argument: KeyArgument, server: Server, context: Context, remedies: readonly Remedy[]): ClientFact {
  const { program, guards } = context;
  const use = siteOf(call, program);
  const step = { kind: 'read', site: use, subject: environmentSubject('MISTRAL_API_KEY') } as const;
  return {
    kind: 'client',
    place: placeOf(call, program),
    client: kind.client,
    className: kind.className,
    language: context.language,
    keyArgument: argument,
    option: kind.option ?? 'apiKey',
    selfHosted: server === 'self-hosted' || server === 'unknown',
    environmentChecked: guards.isChecked({ end: { kind: 'unknown' }, steps: [step] }, use),
    remedies,
  };
}

function remedyKind(argument: KeyArgument): 'absent' | 'positional' | 'misnamed' {
  return argument.kind === 'positional' || argument.kind === 'misnamed' ? argument.kind : 'absent';
}

function misnamedProperty(first: Expression | undefined, argument: KeyArgument): Property | undefined {
  if (first?.kind !== 'object' || argument.kind !== 'misnamed') return undefined;
  return first.properties.find((p): p is Property => p.kind === 'property' && p.name === argument.name);
}

export function stepTo(name: string, node: Expression, program: Program): Path {
  const step: PathStep = { name, site: siteOf(node, program), program, start: node.start, end: node.end };
  return [step];
}

/** The call that makes a client, under the call that leads to it. */
interface Made {
  readonly call: Call;
  readonly program: Program;
  readonly frame: Frame | undefined;
}

function keyArgumentOf({ call, program, frame }: Made, kind: ClientKind, context: Context): KeyArgument {
  const { tracer } = context;
  const [first] = call.args;
  if (first === undefined) return { kind: 'absent' };
  if (first.kind === 'spread') return { kind: 'unknown' };
  const cursor: Cursor = { node: first, program, frame };
  if (kind.option === undefined) return argumentIn(tracer.trace(cursor), first, program);
  const whole = tracer.trace(cursor);
  if (whole.length > 0 && whole.every((f) => f.end.kind === 'text' || f.end.kind === 'environment' || isStringParameter(f.end, first))) {
    return kind.client === 'mistral-sdk' ? { kind: 'positional', place: placeOf(first, program) } : { kind: 'unknown' };
  }
  if (isChangedElsewhere(first, call, program, tracer)) return { kind: 'unknown' };
  const given = argumentIn(tracer.trace(cursor, stepTo(kind.option, first, program)), first, program);
  if (given.kind !== 'absent' || kind.client !== 'mistral-sdk') return given;
  for (const name of misnamedOptions) {
    const other = argumentIn(tracer.trace(cursor, stepTo(name, first, program)), first, program);
    if (other.kind === 'given') return { kind: 'misnamed', name, place: placeOf(call, program) };
  }
  return given;
}

/** A parameter that its name, or its use, tells to be a text: `new Mistral(apiKey)`. */
function isStringParameter(end: End, node: Expression): boolean {
  if (node.kind !== 'name' || end.kind === 'node' || end.kind === 'absent') return false;
  return /(?:key|token|secret)$/iu.test(node.name) && (end.kind === 'parameter' || end.kind === 'unknown') && (end.kind !== 'parameter' || end.path.length === 0);
}

/** What arrives at a key argument, in the terms of the rule. */
export function argumentIn(flows: readonly Flow[], node: Expression, program: Program): KeyArgument {
  const place = placeOf(node, program);
  const ends = flows.map((f) => f.end);
  if (ends.length === 0) return { kind: 'unknown' };
  if (ends.every((e) => e.kind === 'absent')) return { kind: 'absent' };
  if (ends.every((e) => e.kind === 'text' && e.value.trim() === '')) return { kind: 'empty', place };
  if (ends.some((e) => e.kind === 'absent')) return { kind: 'unknown' };
  return { kind: 'given' };
}

/** An options object that something out of sight may have filled: it is passed to another call before. */
function isChangedElsewhere(first: Expression, call: Call, program: Program, tracer: Context['tracer']): boolean {
  if (first.kind !== 'name' || first.binding === undefined) return false;
  return first.binding.references.some((reference) => {
    const parent = reference.parent;
    if (parent?.kind !== 'call' || parent === call || reference.start > call.start || !parent.args.includes(reference)) return false;
    const callee = tracer.endOf({ node: parent.callee, program, frame: undefined });
    return callee === undefined || (clientOf(callee, tracer.world.vocabularyOf(program)) === undefined && !(callee.kind === 'global' && callee.name === 'console'));
  });
}

type Server = 'default' | 'mistral' | 'self-hosted' | 'unknown';

/** Where the client is pointed at. */
function serverOf({ call, program, frame }: Made, kind: ClientKind, { tracer, vocabulary }: Context): Server {
  const [first, second] = call.args;
  const flows: Flow[] = [];
  if (kind.option === undefined) {
    if (second !== undefined) flows.push(...tracer.trace({ node: second, program, frame }));
  } else if (first !== undefined && first.kind !== 'spread') {
    const whole = tracer.trace({ node: first, program, frame });
    if (whole.length > 0 && whole.every((f) => f.end.kind === 'text' || f.end.kind === 'environment' || isStringParameter(f.end, first))) return 'default';
    const names = [kind.serverOption, ...serverOptions.filter((o) => o !== kind.serverOption)];
    for (const name of names) flows.push(...tracer.trace({ node: first, program, frame }, stepTo(name, first, program)));
  }
  let server: Exclude<Server, 'mistral'> = 'default';
  for (const { end } of flows) {
    if (end.kind === 'text') {
      if (vocabulary.mentionsMistralHost(end.value) || vocabulary.isMistralHost(hostOf(end.value) ?? '')) return 'mistral';
      if (isSelfHosted(end.value)) server = 'self-hosted';
      else if (!serverNames.includes(end.value) && end.value !== '') server = server === 'self-hosted' ? server : 'unknown';
    } else if (end.kind !== 'absent' && server === 'default') server = 'unknown';
  }
  return server;
}
