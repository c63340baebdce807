import type { Context, FactList } from './context.js';
import type { SinkTracer } from './sinks.js';
import type { Place } from '../../../facts/source.js';
import type { Program } from '../../../program/nodes.js';

/** How a module reaches the browser. */
export interface Reach {
  /** From the browser entry to the module, entry first; `undefined` where no entry is known to reach it. */
  chainTo(program: Program): readonly { readonly place: Place; readonly note: string }[] | undefined;
}

export function addExposures(context: Context, facts: FactList, sinks: SinkTracer, reach: Reach): void {
  void context; void facts; void sinks; void reach;
}
