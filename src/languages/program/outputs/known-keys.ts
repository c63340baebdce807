import type { Flow, FlowStep } from '../../../flow/flow.js';
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
      // Where a way ends out of sight, only the names that hand the value on as it is are known to hold a key.
      const isSeen = end.kind === 'environment' || end.kind === 'text';
      for (const subject of isSeen ? subjectsIn(flow.steps) : namesHandedOn(flow)) this.#subjects.add(subject);
    }
  }

  /** Is the value read under a name that a key is read under on its way to a client? */
  isKnown(flows: readonly Flow[]): boolean {
    return flows.some((flow) => namesHandedOn(flow).some((subject) => this.#subjects.has(subject)));
  }
}

function subjectsIn(steps: readonly FlowStep[]): string[] {
  return steps.flatMap((step) => (step.kind === 'read' && step.subject !== undefined ? [step.subject] : []));
}

/** The names that a value goes by before anything happens to it. A call is a step without a name. */
function namesHandedOn({ steps }: Flow): string[] {
  const first = steps.findIndex((step) => step.kind !== 'read' || step.subject === undefined);
  return subjectsIn(first < 0 ? steps : steps.slice(0, first));
}
