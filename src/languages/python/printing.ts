import type { End } from '../../flow/flow.js';
import { isOfOtherModule } from '../../flow/definitions.js';
import type { Call, Expression } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import type { Context, DebugSwitch, Output, Printing } from '../program/context.js';
import { debugVariables } from '../program/outputs/debug-variables.js';
import { spelt } from '../program/outputs/index.js';
import { clientOf } from './clients.js';
import { partsKept } from './kept.js';
import { namedValue } from './arguments.js';
import { calledName, dottedName } from './names.js';
import { recordFields } from './records.js';

/** Functions that print, by their dotted names; `display` is that of notebooks. */
const printers =
  /^(?:print|display|pprint|rprint|pprint\.(?:pprint|pp)|rich\.(?:print|print_json|inspect)|IPython\.display\.display|sys\.(?:stdout|stderr)\.write|sys\.(?:__stdout__|__stderr__)\.write|warnings\.warn|(?:click|typer)\.(?:echo|secho|echo_via_pager)|tqdm\.(?:tqdm\.)?write|logging\.(?:debug|info|warning|warn|error|critical|exception|log|fatal)|icecream\.ic|ic|sys\.exit|exit|quit|streamlit\.(?:write|text|code|json|info|error|warning|success|markdown|caption|toast|sidebar\.(?:write|text|code|json|info|error|warning|success|markdown|caption))|sentry_sdk\.(?:capture_message|set_extra|set_context|set_tag|add_breadcrumb))$/u;
const logMethod = /^(?:trace|debug|info|success|notice|warning|warn|error|critical|exception|fatal|log|msg|bind|print|rule|write)$/u;
const loggerName = /(?:^|_)log(?:ger|ging)?$|^(?:LOG|LOGGER|_?[a-z]*[Ll]ogger|console)$/u;
const loggerMaker = /^(?:logging\.getLogger|logging\.Logger|loguru\.logger(?:\..+)?|structlog\.(?:get_logger|getLogger|stdlib\.get_logger|wrap_logger)|rich\.console\.Console|absl\.logging|celery\.utils\.log\.get_task_logger|prefect\.get_run_logger|logbook\.Logger|eliot\..+)$/u;

/** How Python prints. */
export const printing: Printing = { outputs, debugSwitches, partsKept, fieldsShown: recordFields, isHidden: isSecretField };

/** A field of pydantic's `SecretStr` shows asterisks. */
function isSecretField({ place }: End & { readonly kind: 'environment' }): boolean {
  const { start, end, program, site } = place;
  return site.node.kind === 'class-member' && program.source.text.slice(start, end).includes('Secret');
}

function* outputs(context: Context): Generator<Output> {
  const { program } = context;
  const { calls, throws } = structureOf(program);
  for (const node of calls) {
    const values = valuesOf(node);
    if (isPrinter(node, context)) yield { node, values, by: spelt(node.callee, program) };
    else if (isError(node)) yield { node, values: saidBy(node), by: 'The error message' };
    else if (isSerialisation(node, context)) yield { node, values: node.args, by: 'json.dumps', onlyClients: true };
  }
  for (const { value } of throws) {
    if (value?.kind === 'template' || value?.kind === 'binary') yield { node: value, values: [value], by: 'The error message' };
    // Errors of the project's own go by any name.
    else if (value?.kind === 'call' && !isError(value) && /^[A-Z]/u.test(calledName(value.callee) ?? '')) yield { node: value, values: saidBy(value), by: 'The error message' };
  }
}

function valuesOf({ args, named }: Call): readonly Expression[] {
  return named === undefined ? args : [...args, named];
}

/** What an error says: what it is given by position, and the texts that go by the usual names. */
function saidBy({ args, named }: Call): readonly Expression[] {
  const said = (named?.properties ?? []).flatMap((p) => (p.kind === 'property' && /^(?:detail|details|description|message|msg|reason|text|error)$/u.test(p.name ?? '') ? [p.value] : []));
  return [...args, ...said];
}

