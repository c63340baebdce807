import type { ExposureFact } from '../../../../facts/facts.js';
import type { Node, Program } from '../../../../program/nodes.js';
import { enclosingFunction } from '../../../../program/structure.js';
import type { Context, FactList } from '../context.js';
import type { SinkTracer } from '../sinks.js';
import type { Reach } from './reach.js';

/** Keys in a module that runs in the browser: one by its own kind, or one that such a module imports. */
export function addClientModule(context: Context, facts: FactList, sinks: SinkTracer, reach: Reach, prefixes: readonly string[]): void {
  const { program } = context;
  const exposed = exposedIn(context, facts, sinks, prefixes);
  if (exposed.length === 0) return;
  const entry = clientEntry(program);
  const chain = entry === undefined ? reach.chainTo(program) : [];
  if (chain === undefined) return;
  for (const { place, what, name, key } of exposed) {
    const by = entry ?? chain[0]?.note ?? 'an entry of the browser';
    facts.add({
      kind: 'exposure', place, language: context.language, chain,
      how: { kind: 'client-module', what, name, entry: by }, ...(key === undefined ? {} : { key }),
    });
  }
}

/** Why a module runs in the browser by itself, or `undefined`. */
export function clientEntry(program: Program): string | undefined {
  if (program.directives.includes('use client')) return '"use client"';
  if (program.browser) return /\.(?:html?|astro)$/u.test(program.source.path) ? 'a script of the page' : 'the script of a component';
  if (/\.client\.[cm]?[jt]sx?$/u.test(program.source.path)) return 'a .client module';
  return undefined;
}

interface Exposed extends Pick<ExposureFact, 'place' | 'key'> {
  readonly what: 'literal' | 'read';
  readonly name: string;
}

function exposedIn({ program, tracer, vocabulary }: Context, facts: FactList, sinks: SinkTracer, prefixes: readonly string[]): Exposed[] {
  const found: Exposed[] = [];
  for (const fact of facts.facts) {
    if (fact.kind !== 'secret' || fact.binding !== 'bound' || fact.within !== 'code') continue;
    found.push({ place: fact.place, key: fact.key, what: 'literal', name: fact.name ?? 'a literal' });
  }
  const read = (place: { readonly start: number; readonly end: number }, node: Node, name: string): void => {
    if (vocabulary.publicKeyPrefix(name, prefixes) !== undefined || isOnServer(node)) return;
    const { start, end } = place;
    if (found.some((f) => f.what === 'read' && f.place.start === start)) return;
    found.push({ place: { source: program.source, start, end }, what: 'read', name });
  };
  for (const { flow, sink } of sinks.arrivals) {
    const { end } = flow;
    // What goes to a client is a key under any name.
    if (end.kind === 'environment' && sink.kind === 'client' && end.place.program === program) read(end.place, end.place.site.node, end.name);
  }
  for (const node of program.nodes) {
    if (node.kind !== 'member' || node.parent?.kind === 'member' || isTest(node)) continue;
    if (node.property === undefined || !vocabulary.isKeyName(node.property)) continue;
    const end = tracer.endOf({ node, program, frame: undefined });
    if (end?.kind === 'environment' && end.place.program === program && end.place.start === node.start) read(node, node, end.name);
  }
  for (const { origins } of program.bindings) {
    for (const origin of origins) {
      const name = origin.kind === 'value' ? origin.path.at(-1) : undefined;
      if (origin.kind !== 'value' || name === undefined || !vocabulary.isKeyName(name)) continue;
      const site = { node: origin.value, program, frame: undefined };
      const path = origin.path.map((step) => ({ name: step, site, program, start: origin.start, end: origin.end }));
      const end = tracer.endOf(site, path);
      if (end?.kind === 'environment') read(origin, origin.value, name);
    }
  }
  return found;
}

/** A part that stays on the server: a function with `"use server"`. */
function isOnServer(node: Node): boolean {
  for (let fn = enclosingFunction(node); fn !== undefined; fn = enclosingFunction(fn)) if (fn.directives.includes('use server')) return true;
  return false;
}

/** Only whether it is set is asked. */
function isTest(node: Node): boolean {
  const { parent } = node;
  if (parent?.kind === 'unary') return true;
  if (parent?.kind === 'assignment') return parent.target === node;
  return (parent?.kind === 'if' || parent?.kind === 'conditional') && parent.test === node;
}
