import type { End } from '../../flow/flow.js';
import type { Call, Expression, Node, Property } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { namesOf } from './environment.js';
import { constructions, stepTo } from './constructions.js';
import type { Context, DebugSwitch, Output, Printing } from '../program/context.js';
import { debugVariables } from '../program/outputs/debug-variables.js';
import { spelt } from '../program/outputs/index.js';
import { partsKept } from './kept.js';

const consoleMethod = /^(?:log|info|warn|error|debug|trace|dir|dirxml|table|group|groupCollapsed|assert|timeLog|exception)$/u;
const logMethod =
  /^(?:trace|debug|verbose|silly|info|log|http|notice|warn|warning|error|fatal|critical|crit|alert|emerg|success|start|ready|done|fail|write|note|pending|complete|box|child)$/u;
const loggerName = /(?:^|_)log(?:ger|ging)?$|[Ll]ogger$|[a-z]Log$|^(?:signale|consola|winston|bunyan|pino)$/u;
const printerName = /^(?:log|debug|print|dbg|log(?:Info|Error|Debug|Warn))$/u;

/** Packages whose objects print. */
const loggerPackage =
  /^(?:pino|winston|bunyan|loglevel|log4js|signale|consola|debug|tslog|roarr|npmlog|fancy-log|electron-log|ulog|log-update|ora|@nestjs\/common|@logtape\/logtape|nestjs-pino|lambda-log|@aws-lambda-powertools\/logger|firebase-functions|@clack\/prompts)(?:\/|$)/u;
