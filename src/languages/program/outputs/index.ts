import type { Call, Expression, FunctionNode, Node, Program } from '../../../program/nodes.js';
import { FactList, placeOf, type Context, type Output } from '../context.js';
import { SinkTracer } from '../sinks.js';
import { KnownKeys } from './known-keys.js';
import { Discloser, type PrintedParameter, type Shown } from './shown.js';
import { isUnset } from './unset.js';

/** States what prints a key, or an object that holds one, and what makes a client print its headers. */
export function addOutputs(context: Context, facts: FactList, sinks: SinkTracer): void {
  const { program, language, dialect } = context;
  const known = new KnownKeys(sinks);
  const discloser = new Discloser(context, facts, known);
  const readsKey = known.variables.size > 0 || facts.facts.some((f) => f.kind === 'client' || f.kind === 'environment-read');
  const report = (node: Expression, shown: Shown, by: string): void => {
    facts.add({ kind: 'output', place: placeOf(node, program), language, what: shown.what, name: shown.name, by });
  };
  // Outer calls come before those in them.
  const reported = new Set<Node>();
  for (const output of dialect.printing.outputs(context)) {
    const shown = shownBy(output, discloser);
    if (shown === undefined || (shown.what === 'environment' && !readsKey) || isUnset(output.node, discloser)) continue;
    if (output.onlyClients === true && (shown.what !== 'client' || isWithin(output.node, reported))) continue;
    reported.add(output.node);
    report(output.node, shown, output.by);
  }
  for (const { node, shown } of passedOn(context, discloser)) if (!isUnset(node, discloser)) report(node, shown, spelt(node.callee, program));
  for (const { node, name } of dialect.printing.debugSwitches(context)) {
    facts.add({ kind: 'output', place: placeOf(node, program), language, what: 'debug', name, by: name });
  }
}

function isWithin(node: Node, others: ReadonlySet<Node>): boolean {
  for (let at = node.parent; at !== undefined && at.kind !== 'function'; at = at.parent) if (others.has(at)) return true;
  return false;
}

/** How the source spells a callee, on one line; `otherwise` where that is long. */
export function spelt(callee: Pick<Node, 'start' | 'end'>, { source }: Program, otherwise = 'The call'): string {
  const text = source.text.slice(callee.start, callee.end);
  return text.length <= 40 && !/\s/u.test(text) ? text : otherwise;
}

function shownBy({ values, redacts }: Pick<Output, 'values' | 'redacts'>, discloser: Discloser): Shown | undefined {
  for (const value of values) {
    const shown = discloser.shown(value);
    if (shown !== undefined && !(redacts === true && shown.inObject)) return shown;
  }
  return undefined;
}

interface PassedOn {
  readonly node: Call;
  readonly shown: Shown;
}

/** Calls that give a key to a function which prints what it is given. */
function* passedOn(context: Context, discloser: Discloser): Generator<PassedOn> {
  const { guards, program } = context;
  const done = new Set<Call>();
  // A function that gives its parameter to such a function is one itself: the list grows while it is gone through.
  for (const parameter of growing(discloser.parameters)) {
    for (const { call } of guards.calls.to(parameter.fn, program, program)) {
      if (done.has(call.node)) continue;
      const shown = shownBy({ values: argumentsFor(call.node, parameter) }, discloser);
      if (shown === undefined || shown.what === 'environment') continue;
      done.add(call.node);
      yield { node: call.node, shown };
    }
  }
  const others = [...guards.calls.of(program).flatMap(({ call, target }) => (target === program ? [] : [call.node])), ...guards.calls.far(program).map(({ node }) => node)];
  for (const node of others) {
    if (done.has(node)) continue;
    const shown = shownBy({ values: node.args }, discloser);
    if (shown === undefined || shown.what === 'environment') continue;
    const site = guards.calls.at(node, program);
    const printed = site === undefined ? [] : printedIn(site.target, context).filter((parameter) => parameter.fn === site.fn);
    if (!printed.some((parameter) => shownBy({ values: argumentsFor(node, parameter) }, discloser) !== undefined)) continue;
    done.add(node);
    yield { node, shown };
  }
}

const maxParameters = 200;

function* growing(parameters: readonly PrintedParameter[]): Generator<PrintedParameter> {
  const seen = new Map<FunctionNode, Set<number>>();
  for (let at = 0; at < parameters.length && at < maxParameters; at++) {
    const parameter = parameters[at];
    if (parameter === undefined || seen.get(parameter.fn)?.has(parameter.index) === true) continue;
    seen.set(parameter.fn, new Set([...(seen.get(parameter.fn) ?? []), parameter.index]));
    yield parameter;
  }
}

function argumentsFor({ args, named }: Call, { fn, index }: PrintedParameter): readonly Expression[] {
  const parameter = fn.parameters[index];
  if (parameter?.rest !== false && parameter?.rest !== undefined) return parameter.rest === 'named' ? (named === undefined ? [] : [named]) : args.slice(index);
  const byName = named?.properties.find((p) => p.kind === 'property' && p.name === parameter?.name);
  const given = byName?.value ?? args[index];
  return given === undefined ? [] : [given];
}

const printedParameters = new WeakMap<Program, readonly PrintedParameter[]>();

/** The parameters that the functions of another file print. */
function printedIn(program: Program, from: Context): readonly PrintedParameter[] {
  let printed = printedParameters.get(program);
  if (printed === undefined) {
    const context: Context = { ...from, program, language: program.language };
    const facts = new FactList();
    const discloser = new Discloser(context, facts, new KnownKeys(new SinkTracer(context, facts)));
    for (const output of from.dialect.printing.outputs(context)) shownBy(output, discloser);
    printed = discloser.parameters;
    printedParameters.set(program, printed);
  }
  return printed;
}
