import type { Vocabulary } from '../../key/vocabulary.js';
import { isIdentifier } from '../program/named.js';
import type { Call, Expression } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { siteOf, type Context } from '../program/context.js';
import type { SinkTracer } from '../program/sinks.js';
import { namedValue } from './arguments.js';
import { calledName } from './names.js';

/** Values that a call gives to a key by its name: `add_argument("--mistral-api-key", default=…)`, `Option(…, envvar="…")`. */
export function addNamedArguments({ program, vocabulary }: Context, sinks: SinkTracer): void {
  for (const call of structureOf(program).calls) {
    const name = nameIn(call, vocabulary);
    if (name === undefined) continue;
    for (const value of valuesOf(call)) {
      sinks.add({ cursor: { node: value, program, frame: undefined }, path: [], use: siteOf(value, program), kind: 'name', name, hops: 0 });
    }
  }
}

/** The name of a key among the texts that a call is given. */
function nameIn(call: Call, vocabulary: Vocabulary): string | undefined {
  const named = ['envvar', 'name', 'env', 'alias', 'key'].map((option) => namedValue(call, option));
  for (const node of [...call.args, ...named]) {
    if (node?.kind === 'text' && isIdentifier(node.value) && vocabulary.isKeyName(node.value)) return node.value;
  }
  return undefined;
}

function valuesOf(call: Call): Expression[] {
  const values = ['default', 'value'].flatMap((option) => namedValue(call, option) ?? []);
  const [first] = call.args;
  // `typer.Option("…", envvar="…")`, `Field("…", alias="…")`
  if (first !== undefined && call.named !== undefined && /^(?:Option|Argument|Field)$/u.test(calledName(call.callee) ?? '')) values.push(first);
  return values;
}
