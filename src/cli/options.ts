import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Level } from '../../rules/rule.js';
import { formats } from '../report/format.js';
import { UsageError } from './failure.js';
import { rejected } from './rejected.js';

/** Where a report goes: into a file, or without one to the standard output. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

/** The options of `mistral-keys scan`. */
export interface ScanCommandOptions {
  readonly help: boolean;
  readonly paths: readonly string[];
  readonly stdinFilename?: string;
  readonly staged: boolean;
  /** Empty where the flag has no value. */
  readonly since?: string;
  /** The revisions; empty where none is given. */
  readonly history?: readonly string[];
  /** Then what else git gives to a pre-push hook: the name of the remote, and its URL. */
  readonly pushed?: readonly string[];
  readonly outputs: readonly Output[];
  readonly bundle: boolean;
  readonly strict: boolean;
  readonly rules: Readonly<Record<string, Level>>;
  readonly maxWarnings?: number;
  /** The file; `false`: none, not even one that lies at hand. */
  readonly baseline?: string | false;
  /** Whether the configuration files of the project hold. */
  readonly configuration: boolean;
  readonly reportSuppressed: boolean;
  readonly colour: boolean;
}

const known = {
  help: { type: 'boolean', short: 'h' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  staged: { type: 'boolean' },
  since: { type: 'string' },
  history: { type: 'boolean' },
  pushed: { type: 'boolean' },
  format: { type: 'string', multiple: true },
  bundle: { type: 'boolean' },
  strict: { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  'no-baseline': { type: 'boolean' },
  'no-config': { type: 'boolean' },
  'report-suppressed': { type: 'boolean' },
  'no-color': { type: 'boolean' },
} as const;

const levels: readonly string[] = ['off', 'warn', 'error'] satisfies Level[];

/** @throws UsageError where an option is unknown, lacks its value, or does not go with another */
export function parseScanOptions(arguments_: readonly string[]): ScanCommandOptions {
  const { values, positionals } = parse(withValueOfSince(arguments_));
  const stdinFilename = stdinPath(values.stdin === true, values['stdin-filename'], positionals);
  const maxWarnings = values['max-warnings'];
  const { since } = values;
  onlyOne({
    '--stdin': stdinFilename !== undefined, '--staged': values.staged === true, '--since': since !== undefined,
    '--history': values.history === true, '--pushed': values.pushed === true,
  });
  return {
    help: values.help === true,
    ...(values.history === true ? { paths: [], history: positionals } : { paths: values.pushed === true ? [] : positionals }),
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
    staged: values.staged === true,
    ...(since === undefined ? {} : { since }),
    ...(values.pushed === true ? { pushed: positionals } : {}),
    outputs: outputs(values.format ?? ['text'], values.pushed === true),
    bundle: values.bundle === true,
    strict: values.strict === true,
    rules: Object.fromEntries((values.rule ?? []).map(ruleLevel)),
    ...(maxWarnings === undefined ? {} : { maxWarnings: wholeNumber(maxWarnings) }),
    ...baselineOf(values.baseline, values['no-baseline'] === true),
    configuration: values['no-config'] !== true,
    reportSuppressed: values['report-suppressed'] === true,
    colour: values['no-color'] !== true,
  };
}

/** `parseArgs` knows no option whose value may be left out. */
function withValueOfSince(arguments_: readonly string[]): string[] {
  const end = arguments_.indexOf('--');
  return arguments_.map((argument, index) => {
    const next = arguments_[index + 1];
    return argument === '--since' && (end < 0 || index < end) && (next === undefined || next.startsWith('-')) ? '--since=' : argument;
  });
}

function onlyOne(given: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(given).filter((option) => given[option]);
  if (first !== undefined && second !== undefined) throw new UsageError(`${first} and ${second} each say what to scan: choose one.`);
}

function parse(arguments_: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(arguments_);
  } catch (error) {
    throw rejected(error, Object.keys(known), 'scan');
  }
}

function parseStrictly(arguments_: readonly string[]) {
  return parseArgs({ args: [...arguments_], options: known, allowPositionals: true, strict: true });
}

function baselineOf(file: string | undefined, none: boolean): Pick<ScanCommandOptions, 'baseline'> {
  if (file !== undefined && none) throw new UsageError('--baseline and --no-baseline contradict each other: choose one.');
  return none ? { baseline: false } : file === undefined ? {} : { baseline: file };
}

function stdinPath(stdin: boolean, path: string | undefined, paths: readonly string[]): string | undefined {
  if (!stdin && path === undefined) return undefined;
  if (!stdin) throw new UsageError('--stdin-filename goes with --stdin: add it, or name the file as a path.');
  if (path === undefined) throw new UsageError('--stdin needs --stdin-filename PATH, which tells the language.');
  if (paths.length > 0) throw new UsageError('--stdin reads one file: leave the paths out.');
  return path;
}

function outputs(values: readonly string[], pushed: boolean): Output[] {
  const result = values.map((value): Output => {
    const equals = value.indexOf('=');
    const format = equals < 0 ? value : value.slice(0, equals);
    if (!Object.hasOwn(formats, format)) {
      throw new UsageError(`There is no format "${format}". The formats are: ${Object.keys(formats).join(', ')}.`);
    }
    if (pushed && value !== 'text') throw new UsageError('--pushed reports each commit by itself, as text: leave --format out.');
    if (equals === value.length - 1) throw new UsageError(`--format ${value} lacks the name of a file behind the "=".`);
    return equals < 0 ? { format } : { format, file: value.slice(equals + 1) };
  });
  if (result.filter((output) => !('file' in output)).length > 1) {
    throw new UsageError('Only one format can go to the standard output: give the others a file, as in --format json=FILE.');
  }
  const files = result.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (new Set(files).size < files.length) throw new UsageError('Each report needs a file of its own: two of --format name the same.');
  return result;
}

function ruleLevel(value: string): [string, Level] {
  const equals = value.lastIndexOf('=');
  const level = value.slice(equals + 1);
  if (equals < 1 || !isLevel(level)) {
    throw new UsageError(`--rule ${value} should read NAME=off, NAME=warn or NAME=error.`);
  }
  return [value.slice(0, equals), level];
}

function isLevel(text: string): text is Level {
  return levels.includes(text);
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/u.test(value)) throw new UsageError(`--max-warnings takes a whole number, not "${value}".`);
  return Number(value);
}
