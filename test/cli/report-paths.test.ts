import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { formats } from '../../src/report/format.js';
import { folder, git, put, repository } from '../scan/folder.js';

/** A synthetic key. */
const program = "import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ apiKey: 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA' });\n";

/** What tells where a file is: for people and programs that start where the scan did, or for services. */
const forServices = new Set(['sarif', 'github', 'gitlab', 'gitlab-secrets', 'gitlab-codequality', 'junit', 'markdown']);

/** The paths of the found file that each format writes, and the summary of the job. */
function paths(cwd: string, ...options: readonly string[]): Record<string, string[]> {
  const reports = folder();
  const names = Object.keys(formats);
  const outputs = names.map((name) => `--format=${name}=${join(reports, name)}`);
  const environment = { ...process.env, GITHUB_STEP_SUMMARY: join(reports, 'summary') };
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'scan', ...outputs, ...options], { cwd, encoding: 'utf8', env: environment });
  expect({ status, stderr }).toMatchObject({ status: 1 });
  return Object.fromEntries([...names, 'summary'].map((name) => [name, places(readFileSync(join(reports, name), 'utf8'))]));
}

/** The paths that end in the name of the program. A path is told from what stands around it by what no name here holds. */
function places(report: string): string[] {
  return [...new Set(report.split(/[^\w./-]+/u).flatMap((word) => /^.*leak\.ts/u.exec(word)?.[0] ?? []))];
}

/** What each format is to write, where both kinds of paths are these. */
function expected(fromFolder: string, fromRoot: string): Record<string, string[]> {
  const names = Object.keys(formats);
  return { ...Object.fromEntries(names.map((name) => [name, [forServices.has(name) ? fromRoot : fromFolder]])), summary: [fromRoot] };
}

test('in a folder of a repository', () => {
  const root = repository({ 'packages/app/src/leak.ts': program, 'packages/web/README.md': '' });
  expect(paths(join(root, 'packages/app'))).toEqual(expected('src/leak.ts', 'packages/app/src/leak.ts'));
  expect(paths(join(root, 'packages/web'), '../app')).toEqual(expected('../app/src/leak.ts', 'packages/app/src/leak.ts'));
  expect(paths(root)).toEqual(expected('packages/app/src/leak.ts', 'packages/app/src/leak.ts'));
});

test('in the index, in what a branch adds, and in a linked worktree', () => {
  const root = repository({ 'packages/app/clean.ts': '' });
  put(root, 'packages/app/leak.ts', program);
  git(root, 'add', '--all');
  expect(paths(join(root, 'packages/app'), '--staged')).toEqual(expected('leak.ts', 'packages/app/leak.ts'));
  git(root, 'commit', '--quiet', '--message', 'leak');
  expect(paths(join(root, 'packages/app'), '--since=HEAD~1')).toEqual(expected('leak.ts', 'packages/app/leak.ts'));
  const worktree = join(folder(), 'linked');
  git(root, 'worktree', 'add', '--quiet', worktree);
  expect(paths(join(worktree, 'packages/app'))).toEqual(expected('leak.ts', 'packages/app/leak.ts'));
});

test('outside of git, from the folder', () => {
  expect(paths(folder({ 'src/leak.ts': program }))).toEqual(expected('src/leak.ts', 'src/leak.ts'));
});

test('where the repository lies below the folder, from its root', () => {
  const workspace = folder();
  mkdirSync(join(workspace, 'checkout'));
  put(workspace, 'checkout/src/leak.ts', program);
  git(join(workspace, 'checkout'), 'init', '--quiet');
  expect(paths(workspace, 'checkout')).toEqual(expected('checkout/src/leak.ts', 'src/leak.ts'));
});

test('what lies outside of the repository has its absolute path', () => {
  const root = repository({ 'a.ts': '' });
  const elsewhere = folder({ 'leak.ts': program });
  const found = paths(root, elsewhere);
  expect(found['github']).toEqual([join(elsewhere, 'leak.ts')]);
  expect(found['sarif']).toEqual([`///${join(elsewhere, 'leak.ts').slice(1)}`]);
});
