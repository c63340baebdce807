import type { Cursor, End, Frame } from '../../flow/flow.js';
import type { Call, Expression, Name, Program } from '../../program/nodes.js';
import type { HttpDialect, HttpRequest, Layer } from '../requests/request.js';
import { usesOfBinding } from '../requests/uses.js';
import { packageOf } from './clients.js';
import { namesOf } from './environment.js';
import type { Context } from '../program/context.js';

type Library = 'fetch' | 'undici' | 'axios' | 'got' | 'ky' | 'http' | 'https';

const libraries: Readonly<Record<string, Library>> = {
  'node-fetch': 'fetch', 'node-fetch-native': 'fetch', 'cross-fetch': 'fetch', 'isomorphic-fetch': 'fetch', 'isomorphic-unfetch': 'fetch', 'whatwg-fetch': 'fetch', ofetch: 'fetch',
  'expo/fetch': 'fetch', '@tauri-apps/plugin-http': 'fetch',
  undici: 'undici', axios: 'axios', got: 'got', ky: 'ky', 'ky-universal': 'ky',
  http: 'http', 'node:http': 'http', https: 'https', 'node:https': 'https',
};

const verb = /^(?:get|post|put|patch|delete|head|options)$/u;
const withBody = /^(?:post|put|patch)(?:Form)?$/u;
const callable = /^(?:\$?fetch|ofetch|request|stream|get|post|put|patch|delete|head|options)$/u;

export const javascriptHttp: HttpDialect = {
  speaks: (program) => speaks(program),
  requestOf,
  checks: { rejectUnauthorized: (value) => value === false || value === 0, strictSSL: (value) => value === false },
  unchecked: /^$/u,
  global: /^process\.env\.NODE_TLS_REJECT_UNAUTHORIZED$|(?:^|\.)globalAgent(?:\.|$)|(?:^|\.)defaults\.httpsAgent$/u,
};

const speaking = new WeakMap<Program, boolean>();

