import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, git, put, repository } from '../scan/folder.js';
import { type Job, type Outcome, readAction, runAction } from './composite-action.js';

const action = readAction('action.yml');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Synthetic keys: one that stood there before, one that is added. */
const oldKey = 'zY8xW6vU4tS2rQ0pN9mL7kJ5hG3fE1dC';
const newKey = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

function program(key: string): string {
  return `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ apiKey: '${key}' });\n`;
}

interface Scene {
  /** What GitHub has. */
  readonly origin: string;
  readonly base: string;
  readonly head: string;
  /** What `refs/pull/1/merge` names: the pull request, merged by GitHub. */
  readonly merge: string;
}

/** A repository with a leak of old, a main branch that has moved on, and a pull request that adds a key. */
function pullRequest(): Scene {
  const origin = repository({ 'old.ts': program(oldKey) });
  git(origin, 'branch', '--quiet', '--move', 'main');
  // As GitHub does.
  git(origin, 'config', 'uploadpack.allowReachableSHA1InWant', 'true');
  git(origin, 'checkout', '--quiet', '-b', 'topic');
  put(origin, 'new.ts', program(newKey));
  git(origin, 'add', '--all');
  git(origin, 'commit', '--quiet', '--message', 'topic');
  const head = commit(origin);
  git(origin, 'checkout', '--quiet', 'main');
  put(origin, 'elsewhere.ts', program(oldKey));
  git(origin, 'add', '--all');
  git(origin, 'commit', '--quiet', '--message', 'meanwhile');
  const base = commit(origin);
  git(origin, 'checkout', '--quiet', '--detach');
  git(origin, 'merge', '--quiet', '--no-edit', 'topic');
  const merge = commit(origin);
  git(origin, 'update-ref', 'refs/pull/1/merge', merge);
  git(origin, 'update-ref', 'refs/pull/1/head', head);
  git(origin, 'checkout', '--quiet', 'main');
  return { origin, base, head, merge };
}

function commit(root: string): string {
  return git(root, 'rev-parse', 'HEAD').trim();
}

/** As actions/checkout does, which fetches one commit unless told otherwise. */
function checkout(origin: string, reference: string, ...options: readonly string[]): string {
  const path = folder();
  git(path, 'init', '--quiet');
  git(path, 'remote', 'add', 'origin', `file://${origin}`);
  git(path, 'fetch', '--quiet', '--no-tags', ...options, 'origin', `+${reference}:refs/remotes/checkout`);
  git(path, 'checkout', '--quiet', '--detach', 'refs/remotes/checkout');
  return path;
}

const shallow = '--depth=1';

/** Runs the steps in a checkout. The package that they install is this one. */
function run(workspace: string, github: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}, more: Partial<Job> = {}): Outcome {
  const job: Job = {
    workspace,
    temporary: folder(),
    github: { action_path: resolve('.'), ...(github['sha'] === undefined ? { sha: commit(workspace) } : {}), 'event.repository.default_branch': 'main', ...github },
    inputs: { version: `file:${resolve('.')}`, ...inputs },
    environment: { npm_config_offline: 'true' },
    ...more,
  };
  const outcome = runAction(action, job);
  expect(`${outcome.log}${outcome.summary}`).not.toMatch(new RegExp(`${oldKey}|${newKey}`, 'u'));
  return outcome;
}

/** The files that annotations stand in. */
function annotated({ log }: Outcome): string[] {
  return [...log.matchAll(/^::(?:error|warning) file=([^,\n]+),/gmu)].map(([, file = '']) => file).sort();
}

const proposed = { event_name: 'pull_request', ref: 'refs/pull/1/merge', base_ref: 'main' };
const hasBash = spawnSync('bash', ['--version']).status === 0;

describe('action.yml', () => {
  test('inputs and events reach the shell in variables only, and everything is described', () => {
    for (const { run: script } of action.runs.steps) expect(script ?? '').not.toContain('${{');
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) expect(description).toMatch(/\S/u);
  });
});

