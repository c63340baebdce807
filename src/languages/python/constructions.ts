import type { ClientFact, KeyArgument } from '../../facts/facts.js';
import { definitionOf } from '../../flow/definitions.js';
import { environmentSubject, type Cursor, type End, type Path } from '../../flow/flow.js';
import { hostOf, isSelfHosted } from '../../key/hosts.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Call, ClassNode, Expression, Program } from '../../program/nodes.js';
import { constructorOf, structureOf } from '../../program/structure.js';
import { argumentIn } from '../javascript/constructions.js';
import { placeOf, siteOf, type Context, type FactList } from '../program/context.js';
import type { SinkTracer } from '../program/sinks.js';
import { clientOf, mayBeClient, type PythonClient } from './clients.js';
import { namedValue } from './arguments.js';

/** Names that people take for the argument; the library raises a `TypeError`. */
const misnamedOptions = new Set(['apiKey', 'apikey', 'API_KEY', 'key', 'token', 'api_token', 'auth_token', 'mistral_api_key', 'MISTRAL_API_KEY']);

/** States the clients that a program constructs, also through subclasses, and makes their key arguments sinks. */
export function addClients(context: Context, facts: FactList, sinks: SinkTracer): void {
  const { program, tracer, guards, vocabulary } = context;
  for (const call of structureOf(program).calls) {
    if (!mayMakeClient(call, vocabulary)) continue;
    const ends: (End | undefined)[] = isNoClient(call.callee, program, context) ? [] : call.callee.kind === 'super'
      ? [guards.calls.superclassOf(call, program)]
      : tracer.trace({ node: call.callee, program, frame: undefined }).map((f) => f.end);
    const made = ends.map((end) => (end === undefined ? undefined : madeBy(end, context))).find((m) => m !== undefined);
    if (made === undefined) addModelCall(call, context, sinks);
    else readConstruction(call, made, context, facts, sinks);
  }
}

/** A look at the call alone: most calls are methods, and classes begin with a capital. */
function mayMakeClient({ callee, named }: Call, { clients }: Vocabulary): boolean {
  if (named?.properties.some((p) => p.kind === 'property' && p.name === 'api_key') === true || callee.kind === 'super') return true;
  if (callee.kind === 'name') return callee.binding !== undefined;
  return callee.kind === 'member' && (/^_?[A-Z]/u.test(callee.property ?? '') || clients.some(({ name }) => name === callee.property));
}

/** Do the lines of other modules tell that it is a function, or a class that has nothing to do with a client? */
function isNoClient(callee: Expression, program: Program, { tracer, vocabulary }: Context): boolean {
  const definition = definitionOf(callee, program, tracer.world);
  return definition !== undefined && !definition.outside.some((name) => mayBeClient(name, vocabulary));
}

/** A client, and where its class comes from. */
interface Made {
  readonly kind: PythonClient;
  readonly library: End;
}

/** The client that a class makes: the library's own, or one that extends it without a constructor. */
function madeBy(end: End, context: Context): Made | undefined {
  const { tracer, vocabulary } = context;
  let at: End | undefined = end;
  for (let depth = 0; at?.kind === 'node' && at.cursor.node.kind === 'class' && depth < 8; depth++) {
    const cls: ClassNode = at.cursor.node;
    if (constructorOf(cls) !== undefined || cls.superclass === undefined) return undefined;
    at = isNoClient(cls.superclass, at.cursor.program, context) ? undefined : tracer.endOf({ ...at.cursor, node: cls.superclass });
  }
  const kind = at === undefined ? undefined : clientOf(at, vocabulary);
  return at === undefined || kind === undefined ? undefined : { kind, library: at };
}

/** Is the client library a package of the project itself? Then its tests and examples make clients without a key, on purpose. */
function isOfProject({ library }: Made, program: Program, { world }: Context['tracer']): boolean {
  if (library.kind !== 'import') return false;
  const module = world.resolve(program, library.specifier);
  // A script may be called after the library that it uses: `mistralai.py`.
  return module !== undefined && (library.specifier.includes('.') || module.source.path.endsWith('/__init__.py'));
}

/** Is it nobody's business that no key is given? */
function mayGoWithout(told: KeyArgument, made: Made, program: Program, tracer: Context['tracer']): boolean {
  if (made.kind.isWrapper === true) return told.kind === 'absent' || told.kind === 'misnamed';
  return told.kind === 'absent' && isOfProject(made, program, tracer);
}

