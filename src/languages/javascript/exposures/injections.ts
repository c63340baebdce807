import type { Cursor } from '../../../flow/flow.js';
import type { Call, Expression, Node, ObjectLiteral, Program, Property } from '../../../program/nodes.js';
import { FactList, placeOf, type Context } from '../../program/context.js';
import { keysIn } from '../../program/exposures/keys.js';

/** A mapping in a build's configuration whose values end in the browser's code. */
interface Mapping {
  readonly object: ObjectLiteral;
  readonly tool: string;
}

/** Keys that the configuration of a bundler or a framework copies into the browser's code. */
export function addInjections(context: Context, facts: FactList): void {
  for (const node of context.program.nodes) {
    for (const { object, tool } of mappingsIn(node, context)) addMapping(object, tool, context, facts);
    if (node.kind === 'call' && calledName(node) === 'EnvironmentPlugin') addEnvironmentPlugin(node, context, facts);
    if (node.kind === 'property') addClientField(node, context, facts);
  }
}

/** The variables whose reads the configurations of bundlers replace by a key. */
export function injectedNames(context: Context, configurations: readonly Program[]): ReadonlySet<string> {
  const names = new Set<string>();
  const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  for (const program of configurations) {
    const inside = { ...context, program };
    const facts = new FactList();
    for (const node of program.nodes) {
      for (const { object } of mappingsIn(node, inside)) {
        for (const entry of object.properties) {
          if (entry.kind === 'property' && entry.name !== undefined && keysIn(entry.value, inside, facts).length > 0) names.add(lastPart(entry.name));
        }
      }
      if (node.kind === 'call' && calledName(node) === 'EnvironmentPlugin') addEnvironmentPlugin(node, inside, facts);
    }
    for (const fact of facts.facts) if (fact.kind === 'exposure' && fact.how.kind === 'injection') names.add(fact.how.name);
  }
  return names;
}

function* mappingsIn(node: Node, context: Context): Generator<Mapping> {
  if (node.kind === 'call' && calledName(node) === 'DefinePlugin') {
    const object = objectOf(node.args[0], context);
    if (object !== undefined && !isForServer(node)) yield { object, tool: 'DefinePlugin' };
  } else if (node.kind === 'call' && calledName(node) === 'replace' && node.callee.kind === 'name') {
    const object = objectOf(node.args[0], context);
    if (object === undefined) return;
    yield { object, tool: '@rollup/plugin-replace' };
  } else if (node.kind === 'call' && calledName(node) === 'define' && node.callee.kind === 'member' && node.callee.object.kind === 'name' && node.callee.object.name === 'plugins') {
    // Gatsby gives webpack's plugins under names of its own.
    const object = objectOf(node.args[0], context);
    if (object !== undefined) yield { object, tool: 'plugins.define' };
  } else if (node.kind === 'assignment' && node.target?.kind === 'member') {
    // `config.env = { … }`
    const tool = /^next\.config\./u.test(fileOf(context)) && /^(?:env|publicRuntimeConfig)$/u.test(node.target.property ?? '') ? `${node.target.property ?? ''} of the Next configuration` : undefined;
    const object = tool === undefined ? undefined : objectOf(node.value, context);
    if (tool !== undefined && object !== undefined) yield { object, tool };
  } else if (node.kind === 'property') {
    const tool = toolOf(node, context.program.source.path);
    const object = tool === undefined ? undefined : objectOf(node.value, context);
    if (tool !== undefined && object !== undefined) yield { object, tool };
  } else if (node.kind === 'object' && isAngularEnvironment(context.program.source.path) && node.parent?.kind !== 'property') {
    yield { object: node, tool: 'Angular’s environment file' };
  }
}

function fileOf({ program }: Context): string {
  return program.source.path.slice(program.source.path.lastIndexOf('/') + 1);
}

/** What a property of a configuration injects into, by its name and its file. */
function toolOf(node: Property, path: string): string | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  switch (node.name) {
    case 'define':
      return isForServer(node) ? undefined : 'define';
    case 'env':
      return /^next\.config\./u.test(file) ? 'env of the Next configuration' : undefined;
    case 'publicRuntimeConfig':
      return /^next\.config\./u.test(file) ? 'publicRuntimeConfig' : undefined;
    case 'public': {
      const holder = node.parent?.parent;
      return holder?.kind === 'property' && holder.name === 'runtimeConfig' ? 'runtimeConfig.public' : undefined;
    }
    case 'appConfig':
      return /^nuxt\.config\./u.test(file) ? 'appConfig' : undefined;
    case 'extra':
      return /^app\.config\./u.test(file) || hasProperty(node.parent?.parent, 'expo') || isProperty(node.parent?.parent, 'expo') ? 'extra of the Expo configuration' : undefined;
    default:
      return undefined;
  }
}