describe.skipIf(!hasBash)('the steps of the action', () => {
  test.each([
    ['a shallow checkout', [shallow]],
    ['a whole one', []],
  ])('a pull request: what it adds, in %s', (_, options) => {
    const { origin } = pullRequest();
    const outcome = run(checkout(origin, 'refs/pull/1/merge', ...options), proposed);
    expect(annotated(outcome)).toEqual(['new.ts']);
    expect(outcome).toMatchObject({ status: 1, used: {}, outputs: { status: '1' } });
    expect(outcome.summary).toContain('no-hardcoded-key');
    const sarif = readFileSync(outcome.outputs['sarif-file'] ?? '', 'utf8');
    expect(sarif).toContain('"new.ts"');
    expect(sarif).not.toMatch(new RegExp(`${oldKey}|${newKey}|old\\.ts`, 'u'));
  });

  test("a pull request whose own commits are checked out: what they add to where they left the branch", () => {
    const { origin } = pullRequest();
    for (const options of [[shallow], []]) {
      const outcome = run(checkout(origin, 'refs/pull/1/head', ...options), { ...proposed, sha: 'f'.repeat(40) });
      expect(annotated(outcome)).toEqual(['new.ts']);
      expect(outcome.status).toBe(1);
    }
  });

  test('a pull request that takes a key away', () => {
    const { origin } = pullRequest();
    git(origin, 'checkout', '--quiet', '-b', 'mend', 'main');
    git(origin, 'rm', '--quiet', 'old.ts');
    git(origin, 'commit', '--quiet', '--message', 'mend');
    git(origin, 'checkout', '--quiet', '--detach', 'main');
    git(origin, 'merge', '--quiet', '--no-ff', '--no-edit', 'mend');
    git(origin, 'update-ref', 'refs/pull/1/merge', 'HEAD');
    const outcome = run(checkout(origin, 'refs/pull/1/merge', shallow), proposed);
    expect(outcome).toMatchObject({ status: 0, outputs: { status: '0' } });
    expect(annotated(outcome)).toEqual([]);
  });

  test('a push: what it adds to the commit before', () => {
    const { origin, base } = pullRequest();
    git(origin, 'merge', '--quiet', '--no-edit', 'topic');
    const pushed = { event_name: 'push', ref: 'refs/heads/main', 'event.before': base };
    const workspace = checkout(origin, 'refs/heads/main', shallow);
    expect(annotated(run(workspace, pushed))).toEqual(['new.ts']);
  });

  test('the first push of a branch: what it adds to the main one', () => {
    const { origin } = pullRequest();
    const outcome = run(checkout(origin, 'refs/heads/topic', shallow), { event_name: 'push', ref: 'refs/heads/topic', 'event.before': '0'.repeat(40) });
    expect(annotated(outcome)).toEqual(['new.ts']);
  });

  test('a merge group, and a base that the workflow names', () => {
    const { origin, base, merge } = pullRequest();
    const workspace = checkout(origin, 'refs/pull/1/merge', shallow);
    expect(annotated(run(workspace, { event_name: 'merge_group', 'event.merge_group.base_sha': base }))).toEqual(['new.ts']);
    const whole = checkout(origin, 'refs/pull/1/merge');
    expect(annotated(run(whole, proposed, { base: `${merge}^2` }))).toEqual(['elsewhere.ts']);
  });

  test.each([
    ['the first push of the main branch', { event_name: 'push', ref: 'refs/heads/main', 'event.before': '0'.repeat(40) }, {}],
    ['a schedule', { event_name: 'schedule', ref: 'refs/heads/main' }, {}],
    ['the workflow says so', { ...proposed, ref: 'refs/pull/1/merge' }, { scope: 'all' }],
  ])('the whole tree: %s', (_, github, inputs) => {
    const { origin } = pullRequest();
    expect(annotated(run(checkout(origin, 'refs/heads/main', shallow), github, inputs))).toEqual(['elsewhere.ts', 'old.ts']);
  });

  test('the whole tree where the history cannot be had, and it is said', () => {
    const { origin } = pullRequest();
    const workspace = checkout(origin, 'refs/pull/1/head', shallow);
    git(workspace, 'remote', 'set-url', 'origin', `file://${join(origin, 'gone')}`);
    const outcome = run(workspace, { ...proposed, sha: 'f'.repeat(40) });
    expect(annotated(outcome)).toEqual(['new.ts', 'old.ts']);
    expect(outcome.log).toContain('::notice title=mistral-keys::The history could not be fetched');
  });

  test('an upload is asked for, and a push then tells of the whole branch', () => {
    const { origin, base } = pullRequest();
    const workspace = checkout(origin, 'refs/heads/main', shallow);
    const outcome = run(workspace, { event_name: 'push', ref: 'refs/heads/main', 'event.before': base }, { 'upload-sarif': 'true' });
    const upload = { sarif_file: outcome.outputs['sarif-file'], checkout_path: workspace, category: 'mistral-keys' };
    expect(outcome.used).toEqual({ 'github/codeql-action/upload-sarif@v4': upload });
    expect(annotated(outcome)).toEqual(['elsewhere.ts', 'old.ts']);
  });

  test('a folder of the repository: only what lies there, named from the root', () => {
    const origin = repository({ 'old.ts': program(oldKey) });
    put(origin, 'packages/app/src/new.ts', program(newKey));
    put(origin, 'packages/web/new.ts', program(newKey));
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '--message', 'topic');
    const workspace = checkout(origin, 'HEAD');
    const pushed = { event_name: 'push', ref: 'refs/heads/topic', 'event.before': git(workspace, 'rev-parse', 'HEAD~1').trim() };
    const outcome = run(workspace, pushed, { 'working-directory': 'packages/app', 'upload-sarif': 'true', 'sarif-file': 'out.sarif' });
    expect(annotated(outcome)).toEqual(['packages/app/src/new.ts']);
    expect(outcome.summary).toContain('packages/app/src/new.ts');
    const file = join(workspace, 'out.sarif');
    expect(readFileSync(file, 'utf8')).toContain('"uri": "packages/app/src/new.ts"');
    expect(outcome.outputs['sarif-file']).toBe(file);
    expect(outcome.used).toEqual({ 'github/codeql-action/upload-sarif@v4': { sarif_file: file, checkout_path: workspace, category: 'mistral-keys' } });
  });

  test('a checkout below the workspace: named from its root', () => {
    const { origin } = pullRequest();
    const workspace = folder();
    const below = join(workspace, 'code');
    renameSync(checkout(origin, 'refs/pull/1/merge', shallow), below);
    const outcome = run(workspace, { ...proposed, sha: commit(below) }, { 'working-directory': 'code', paths: 'new.ts' });
    expect(annotated(outcome)).toEqual(['new.ts']);
  });

  test('options of a scan', () => {
    const { origin } = pullRequest();
    const workspace = checkout(origin, 'refs/heads/main', shallow);
    const all = { event_name: 'schedule' };
    expect(annotated(run(workspace, all, { paths: 'elsewhere.ts\n\n' }))).toEqual(['elsewhere.ts']);
    const rules = 'no-hardcoded-key=warn\nno-client-key=off\n';
    expect(run(workspace, all, { rules })).toMatchObject({ status: 0 });
    expect(run(workspace, all, { rules, 'max-warnings': '1' })).toMatchObject({ status: 1 });
    expect(run(workspace, all, { rules, strict: 'true', 'max-warnings': '2' })).toMatchObject({ status: 0 });
  });

  test('what a stranger can write is never run, and no secret of the job is printed', () => {
    const { origin } = pullRequest();
    const workspace = checkout(origin, 'refs/pull/1/merge', shallow);
    const evil = '$(touch gone-wrong)`touch gone-wrong`"; touch gone-wrong; "';
    const secrets = { MISTRAL_API_KEY: 'qW9eR7tY5uI3oP1aS2dF4gH6jK8lZ0xC', GITHUB_TOKEN: 'not-to-be-seen-anywhere' };
    const outcome = run(workspace, { ...proposed, base_ref: evil }, { base: evil, paths: evil, rules: evil, category: evil }, { environment: { npm_config_offline: 'true', ...secrets } });
    expect(outcome.status).toBe(2);
    expect(existsSync(join(workspace, 'gone-wrong'))).toBe(false);
    for (const secret of Object.values(secrets)) expect(`${outcome.log}${outcome.summary}`).not.toContain(secret);
  });

  test('a scope that does not exist', () => {
    const { origin } = pullRequest();
    const outcome = run(checkout(origin, 'refs/heads/main', shallow), proposed, { scope: 'everything' });
    expect(outcome.status).toBe(2);
    expect(outcome.log).toContain('The input "scope" should be "changes" or "all".');
  });

  test('it installs the version that it comes with, outside of the checkout', () => {
    const { origin } = pullRequest();
    const npm = folder({ npm: '#!/bin/sh\necho "npm $* in $PWD"\nexit 9\n' });
    chmodSync(join(npm, 'npm'), 0o755);
    const temporary = folder();
    const more = { temporary, environment: { PATH: `${npm}${delimiter}${process.env['PATH'] ?? ''}` } };
    const outcome = run(checkout(origin, 'refs/heads/main', shallow), proposed, { version: '' }, more);
    expect(outcome.status).toBe(9);
    expect(outcome.log).toMatch(/^npm install --prefix mistral-keys --ignore-scripts /mu);
    expect(outcome.log).toContain(` eslint-plugin-mistral-keys@${manifest.version} in ${temporary}\n`);
  });
});
