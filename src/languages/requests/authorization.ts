import type { AuthorizationFact, Remedy } from '../../facts/facts.js';
import type { Place } from '../../facts/source.js';
import type { Cursor, End, Segment } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import { argumentFor } from '../../flow/tracing/arguments.js';
import { isGenericKeyName, segments } from '../../key/names.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Expression, Node, Program } from '../../program/nodes.js';
import type { Context } from '../program/context.js';
import { headsOf, type Head } from './heads.js';
import { headersOf, optionsOf } from './headers.js';
import { adminPath, keyHeader, keyInQuery, keyParameter, openPath } from './key-places.js';
import { entriesOf, entriesOfUse, nothing, type Entries, type Entry } from './properties.js';
import type { HttpRequest, Target } from './request.js';
import { calledName, usesOf } from './uses.js';

type How = AuthorizationFact['how'];
interface Verdict {
  readonly how: How;
  readonly place: Place;
  readonly remedies: readonly Remedy[];
}

/** What is wrong with the way in which a request to Mistral carries its key, if it can be seen. */
export function judge(request: HttpRequest, target: Target, context: Context): Verdict | undefined {
  const { tracer } = context;
  if (target.heads.some(({ text }) => adminPath.test(text))) return undefined;
  const query = inQuery(request, target, context);
  if (query !== undefined) return query;
  const { entries, open } = headersOf(request, tracer);
  const authorizations = entries.filter((entry) => /^authorization$/iu.test(entry.name));
  if (authorizations.length > 0) return ofHeaders(authorizations, context);
  const basic = optionsOf(request, ['auth', 'username', 'password'], tracer);
  if (basic.length > 0) return ofOption(basic, context);
  if (open || isSetUpElsewhere(request, tracer)) return undefined;
  const other = entries.find((entry) => keyHeader.test(entry.name));
  if (other !== undefined) return { how: { kind: 'other-header', name: other.name }, place: placeOf(other.node, other.value.program), remedies: renamed(other) };
  if (request.method === 'HEAD' || request.method === 'OPTIONS' || hasMethod(request, context)) return undefined;
  if (target.heads.every((head) => head.whole && openPath.test(head.text))) return undefined;
  return { how: { kind: 'missing' }, place: placeOf(target.node.node, target.node.program), remedies: [] };
}

