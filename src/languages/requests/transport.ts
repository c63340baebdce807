import type { Remedy, TransportFact } from '../../facts/facts.js';
import type { Segment } from '../../flow/flow.js';
import { hostOf, isMistralHost } from '../../key/hosts.js';
import type { Call, Node, Text } from '../../program/nodes.js';
import type { Context, FactList } from '../program/context.js';
import { calledName, usesOf } from './uses.js';

const plain = /^\s*http:\/\//iu;

/** The host that an address leads to without encryption. */
export function plainHost(address: string): string | undefined {
  return plain.test(address) ? hostOf(address) : undefined;
}

/** States that an address is not encrypted; it stands at the literal that begins it. */
export function addPlain({ node, program }: Pick<Segment, 'node' | 'program'>, host: string, { language }: Context, facts: FactList): void {
  const { source } = program;
  const fact: TransportFact = {
    kind: 'transport',
    place: { source, start: node.contentStart, end: node.contentEnd },
    language,
    how: { kind: 'plain-http', host },
    remedies: encrypted(node, program),
  };
  facts.add(fact);
}

/** `http://` becomes `https://`; where a port is named, another one would have to be. */
function encrypted({ contentStart, contentEnd }: Text, { source }: Segment['program']): readonly Remedy[] {
  const spelled = /^(?<before>\s*http):\/\/(?<host>[\w.-]+)(?![\w.:-])/iu.exec(source.text.slice(contentStart, contentEnd));
  const { before, host } = spelled?.groups ?? {};
  if (before === undefined || host === undefined || !isMistralHost(host)) return [];
  const at = contentStart + before.length;
  return [{ id: 'useHttps', edits: [{ source, start: at, end: at, text: 's' }] }];
}

/** States the literals that name a host of Mistral by `http://` where an address is set or asked for. */
export function addPlainLiterals(context: Context, facts: FactList): void {
  const { program } = context;
  for (const node of program.nodes) {
    if (node.kind !== 'text' || !plain.test(node.value)) continue;
    const host = plainHost(node.value);
    if (host !== undefined && context.vocabulary.isRemoteMistralHost(host) && isAddress(node, context)) addPlain({ node, program }, host, context, facts);
  }
}

/** Functions that look at an address, or speak of it, and ask for nothing. */
const asking = /^(?:\$?fetch|ofetch|get|post|put|patch|delete|head|options|request|open|send|sendBeacon|urlopen|stream|create|extend|URL|Request|axios|got|ky|superagent|needle|Client|Pool|AsyncClient|ClientSession|urljoin|getenv|setdefault|get_env)$/u;
const mocking = /mock|nock|msw|responses|respx|httpretty|interceptor|stub|fake|route|server/iu;
const speaking = /^(?:desc(?:ription)?|message|title|examples?|help|content|from|old|before|code|input|invalid|valid|pattern|match|label|comment|summary|placeholder|error|den(?:y|ied)|block(?:ed|list)?|forbidden|disallowed|insecure)/iu;

/** Is the text, or what it begins, set as an address, or given to something that asks it? */
function isAddress(literal: Text, context: Context): boolean {
  let at: Node = literal;
  for (let depth = 0; depth < 20; depth++) {
    const parent: Node | undefined = at.parent;
    switch (parent?.kind) {
      case 'template':
        if (parent.parts[0] !== at) return false;
        break;
      case 'binary':
        if (parent.operator !== '+' || parent.left !== at) return false;
        break;
      case 'logical':
      case 'await':
        break;
      case 'conditional':
        if (parent.test === at) return false;
        break;
      case 'declaration':
        return !speaking.test(parent.name ?? '') && !isOnlyCompared(at, context);
      case 'assignment':
        return parent.target === undefined || !isOnlyCompared(at, context);
      case 'property':
        return !speaking.test(parent.name ?? '') && parent.index !== at;
      case 'class-member':
      case 'parameter':
      case 'return':
        return true;
      case 'call':
        return isAsked(parent, at);
      default:
        return false;
    }
    at = parent;
  }
  return false;
}

function isAsked(call: Call, argument: Node): boolean {
  const { callee } = call;
  const name = calledName(call);
  if (name === undefined || !asking.test(name) || callee === argument) return false;
  let root = callee;
  while (root.kind === 'member' || root.kind === 'call') root = root.kind === 'member' ? root.object : root.callee;
  if (root.kind !== 'name') return true;
  const modules = (root.binding?.origins ?? []).flatMap((origin) => (origin.kind === 'import' ? [origin.specifier] : []));
  return ![root.name, ...modules].some((one) => mocking.test(one));
}

/** Is a variable only looked at, as by `url.startsWith(OLD)`? */
function isOnlyCompared(value: Node, { program }: Context): boolean {
  const uses = usesOf(value, program);
  return uses.length > 0 && uses.every((use) => use.kind === 'argument' && /^(?:startsWith|startswith|includes|endsWith|replace|replaceAll|split|indexOf|test|match|expect|equal)$/u.test(calledName(use.call) ?? ''));
}

