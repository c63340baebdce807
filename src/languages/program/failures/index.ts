import type { ClientId } from '../../../facts/facts.js';
import type { Call, Expression } from '../../../program/nodes.js';
import { structureOf } from '../../../program/structure.js';
import { placeOf, type Context, type FactList } from '../context.js';
import { spelt } from '../outputs/index.js';

/** What the clients of other libraries than Mistral's own send a request by. */
const requestMethod = /^(?:a?invoke|a?stream|a?batch|a?generate|a?predict|a?call|embed(?:_?[a-zA-Z]+)?|aembed_\w+|a?chat|a?complete|stream_chat|stream_complete|chatStream|listModels|chat_stream|list_models|completion|completionStream)$/u;

/** States calls of clients that can fail without anybody noticing, and handlers for errors that do not exist. */
export function addFailures(context: Context, facts: FactList): void {
  const { program, language, dialect } = context;
  for (const call of structureOf(program).calls) {
    const client = calledClient(call, context, facts);
    if (client === undefined || dialect.failures.outcomeOf(call, context) !== 'open') continue;
    facts.add({ kind: 'unhandled-call', place: placeOf(call, program), language, call: spelt(call.callee, program, 'the call'), client });
  }
  for (const { node, name, module } of dialect.failures.wrongHandlers(context)) {
    facts.add({ kind: 'wrong-handler', place: placeOf(node, program), language, name, module });
  }
}

/** The client whose method is called: `client.chat.complete(…)`, `model.invoke(…)`. */
function calledClient({ callee }: Call, context: Context, facts: FactList): ClientId | undefined {
  if (callee.kind !== 'member') return undefined;
  let depth = 1;
  let root: Expression = callee.object;
  // `this.client.chat.complete()`: the client is a field.
  while (root.kind === 'member' && root.object.kind !== 'this') {
    root = root.object;
    depth++;
  }
  if (depth < 2 && !requestMethod.test(callee.property ?? '')) return undefined;
  if (root.kind === 'name' && root.binding === undefined) return undefined;
  const client = clientIn(root, context, facts);
  // The older library, and those of others, have no groups of methods; Mistral's own has no methods beside them.
  if (client === undefined || (depth < 2 && client === 'mistral-sdk')) return undefined;
  return client;
}

function clientIn(node: Expression, { tracer, program, dialect }: Context, { facts }: FactList): ClientId | undefined {
  const end = tracer.endOf({ node, program, frame: undefined });
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'call' || !end.cursor.node.construct) return undefined;
  const made = tracer.endOf({ ...end.cursor, node: end.cursor.node.callee });
  const client = made === undefined ? undefined : dialect.clientIdOf(made);
  if (client !== 'openai') return client;
  // The OpenAI client is Mistral's only where it is pointed there: the facts of its own file say so.
  const { start } = end.cursor.node;
  return facts.some((fact) => fact.kind === 'client' && fact.place.source === end.cursor.program.source && fact.place.start === start) ? client : undefined;
}
