import { exitStatus, UsageError } from './failure.js';

/** A command takes its arguments and gives the exit status. */
type Command = (arguments_: readonly string[]) => Promise<number>;

/** The commands by name. Each is loaded when it is called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.js')).scanCommand,
  hook: async () => (await import('./hook.js')).hookCommand,
  init: async () => (await import('./init.js')).initCommand,
  baseline: async () => (await import('./baseline.js')).baselineCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
  verify: async () => (await import('./verify.js')).verifyCommand,
  completion: async () => (await import('./completion.js')).completionCommand,
};

/**
 * Runs the command line.
 * @returns the exit status
 */
export async function run(arguments_: readonly string[]): Promise<number> {
  try {
    return await dispatch(arguments_);
  } catch (error) {
    return await reportFailure(error);
  }
}

async function dispatch([name, ...rest]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-v') {
    const { version } = await import('./version.js');
    process.stdout.write(`${version}\n`);
    return exitStatus.clean;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const { generalHelp } = await import('./help.js');
    process.stdout.write(generalHelp);
    return exitStatus.clean;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw await unknownCommand(name);
  return (await load())(rest);
}

async function unknownCommand(name: string | undefined): Promise<UsageError> {
  const hint = 'See mistral-keys --help.';
  if (name === undefined) return new UsageError(`A command is missing, such as "mistral-keys scan". ${hint}`);
  if (name.startsWith('-')) return new UsageError(`The command comes first, as in "mistral-keys scan ${name}". ${hint}`);
  const { nearest } = await import('../scan/nearest.js');
  return new UsageError(`There is no command "${name}". Did you mean "${nearest(name, Object.keys(commands))}"? ${hint}`);
}

/** Errors whose message says what happened and what to do. They are told by name, as their classes would have to be loaded. */
const expectedErrors = new Set(['UsageError', 'UnknownRuleError', 'GitFailure', 'ConfigurationError', 'BaselineError']);

/** Says on the standard error what went wrong. Only a fault of this program has more to show, and only on request. */
async function reportFailure(error: unknown): Promise<number> {
  const [{ clean }, { maskKeys }, { describeFault }] = await Promise.all([import('../report/clean.js'), import('../key/digest.js'), import('./fault.js')]);
  const expected = error instanceof Error && expectedErrors.has(error.name);
  process.stderr.write(`mistral-keys: ${expected ? maskKeys(clean(error.message)) : describeFault(error)}\n`);
  return exitStatus.failed;
}
