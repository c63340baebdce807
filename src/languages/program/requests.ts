import type { Cursor } from '../../flow/flow.js';
import { hostOf } from '../../key/hosts.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Call, Expression, Node, Program } from '../../program/nodes.js';
import { siteOf, type Context } from './context.js';
import type { SinkTracer } from './sinks.js';

const authorization = /^(?:proxy-)?authorization$/iu;
const keyHeader = /^(?:x-)?api-key$/iu;
const headerSetter = /^(?:set|append|header|setHeader|add_header|putheader|setRequestHeader|auth|setToken|bearer)$/u;
const addressOption = /^(?:url|uri|baseURL|baseUrl|prefixUrl|host|hostname|origin|endpoint|path)$/u;

/** Headers that carry a key to a Mistral host make their values sinks. */
export function addRequestSinks(context: Context, sinks: SinkTracer): void {
  for (const { node, value, name } of headerValues(context.program)) {
    const target = targetOf(node, context);
    if (target === 'other') continue;
    const cursor: Cursor = { node: value, program: context.program, frame: undefined };
    const isKey = target === 'mistral' || context.tracer.trace(cursor).some((f) => f.end.kind === 'environment' && context.tracer.isKeyRead(f.end));
    if (!isKey) continue;
    const reaches = authorization.test(name) ? 'http' : undefined;
    sinks.add({ cursor, path: [], use: siteOf(node, context.program), kind: 'header', name, reaches, bearer: true, hops: 0 });
  }
}

interface HeaderValue {
  readonly node: Node;
  readonly name: string;
  readonly value: Expression;
}

/** The headers that a program sets, in whatever form. */
export function* headerValues(program: Program): Generator<HeaderValue> {
  for (const node of program.nodes) {
    switch (node.kind) {
      case 'property':
        if (isHeader(node.name) && node.role === 'value') yield { node, name: node.name ?? '', value: node.value };
        break;
      case 'assignment':
        if (node.target?.kind === 'member' && isHeader(node.target.property)) yield { node, name: node.target.property ?? '', value: node.value };
        break;
      case 'array': {
        // A pair, or names and values in turn.
        for (let i = 0; i + 1 < node.elements.length; i += 2) {
          const name = node.elements[i];
          const value = node.elements[i + 1];
          if (name?.kind === 'text' && isHeader(name.value) && value !== undefined) yield { node, name: name.value, value };
        }
        break;
      }
      case 'call': {
        const [name, value] = node.args;
        const method = node.callee.kind === 'member' ? node.callee.property : undefined;
        if (method !== undefined && headerSetter.test(method) && name?.kind === 'text' && isHeader(name.value) && value !== undefined) {
          yield { node, name: name.value, value };
        }
        break;
      }
      default:
    }
  }
}

function isHeader(name: string | undefined): boolean {
  return name !== undefined && (authorization.test(name) || keyHeader.test(name));
}

/** Where the request goes that a header is part of. */
export function targetOf(node: Node, context: Context): 'mistral' | 'other' | 'unknown' {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind === 'call') {
      const target = targetOfCall(at, context);
      if (target !== 'unknown') return target;
    } else if (at.kind === 'object') {
      const target = targetOfOptions(at, context);
      if (target !== 'unknown') return target;
    }
    if (at.kind === 'function' || at.kind === 'block') break;
  }
  return targetOfProgram(context.program, context.vocabulary);
}

function targetOfCall(call: Call, context: Context): 'mistral' | 'other' | 'unknown' {
  for (const argument of call.args) {
    const target = argument.kind === 'object' ? targetOfOptions(argument, context) : argument.kind === 'spread' ? 'unknown' : targetOfValue(argument, context);
    if (target !== 'unknown') return target;
  }
  return 'unknown';
}

function targetOfOptions(node: Expression & { kind: 'object' }, context: Context): 'mistral' | 'other' | 'unknown' {
  for (const property of node.properties) {
    if (property.kind !== 'property' || !addressOption.test(property.name ?? '')) continue;
    const target = targetOfValue(property.value, context, property.name === 'host' || property.name === 'hostname');
    if (target !== 'unknown') return target;
  }
  return 'unknown';
}

function targetOfValue(node: Expression, { program, tracer, vocabulary }: Context, isHost = false): 'mistral' | 'other' | 'unknown' {
  const pieces = node.kind === 'template' ? node.parts : [node];
  // The address begins with its host: the first piece that is a text tells it.
  for (const piece of pieces.slice(0, 2)) {
    for (const { end } of tracer.trace({ node: piece, program, frame: undefined })) {
      if (end.kind !== 'text') continue;
      if (vocabulary.mentionsMistralHost(end.value)) return 'mistral';
      const host = isHost || /^https?:/iu.test(end.value) ? hostOf(end.value) : undefined;
      if (host !== undefined) return vocabulary.isMistralHost(host) ? 'mistral' : 'other';
    }
  }
  return 'unknown';
}

const targets = new WeakMap<Program, 'mistral' | 'unknown'>();

/** A program that names Mistral's hosts and no other sends its requests there. */
function targetOfProgram(program: Program, vocabulary: Vocabulary): 'mistral' | 'unknown' {
  let target = targets.get(program);
  if (target !== undefined) return target;
  let mistral = false;
  let others = false;
  for (const node of program.nodes) {
    if (node.kind !== 'text') continue;
    if (vocabulary.mentionsMistralHost(node.value)) mistral = true;
    else if (/^https?:\/\/\w/iu.test(node.value)) others = true;
  }
  target = mistral && !others ? 'mistral' : 'unknown';
  targets.set(program, target);
  return target;
}
