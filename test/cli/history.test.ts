import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folder, git, put, repository } from '../scan/folder.js';
import { cleanProgram, key, otherKey, program } from '../scan/staged.js';

const command = resolve('dist/cli.js');

function run(cwd: string, ...arguments_: string[]) {
  const result = spawnSync(process.execPath, [command, 'scan', '--history', ...arguments_], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 2 ** 28 });
  expect(`${result.stdout}${result.stderr}`).not.toContain(key);
  return result;
}

function commit(root: string, date: string, files: Readonly<Record<string, string>>, message = 'x'): string {
  for (const [name, content] of Object.entries(files)) put(root, name, content);
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--date', date, '--author', 'Ann <ann@example.org>', '--message', message);
  return git(root, 'rev-parse', '--short=12', 'HEAD').trim();
}

test('keys with all their places, the oldest that is still there first, and what to do', () => {
  const root = repository({ 'b.ts': '' });
  const one = commit(root, '2020-01-01T00:00:00Z', { 'gone.ts': program(otherKey) }, `subject with ${otherKey} and \u001b[31m`);
  const two = commit(root, '2020-01-02T00:00:00Z', { 'gone.ts': cleanProgram, 'a.ts': program() });
  const three = commit(root, '2020-01-03T00:00:00Z', { '.env': `MISTRAL_API_KEY=${key}\n` });
  const { status, stdout, stderr } = run(root);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).not.toContain(otherKey);
  const lines = stdout.split('\n');
  expect(lines[0]).toMatch(/^Key aB3d…\(32\), still at HEAD, exposed since 2020-01-02: \d+ days, and a key is to be replaced after 90$/u);
  expect(lines.slice(1, 3)).toEqual([
    `  a.ts:2:39 no-hardcoded-key came with ${two} of 2020-01-02 by Ann <ann@example.org>: x`,
    `  .env:1:17 no-hardcoded-key came with ${three} of 2020-01-03 by Ann <ann@example.org>: x`,
  ]);
  expect(lines[4]).toMatch(/^Key Zz9y…\(32\), no longer at HEAD, exposed since 2020-01-01: /u);
  expect(lines[5]).toBe(`  gone.ts:2:39 no-hardcoded-key came with ${one} of 2020-01-01 by Ann <ann@example.org>: subject with Zz9y…(32) and \\x1b[31m`);
  expect(stdout).toContain('\n  1. Create a new key at https://console.mistral.ai/api-keys.\n');
  expect(stdout).toMatch(/\n\n2 keys in 3 places in 4 commits, 5 contents \(\d+ B, \d+\.\d\d s\)\.\n$/u);
  const report = JSON.parse(run(root, '--format', 'json').stdout) as { findings: unknown[] };
  expect(report.findings).toHaveLength(3);
  expect(report.findings[0]).toMatchObject({ file: '.env', atHead: true, commit: { author: 'Ann <ann@example.org>', date: '2020-01-03T00:00:00.000Z', subject: 'x' } });
});

test('a key of last week is not called old', () => {
  const root = repository({ 'b.ts': '' });
  commit(root, new Date(Date.now() - 7 * 24 * 60 * 60 * 1000).toISOString(), { 'a.ts': program() });
  expect(run(root).stdout).toMatch(/^Key aB3d…\(32\), still at HEAD, exposed since \d{4}-\d\d-\d\d\n/u);
});

test('nothing: one line', () => {
  const { status, stdout, stderr } = run(repository({ 'b.ts': cleanProgram }));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^No keys in 1 commit, 1 content \(68 B, \d+\.\d\d s\)\.\n$/u);
});

test('revisions choose, and threads find what one thread finds', () => {
  const files = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`d${index % 20}/f${index}.ts`, `export const a = ${index};\n`]));
  const root = repository(files);
  git(root, 'branch', '--quiet', '--move', 'main');
  commit(root, '2020-01-01T00:00:00Z', Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`d${index % 20}/f${index}.ts`, program(`${key.slice(0, 29)}${100 + index}`)])));
  const all = JSON.parse(run(root, '--format', 'json').stdout) as { summary: { files: number }; findings: { file: string }[] };
  expect(all.summary.files).toBe(2540);
  expect(all.findings).toHaveLength(40);
  const last = JSON.parse(run(root, 'main~1..main', '--format', 'json').stdout) as { findings: unknown[] };
  expect(last.findings).toEqual(all.findings);
  expect(JSON.parse(run(root, 'main~1', '--format', 'json').stdout)).toMatchObject({ findings: [] });
});

test('Ctrl-C: what was found so far, and status 2', async () => {
  const root = repository({ 'a.ts': program() });
  const real = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
  // This git waits, once the commits are listed, before it reads contents, until the signal has been sent.
  const reads = `while [ ! -e '${root}/.git/listed' ]; do sleep 0.05; done; touch '${root}/.git/waits'; while [ ! -e '${root}/.git/go' ]; do sleep 0.05; done`;
  const slow = folder({ git: `#!/bin/sh\ncase "$*" in *diff-tree*) '${real}' "$@"; status=$?; touch '${root}/.git/listed'; exit $status;; *cat-file*) ${reads};; esac\nexec '${real}' "$@"\n` });
  chmodSync(join(slow, 'git'), 0o755);
  const child = spawn(process.execPath, [command, 'scan', '--history'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', PATH: `${slow}:${process.env['PATH'] ?? ''}` } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await vi.waitUntil(() => existsSync(join(root, '.git/waits')), { timeout: 30_000 });
  child.kill('SIGINT');
  put(root, '.git/go', '');
  expect(await new Promise((done) => child.on('close', done))).toBe(2);
  expect(errors).toBe('mistral-keys: .: interrupted after 1 of 1 contents: what comes later is not known\n');
  expect(output).toMatch(/^Key aB3d…\(32\), still at HEAD/u);
  expect(output).toMatch(/; not everything could be read\.\n$/u);
});
