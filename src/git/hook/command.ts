import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { slashed } from '../../scan/discover.js';
import type { HookName } from './where.js';

/** What a hook asks of the command. */
export const scanArguments: Readonly<Record<HookName, string>> = { 'pre-commit': 'scan --staged', 'pre-push': 'scan --pushed' };

/** How the command runs on this machine: absolute paths, with `/`. */
export interface LocalCommand {
  readonly node: string;
  /** The JavaScript file of the command. */
  readonly file: string;
}

/** @returns the Node and the command that run now */
export function runningCommand(): LocalCommand {
  return { node: slashed(process.execPath), file: slashed(realpathSync(process.argv[1] ?? '')) };
}

/**
 * Finds the command among the packages of a project.
 * @param folder where to begin; from there upwards to `root`
 * @returns the folder `…/node_modules`, relative to `root`, with `/`; `undefined` where the project has not installed it
 */
export function projectModules(root: string, folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const way = relative(root, current);
    if (way.startsWith('..')) return undefined;
    if (existsSync(join(current, 'node_modules/eslint-plugin-mistral-keys/package.json'))) return slashed(join(way, 'node_modules'));
    if (way === '') return undefined;
  }
}

/** @returns how a shell runs the command from the root of the project, on every machine that has installed the project */
export function projectCommand(root: string, folder: string): string {
  const modules = projectModules(root, folder);
  if (modules !== undefined) return `${shellWord(modules)}/.bin/mistral-keys`;
  return existsSync(join(root, '.pnp.cjs')) ? 'yarn mistral-keys' : 'mistral-keys';
}

/** @returns the text as one word of a POSIX shell */
export function shellWord(text: string): string {
  return /^[\w./@:+-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
