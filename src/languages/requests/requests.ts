import type { ClientFact } from '../../facts/facts.js';
import type { Cursor, Frame, Path } from '../../flow/flow.js';
import { isPrivateHost } from '../../key/hosts.js';
import type { Call, FunctionNode } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { siteOf, type Context, type FactList } from '../program/context.js';
import { firstSegment, judge } from './authorization.js';
import { CertificateChecks } from './certificates.js';
import { addProcessChecks } from './process-checks.js';
import { goesToMistral, targetOf, type HttpRequest } from './request.js';
import { addPlain, addPlainLiterals, plainHost } from './transport.js';

/** Options of a client that name its server. */
const serverOptions = ['serverURL', 'serverUrl', 'baseURL', 'baseUrl', 'endpoint', 'server_url', 'base_url', 'url', 'openai_api_base'];

/** So many calls of a function that is given the address are looked at. */
const mostCalls = 20;

/** A documentation's example, as an ESLint processor calls it: a block of another file. */
const inProse = /\.(?:md|mdx|markdown|rst|adoc|txt)\/[^/]*$/iu;

/** What a process that checks no certificates has in its text. */
const processCheck = /NODE_TLS_REJECT|globalAgent|GlobalDispatcher|httpsAgent|PYTHONHTTPSVERIFY|CA_BUNDLE|_create_default_https_context/u;

/** States what is wrong with the way to Mistral: how raw requests carry the key, and whether the line is safe. */
export function addRequests(context: Context, facts: FactList): void {
  const { program, dialect } = context;
  if (inProse.test(program.source.path)) return;
  addPlainLiterals(context, facts);
  let isMistral = addClientAddresses(context, facts);
  if (dialect.http.speaks(program)) {
    for (const call of structureOf(program).calls) isMistral = addRequest(call, undefined, context, facts) || isMistral;
  }
  if (processCheck.test(program.source.text) && (isMistral || importsMistral(context))) addProcessChecks(context, facts);
}

/** @returns whether the call sends a request to Mistral */
function addRequest(call: Call, frame: Frame | undefined, context: Context, facts: FactList): boolean {
  const { dialect, tracer } = context;
  const request = dialect.http.requestOf(call, context, frame);
  if (request === undefined) return false;
  const target = targetOf(request, tracer);
  if (!goesToMistral(target, context.vocabulary)) return frame === undefined && addThroughCallers(request, context, facts);
  for (const head of target.heads) {
    const host = plainHost(head.text);
    const segment = firstSegment(head);
    if (host !== undefined && context.vocabulary.isRemoteMistralHost(host) && segment !== undefined) addPlain(segment, host, context, facts);
  }
  const checks = new CertificateChecks(context, facts);
  for (const layer of request.layers) {
    checks.addOfLayer(layer);
    if (layer.maker !== undefined && layer.maker.node !== request.call.node) checks.addOfCall(layer.maker);
  }
  const verdict = judge(request, target, context);
  if (verdict !== undefined) facts.add({ kind: 'authorization', language: context.language, ...verdict });
  return true;
}

/** A function that is given the address: each of its calls says where the request goes. */
function addThroughCallers(request: HttpRequest, context: Context, facts: FactList): boolean {
  const fn = functionGivenAddress(request, context);
  if (fn === undefined) return false;
  let isMistral = false;
  const calls = context.guards.calls.to(fn, context.program, context.program);
  for (const { call } of calls.slice(0, mostCalls)) {
    const { start, end } = call.node;
    if (!context.vocabulary.mentionsMistralHost(context.program.source.text.slice(start, end)) && calls.length > 1) continue;
    const frame = context.tracer.frame(fn, call);
    isMistral = addRequest(request.call.node, frame, context, facts) || isMistral;
  }
  return isMistral;
}

function functionGivenAddress({ address, call }: HttpRequest, { program, tracer }: Context): FunctionNode | undefined {
  if (address === undefined || call.program !== program) return undefined;
  const pieces = address.node.kind === 'template' ? address.node.parts.slice(0, 1) : [address.node];
  for (const node of pieces) {
    for (const { end } of tracer.trace({ ...address, node })) if (end.kind === 'parameter' && end.program === program) return end.fn;
  }
  return undefined;
}

/** Clients: where they are pointed at, and whether they check who answers. @returns whether one goes to Mistral */
function addClientAddresses(context: Context, facts: FactList): boolean {
  const { program } = context;
  const clients = facts.facts.filter((fact): fact is ClientFact => fact.kind === 'client' && fact.place.source === program.source);
  if (clients.length === 0) return false;
  const calls = new Map(structureOf(program).calls.map((call) => [`${String(call.start)} ${String(call.end)}`, call]));
  let isMistral = false;
  for (const client of clients) {
    const node = calls.get(`${String(client.place.start)} ${String(client.place.end)}`);
    if (node === undefined) continue;
    const call = { node, program, frame: undefined };
    addServer(call, context, facts);
    if (client.selfHosted) continue;
    isMistral = true;
    new CertificateChecks(context, facts).addOfCall(call);
  }
  return isMistral;
}

function addServer({ node, program, frame }: Cursor & { readonly node: Call }, context: Context, facts: FactList): void {
  const options = [...node.args, ...(node.named === undefined ? [] : [node.named])].filter((value) => value.kind !== 'spread' && value.kind !== 'text' && value.kind !== 'template');
  for (const value of options) {
    for (const name of serverOptions) {
      const path: Path = [{ name, site: siteOf(value, program), program, start: value.start, end: value.end }];
      for (const { end } of context.tracer.trace({ node: value, program, frame }, path)) {
        const [segment] = end.kind === 'text' ? end.segments : [];
        const host = end.kind === 'text' ? plainHost(end.value) : undefined;
        if (host !== undefined && segment !== undefined && !isPrivateHost(host)) addPlain(segment, host, context, facts);
      }
    }
  }
}

/** Does the program run one that makes a client, or names a host? What holds for the process holds for that, too. */
function importsMistral({ program, tracer, dialect, vocabulary }: Context): boolean {
  return program.dependencies.some(({ specifier, typeOnly }) => {
    if (typeOnly) return false;
    if (dialect.isClientPackage(specifier)) return true;
    return ['mistral', ...vocabulary.hosts].flatMap((name) => tracer.world.programsBehind(program, specifier, name)).some(
      (other) => other.dependencies.some((dependency) => dialect.isClientPackage(dependency.specifier)) || other.nodes.some((node) => node.kind === 'text' && vocabulary.mentionsMistralHost(node.value)),
    );
  });
}
