import type { Cursor } from '../../flow/flow.js';
import type { CallMeaning } from '../../flow/world.js';
import type { Call, Expression, FunctionNode, Parameter, Program } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { namedValue } from './arguments.js';
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

/** What `@click.option("--name", envvar=…, default=…)` gives a parameter: the option itself where it reads a variable, else its default. */
export function decoratedDefault({ decorators }: FunctionNode, { name }: Parameter): Expression | undefined {
  for (const decorator of decorators) {
    if (decorator.kind !== 'call' || !/^(?:option|argument)$/u.test(calledName(decorator.callee) ?? '')) continue;
    if (name !== undefined && destinationOf(decorator) === name) return namedValue(decorator, 'envvar') === undefined ? namedValue(decorator, 'default') : decorator;
  }
  return undefined;
}

const optionOfCommand = /^(?:\w*click(?:\.\w+)?\.(?:option|argument)|typer(?:\.params)?\.(?:Option|Argument))$/u;

/** An option that a variable may stand in for: `typer.Option(None, envvar="X")`, `click.option("--key", envvar="X", required=True)`. */
export function optionMeaning(name: string, option: Call): CallMeaning | undefined {
  if (!optionOfCommand.test(name)) return undefined;
  const variable = namedValue(option, 'envvar');
  if (variable === undefined) return undefined;
  const argument = variable.kind === 'array' ? variable.elements[0] : variable;
  if (argument === undefined) return undefined;
  const fallback = namedValue(option, 'default') ?? (/\.(?:Option|Argument)$/u.test(name) ? firstDefault(option) : undefined);
  const isSet = (setting: string): boolean => { const value = namedValue(option, setting); return value !== undefined && !(value.kind === 'constant' && value.value === false); };
  const isRequired = isSet('required') || isSet('prompt') || (/\.(?:Option|Argument|argument)$/u.test(name) && fallback === undefined);
  return { kind: 'environment', argument, fallback, checked: isRequired };
}

/** Typer takes the default first; `...` stands for none, and what begins with a dash is the name of a flag. */
function firstDefault({ args: [first] }: Call): Expression | undefined {
  return first === undefined || first.kind === 'other' || (first.kind === 'text' && first.value.startsWith('-')) ? undefined : first;
}

/** The name under which the value of an option arrives: its own, else that of its first long flag. */
function destinationOf(call: Call): string | undefined {
  const given = namedValue(call, 'dest');
  if (given?.kind === 'text') return given.value;
  const names = call.args.flatMap((argument) => (argument.kind === 'text' ? [argument.value] : []));
  const chosen = names.find((name) => !name.startsWith('-')) ?? names.find((name) => name.startsWith('--')) ?? names[0];
  return chosen?.replace(/^-{1,2}/u, '').replaceAll('-', '_');
}