/** May a file that imports the client add the header? */
function isSetUpElsewhere({ layers }: HttpRequest, { world }: Tracer): boolean {
  return layers.some(({ maker }) => maker !== undefined && world.importersOf(maker.program).some((program) => /interceptors|\.hooks\b|\.defaults\b|headers\.update|\.headers\[/u.test(program.source.text)));
}

/** `method: 'HEAD'` among the options. */
function hasMethod(request: HttpRequest, { tracer }: Context): boolean {
  return optionsOf(request, ['method'], tracer).some(({ value }) => /^(?:HEAD|OPTIONS)$/iu.test(tracer.fold(value)?.value ?? ''));
}

function placeOf({ start, end }: Pick<Node, 'start' | 'end'>, { source }: Program): Place {
  return { source, start, end };
}

function inQuery(request: HttpRequest, target: Target, { tracer }: Context): Verdict | undefined {
  for (const head of target.heads) {
    const name = keyInQuery.exec(head.text)?.groups?.['name'];
    if (name === undefined) continue;
    const node = request.address ?? target.node;
    return { how: { kind: 'query', name }, place: placeOf(node.node, node.program), remedies: [] };
  }
  const options = optionsOf(request, ['params', 'searchParams', 'query'], tracer).map((option) => entriesOf(option.value, tracer));
  for (const { entries } of [...options, ...laterParameters(request, tracer)]) {
    const found = entries.find((entry) => keyParameter.test(entry.name));
    if (found !== undefined) return { how: { kind: 'query', name: found.name }, place: placeOf(found.node, found.value.program), remedies: [] };
  }
  return undefined;
}

/** `url.searchParams.set('key', …)` */
function laterParameters({ address }: HttpRequest, tracer: Tracer): Entries[] {
  const end = address === undefined ? undefined : tracer.endOf(address);
  if (end?.kind !== 'node') return [];
  const { cursor } = end;
  return usesOf(cursor.node, cursor.program).map((use) => {
    const [first, ...rest] = use.kind === 'call' ? use.path : [];
    return use.kind === 'call' && first === 'searchParams' ? entriesOfUse({ ...use, path: rest }, cursor, tracer) : nothing;
  });
}

/** Wrong only where every value that the header can have is. */
function ofHeaders(entries: readonly Entry[], context: Context): Verdict | undefined {
  const kinds = entries.map((entry) => schemeOf(entry.value, context));
  const [kind] = kinds;
  const [entry] = entries;
  if (entry === undefined || kind === undefined || kind === 'bearer' || kinds.some((one) => one === 'bearer' || one === 'unknown')) return undefined;
  if (kind === 'unknown') return undefined;
  return { how: { kind: kind === 'basic' ? 'basic' : 'no-bearer' }, place: placeOf(entry.node, entry.value.program), remedies: kind === 'raw' ? prefixed(entry) : [] };
}

/** `raw`: the key itself. `other`: a scheme that is not the bearer's. */
type Scheme = 'bearer' | 'basic' | 'other' | 'raw' | 'unknown';

function schemeOf(value: Cursor, context: Context): Scheme {
  const heads = headsOf(value, context.tracer);
  const schemes = new Set(heads.map((head) => schemeOfHead(head, value, context)));
  const [only] = schemes;
  return schemes.size === 1 && only !== undefined ? only : schemes.has('bearer') || schemes.has('unknown') || schemes.size === 0 ? 'unknown' : 'other';
}

function schemeOfHead({ text, whole }: Head, value: Cursor, context: Context): Scheme {
  const start = text.trimStart();
  if (/^bearer\s/iu.test(start) || (whole && /^bearer$/iu.test(start))) return 'bearer';
  if (/^basic\b/iu.test(start)) return 'basic';
  if (start === '') return !whole && isKey(value, context) ? 'raw' : 'unknown';
  // What a function outside of the file makes of the text can't be seen.
  if (/^(?:[a-z-]{2,20}[ :=]|bearer$)/iu.test(start)) return 'other';
  return whole ? 'raw' : 'unknown';
}

/** Is it a key itself, with nothing before it? A variable or a parameter is one by its name. */
function isKey(value: Cursor, context: Context): boolean {
  const node = onlyPart(value.node);
  const ends = context.tracer.trace({ ...value, node }).map((flow) => flow.end);
  const own = node.kind === 'name' ? node.name : node.kind === 'member' ? node.property : undefined;
  return ends.length > 0 && ends.every((end) => (end.kind === 'environment' ? context.tracer.isKeyRead(end) : [own, nameOf(end)].some((name) => name !== undefined && isNameOfKey(name, context.vocabulary)) && isGiven(end, context)));
}

/** `apiKey`, `MISTRAL_API_KEY`, `key`; a token may have its scheme before it. */
function isNameOfKey(name: string, vocabulary: Vocabulary): boolean {
  return vocabulary.isKeyName(name) || /api_?key$/iu.test(name) || (segments(name).at(-1) === 'key' && isGenericKeyName(name));
}

/** Does the value come from outside, as it is? */
function isGiven(end: End, context: Context): boolean {
  if (end.kind === 'parameter') return !isGivenWithScheme(end, context);
  return end.kind === 'global' || end.kind === 'unknown' || (end.kind === 'node' && end.cursor.node.kind === 'call');
}

/** Does a call in the file give `Bearer …` for a parameter? */
function isGivenWithScheme({ fn, index, path, program }: End & { kind: 'parameter' }, { guards, tracer }: Context): boolean {
  if (path.length > 0) return false;
  return guards.calls.of(program).some(({ call, fn: called }) => {
    const argument = called === fn ? argumentFor(call.node, fn, index) : undefined;
    if (argument === undefined || argument === 'none' || argument.name !== undefined) return false;
    return headsOf({ ...call, node: argument.node }, tracer).some(({ text }) => /^\s*(?:bearer|basic)\s/iu.test(text));
  });
}

function nameOf(end: End): string | undefined {
  if (end.kind === 'parameter') return end.path.at(-1)?.name ?? end.parameter.name;
  return end.kind === 'global' ? (end.path.at(-1)?.name ?? end.name) : undefined;
}

function onlyPart(node: Expression): Expression {
  const [part] = node.kind === 'template' ? node.parts : [];
  return part !== undefined && node.kind === 'template' && node.parts.length === 1 ? part : node;
}

/** `auth: { username, password }`, `auth=("user", key)`, `auth: 'user:key'`: HTTP Basic, unless it is some other object. */
function ofOption(entries: readonly Entry[], { tracer }: Context): Verdict | undefined {
  const [entry] = entries;
  if (entry === undefined) return undefined;
  const basic = (): Verdict => ({ how: { kind: 'basic' }, place: placeOf(entry.node, entry.value.program), remedies: [] });
  if (entry.name !== 'auth') return entries.some((one) => one.name === 'username') && entries.some((one) => one.name === 'password') ? basic() : undefined;
  const { node } = entry.value;
  if (node.kind === 'text' || node.kind === 'template') return basic();
  const end = tracer.endOf(entry.value);
  if (end?.kind !== 'node') return undefined;
  const made = end.cursor.node;
  if (made.kind === 'array') return made.elements.length === 2 ? basic() : undefined;
  if (made.kind === 'object') return made.properties.some((property) => property.kind === 'property' && (property.name === 'username' || property.name === 'user')) ? basic() : undefined;
  const name = made.kind === 'call' ? calledName(made) : undefined;
  return name !== undefined && /^(?:HTTP)?(?:Basic|Digest|ProxyBasic)(?:Auth|HTTPAuth)?$|^HTTP(?:Basic|Digest|Proxy)Auth$/u.test(name) ? basic() : undefined;
}

/** Puts `Bearer ` before the key. */
function prefixed({ value: { node, program } }: Entry): readonly Remedy[] {
  const { source, language } = program;
  const spelled = source.text.slice(node.start, node.end);
  const insert = (at: number): readonly Remedy[] => [{ id: 'addBearer', edits: [{ source, start: at, end: at, text: 'Bearer ' }] }];
  if (node.kind === 'text') return insert(node.contentStart);
  if (language === 'python') return [];
  if (node.kind === 'template') return spelled.startsWith('`') ? insert(node.start + 1) : [];
  return isPlain(node, spelled) ? [{ id: 'addBearer', edits: [{ source, start: node.start, end: node.end, text: `\`Bearer \${${spelled}}\`` }] }] : [];
}

/** `'x-api-key': key` becomes a bearer header. */
function renamed({ node, value }: Entry): readonly Remedy[] {
  const { source, language } = value.program;
  if (language === 'python' || node.kind !== 'property' || node.shorthand || node.index !== undefined) return [];
  const spelled = source.text.slice(value.node.start, value.node.end);
  if (!isPlain(value.node, spelled) || source.text.slice(node.start, node.end).includes('\n')) return [];
  return [{ id: 'sendBearer', edits: [{ source, start: node.start, end: node.end, text: `Authorization: \`Bearer \${${spelled}}\`` }] }];
}

function isPlain(node: Expression, spelled: string): boolean {
  return (node.kind === 'name' || node.kind === 'member') && /^[\w$.?[\]'"]+$/u.test(spelled) && node.parent?.kind === 'property' && !node.parent.shorthand;
}

/** The literal that a text begins with. */
export function firstSegment({ segments }: Head): Segment | undefined {
  return segments.find((segment) => segment.value !== '');
}
