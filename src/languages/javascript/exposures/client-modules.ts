import type { ExposureFact } from '../../../facts/facts.js';
import type { Node, Program } from '../../../program/nodes.js';
import { inlinedModule } from '../environment.js';
import { isServed } from '../served.js';
import type { Context, FactList } from '../../program/context.js';
import type { SinkTracer } from '../../program/sinks.js';
import { injectedNames } from './injections.js';
import type { Reach } from '../../program/exposures/reach.js';

/** Keys in a module that runs in the browser: one by its own kind, or one that such a module imports. */
export function addClientModule(context: Context, facts: FactList, sinks: SinkTracer, reach: Reach, prefixes: readonly string[]): void {
  const { program } = context;
  const exposed = exposedIn(context, facts, sinks, prefixes);
  const way = exposed.length === 0 ? undefined : reach.wayTo(program);
  if (way === undefined) return;
  const { entry, chain, runs } = way;
  // What a configuration hands over is reported there, however many modules then read it.
  const isHandedOver = exposed.some(({ what }) => what === 'read') ? injectedNames(context, reach.configurations(program)) : new Set();
  for (const { place, what, name, key } of exposed) {
    if (!runs(place.start) || (what === 'read' && isHandedOver.has(name))) continue;
    facts.add({
      kind: 'exposure', place, language: context.language, chain,
      how: { kind: 'client-module', what, name, entry }, ...(key === undefined ? {} : { key }),
    });
  }
}

/** Why a module runs in the browser by itself, or `undefined`. */
export function clientEntry(program: Program): string | undefined {
  if (program.directives.includes('use client')) return '"use client"';
  if (program.browser) return /\.(?:html?|astro)$/u.test(program.source.path) ? 'a script of the page' : 'the script of a component';
  if (program.dependencies.some(({ specifier, typeOnly }) => specifier === 'react-native' && !typeOnly) && !/\.(?:test|spec)\.[jt]sx?$/u.test(program.source.path)) return 'a module of React Native';
  if (/\.client\.[cm]?[jt]sx?$/u.test(program.source.path)) return 'a .client module';
  if (isServed(program.source.path) && !program.dependencies.some(({ specifier }) => /^[@\w]/u.test(specifier) && !specifier.includes('://'))) return 'a script that is served as it is';
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
  const read = (place: { readonly start: number; readonly end: number }, name: string): void => {
    if (vocabulary.publicKeyPrefix(name, prefixes) !== undefined) return;
    const { start, end } = place;
    if (found.some((f) => f.what === 'read' && f.place.start === start)) return;
    found.push({ place: { source: program.source, start, end }, what: 'read', name });
  };
  for (const { flow, sink } of sinks.arrivals) {
    const { end } = flow;
    if (end.kind !== 'environment' || end.place.program !== program) continue;
    // What goes to a client is a key under any name.
    if (sink.kind === 'client' || isInlined(end.place.site.node)) read(end.place, end.name);
  }
  for (const node of program.nodes) {
    if (node.kind !== 'member' || node.parent?.kind === 'member' || isTest(node)) continue;
    if (node.property === undefined || !vocabulary.isKeyName(node.property)) continue;
    const end = tracer.endOf({ node, program, frame: undefined });
    if (end?.kind === 'environment' && end.place.program === program && end.place.start === node.start) read(node, end.name);
  }
  for (const { origins } of program.bindings) {
    for (const origin of origins) {
      const name = origin.kind === 'value' ? origin.path.at(-1) : undefined;
      if (origin.kind !== 'value' || name === undefined || !vocabulary.isKeyName(name)) continue;
      const site = { node: origin.value, program, frame: undefined };
      const path = origin.path.map((step) => ({ name: step, site, program, start: origin.start, end: origin.end }));
      const end = tracer.endOf(site, path);
      if (end?.kind === 'environment') read(origin, name);
    }
  }
  return found;
}

/** A name that stands for the variable's value itself. */
function isInlined(node: Node): boolean {
  const origin = node.kind === 'name' ? node.binding?.origins[0] : undefined;
  return origin?.kind === 'import' && origin.specifier === inlinedModule;
}

/** Only whether it is set is asked. */
function isTest(node: Node): boolean {
  const { parent } = node;
  if (parent?.kind === 'unary') return true;
  if (parent?.kind === 'assignment') return parent.target === node;
  return (parent?.kind === 'if' || parent?.kind === 'conditional') && parent.test === node;
}
