import type { Cursor } from '../../flow/flow.js';
import type { Call, Expression, FunctionNode, Parameter, Program } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { namedValue } from './library.js';
import { calledName } from './names.js';

/** The default of an option of argparse, as the one `add_argument` of the program that names it gives it. */
export function parsedOption({ node, program }: Cursor & { readonly node: Call }, name: string): Expression | undefined {
  if (!/^parse_(?:known_)?args$/u.test(calledName(node.callee) ?? '')) return undefined;
  const option = optionsOf(program).get(name);
  return option === undefined || option === 'several' ? undefined : namedValue(option, 'default');
}

const optionsOfPrograms = new WeakMap<Program, ReadonlyMap<string, Call | 'several'>>();

/** The calls of `add_argument` in a program, by the name under which their value arrives. */
function optionsOf(program: Program): ReadonlyMap<string, Call | 'several'> {
  const known = optionsOfPrograms.get(program);
  if (known !== undefined) return known;
  const options = new Map<string, Call | 'several'>();
  for (const call of structureOf(program).calls) {
    const name = calledName(call.callee) === 'add_argument' ? destinationOf(call) : undefined;
    if (name !== undefined) options.set(name, options.has(name) ? 'several' : call);
  }
  optionsOfPrograms.set(program, options);
  return options;
}

/** The default that `@click.option("--name", default=…)` gives a parameter. */
export function decoratedDefault({ decorators }: FunctionNode, { name }: Parameter): Expression | undefined {
  for (const decorator of decorators) {
    if (decorator.kind !== 'call' || calledName(decorator.callee) !== 'option') continue;
    if (name !== undefined && destinationOf(decorator) === name) return namedValue(decorator, 'default');
  }
  return undefined;
}

/** The name under which the value of an option arrives: its own, else that of its first long flag. */
function destinationOf(call: Call): string | undefined {
  const given = namedValue(call, 'dest');
  if (given?.kind === 'text') return given.value;
  const names = call.args.flatMap((argument) => (argument.kind === 'text' ? [argument.value] : []));
  const chosen = names.find((name) => !name.startsWith('-')) ?? names.find((name) => name.startsWith('--')) ?? names[0];
  return chosen?.replace(/^-{1,2}/u, '').replaceAll('-', '_');
}