function readConstruction(call: Call, made: Made, context: Context, facts: FactList, sinks: SinkTracer): void {
  const { program, guards, tracer } = context;
  const { kind } = made;
  const server = serverOf(call, kind, context);
  // The OpenAI client is Mistral's only when it is pointed at Mistral.
  if (kind.client === 'openai' && server !== 'mistral') return;
  const use = siteOf(call, program);
  const given = keySourceOf(call, kind);
  const reaches = server === 'self-hosted' ? undefined : kind.client;
  const base = { use, kind: 'client', hops: 0, clearError: kind.without === 'clear-error' } as const;
  for (const { cursor, path } of sourcesOf(given, call, kind, context)) sinks.add({ ...base, cursor, path, reaches });
  const told = keyArgumentOf(given, call, kind, context);
  const argument: KeyArgument = mayGoWithout(told, made, program, tracer) ? { kind: 'unknown' } : told;
  if (argument.kind === 'misnamed') {
    const value = namedValue(call, argument.name);
    if (value !== undefined) sinks.add({ ...base, cursor: { node: value, program, frame: undefined }, path: [], reaches: undefined });
  }
  const subject = environmentSubject('MISTRAL_API_KEY');
  const fact: ClientFact = {
    kind: 'client',
    place: placeOf(call, program),
    client: kind.client,
    className: kind.className,
    language: 'python',
    keyArgument: argument,
    option: kind.options[0] ?? 'api_key',
    selfHosted: server === 'self-hosted' || server === 'unknown',
    environmentChecked: guards.isChecked({ end: { kind: 'unknown' }, steps: [{ kind: 'read', site: use, subject }] }, use),
    fallback: kind.fallback === 'newer' ? fallbackOf(tracer.world.readsVariable(program)) : kind.fallback,
    ...(kind.wrongPackage === true ? { wrongPackage: true } : {}),
    remedies: [],
  };
  facts.add(fact);
}

/** What is known of a library that took to reading the variable in the course of its versions. */
function fallbackOf(reads: boolean | undefined): PythonClient['fallback'] {
  return reads === undefined ? 'newer' : reads ? 'always' : 'never';
}

/** Where a construction takes the key from: an argument, what is spread into it, or nothing. */
type KeySource = { readonly kind: 'value'; readonly node: Expression } | { readonly kind: 'spread' | 'absent' | 'unknown' };

function keySourceOf(call: Call, kind: PythonClient): KeySource {
  for (const option of kind.options) {
    const node = namedValue(call, option);
    if (node !== undefined) return { kind: 'value', node };
  }
  const [first] = call.args;
  if (first?.kind === 'spread') return { kind: 'unknown' };
  if (kind.positional && first !== undefined) return { kind: 'value', node: first };
  return { kind: call.named?.properties.some((p) => p.kind === 'spread') === true ? 'spread' : 'absent' };
}

function sourcesOf(given: KeySource, call: Call, kind: PythonClient, { program }: Context): { readonly cursor: Cursor; readonly path: Path }[] {
  if (given.kind === 'value') return [{ cursor: { node: given.node, program, frame: undefined }, path: [] }];
  const { named } = call;
  if (given.kind !== 'spread' || named === undefined) return [];
  const cursor: Cursor = { node: named, program, frame: undefined };
  return kind.options.map((name) => ({ cursor, path: [{ name, site: siteOf(named, program), program, start: call.start, end: call.end }] }));
}

function keyArgumentOf(given: KeySource, call: Call, kind: PythonClient, context: Context): KeyArgument {
  if (given.kind === 'unknown') return { kind: 'unknown' };
  if (given.kind === 'absent') {
    const misnamed = kind.client === 'mistral-sdk' || kind.client === 'mistral-sdk-0' ? call.named?.properties.find((p) => p.kind === 'property' && misnamedOptions.has(p.name ?? '')) : undefined;
    return misnamed?.kind === 'property' && misnamed.name !== undefined ? { kind: 'misnamed', name: misnamed.name, place: placeOf(call, context.program) } : { kind: 'absent' };
  }
  const found = sourcesOf(given, call, kind, context).map(({ cursor, path }) => argumentIn(context.tracer.trace(cursor, path), cursor.node, context.program));
  return found.find((argument) => argument.kind !== 'absent') ?? { kind: 'absent' };
}

/** Where the client is pointed at. */
function serverOf(call: Call, kind: PythonClient, { program, tracer, vocabulary }: Context): 'default' | 'mistral' | 'self-hosted' | 'unknown' {
  let server: 'default' | 'self-hosted' | 'unknown' = 'default';
  const { named } = call;
  for (const name of named === undefined ? [] : kind.serverOptions) {
    if (named === undefined) break;
    for (const { end } of tracer.trace({ node: named, program, frame: undefined }, [{ name, site: siteOf(named, program), program, start: named.start, end: named.end }])) {
      if (end.kind === 'text') {
        if (vocabulary.mentionsMistralHost(end.value) || vocabulary.isMistralHost(hostOf(end.value) ?? '')) return 'mistral';
        if (isSelfHosted(end.value)) server = 'self-hosted';
        else if (end.value !== '' && server === 'default') server = 'unknown';
      } else if (end.kind !== 'absent' && server === 'default') server = 'unknown';
    }
  }
  return server;
}

/** `completion(model="mistral/…", api_key="…")`: libraries that serve many vendors are told by the model. */
function addModelCall(call: Call, { program, tracer }: Context, sinks: SinkTracer): void {
  const key = namedValue(call, 'api_key');
  if (key === undefined) return;
  const names = [namedValue(call, 'model'), namedValue(call, 'provider'), namedValue(call, 'model_provider'), call.args[0]];
  const isMistral = names.some((node) => {
    const text = node === undefined ? undefined : tracer.fold({ node, program, frame: undefined })?.value;
    return text !== undefined && /^(?:mistral|codestral|mistralai)(?:$|[/:_])/iu.test(text);
  });
  if (isMistral) sinks.add({ cursor: { node: key, program, frame: undefined }, path: [], use: siteOf(call, program), kind: 'client', hops: 0 });
}
