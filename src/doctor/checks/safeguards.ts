import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runGit } from '../../git/run.js';
import { type Check, ok, warning } from '../check.js';
import type { Project } from '../project.js';

const ours = /mistral-keys/u;

/** Whether a git hook runs the scan before a commit. */
export async function checkHook(project: Project): Promise<Check[]> {
  if (!project.inGit) return [];
  const { root, text } = project;
  const configured = await runGit(root, ['config', '--local', '--get', 'core.hooksPath']);
  const common = await runGit(root, ['rev-parse', '--git-common-dir']);
  const own = configured.status === 0 ? configured.output.toString().trim() : `${common.output.toString().trim()}/hooks`;
  const carriers = [join(resolve(root, own), 'pre-commit'), ...['.husky/pre-commit', 'lefthook.yml', '.lefthook.yml', '.pre-commit-config.yaml', 'package.json'].map((file) => resolve(root, file))];
  const carrier = carriers.find((path) => runsInHook(path, project));
  if (carrier === undefined) return [warning('hook', 'No git hook scans what is committed.', 'Run "npx mistral-keys scan" in a pre-commit hook.')];
  return [ok('hook', `A git hook scans what is committed (${text('.husky/pre-commit') !== undefined && carrier.includes('.husky') ? '.husky/pre-commit' : carrier.slice(carrier.lastIndexOf('/') + 1)}).`)];
}

function runsInHook(path: string, { root, text }: Project): boolean {
  const file = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
  const found = file === undefined ? undefined : text(file);
  if (found === undefined || !ours.test(found)) return false;
  // In a package.json, only the part for hooks counts: the command may be a script that nothing runs.
  return file !== 'package.json' || /"(?:simple-git-hooks|husky|lint-staged|gitHooks|pre-commit)"[\s\S]{0,2000}mistral-keys(?! *["':])/u.test(found);
}

const eslintFiles = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `eslint.config.${end}`);

/** Whether ESLint has the plugin, where the project uses ESLint. */
export function checkEslint({ text }: Project): Check[] {
  const file = eslintFiles.find((name) => text(name) !== undefined);
  const fix = 'npm install --save-dev eslint-plugin-mistral-keys, then add mistralKeys.configs.recommended to eslint.config.js';
  if (file !== undefined) return ours.test(text(file) ?? '') ? [ok('eslint', `${file} has the plugin.`)] : [warning('eslint', `${file} does not have the plugin.`, fix)];
  return /"eslint"\s*:/u.test(text('package.json') ?? '') ? [warning('eslint', 'ESLint is installed, but no eslint.config.js has the plugin.', fix)] : [];
}

const ciFiles = ['.gitlab-ci.yml', 'bitbucket-pipelines.yml', 'azure-pipelines.yml', '.circleci/config.yml', '.travis.yml', 'Jenkinsfile', '.drone.yml', '.woodpecker.yml', 'cloudbuild.yaml'];

/** Whether CI runs the scan, or ESLint with the plugin. */
export function checkCi(project: Project): Check[] {
  const files = [...workflows(project.root), ...ciFiles].filter((file) => project.text(file) !== undefined);
  if (files.length === 0) return [];
  const file = files.find((name) => ours.test(project.text(name) ?? ''));
  if (file !== undefined) return [ok('ci', `${file} runs mistral-keys.`)];
  const lint = files.find((name) => /\beslint\b|run lint\b/u.test(project.text(name) ?? ''));
  if (lint !== undefined && checkEslint(project).some(({ status }) => status === 'ok')) return [ok('ci', `${lint} runs ESLint, which has the plugin.`)];
  return [warning('ci', `No step of ${files.join(', ')} looks for keys.`, 'Add a step: npx mistral-keys scan')];
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