/** Whether a call prints what it is given. */
function isPrinter(node: Call, { tracer, program, vocabulary }: Context): boolean {
  const { callee } = node;
  if (callee.kind !== 'call' && vocabulary.isLogger(program.source.text.slice(callee.start, callee.end))) return true;
  const called = calledName(callee) ?? '';
  if (isOutputOfCommand(node)) return true;
  if (callee.kind === 'name' ? callee.binding === undefined && !printers.test(called) : !/^(?:pprint|pp|print_json|inspect|display|echo|secho|echo_via_pager|text|code|json|markdown|caption|toast|exit|capture_message|set_extra|set_context|set_tag|add_breadcrumb)$/u.test(called) && !logMethod.test(called)) return false;
  if (isOfOtherModule(callee, program, tracer.world)) return false;
  const end = tracer.endOf({ node: callee, program, frame: undefined });
  const name = end === undefined ? undefined : dottedName(end);
  if (name !== undefined && printers.test(name)) return !isWrittenToFile(node, program.source.text);
  if (name !== undefined && loggerMaker.test(name.slice(0, Math.max(0, name.lastIndexOf('.')))) && logMethod.test(called)) return true;
  return callee.kind === 'member' && logMethod.test(called) && isLogger(callee.object, { tracer, program }, 0);
}

/** `self.stdout.write(…)`, of a command of Django. */
function isOutputOfCommand({ callee }: Call): boolean {
  if (callee.kind !== 'member' || callee.property !== 'write' || callee.object.kind !== 'member') return false;
  return callee.object.object.kind === 'this' && /^std(?:out|err)$/u.test(callee.object.property ?? '');
}

/** `print(key, file=out)` writes a file, unless that is one of the program's own outputs. */
function isWrittenToFile(node: Call, text: string): boolean {
  const file = namedValue(node, 'file');
  return file !== undefined && !/\bstd(?:out|err)\b/u.test(text.slice(file.start, file.end));
}

/** A logger: made by one of the packages, or called one where nothing is known of it. */
function isLogger(receiver: Expression, { tracer, program }: Pick<Context, 'tracer' | 'program'>, depth: number): boolean {
  const end = tracer.endOf({ node: receiver, program, frame: undefined });
  if (end?.kind === 'import' && loggerMaker.test(dottedName(end) ?? '')) return true;
  if (end?.kind === 'node') {
    const { node } = end.cursor;
    if (node.kind !== 'call' || depth > 3) return false;
    const maker = tracer.endOf({ ...end.cursor, node: node.callee });
    if (maker?.kind === 'import' && loggerMaker.test(dottedName(maker) ?? '')) return true;
    if (maker?.kind === 'node') return false;
    if (node.callee.kind === 'member' && isLogger(node.callee.object, { tracer, program: end.cursor.program }, depth + 1)) return true;
  }
  const name = receiver.kind === 'name' || receiver.kind === 'member' ? calledName(receiver) : undefined;
  return name !== undefined && loggerName.test(name);
}

function isError({ callee }: Call): boolean {
  return /^(?:[A-Z]\w*(?:Error|Exception|Warning)|Exception|SystemExit)$/u.test(calledName(callee) ?? '');
}

function isSerialisation({ callee }: Call, { tracer, program }: Context): boolean {
  return calledName(callee) === 'dumps' && dottedName(tracer.endOf({ node: callee, program, frame: undefined })) === 'json.dumps';
}

function* debugSwitches(context: Context): Generator<DebugSwitch> {
  const { text } = context.program.source;
  if (text.includes('MISTRAL_DEBUG')) yield* debugVariables(context);
  if (text.includes('debug_logger')) yield* debugLoggers(context);
}

/** `Mistral(debug_logger=logger)`: whatever it is, it is given the headers. */
function* debugLoggers({ program, tracer }: Context): Generator<DebugSwitch> {
  for (const call of structureOf(program).calls) {
    const option = call.named?.properties.find((p) => p.kind === 'property' && p.name === 'debug_logger');
    if (option === undefined) continue;
    const end = tracer.endOf({ node: call.callee, program, frame: undefined });
    if (end === undefined || clientOf(end)?.client !== 'mistral-sdk') continue;
    const ends = tracer.trace({ node: option.value, program, frame: undefined }).map((f) => f.end);
    if (!ends.every((e) => e.kind === 'absent' || e.kind === 'parameter')) yield { node: option, name: 'debug_logger' };
  }
}
