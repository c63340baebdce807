import type { Context, FactList } from '../../program/context.js';
import type { SinkTracer } from '../../program/sinks.js';
import { addClientModule, clientEntry } from './client-modules.js';
import { addInjections } from './injections.js';
import { addPublicNames } from '../../program/exposures/public-names.js';
import type { Reach } from '../../program/exposures/reach.js';
import { addResponses } from './responses.js';

/** Every way by which a program lets a key reach the browser. */
export function addExposures(context: Context, facts: FactList, sinks: SinkTracer, reach: Reach): void {
  const prefixes = reach.publicPrefixes(context.program);
  addPublicNames(context, facts, prefixes);
  addInjections(context, facts);
  // What a module of the browser shows is its own matter, not that of a response.
  if (clientEntry(context.program) === undefined) addResponses(context, facts, reach);
  addClientModule(context, facts, sinks, reach, prefixes);
}