function isProperty(node: Node | undefined, name: string): boolean {
  return node?.kind === 'property' && node.name === name;
}

function hasProperty(node: Node | undefined, name: string): boolean {
  return node?.kind === 'object' && node.properties.some((p) => p.kind === 'property' && p.name === name);
}

function isAngularEnvironment(path: string): boolean {
  return /(?:^|\/)environments?\/environment[\w.-]*\.ts$/u.test(path);
}

/** A build for the server keeps what is defined: `platform: 'node'`, `target: 'node'`. */
function isForServer(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind !== 'object') continue;
    for (const p of at.properties) {
      if (p.kind === 'property' && /^(?:platform|target)$/u.test(p.name ?? '') && p.value.kind === 'text' && /^(?:node|bun|electron-main|async-node)/u.test(p.value.value)) return true;
    }
  }
  return false;
}

function addMapping(object: ObjectLiteral, tool: string, context: Context, facts: FactList): void {
  for (const entry of object.properties) {
    if (entry.kind === 'spread') continue;
    if (entry.value.kind === 'object') {
      addMapping(entry.value, tool, context, facts);
      continue;
    }
    const [found] = keysIn(entry.value, context, facts);
    if (found === undefined) continue;
    facts.add({
      kind: 'exposure', place: placeOf(entry.value, context.program), language: context.language,
      how: { kind: 'injection', tool, name: found.name }, chain: [], ...(found.key === undefined ? {} : { key: found.key }),
    });
  }
}

/** `MISTRAL_API_KEY: envField.string({ context: 'client' })`: https://docs.astro.build/en/guides/environment-variables/ */
function addClientField({ name, value }: Property, context: Context, facts: FactList): void {
  if (name === undefined || !context.vocabulary.isKeyName(name) || value.kind !== 'call' || value.callee.kind !== 'member') return;
  const { object } = value.callee;
  const [options] = value.args;
  if (object.kind !== 'name' || object.name !== 'envField' || options?.kind !== 'object') return;
  if (!options.properties.some((p) => p.kind === 'property' && p.name === 'context' && p.value.kind === 'text' && p.value.value === 'client')) return;
  facts.add({ kind: 'exposure', place: placeOf(value, context.program), language: context.language, how: { kind: 'injection', tool: 'astro:env', name }, chain: [] });
}

/** `new EnvironmentPlugin(['X'])`, `new EnvironmentPlugin({ X: default })`: named here, read by the bundler. */
function addEnvironmentPlugin(call: Call, context: Context, facts: FactList): void {
  const add = (node: Node, name: string): void => {
    if (!context.vocabulary.isKeyName(name)) return;
    const how = { kind: 'injection', tool: 'EnvironmentPlugin', name } as const;
    facts.add({ kind: 'exposure', place: placeOf(node, context.program), language: context.language, how, chain: [] });
  };
  for (const argument of call.args) {
    const end = context.tracer.endOf({ node: argument, program: context.program, frame: undefined });
    if (end?.kind !== 'node' || end.cursor.program !== context.program) continue;
    const { node } = end.cursor;
    if (node.kind === 'array') for (const e of node.elements) if (e?.kind === 'text') add(e, e.value);
    if (node.kind === 'object') for (const p of node.properties) if (p.kind === 'property' && p.name !== undefined) add(p, p.name);
  }
  for (const argument of call.args) if (argument.kind === 'text') add(argument, argument.value);
}

function objectOf(node: Expression | undefined, { tracer, program }: Context): ObjectLiteral | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'object') return node;
  const cursor: Cursor = { node, program, frame: undefined };
  const end = tracer.endOf(cursor);
  return end?.kind === 'node' && end.cursor.node.kind === 'object' && end.cursor.program === program ? end.cursor.node : undefined;
}

function calledName({ callee }: Call): string | undefined {
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
}
