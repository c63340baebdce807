import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type HookChange, installHook, uninstallHook } from '../git/hook/install.js';
import { type HookStatus, hookStatus } from '../git/hook/status.js';
import { HookError, hookNames, type HooksFolder, hooksFolder } from '../git/hook/where.js';
import { clean } from '../report/clean.js';
import { slashed } from '../scan/discover.js';
import { nearest } from '../scan/nearest.js';
import { exitStatus, UsageError } from './failure.js';

/** What `mistral-keys hook` was asked for. */
interface Request {
  readonly folder: HooksFolder;
  /** The working directory. */
  readonly from: string;
  /** Says whether `--pre-push` was given. */
  readonly pushing: boolean;
}

/** Each gives the exit status. */
const actions: Readonly<Record<string, (request: Request) => number>> = { install, uninstall, status };

/**
 * `mistral-keys hook`.
 * @returns the exit status
 */
export async function hookCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = parse(arguments_);
  if (values.help === true) {
    const { hookHelp } = await import('./help.js');
    process.stdout.write(hookHelp);
    return exitStatus.clean;
  }
  const [name, ...more] = positionals;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw unknownAction(name);
  if (more.length > 0) throw new UsageError(`"hook ${name ?? ''}" takes no names: leave "${more.join(' ')}" out. See mistral-keys hook --help.`);
  const from = process.cwd();
  try {
    return action({ folder: await hooksFolder(from), from, pushing: values['pre-push'] === true });
  } catch (error) {
    throw error instanceof HookError ? new UsageError(error.message) : error;
  }
}

function parse(arguments_: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(arguments_);
  } catch (error) {
    const option = error instanceof Error && 'code' in error ? /'(-[^\s'=]*)/u.exec(error.message)?.[1] : undefined;
    if (option === undefined) throw error;
    throw new UsageError(`There is no option ${option}${isKnown(option) ? ' with a value' : ''}. See mistral-keys hook --help.`);
  }
}

const known = { help: { type: 'boolean', short: 'h' }, 'pre-push': { type: 'boolean' } } as const;

function parseStrictly(arguments_: readonly string[]) {
  return parseArgs({ args: [...arguments_], options: known, allowPositionals: true, strict: true });
}

function isKnown(option: string): boolean {
  return option === '-h' || Object.hasOwn(known, option.slice(2));
}

function unknownAction(name: string | undefined): UsageError {
  const hint = 'See mistral-keys hook --help.';
  if (name === undefined) return new UsageError(`What is to be done with the hook is missing: install, uninstall or status. ${hint}`);
  return new UsageError(`There is no "hook ${name}". Did you mean "hook ${nearest(name, Object.keys(actions))}"? ${hint}`);
}

function install({ folder, from, pushing }: Request): number {
  const changes = (pushing ? hookNames : (['pre-commit'] as const)).map((hook) => installHook(folder, hook, from));
  for (const change of changes) say(folder, change);
  return changes.some(({ done }) => done === 'by-hand') ? exitStatus.failed : exitStatus.clean;
}

function uninstall({ folder, pushing }: Request): number {
  const hooks = pushing ? (['pre-push'] as const) : hookNames;
  const changes = hooks.flatMap((hook) => uninstallHook(folder, hook));
  for (const change of changes) say(folder, change);
  if (changes.length === 0) process.stdout.write('No hook of mistral-keys is installed.\n');
  return changes.some(({ done }) => done === 'by-hand') ? exitStatus.failed : exitStatus.clean;
}

function status({ folder, from, pushing }: Request): number {
  const all = hookNames.map((hook) => hookStatus(folder, hook, from));
  for (const one of all) process.stdout.write(describe(folder, one));
  const wanted = all.filter(({ hook, installed }) => installed || hook === 'pre-commit' || pushing);
  return wanted.every(({ installed, problems }) => installed && problems.length === 0) ? exitStatus.clean : exitStatus.findings;
}

function describe(folder: HooksFolder, { hook, installed, places, keeps, problems }: HookStatus): string {
  if (!installed) return `${hook}: not installed; to install it: mistral-keys hook install${hook === 'pre-push' ? ' --pre-push' : ''}\n`;
  const where = places.map(({ file, manager }) => `${shown(folder, file)}${manager === undefined ? '' : ` (${manager})`}`).join(', ');
  const kept = keeps ? '; runs the hook that was there before, too' : '';
  return [`${hook}: installed in ${where}${kept}\n`, ...problems.map((problem) => `  but ${clean(problem)}\n`)].join('');
}

const verbs = {
  installed: 'installed in',
  kept: 'already installed in',
  removed: 'uninstalled from',
  'by-hand': 'left to you in',
} as const;

function say(folder: HooksFolder, { hook, done, file, manager, lines = [], next }: HookChange): void {
  const sign = done === 'removed' ? '-' : '+';
  const output = [
    `${hook}: ${verbs[done]} ${shown(folder, file)}${manager === undefined ? '' : ` (${manager})`}`,
    ...lines.map((line) => `  ${sign} ${clean(line)}`),
    ...(next === undefined ? [] : next.split('\n').map((line) => clean(line))),
  ];
  process.stdout.write(`${output.join('\n')}\n`);
}

/** @returns the path from the root of the working tree, if it is inside */
function shown({ root }: HooksFolder, file: string): string {
  const way = slashed(relative(root, file));
  return clean(way.startsWith('../') ? slashed(file) : way);
}
