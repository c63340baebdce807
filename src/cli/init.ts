import { relative, resolve } from 'node:path';
import { repositoryRoot } from '../git/repository.js';
import { hookStatus } from '../git/hook/status.js';
import { HookError, hooksFolder } from '../git/hook/where.js';
import { ciOf, type CiService, ciServices, planCi } from '../init/ci.js';
import { diffOf } from '../init/diff.js';
import { planEnvironmentExample, planGitignore } from '../init/environment-files.js';
import { planEslint } from '../init/eslint.js';
import type { InitProject, Plan } from '../init/plan.js';
import { askOn, type Questions } from '../init/questions.js';
import { ChangeError, makeChange } from '../init/write.js';
import { clean } from '../report/clean.js';
import { slashed } from '../scan/discover.js';
import { readArguments } from './arguments.js';
import { exitStatus, UsageError } from './failure.js';
import { version } from './version.js';

const known = {
  help: { type: 'boolean', short: 'h' },
  eslint: { type: 'boolean' },
  hook: { type: 'boolean' },
  ci: { type: 'string' },
  gitignore: { type: 'boolean' },
  'env-example': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  'dry-run': { type: 'boolean' },
} as const;

/** What a step did: `left` to the user, who has to act, or nothing of note. */
type Result = 'done' | 'left';

/** How changes are made: after a question, all, or none. */
type Consent = Questions | 'all' | 'none';

/**
 * `mistral-keys init`.
 * @returns the exit status
 */
export async function initCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments('init', arguments_, known);
  if (values.help === true) {
    const { initHelp } = await import('./help.js');
    process.stdout.write(initHelp);
    return exitStatus.clean;
  }
  if (positionals.length > 0) throw new UsageError('"init" sets up the working directory and takes no paths. See mistral-keys init --help.');
  const folder = process.cwd();
  const project = { folder, root: repositoryRoot(folder) ?? folder, version };
  const ci = serviceOf(values.ci);
  const chosen = { eslint: values.eslint, hook: values.hook, ci: ci !== undefined, gitignore: values.gitignore, 'env-example': values['env-example'] };
  const all = !Object.values(chosen).some((choice) => choice === true);
  const consent = consentOf(values.yes === true, values['dry-run'] === true);
  const results: Result[] = [];
  try {
    if (all || chosen.eslint === true) results.push(await carryOut('ESLint', project.folder, planEslint(project), consent));
    if (all || chosen.gitignore === true) results.push(await carryOut('.gitignore', project.folder, await planGitignore(project), consent));
    if (all || chosen['env-example'] === true) results.push(await carryOut('Example of the environment', project.folder, planEnvironmentExample(project), consent));
    if (all || chosen.ci) results.push(await carryOut('CI', project.root, ciPlan(project, ci), consent));
    if (all || chosen.hook === true) results.push(await setUpHook(project, consent));
  } catch (error) {
    throw error instanceof ChangeError ? new UsageError(error.message) : error;
  } finally {
    if (typeof consent === 'object') consent.close();
  }
  if (consent === 'none') process.stdout.write('Nothing was changed.\n');
  return results.includes('left') ? exitStatus.failed : exitStatus.clean;
}

function serviceOf(value: string | undefined): CiService | undefined {
  const service = ciServices.find((name) => name === value);
  if (value !== undefined && service === undefined) throw new UsageError(`--ci takes ${ciServices.join(' or ')}, not "${value}".`);
  return service;
}

function consentOf(yes: boolean, dry: boolean): Consent {
  if (dry) return 'none';
  if (yes) return 'all';
  if (!process.stdin.isTTY) throw new UsageError('There is no terminal to ask on: add --yes to make the changes, or --dry-run to see them.');
  return askOn(process.stdin, process.stdout);
}

function ciPlan(project: InitProject, service = ciOf(project)): Plan {
  if (service !== undefined) return planCi(project, service);
  return { kind: 'none', reason: 'there are no workflows of GitHub and no .gitlab-ci.yml; add --ci github or --ci gitlab' };
}

async function carryOut(title: string, folder: string, plan: Plan, consent: Consent): Promise<Result> {
  if (plan.kind === 'none') return say(`${title}: nothing to do, as ${plan.reason}.`);
  const path = resolve(folder, plan.file);
  const shown = clean(slashed(relative(process.cwd(), path)));
  if (plan.kind === 'present') return say(`${title}: ${shown} is set up already.`);
  if (plan.kind === 'by-hand') {
    say(`${title}: left to you in ${shown}.\n${indented(plan.text)}`);
    return 'left';
  }
  const { before, after, next } = plan;
  process.stdout.write(`${title}: ${before === undefined ? 'a new file' : 'an edit of'} ${shown}\n${diffOf(before, after)}`);
  if (await agrees(consent, 'Write it?')) {
    makeChange(path, before, after);
    say(`${title}: ${shown} is written.${next === undefined ? '' : ` Then: ${next}`}`);
  } else if (consent !== 'none') say(`${title}: left as it was.`);
  return 'done';
}

/** The hook is installed as `mistral-keys hook install` does it, which shows what it writes. */
async function setUpHook({ folder }: InitProject, consent: Consent): Promise<Result> {
  const title = 'Git hook';
  try {
    if (hookStatus(await hooksFolder(folder), 'pre-commit', folder).installed) return say(`${title}: it is set up already.`);
  } catch (error) {
    if (error instanceof HookError) return say(`${title}: nothing to do. ${clean(error.message)}`);
    throw error;
  }
  say(`${title}: a pre-commit hook that scans what is about to be committed\n  + mistral-keys hook install`);
  if (!(await agrees(consent, 'Run it?'))) return consent === 'none' ? 'done' : say(`${title}: left as it was.`);
  const { hookCommand } = await import('./hook.js');
  return (await hookCommand(['install'])) === exitStatus.clean ? 'done' : 'left';
}

async function agrees(consent: Consent, question: string): Promise<boolean> {
  return typeof consent === 'object' ? await consent.agreed(question) : consent === 'all';
}

function say(text: string): 'done' {
  process.stdout.write(`${text}\n`);
  return 'done';
}

function indented(text: string): string {
  return text.replaceAll(/^/gmu, '  ');
}
