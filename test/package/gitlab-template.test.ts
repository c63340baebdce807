import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { git, put, repository } from '../scan/folder.js';

/** What is read of the template. */
interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
}

const { 'mistral-keys': job } = parse(readFileSync('templates/gitlab-ci.yml', 'utf8')) as { 'mistral-keys': Job };
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const program = `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ apiKey: '${key}' });\n`;

test('the template installs the version that it is released with', () => {
  expect(job.variables['MISTRAL_KEYS_VERSION']).toBe(version);
  expect(readFileSync('templates/gitlab-ci.yml', 'utf8')).toContain(`/v${version}/templates/gitlab-ci.yml`);
});

test.skipIf(!hasBash)('the job fails for what a merge request adds, or the main branch has; the reports, which GitLab compares, are about all', () => {
  const root = repository({ 'old.ts': program });
  const base = git(root, 'rev-parse', 'HEAD').trim();
  put(root, 'new.ts', program);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'topic');
  for (const [variables, files] of [
    [{ CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_DIFF_BASE_SHA: base }, ['new.ts']],
    [{ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' }, ['new.ts', 'old.ts']],
    [{ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'topic', CI_COMMIT_BEFORE_SHA: base }, ['new.ts']],
  ] as const) {
    const { status, stdout, stderr } = runJob(root, { ...variables, CI_DEFAULT_BRANCH: 'main' });
    expect({ status, stderr }).toMatchObject({ status: 1 });
    expect([...new Set(stdout.match(/^\w+\.ts(?=:)/gmu))]).toEqual(files);
    const reports = Object.values(job.artifacts.reports).map((file) => readFileSync(join(root, file), 'utf8'));
    expect([stdout, stderr, ...reports].join('')).not.toContain(key);
    const [secrets = '', quality = ''] = reports;
    const { vulnerabilities } = JSON.parse(secrets) as { vulnerabilities: { location: { file: string } }[] };
    expect([...new Set(vulnerabilities.map(({ location }) => location.file))]).toEqual(['new.ts', 'old.ts']);
    const places = (JSON.parse(quality) as { location: { path: string } }[]).map(({ location }) => location.path);
    expect([...new Set(places)]).toEqual(['new.ts', 'old.ts']);
  }
  expect(job.artifacts.when).toBe('always');
  // What stood there before fails no branch.
  put(root, 'new.ts', '');
  git(root, 'commit', '--quiet', '--all', '--message', 'mend');
  const proposed = { CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_DEFAULT_BRANCH: 'main' };
  expect(runJob(root, proposed)).toMatchObject({ status: 0 });
  // What could not be read does.
  put(root, '.mistral-keys.json', '{');
  expect(runJob(root, proposed)).toMatchObject({ status: 1, stderr: expect.stringContaining('.mistral-keys.json') as string });
});

test.skipIf(!hasBash)('a folder of the repository: only what lies there, named from the root', () => {
  const root = repository({ 'old.ts': program, 'packages/app/src/new.ts': program });
  expect(runJob(root, { CI_PIPELINE_SOURCE: 'schedule', MISTRAL_KEYS_FOLDER: 'packages/app' }).status).toBe(1);
  for (const file of Object.values(job.artifacts.reports)) {
    const report = readFileSync(join(root, file), 'utf8');
    expect(report).toContain('"packages/app/src/new.ts"');
    expect(report).not.toContain('old.ts');
  }
});

/** Runs the scripts as a runner does: one after the other, in one shell that stops at the first that fails. */
function runJob(cwd: string, variables: Readonly<Record<string, string>>): { status: number | null; stdout: string; stderr: string } {
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:CI|GITHUB_|GITLAB_|npm_)/u.test(name)));
  const environment = { ...rest, GITLAB_CI: 'true', ...job.variables, MISTRAL_KEYS_VERSION: `file:${resolve('.')}`, npm_config_offline: 'true', CI_PROJECT_DIR: cwd, ...variables };
  return spawnSync('bash', ['-eo', 'pipefail', '-c', [...job.before_script, ...job.script].join('\n')], { cwd, encoding: 'utf8', env: environment });
}
