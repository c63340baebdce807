import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules as allRules } from '../../../rules/index.js';
import type { ChildAnswer, ChildRequest, ChildRules } from './child.js';
import { type EslintSetting, levelOf } from './entries.js';
import type { EslintView } from './read.js';

/** How long ESLint may take to load a configuration, in milliseconds. */
const longestRun = 60_000;

/** What ESLint says of files when it is run. */
export type EslintRun =
  | { readonly kind: 'read'; readonly version: string; readonly views: readonly EslintView[] }
  /** `seconds` that it was given. */
  | { readonly kind: 'late'; readonly seconds: number }
  | Exclude<ChildAnswer, { readonly kind: 'read' }>;

/**
 * Asks the ESLint that is installed in the project, in a process of its own. This runs code of the project.
 * @param folder the one that holds the configuration, absolute
 * @param files below it, absolute
 */
export async function runEslint(folder: string, files: readonly string[], longest = longestRun): Promise<EslintRun> {
  const answer = await ask({ folder, files }, longest);
  return answer.kind === 'read' ? { ...answer, views: answer.files.map(viewOf) } : answer;
}

function ask(request: ChildRequest, longest: number): Promise<ChildAnswer | EslintRun & { kind: 'late' }> {
  const script = fileURLToPath(new URL('../eslint-levels.js', import.meta.url));
  // Yarn's Plug'n'Play finds packages by this file alone.
  const loader = join(request.folder, '.pnp.cjs');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...(existsSync(loader) ? ['--require', loader] : []), script], { cwd: request.folder, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const timer = setTimeout(() => { settle({ kind: 'late', seconds: longest / 1000 }); }, longest);
    const settle = (answer: ChildAnswer | EslintRun & { kind: 'late' }): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    child.once('error', (error) => { settle({ kind: 'failed', message: error.message }); });
    child.once('exit', (status) => { settle({ kind: 'failed', message: `its process ended with status ${status ?? 'none'}` }); });
    child.once('message', (answer) => { settle(answer as ChildAnswer); });
    child.send(request, () => {
      // A process that is gone already says so by its end.
    });
  });
}

function viewOf(rules: ChildRules | null): EslintView {
  if (rules === null) return { kind: 'ignored' };
  return { kind: 'linted', rules: new Map(allRules.map(({ name }) => [name, settingOf(rules[name] ?? ['off'])])) };
}

function settingOf([level, options]: readonly unknown[]): EslintSetting | 'unknown' {
  const known = levelOf(level);
  if (known === undefined) return 'unknown';
  return { level: known, ...(typeof options === 'object' && options !== null ? { options: options as Readonly<Record<string, unknown>> } : {}) };
}
