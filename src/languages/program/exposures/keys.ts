import { digest, type KeyDigest } from '../../../key/digest.js';
import type { Cursor, End, Flow } from '../../../flow/flow.js';
import type { Expression, Name } from '../../../program/nodes.js';
import { structureOf } from '../../../program/structure.js';
import { credentialIn } from '../sinks.js';
import { placeOfText, type Context, type FactList } from '../context.js';

/** An expression whose value is a Mistral key of the server's own. */
export interface KeyValue {
  readonly node: Expression;
  /** The variable, or the name under which the key goes. */
  readonly name: string;
  readonly key?: KeyDigest;
}

const maxDepth = 6;

/** The parts of a value that hand over a key: the value itself, or properties and pieces of it. */
export function keysIn(node: Expression, context: Context, facts: FactList, depth = 0): KeyValue[] {
  if (depth > maxDepth) return [];
  const inside = (part: Expression | undefined): KeyValue[] => (part === undefined ? [] : keysIn(part, context, facts, depth + 1));
  switch (node.kind) {
    case 'object':
      return node.properties.flatMap((p) => inside(p.value));
    case 'array':
      return node.elements.flatMap(inside);
    case 'template':
      return node.parts.flatMap(inside);
    case 'binary':
      return node.operator === '+' ? [...inside(node.left), ...inside(node.right)] : [];
    case 'conditional':
      return [...inside(node.consequent), ...inside(node.alternate)];
    case 'await':
    case 'spread':
      return inside(node.value);
    case 'element':
      return node.attributes.flatMap((a) => inside(a.value));
    case 'logical': {
      const parts = node.operator === '&&' ? inside(node.right) : [...inside(node.left), ...inside(node.right)];
      const [first] = parts;
      return first === undefined ? [] : [{ ...first, node }];
    }
    case 'call':
      if (isSerialiser(node)) return inside(node.args[0]);
      return ownKey(node, context, facts);
    case 'name': {
      const own = ownKey(node, context, facts);
      return own.length > 0 ? own : keyWritten(node, context, facts, depth);
    }
    case 'member':
    case 'text':
      return ownKey(node, context, facts);
    default:
      return [];
  }
}

/** `context["key"] = …`, of an object that is then handed over. */
function keyWritten(node: Name, context: Context, facts: FactList, depth: number): KeyValue[] {
  if (node.binding === undefined) return [];
  for (const { assignment } of structureOf(context.program).memberWrites.get(node.binding) ?? []) {
    const [found] = keysIn(assignment.value, context, facts, depth + 1);
    if (found !== undefined) return [{ ...found, node }];
  }
  return [];
}

function isSerialiser(node: Expression & { kind: 'call' }): boolean {
  return node.callee.kind === 'member' && /^(?:stringify|serialize|toJSON)$/u.test(node.callee.property ?? '');
}

function ownKey(node: Expression, context: Context, facts: FactList): KeyValue[] {
  const cursor: Cursor = { node, program: context.program, frame: undefined };
  for (const flow of context.tracer.trace(cursor)) {
    const found = keyOf(flow, node, context, facts);
    if (found !== undefined) return [found];
  }
  return [];
}

function keyOf(flow: Flow, node: Expression, context: Context, facts: FactList): KeyValue | undefined {
  const { end } = flow;
  switch (end.kind) {
    case 'environment':
      return context.tracer.isKeyRead(end) ? { node, name: end.name } : undefined;
    case 'text': {
      const value = credentialIn(end.value);
      const place = value === undefined ? undefined : placeOfText(end, value);
      return value !== undefined && place !== undefined && facts.hasSecretAt(place) ? { node, name: spelling(node) ?? 'a literal', key: digest(value) } : undefined;
    }
    case 'node':
      return end.cursor.node.kind === 'object' && end.cursor.node !== node ? keyInObject(end.cursor, node, context, facts) : namedKey(end, node, context);
    default:
      return namedKey(end, node, context);
  }
}

/** A whole configuration that is handed over, with the key in it. */
function keyInObject(cursor: Cursor, node: Expression, context: Context, facts: FactList): KeyValue | undefined {
  if (cursor.node.kind !== 'object') return undefined;
  const [found] = keysIn(cursor.node, { ...context, program: cursor.program }, facts, 2);
  return found === undefined ? undefined : { ...found, node };
}

/** `settings.mistralApiKey`, out of sight: by its name it is the server's key, unless a request or a user brought it. */
function namedKey(end: End, node: Expression, { vocabulary }: Context): KeyValue | undefined {
  if (end.kind !== 'import' && end.kind !== 'unknown' && end.kind !== 'node') return undefined;
  if (node.kind === 'call') {
    // `this.config.getOrThrow('MISTRAL_API_KEY')`
    const [name] = node.args;
    const { callee } = node;
    const holder = callee.kind === 'member' && callee.object.kind === 'member' ? callee.object.property : callee.kind === 'member' && callee.object.kind === 'name' ? callee.object.name : undefined;
    const isAsked = name?.kind === 'text' && vocabulary.isKeyName(name.value) && holder !== undefined && /^#?_?(?:config|configService|settings|secrets|env)$/u.test(holder);
    return isAsked ? { node, name: name.value } : undefined;
  }
  const origin = node.kind === 'name' ? node.binding?.origins[0] : undefined;
  if (origin?.kind === 'value') {
    // `const { mistralApiKey } = useRuntimeConfig(event)`
    const name = origin.path.at(-1);
    return name !== undefined && vocabulary.isKeyName(name) && isConfiguration(rootOf(origin.value)) ? { node, name } : undefined;
  }
  if (node.kind !== 'member' || node.property === undefined || !vocabulary.isKeyName(node.property)) return undefined;
  const root = rootOf(node);
  const isImport = root.kind === 'name' && root.binding?.origins[0]?.kind === 'import';
  return isImport || isConfiguration(root) ? { node, name: node.property } : undefined;
}

/** What the server's settings stand in, by its name or by that of the function that gives it. */
function isConfiguration(root: Expression): boolean {
  if (root.kind === 'await') return isConfiguration(root.value);
  if (root.kind === 'call') {
    const { callee, args } = root;
    // Settings that are asked for by more than the request may be those of a user.
    if (args.some((argument) => argument.kind !== 'name' || argument.name !== 'event')) return false;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
    return name !== undefined && /^(?:use|get|load|read)?_?(?:server|runtime|app|private)?_?(?:config|configuration|settings|secrets|env)$/iu.test(name);
  }
  if (root.kind !== 'name') return false;
  const origin = root.binding?.origins[0];
  if (origin?.kind !== 'value') return false;
  if (origin.path.length === 0 && origin.value.kind !== 'name' && isConfiguration(origin.value)) return true;
  const made = origin.value.kind === 'await' ? origin.value.value : origin.value;
  return /^(?:config|env|secrets|runtimeConfig)$/iu.test(root.name) || (/^settings$/iu.test(root.name) && (made.kind !== 'call' || made.args.length === 0));
}

function rootOf(node: Expression): Expression {
  let at = node;
  while (at.kind === 'member') at = at.object;
  return at;
}

function spelling(node: Expression): string | undefined {
  if (node.kind === 'name') return node.name;
  return node.kind === 'member' ? node.property : undefined;
}