/** Packages whose function prints, or makes one that does: `debug('app')('…')`. */
const printerPackage = /^(?:debug|fancy-log|log-update)$/u;
/** Other packages with functions that print what they are given, or send it to where others read it. */
const reporters: readonly (readonly [RegExp, RegExp])[] = [
  [/^@actions\/core$/u, /^(?:info|debug|notice|warning|error|setFailed|startGroup)$/u],
  [/^@sentry\//u, /^(?:captureMessage|addBreadcrumb|setContext|setExtras?|setTag)$/u],
];
const reporterMethod = /^(?:setFailed|startGroup|captureMessage|addBreadcrumb|setContext|setExtras?|setTag)$/u;

/** How JavaScript prints. */
export const printing: Printing = { outputs, debugSwitches, partsKept, fieldsShown: () => [], isHidden: () => false };

function* outputs(context: Context): Generator<Output> {
  const { program } = context;
  const { calls, throws } = structureOf(program);
  for (const node of calls) {
    const printer = printerOf(node, context);
    if (printer !== undefined) yield { node, values: isAssertion(node) ? node.args.slice(1) : node.args, by: spelt(node.callee, program), ...printer };
    else if (isError(node)) yield { node, values: node.args.filter((a) => a.kind !== 'object'), by: 'The error message' };
    else if (isSerialisation(node)) yield { node, values: node.args, by: 'JSON.stringify', onlyClients: true };
  }
  for (const { value } of throws) if (value?.kind === 'template' || value?.kind === 'binary') yield { node: value, values: [value], by: 'The error message' };
}

interface Printer {
  readonly redacts?: boolean;
}

/** Whether a call prints what it is given. */
function printerOf({ callee }: Call, context: Context): Printer | undefined {
  if (isNamedLogger(callee, context)) return {};
  if (callee.kind === 'name') return isPrintingFunction(callee, context) ? {} : undefined;
  if (callee.kind === 'call') return isMadeByPrinter(callee, context) ? {} : undefined;
  const method = callee.kind === 'member' ? callee.property : undefined;
  if (callee.kind !== 'member' || method === undefined || !(logMethod.test(method) || consoleMethod.test(method) || reporterMethod.test(method))) return undefined;
  const end = endOf(callee, context);
  if (end !== undefined && isPrintingGlobal(end)) return {};
  if (end?.kind === 'import' && isReporter(end)) return isSecretSet(context) ? undefined : {};
  return logMethod.test(method) ? loggerIn(callee.object, context, 0) : undefined;
}

/** A function that the project says prints or sends what it is given. */
function isNamedLogger(callee: Expression, { program, vocabulary }: Context): boolean {
  return (callee.kind === 'name' || callee.kind === 'member') && vocabulary.isLogger(program.source.text.slice(callee.start, callee.end));
}

function endOf(node: Expression, { tracer, program }: Context): End | undefined {
  return tracer.endOf({ node, program, frame: undefined });
}

/** `console.log`, `process.stdout.write`, under whatever name. */
function isPrintingGlobal(end: End): boolean {
  const names = namesOf(end);
  if (names === undefined) return false;
  if (end.kind === 'import' && !/^(?:node:)?(?:console|process)$/u.test(end.specifier)) return false;
  const [object, ...rest] = end.kind === 'import' ? [end.specifier.replace('node:', ''), ...names.filter((n) => n !== 'console' && n !== 'process')] : names;
  if (object === 'console') return rest.length === 1 && consoleMethod.test(rest[0] ?? '');
  return object === 'process' && /^(?:stdout|stderr)\.write$/u.test(rest.join('.'));
}

function isReporter(end: End & { readonly kind: 'import' }): boolean {
  const name = namesOf(end)?.at(-1) ?? '';
  return reporters.some(([specifier, method]) => specifier.test(end.specifier) && method.test(name));
}

/** `core.setSecret(key)` has the runner mask the value in all that follows. */
function isSecretSet({ program }: Context): boolean {
  return structureOf(program).calls.some(({ callee }) => (callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined) === 'setSecret');
}

/** A function that is called by its name: an alias of `console.log`, what `debug('app')` gave, a logger's function. */
function isPrintingFunction(callee: Expression & { readonly kind: 'name' }, context: Context): boolean {
  const origin = callee.binding?.origins[0];
  if (origin === undefined || origin.kind === 'function' || origin.kind === 'class') return false;
  if (origin.kind === 'import' && !loggerPackage.test(origin.specifier) && !printerName.test(callee.name) && !/^(?:node:)?console$|^@actions|^@sentry/u.test(origin.specifier)) return false;
  const end = endOf(callee, context);
  if (end === undefined) return false;
  if (isPrintingGlobal(end)) return true;
  if (end.kind === 'import') {
    if (isReporter(end)) return !isSecretSet(context);
    return printerPackage.test(end.specifier) ? end.specifier !== 'debug' : printerName.test(callee.name);
  }
  if (end.kind === 'node') return end.cursor.node.kind === 'call' && isMadeByPrinter(end.cursor.node, { ...context, program: end.cursor.program });
  return (end.kind === 'parameter' || end.kind === 'unknown') && /^(?:log|debug)$/u.test(callee.name);
}

/** `debug('app')`, `debuglog('app')`. */
function isMadeByPrinter(call: Call, context: Context): boolean {
  const end = endOf(call.callee, context);
  if (end?.kind !== 'import') return false;
  return end.specifier === 'debug' || (/^(?:node:)?util$/u.test(end.specifier) && /^debug(?:log)?$/u.test(namesOf(end)?.at(-1) ?? end.name));
}

/** A logger: made by one of the packages, or called one where nothing is known of it. */
function loggerIn(receiver: Expression, context: Context, depth: number): Printer | undefined {
  const end = endOf(receiver, context);
  if (end?.kind === 'import' && loggerPackage.test(end.specifier)) return {};
  if (end?.kind === 'node') {
    const { node, program } = end.cursor;
    if (node.kind === 'call' && depth < 4) {
      const maker = endOf(node.callee, { ...context, program });
      if (maker?.kind === 'import' && loggerPackage.test(maker.specifier)) return { redacts: node.args.some((a) => a.kind === 'object' && a.properties.some((p) => p.kind === 'property' && p.name === 'redact')) };
      if (node.callee.kind === 'member') {
        const from = loggerIn(node.callee.object, { ...context, program }, depth + 1);
        if (from !== undefined) return from;
      }
      if (maker?.kind === 'node') return undefined;
    } else return undefined;
  }
  const name = receiver.kind === 'name' ? receiver.name : receiver.kind === 'member' ? receiver.property : undefined;
  return name !== undefined && loggerName.test(name.replace(/^#/u, '')) ? {} : undefined;
}

/** `console.assert(key, 'not set')`: what is asserted is not printed. */
function isAssertion({ callee }: Call): boolean {
  return callee.kind === 'member' && callee.property === 'assert';
}

function isError({ callee, construct }: Call): boolean {
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? (callee.property ?? '') : '';
  return construct || name === 'Error' || name === 'createError' ? /(?:Error|Exception)$/u.test(name) : false;
}

function isSerialisation({ callee }: Call): boolean {
  return callee.kind === 'member' && callee.property === 'stringify' && callee.object.kind === 'name' && callee.object.name === 'JSON' && callee.object.binding === undefined;
}

function* debugSwitches(context: Context): Generator<DebugSwitch> {
  const { text } = context.program.source;
  if (text.includes('debugLogger')) yield* debugLoggers(context);
  if (text.includes('MISTRAL_DEBUG')) yield* debugVariables(context);
}

/** `new Mistral({ debugLogger: console })`: whatever it is, it is given the headers. */
function* debugLoggers(context: Context): Generator<DebugSwitch> {
  const { program, tracer } = context;
  for (const { call, kind } of constructions(context)) {
    const [first] = call.args;
    if (kind.client !== 'mistral-sdk' || first === undefined || first.kind === 'spread') continue;
    const ends = tracer.trace({ node: first, program, frame: undefined }, stepTo('debugLogger', first, program)).map((f) => f.end);
    if (ends.every((e) => e.kind === 'absent' || e.kind === 'parameter' || (e.kind === 'unknown' && propertyOf(first) === undefined))) continue;
    const whole = endOf(first, context);
    const options = whole?.kind === 'node' && whole.cursor.program === program ? whole.cursor.node : first;
    yield { node: propertyOf(options) ?? call, name: 'debugLogger' };
  }
}

function propertyOf(node: Node): Property | undefined {
  return node.kind === 'object' ? node.properties.find((p): p is Property => p.kind === 'property' && p.name === 'debugLogger') : undefined;
}
