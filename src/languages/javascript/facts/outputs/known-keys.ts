import type { Flow } from '../../../../flow/flow.js';
import { credentialIn, type SinkTracer } from '../sinks.js';

/** What is known to be a key because it goes to a client, into a header, or to a key's name. */
export class KnownKeys {
  /** Variables of the environment, under whatever name. */
  readonly variables = new Set<string>();
  readonly #subjects = new Set<string>();

  constructor(sinks: SinkTracer) {
    for (const { sink, flow } of sinks.arrivals) {
      const { end } = flow;
      if (sink.kind === 'context' || end.kind === 'absent' || end.kind === 'constant' || (end.kind === 'text' && credentialIn(end.value) === undefined)) continue;
      if (end.kind === 'environment') this.variables.add(end.name);
      // Where a way ends out of sight, only the name that the client is given is known to hold a key.
      const isSeen = end.kind === 'environment' || end.kind === 'text';
      for (const step of isSeen ? flow.steps : flow.steps.slice(0, 1)) if (step.kind === 'read' && step.subject !== undefined) this.#subjects.add(step.subject);
    }
  }

  /** Is the value read under a name that a key is read under on its way to a client? */
  isKnown(flows: readonly Flow[]): boolean {
    return flows.some(({ steps: [step] }) => step?.kind === 'read' && step.subject !== undefined && this.#subjects.has(step.subject));
  }
}
