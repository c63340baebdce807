import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The root of the package that is measured. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} names of the measurements */
export function usage(names) {
  return [
    'Usage: node bench/run.mjs [options]',
    '',
    `  --only NAME[,NAME]   measure only these: ${names.join(', ')}`,
    '  --command COMMAND    the scanner to measure; default: node dist/cli.js; split at spaces',
    '  --plugin FILE        the ESLint plugin to measure; default: dist/index.js',
    '  --files N            files in the generated tree; default: 10000, of 8 kB each on average, one in 50 about Mistral',
    '  --rounds N           timed rounds of each pair; default: 9 for the tree, 5 for the history, 31 for start-up',
    '  --tree FOLDER        measure on this repository instead of a generated one',
    '  --history FOLDER     measure on the history of this repository instead of a generated one',
    '  --keep               keep the generated files and say where they are',
  ].join('\n');
}

/**
 * @param {string[]} args the command line
 * @param {string[]} names of the measurements
 * @throws {Error} on unknown options, on values that make no sense, and when there is nothing built to measure
 */
export function readOptions(args, names) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', default: false },
      only: { type: 'string', default: names.join(',') },
      command: { type: 'string' },
      plugin: { type: 'string' },
      files: { type: 'string', default: '10000' },
      rounds: { type: 'string' },
      tree: { type: 'string' },
      history: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { help: true };
  const only = values.only.split(',');
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`No measurement is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  return {
    help: false,
    only,
    command: values.command?.split(' ') ?? builtCommand(),
    plugin: resolve(values.plugin ?? resolve(packageRoot, 'dist/index.js')),
    files: count('--files', values.files),
    rounds: values.rounds === undefined ? undefined : count('--rounds', values.rounds),
    tree: values.tree === undefined ? undefined : resolve(values.tree),
    history: values.history === undefined ? undefined : resolve(values.history),
    keep: values.keep,
  };
}

function builtCommand() {
  const file = resolve(packageRoot, 'dist/cli.js');
  if (!existsSync(file)) throw new Error(`${file} is not there. Build it first: npm run build.`);
  return [process.execPath, file];
}

function count(name, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes a whole number from 1, not ${text}.`);
  return value;
}
