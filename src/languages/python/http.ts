import { isOfOtherModule } from '../../flow/definitions.js';
import type { Cursor, Frame } from '../../flow/flow.js';
import type { Call, Expression } from '../../program/nodes.js';
import type { Context } from '../program/context.js';
import type { HttpDialect, HttpRequest, Layer } from '../requests/request.js';
import { dottedName } from './names.js';

const verb = /^(?:get|post|put|patch|delete|head|options)$/u;
const callable = /^(?:request|stream|urlopen|get|post|put|patch|delete|head|options)$/u;

const direct = /^(?:requests(?:\.api)?|httpx|aiohttp|urllib3)\.(?<method>request|stream|get|post|put|patch|delete|head|options)$/u;
const opener = /^(?:urllib\.request|urllib2)\.urlopen$/u;
const requestClass = /^(?:urllib\.request|urllib2)\.Request$/u;
const makers = /^(?:requests\.(?:Session|session|sessions\.Session)|httpx\.(?:Client|AsyncClient)|aiohttp\.(?:client\.)?ClientSession|urllib3\.PoolManager)$/u;
const connection = /^(?:http\.client|httplib)\.(?<scheme>HTTPS?)Connection$/u;

export const pythonHttp: HttpDialect = {
  // A module of the project, which an import names like any other, may give away a session that it has made.
  speaks: ({ dependencies }) => dependencies.length > 0,
  requestOf,
  checks: {
    verify: (value) => value === false,
    ssl: (value) => value === false,
    verify_ssl: (value) => value === false,
    cert_reqs: (value) => value === 'CERT_NONE',
    verify_mode: (value) => value === 'CERT_NONE',
  },
  unchecked: /^ssl\._create_unverified_context$/u,
  global: /^os\.environ\.PYTHONHTTPSVERIFY$|^ssl\._create_default_https_context$|^os\.environ\.(?:CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE)$/u,
};

function requestOf(call: Call, context: Context, frame: Frame | undefined): HttpRequest | undefined {
  const { callee } = call;
  const called = callee.kind === 'member' ? callee.property : callee.kind === 'name' && callee.binding !== undefined ? callee.name : undefined;
  if (called === undefined || (callee.kind === 'member' && !callable.test(called))) return undefined;
  const { program, tracer } = context;
  if (isOfOtherModule(callee, program, tracer.world)) return undefined;
  const cursor: Cursor & { readonly node: Call } = { node: call, program, frame };
  const name = dottedName(tracer.endOf({ ...cursor, node: callee }));
  if (name !== undefined) {
    if (opener.test(name)) return opened(cursor, context);
    const method = direct.exec(name)?.groups?.['method'];
    return method === undefined ? undefined : requestBy(cursor, method, []);
  }
  if (callee.kind !== 'member') return undefined;
  const maker = tracer.endOf({ ...cursor, node: callee.object });
  if (maker?.kind !== 'node' || maker.cursor.node.kind !== 'call') return undefined;
  const made = { ...maker.cursor, node: maker.cursor.node };
  const makerName = dottedName(tracer.endOf({ ...made, node: made.node.callee }));
  if (makerName === undefined) return undefined;
  const scheme = connection.exec(makerName)?.groups?.['scheme'];
  if (scheme !== undefined) return called === 'request' ? connectionRequest(cursor, made, scheme === 'HTTP' ? 'http:' : 'https:') : undefined;
  if (!makers.test(makerName)) return undefined;
  // `ClientSession(base_url)` takes it by position, too.
  const given = makerName.startsWith('aiohttp.') ? { base_url: argument(made, 0) } : {};
  return requestBy(cursor, called, [{ options: namedOf(made), given, maker: made }]);
}

function argument(cursor: Cursor & { readonly node: Call }, index: number): Cursor | undefined {
  const node: Expression | undefined = cursor.node.args[index];
  return node === undefined ? undefined : { ...cursor, node };
}

function namedOf(cursor: Cursor & { readonly node: Call }): Cursor | undefined {
  const { named } = cursor.node;
  return named === undefined ? undefined : { ...cursor, node: named };
}

/** `get(url, …)`, `request(method, url, …)`. */
function requestBy(cursor: Cursor & { readonly node: Call }, method: string, outer: readonly Layer[]): HttpRequest {
  const { args, named } = cursor.node;
  const isNamed = verb.test(method);
  const byName = named?.properties.find((property) => property.kind === 'property' && property.name === 'url');
  const at = isNamed ? 0 : 1;
  const first = args[0];
  const spelled = isNamed ? method.toUpperCase() : first?.kind === 'text' ? first.value.toUpperCase() : undefined;
  const params = method === 'get' ? { params: argument(cursor, 1) } : {};
  return {
    call: cursor,
    address: byName === undefined ? argument(cursor, at) : { ...cursor, node: byName.value },
    method: spelled,
    layers: [{ options: namedOf(cursor), given: params }, ...outer],
    open: args.some((value) => value.kind === 'spread'),
  };
}

/** `urlopen(url)`, `urlopen(Request(url, data, headers))`. */
function opened(cursor: Cursor & { readonly node: Call }, { tracer }: Context): HttpRequest {
  const own = { options: namedOf(cursor) };
  const given = argument(cursor, 0);
  const end = given === undefined ? undefined : tracer.endOf(given);
  const open = cursor.node.args.some((value) => value.kind === 'spread');
  if (end?.kind === 'node' && end.cursor.node.kind === 'call') {
    const made = { ...end.cursor, node: end.cursor.node };
    if (requestClass.test(dottedName(tracer.endOf({ ...made, node: made.node.callee })) ?? '')) {
      const named = made.node.named?.properties.find((property) => property.kind === 'property' && property.name === 'url');
      const address = named === undefined ? argument(made, 0) : { ...made, node: named.value };
      return { call: made, address, layers: [own, { options: namedOf(made), given: { headers: argument(made, 2) }, maker: made }], open };
    }
  }
  return { call: cursor, address: given, layers: [own], open };
}

/** `HTTPSConnection(host).request(method, path, body, headers)`. */
function connectionRequest(cursor: Cursor & { readonly node: Call }, made: Cursor & { readonly node: Call }, scheme: 'http:' | 'https:'): HttpRequest {
  return {
    call: cursor,
    address: argument(cursor, 1),
    layers: [
      { options: namedOf(cursor), given: { headers: argument(cursor, 3) } },
      { options: namedOf(made), given: { host: argument(made, 0) }, maker: made },
    ],
    scheme,
    open: false,
  };
}
