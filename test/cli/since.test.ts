import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { git, put, repository } from '../scan/folder.js';
import { cleanProgram, program } from '../scan/staged.js';

const command = resolve('dist/cli.js');

test('with a value, without one in CI, without one elsewhere', () => {
  const root = repository({ 'a.ts': cleanProgram });
  git(root, 'branch', '--quiet', '--move', 'main');
  git(root, 'checkout', '--quiet', '-b', 'topic');
  put(root, 'a.ts', program());
  git(root, 'commit', '--quiet', '--all', '--message', 'x');
  const base = git(root, 'rev-parse', 'main').trim();
  const services = ['GITHUB_ACTIONS', 'GITLAB_CI', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'CIRCLECI', 'JENKINS_URL'];
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !services.includes(name)));
  const run = (arguments_: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [command, 'scan', ...arguments_], { cwd: root, encoding: 'utf8', env: { ...rest, NO_COLOR: '1', ...environment } });
  for (const arguments_ of [['--since', 'main'], ['--since=main'], ['--since', 'main', '.']]) {
    const { status, stdout, stderr } = run(arguments_);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^a\.ts:2:\d+ error no-hardcoded-key/u);
    expect(stdout).not.toContain('MISTRAL_KEYS_SKIP');
  }
  const gitlab = { GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  for (const arguments_ of [['--since'], ['--since', '--strict'], ['--since=']]) {
    expect(run(arguments_, gitlab)).toMatchObject({ status: 1, stderr: `mistral-keys: GitLab CI: compared with ${base.slice(0, 12)}, by ${base}.\n` });
  }
  expect(run(['--since'])).toMatchObject({ status: 2, stdout: '', stderr: 'mistral-keys: --since needs a revision, such as --since origin/main, as no CI service was recognised here.\n' });
});
