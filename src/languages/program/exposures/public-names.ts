import type { Cursor } from '../../../flow/flow.js';
import type { Expression, Node, Property } from '../../../program/nodes.js';
import type { Context, FactList } from '../context.js';

/** Variables that the bundler copies into the browser, where the code reads or sets them. */
export function addPublicNames(context: Context, facts: FactList, prefixes: readonly string[]): void {
  const { program, vocabulary } = context;
  if (program.source.path.endsWith('.d.ts')) return;
  const report = (node: { readonly start: number; readonly end: number }, name: string): void => {
    const prefix = vocabulary.publicKeyPrefix(name, prefixes) ?? '';
    const place = { source: program.source, start: node.start, end: node.end };
    facts.add({ kind: 'exposure', place, language: context.language, how: { kind: 'public-name', name, prefix }, chain: [] });
  };
  const isPublic = (name: string | undefined): name is string => name !== undefined && vocabulary.publicKeyPrefix(name, prefixes) !== undefined;
  for (const node of program.nodes) {
    const name = readName(node, context);
    if (isPublic(name) && !isForbidden(node, context) && isRead(node, name, context)) report(node, name);
    if (node.kind === 'property' && isPublic(node.name) && isEnvironmentObject(node)) report(node, node.name);
  }
  const isSaid = (name: string): boolean => facts.facts.some((fact) => fact.kind === 'exposure' && fact.how.kind === 'public-name' && fact.how.name === name);
  for (const { origins } of program.bindings) {
    for (const origin of origins) {
      if (origin.kind === 'import') {
        if (isPublic(origin.name) && /^\$env\/|^astro:env/u.test(origin.specifier)) report(origin, origin.name);
      } else if (origin.kind === 'value') {
        const name = origin.path.at(-1);
        if (!isPublic(name)) continue;
        const end = context.tracer.endOf({ node: origin.value, program, frame: undefined }, origin.path.slice(0, -1).map((step) => ({ name: step, site: { node: origin.value, program, frame: undefined }, program, start: origin.start, end: origin.end })));
        if (end !== undefined && context.tracer.semantics.isEnvironment(end)) report(origin, name);
      }
    }
  }
  // The field of a schema is where a name stands that nothing reads by itself.
  if (!/\b(?:import\.meta|process)\.env\b/u.test(program.source.text)) return;
  for (const node of program.nodes) if (node.kind === 'property' && isPublic(node.name) && isSchemaField(node) && !isSaid(node.name)) report(node, node.name);
}

/** `VITE_X: z.string()`, by the package that the value begins with. */
function isSchemaField({ value }: Property): boolean {
  let at: Expression = value;
  while (at.kind === 'call' || at.kind === 'member') at = at.kind === 'call' ? at.callee : at.object;
  const origin = at.kind === 'name' ? at.binding?.origins[0] : undefined;
  return value.kind === 'call' && origin?.kind === 'import' && /^(?:zod|valibot|envalid|yup|joi|superstruct|arktype|@sinclair\/typebox|effect)(?:\/|$)/u.test(origin.specifier);
}

/** The name that a read, or a call for a read, asks for. */
function readName(node: Node, { program, tracer, vocabulary }: Context): string | undefined {
  if (node.kind === 'member') {
    if (node.property !== undefined) return node.property;
    return node.index === undefined ? undefined : tracer.fold({ node: node.index, program, frame: undefined })?.value;
  }
  if (node.kind !== 'call') return undefined;
  const text = node.args.find((a) => a.kind === 'text' && vocabulary.publicKeyPrefix(a.value) !== undefined);
  return text?.kind === 'text' ? text.value : undefined;
}

function isRead(node: Node, name: string, { program, tracer }: Context): boolean {
  if (node.kind !== 'member' && node.kind !== 'call') return false;
  const cursor: Cursor = { node, program, frame: undefined };
  const ends = tracer.trace(cursor).map((f) => f.end);
  if (ends.some((e) => e.kind === 'environment' && e.name === name)) return true;
  if (node.kind === 'member') return false;
  // A helper out of sight that is asked for the variable: `requireEnv('NEXT_PUBLIC_…')`.
  const called = node.callee.kind === 'name' ? node.callee.name : node.callee.kind === 'member' ? node.callee.property : undefined;
  return called !== undefined && /env/iu.test(called) && !/^(?:stub|unstub|mock|delete|unset)/iu.test(called) && ends.every((e) => e.kind === 'unknown' || e.kind === 'node');
}

/** `if (process.env.NEXT_PUBLIC_…) throw …` forbids the name. */
function isForbidden(node: Node, { guards, program }: Context): boolean {
  for (let child: Node = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (parent.kind === 'if' && child === parent.test) return node.parent?.kind !== 'unary' && !guards.completion.completes(parent.consequent, { program, frame: undefined });
    if (parent.kind === 'block' || parent.kind === 'function') return false;
  }
  return false;
}

/** `env: { VITE_X: … }`: the variables of a build or a process that is started. */
function isEnvironmentObject(node: Node): boolean {
  const object = node.parent;
  const holder = object?.kind === 'object' ? object.parent : undefined;
  return holder?.kind === 'property' && /^env(?:ironment)?$/u.test(holder.name ?? '');
}
