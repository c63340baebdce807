import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { textOf } from '../../git/hook/files.js';
import { hookStatus } from '../../git/hook/status.js';
import { HookError, hooksFolder } from '../../git/hook/where.js';
import { slashed } from '../../scan/discover.js';
import { type Check, ok, warning } from '../check.js';
import type { Project } from '../project.js';
import { checkEslint } from './eslint.js';

const ours = /mistral-keys/u;

/** Whether a git hook scans what is committed: one that `hook install` made, or one written by hand. */
export async function checkHook({ root, inGit }: Project): Promise<Check[]> {
  if (!inGit) return [];
  const folder = await hooksFolder(root).catch((error: unknown) => {
    if (error instanceof HookError) return undefined;
    throw error;
  });
  if (folder === undefined) return [];
  const { installed, places, problems } = hookStatus(folder, 'pre-commit', root);
  const [first] = problems;
  if (installed && first !== undefined) return [warning('hook', `The hook that scans what is committed does not work: ${first}.`, 'npx mistral-keys hook status says more; npx mistral-keys hook install brings it up to date.')];
  const byHand = [join(folder.path, 'pre-commit'), join(root, '.husky/pre-commit')].find((file) => ours.test(textOf(file) ?? ''));
  const file = places[0]?.file ?? byHand;
  if (file === undefined) return [warning('hook', 'No git hook scans what is committed.', 'npx mistral-keys hook install')];
  return [ok('hook', `A git hook scans what is committed (${slashed(relative(folder.root, file))}).`)];
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
