import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** A step of a composite action. */
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

/** What is read of an action.yml. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What a workflow, an event and a runner say. */
export interface Job {
  /** The checkout. */
  readonly workspace: string;
  /** The runner's folder for temporary files. */
  readonly temporary: string;
  /** The context `github` by paths, such as `event.before`. */
  readonly github: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What came of it: up to the first step that failed. */
export interface Outcome {
  readonly status: number;
  /** What the steps printed, to both streams. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The inputs of other actions that were used, by their names. */
  readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** @returns an action by its file */
export function readAction(file: string): Action {
  return parse(readFileSync(file, 'utf8')) as Action;
}

/** Runs the steps of an action as a runner of GitHub does: expressions are filled in, and each script is a file for bash. */
export function runAction(action: Action, job: Job): Outcome {
  const files = { output: join(job.temporary, 'output'), summary: join(job.temporary, 'summary') };
  const contexts: Record<string, string> = { 'runner.temp': job.temporary, ...prefixed('github', job.github), ...inputsOf(action, job) };
  const used: Record<string, Record<string, string>> = {};
  let [status, log] = [0, ''];
  writeFileSync(files.summary, '');
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !holds(step.if, contexts)) continue;
    if (step.uses !== undefined) used[step.uses] = filledAll(step.with ?? {}, contexts);
    if (step.run === undefined) continue;
    writeFileSync(files.output, '');
    const script = join(job.temporary, 'script.sh');
    writeFileSync(script, step.run);
    const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      // A relative one starts in the workspace.
      cwd: resolve(job.workspace, filled(step['working-directory'] ?? '', contexts)),
      encoding: 'utf8',
      env: { ...runnerEnvironment(files), GITHUB_WORKSPACE: job.workspace, ...job.environment, ...filledAll(step.env ?? {}, contexts) },
    });
    log += result.stdout + result.stderr;
    for (const line of readFileSync(files.output, 'utf8').split('\n').filter((line) => line !== '')) {
      const [name = '', ...value] = line.split('=');
      contexts[`steps.${step.id ?? ''}.outputs.${name}`] = value.join('=');
    }
    status = result.status ?? -1;
    if (status !== 0) break;
  }
  const outputs = filledAll(Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, value])), contexts);
  return { status, log, summary: readFileSync(files.summary, 'utf8'), outputs, used };
}

function inputsOf({ inputs }: Action, job: Job): Record<string, string> {
  return prefixed('inputs', { ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default ?? ''])), ...job.inputs });
}

function prefixed(context: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${context}.${name}`, value]));
}

/** What a context lacks is empty, as on GitHub. */
function filled(text: string, contexts: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/gu, (_, path: string) => contexts[path] ?? '');
}

function filledAll(texts: Readonly<Record<string, string>>, contexts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, contexts)]));
}

/** Comparisons with texts, joined by `&&`: what the conditions of our action are made of. */
function holds(condition: string, contexts: Readonly<Record<string, string>>): boolean {
  return condition.split(' && ').every((comparison) => {
    const parts = /^(?<path>[\w.-]+) (?<operator>[!=]=) '(?<text>[^']*)'$/u.exec(comparison)?.groups;
    if (parts === undefined) throw new Error(`The condition "${comparison}" is not understood.`);
    return ((contexts[parts['path'] ?? ''] ?? '') === parts['text']) === (parts['operator'] === '==');
  });
}

/** This process may itself run in CI, or below npm, whose settings it would hand on. */
function runnerEnvironment({ output, summary }: { readonly output: string; readonly summary: string }): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:GITHUB_|RUNNER_|CI$|npm_|NO_COLOR$|FORCE_COLOR$|GIT_)/u.test(name));
  return { ...Object.fromEntries(own), GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
}