function speaks(program: Program): boolean {
  let known = speaking.get(program);
  if (known === undefined) {
    // A module of the project may give away a client that it has made.
    known = program.dependencies.some(({ specifier }) => Object.hasOwn(libraries, packageOf(specifier)) || /^[.@#~$]/u.test(specifier)) || /\bfetch\s*\(/u.test(program.source.text);
    speaking.set(program, known);
  }
  return known;
}

function requestOf(call: Call, context: Context, frame: Frame | undefined): HttpRequest | undefined {
  const { callee } = call;
  if (call.construct || !(callee.kind === 'name' || (callee.kind === 'member' && callable.test(callee.property ?? '')))) return undefined;
  const { program, tracer } = context;
  const cursor: Cursor & { readonly node: Call } = { node: call, program, frame };
  const at = (node: Expression): Cursor => ({ node, program, frame });
  const end = tracer.endOf(at(callee));
  const direct = end === undefined ? undefined : libraryOf(end);
  if (direct !== undefined) return directRequest(cursor, direct.library, direct.method, rootOf(callee), context);
  // A client that was made before: `api.get(…)`, `api(…)`.
  const [object, method] = callee.kind === 'member' ? [callee.object, callee.property ?? ''] : [callee, ''];
  const maker = tracer.endOf(at(object));
  if (maker?.kind !== 'node' || maker.cursor.node.kind !== 'call') return undefined;
  const made = { ...maker.cursor, node: maker.cursor.node };
  const makers = makersOf(made, context);
  if (makers === undefined) return undefined;
  return instanceRequest(cursor, makers, method, rootOf(object));
}

/** The function of a library: `axios.post` is `post` of axios. */
function libraryOf(end: End): { readonly library: Library; readonly method: string } | undefined {
  const method = namesOf(end)?.join('.');
  if (method === undefined) return undefined;
  if (end.kind === 'global') return method === 'fetch' || method === '$fetch' ? { library: 'fetch', method: '' } : undefined;
  const library = end.kind === 'import' ? libraries[packageOf(end.specifier)] : undefined;
  if (library === undefined) return undefined;
  const name = method.replace(/^(?:default|axios|got|ky)(?:\.|$)/u, '');
  switch (library) {
    case 'fetch':
      return /^(?:\$?fetch|ofetch)?$/u.test(name) ? { library, method: '' } : undefined;
    case 'undici':
      return /^(?:fetch|request|stream)$/u.test(name) ? { library, method: '' } : undefined;
    case 'http':
    case 'https':
      return name === 'request' || name === 'get' ? { library, method: name } : undefined;
    default:
      return name === '' || name === 'request' || verb.test(name) ? { library, method: name } : undefined;
  }
}

interface Made {
  readonly library: Library;
  readonly layers: readonly Layer[];
}

/** The options of the calls that made a client, the last first: `axios.create({…})`, `base.extend({…})`, `new Pool(origin)`. */
function makersOf(made: Cursor & { readonly node: Call }, { tracer }: Context, depth = 0): Made | undefined {
  const { callee, args } = made.node;
  const [first, second] = args;
  const at = (node: Expression | undefined): Cursor | undefined => (node === undefined ? undefined : { ...made, node });
  const end = tracer.endOf({ ...made, node: callee });
  const name = end === undefined ? undefined : namesOf(end)?.join('.').replace(/^(?:default|axios|got|ky)\./u, '');
  const library = end?.kind === 'import' ? libraries[packageOf(end.specifier)] : undefined;
  if (library === 'undici') return name === 'Client' || name === 'Pool' ? { library, layers: [{ options: at(second), given: { origin: at(first) }, maker: made }] } : undefined;
  if (library !== undefined) return name === 'create' || name === 'extend' ? { library, layers: [{ options: at(first), maker: made }] } : undefined;
  if (callee.kind !== 'member' || !/^(?:extend|create)$/u.test(callee.property ?? '') || depth > 4) return undefined;
  const base = tracer.endOf({ ...made, node: callee.object });
  if (base?.kind !== 'node' || base.cursor.node.kind !== 'call') return undefined;
  const before = makersOf({ ...base.cursor, node: base.cursor.node }, { tracer } as Context, depth + 1);
  return before === undefined ? undefined : { library: before.library, layers: [{ options: at(first), maker: made }, ...before.layers] };
}

function directRequest(cursor: Cursor & { readonly node: Call }, library: Library, method: string, root: Name | undefined, context: Context): HttpRequest {
  const { args } = cursor.node;
  const at = (node: Expression | undefined): Cursor | undefined => (node === undefined || node.kind === 'function' ? undefined : { ...cursor, node });
  const open = args.some((argument) => argument.kind === 'spread') || isChanged(root);
  const [first, second] = args;
  const base = { call: cursor, method: verb.test(method) ? method.toUpperCase() : undefined, open };
  switch (library) {
    case 'http':
    case 'https': {
      const scheme = library === 'http' ? 'http:' : 'https:';
      // What `request` gives back takes headers, too.
      const late = { options: undefined, maker: cursor };
      if (first !== undefined && isObject(at(first), context)) return { ...base, address: undefined, layers: [{ options: at(first) }, late], scheme };
      return { ...base, address: at(first), layers: [{ options: at(second) }, late], scheme };
    }
    case 'fetch':
    case 'undici':
      return { ...base, ...fetchParts(cursor, context) };
    case 'axios': {
      if (method === 'request' || (method === '' && first !== undefined && isObject(at(first), context))) return { ...base, address: undefined, layers: [{ options: at(first) }] };
      return { ...base, address: at(first), layers: [{ options: at(withBody.test(method) ? args[2] : second) }] };
    }
    default:
      if (first !== undefined && isObject(at(first), context)) return { ...base, address: undefined, layers: [{ options: at(first) }] };
      return { ...base, address: at(first), layers: [{ options: at(second) }] };
  }
}

/** `fetch(url, init)`, `fetch(new Request(url, init), init)`. */
function fetchParts(cursor: Cursor & { readonly node: Call }, { tracer }: Context): Pick<HttpRequest, 'address' | 'layers'> {
  const [first, second] = cursor.node.args;
  const layers: Layer[] = [{ options: second === undefined ? undefined : { ...cursor, node: second } }];
  const given = first === undefined ? undefined : { ...cursor, node: first };
  const end = given === undefined ? undefined : tracer.endOf(given);
  if (end?.kind === 'node' && end.cursor.node.kind === 'call') {
    const { callee, args } = end.cursor.node;
    const [address, init] = args;
    if (callee.kind === 'name' && callee.name === 'Request' && callee.binding === undefined && address !== undefined) {
      return { address: { ...end.cursor, node: address }, layers: [...layers, { options: init === undefined ? undefined : { ...end.cursor, node: init }, maker: { ...end.cursor, node: end.cursor.node } }] };
    }
  }
  return { address: given, layers };
}

function instanceRequest(cursor: Cursor & { readonly node: Call }, { library, layers }: Made, method: string, root: Name | undefined): HttpRequest | undefined {
  const { args } = cursor.node;
  if (!(method === '' || method === 'request' || method === 'stream' || verb.test(method))) return undefined;
  const at = (node: Expression | undefined): Cursor | undefined => (node === undefined || node.kind === 'function' ? undefined : { ...cursor, node });
  const base = { call: cursor, method: verb.test(method) ? method.toUpperCase() : undefined, open: args.some((argument) => argument.kind === 'spread') || isChanged(root) };
  const [first, second] = args;
  if (library === 'undici' || method === 'request' || first?.kind === 'object') return { ...base, address: undefined, layers: [{ options: at(first) }, ...layers] };
  const options = library === 'axios' && withBody.test(method) ? args[2] : second;
  return { ...base, address: at(first), layers: [{ options: at(options) }, ...layers] };
}

function isObject(cursor: Cursor | undefined, { tracer }: Context): boolean {
  if (cursor === undefined) return false;
  const end = tracer.endOf(cursor);
  return end?.kind === 'node' && end.cursor.node.kind === 'object';
}

function rootOf(node: Expression): Name | undefined {
  let at = node;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'name' ? at : undefined;
}

/** Is the library, or the client, told elsewhere in the file what to add to each request? */
function isChanged(root: Name | undefined): boolean {
  if (root?.binding === undefined) return false;
  return usesOfBinding(root.binding).some((use) => use.kind !== 'argument' && /^(?:interceptors|hooks|defaults|use|addHook|dispatch|compose)$/u.test(use.path[0] ?? '') && use.path.at(-1) !== 'timeout');
}
