import { isRecord } from '../../configuration/record.js';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { textOf } from '../../git/hook/files.js';
import { hookStatus } from '../../git/hook/status.js';
import { HookError, hooksFolder } from '../../git/hook/where.js';
import { slashed } from '../../scan/discover.js';
import { type Check, ok, warning } from '../check.js';
import { listed } from '../wording.js';
import type { Project } from '../project.js';

const ours = /mistral-keys/u;

/** Whether a git hook scans what is committed: one that `hook install` made, or one written by hand. */
export async function checkHook({ root, inGit, command }: Project): Promise<Check[]> {
  if (!inGit) return [];
  const folder = await hooksFolder(root).catch((error: unknown) => {
    if (error instanceof HookError) return undefined;
    throw error;
  });
  if (folder === undefined) return [];
  const { installed, places, problems } = hookStatus(folder, 'pre-commit', root);
  const [first] = problems;
  if (installed && first !== undefined) {
    const [what = first, todo = `${command} hook install brings it up to date.`] = first.split(/: (?=[^:]*$)/u);
    return [warning('hook', `The hook that scans what is committed does not work: ${what}.`, todo)];
  }
  const byHand = [join(folder.path, 'pre-commit'), join(root, '.husky/pre-commit')].find((file) => ours.test(textOf(file) ?? ''));
  const file = places[0]?.file ?? byHand;
  if (file === undefined) return [warning('hook', 'No git hook scans what is committed.', `${command} hook install`)];
  return [ok('hook', `A git hook scans what is committed (${slashed(relative(folder.root, file))}).`)];
}

const ciFiles = ['.gitlab-ci.yml', 'bitbucket-pipelines.yml', 'azure-pipelines.yml', '.circleci/config.yml', '.travis.yml', 'Jenkinsfile', '.drone.yml', '.woodpecker.yml', 'cloudbuild.yaml'];

/** What runs scripts of all packages is taken to run what is called so. */
const runsEslint = /\beslint\b|(?:\b(?:turbo|nx|lerna)|\s-r|\s--(?:recursive|workspaces))\s[^\n]{0,80}\blint\b/u;

/** Whether CI runs the scan, or ESLint with the plugin. Scripts of package.json that it calls count. */
export function checkCi(project: Project): Check[] {
  const scripts = scriptsOf(project.text('package.json'));
  const steps = [...workflows(project.root), ...ciFiles].flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, text: withScripts(withoutComments(text), scripts) }];
  });
  if (steps.length === 0) return [];
  const scan = steps.find(({ text }) => ours.test(text));
  if (scan !== undefined) return [ok('ci', `${scan.file} runs mistral-keys.`)];
  const lint = steps.find(({ text }) => runsEslint.test(text));
  const plugin = project.eslint.parts.map(({ config }) => config.plugin);
  if (lint !== undefined && plugin.includes('yes')) return [ok('ci', `${lint.file} runs ESLint, which has the plugin.`)];
  if (lint !== undefined && plugin.includes('maybe')) return [ok('ci', `${lint.file} runs ESLint, whose configuration names the plugin.`)];
  return [warning('ci', `No step of ${listed(steps.map(({ file }) => file))} looks for keys.`, `Add a step: ${project.command} scan`)];
}

function withoutComments(text: string): string {
  return text.split(/\r?\n/u).filter((line) => !/^\s*(?:#|\/\/)/u.test(line)).join('\n');
}

/** The text with the commands of the scripts that it calls, such as `npm run lint`, and of those that these call. */
function withScripts(text: string, scripts: Readonly<Record<string, unknown>>): string {
  const called = new Set<string>();
  let whole = text;
  for (let added = text; added !== ''; whole += added) {
    const names = [...added.matchAll(/\b(?:npm|pnpm|yarn|bun|turbo|nx)(?: run(?:-script)?)? (?<name>[\w:.-]{1,80})/gu)].map(({ groups }) => groups?.['name'] ?? '');
    const fresh = names.filter((name) => !called.has(name) && Object.hasOwn(scripts, name));
    for (const name of fresh) called.add(name);
    added = [...new Set(fresh)].map((name) => `\n${String(scripts[name])}`).join('');
  }
  return whole;
}

function scriptsOf(manifest: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(manifest ?? '{}');
    const scripts = isRecord(read) ? read['scripts'] : undefined;
    return isRecord(scripts) ? scripts : {};
  } catch {
    // A manifest with mistakes is npm's to complain about; no script of it runs.
    return {};
  }
}

function workflows(root: string): string[] {
  const folder = '.github/workflows';
  try {
    return readdirSync(join(root, folder)).filter((name) => /\.ya?ml$/u.test(name)).sort().map((name) => `${folder}/${name}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
