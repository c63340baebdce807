import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { listWorkingTree } from '../../src/git/files.js';
import { isIgnoredFolder, repositoryRoot } from '../../src/git/repository.js';
import { runGit } from '../../src/git/run.js';
import { folder, git, put, repository } from '../scan/folder.js';

test('lists what is tracked and what would be added, from any folder', async () => {
  const root = repository({ 'a.ts': '', 'deep/b.ts': '', '.gitignore': 'ignored.ts\nout/\n' });
  put(root, 'deep/new.ts', '');
  put(root, 'deep/ignored.ts', '');
  put(root, 'out/c.ts', '');
  const all = await listWorkingTree(root);
  expect([...(all?.files ?? [])].sort()).toEqual(['.gitignore', 'a.ts', 'deep/b.ts', 'deep/new.ts']);
  expect((await listWorkingTree(join(root, 'deep')))?.files.toSorted()).toEqual(['b.ts', 'new.ts']);
});

test('a tracked file is listed although it is ignored', async () => {
  const root = repository({ '.gitignore': '.env\n', '.env': 'A=1' });
  expect((await listWorkingTree(root))?.files).toContain('.env');
});

test('leaves out symbolic links that are tracked', async () => {
  const root = folder({ 'a.ts': '' });
  symlinkSync('/etc', join(root, 'link'));
  git(root, 'init', '--quiet');
  git(root, 'add', '--all');
  expect((await listWorkingTree(root))?.files).toEqual(['a.ts']);
});

test('a file in conflict is listed once', async () => {
  const root = repository({ 'a.ts': 'one' });
  git(root, 'checkout', '--quiet', '-b', 'other');
  put(root, 'a.ts', 'two');
  git(root, 'commit', '--quiet', '--all', '--message', 'two');
  git(root, 'checkout', '--quiet', '-');
  put(root, 'a.ts', 'three');
  git(root, 'commit', '--quiet', '--all', '--message', 'three');
  expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
  expect((await listWorkingTree(root))?.files).toEqual(['a.ts']);
});

test('names repositories inside apart from files', async () => {
  const root = repository({ 'a.ts': '' });
  mkdirSync(join(root, 'inner'));
  git(join(root, 'inner'), 'init', '--quiet');
  const module = repository({ 'm.ts': '' });
  git(root, 'submodule', '--quiet', 'add', module, 'module');
  const listing = await listWorkingTree(root);
  expect(listing?.repositories.toSorted()).toEqual(['inner', 'module']);
  expect(listing?.files.toSorted()).toEqual(['.gitmodules', 'a.ts']);
});

test('a folder in no repository has no listing', async () => {
  const path = folder({ 'a.ts': '' });
  expect(await listWorkingTree(path)).toBeUndefined();
});

test('a folder that does not exist has no listing', async () => {
  expect(await listWorkingTree('/does/not/exist')).toBeUndefined();
});

test('programs that the configuration names do not run', async () => {
  const root = repository({ 'a.ts': '' });
  const proof = join(root, 'ran');
  const program = join(root, '.git', 'evil');
  writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\n`);
  chmodSync(program, 0o755);
  git(root, 'config', 'core.fsmonitor', program);
  git(root, 'config', 'core.pager', program);
  expect((await listWorkingTree(root))?.files).toEqual(['a.ts']);
  expect(await isIgnoredFolder(root)).toBe(false);
  expect(existsSync(proof)).toBe(false);
});

test('variables that a hook runs with lead to no other repository', async () => {
  const root = repository({ 'a.ts': '' });
  const other = repository({ 'b.ts': '' });
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  vi.stubEnv('GIT_INDEX_FILE', '.git/index');
  try {
    expect((await listWorkingTree(root))?.files).toEqual(['a.ts']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('output is bytes, and failures are told', async () => {
  const root = repository({ 'a.ts': Buffer.from([0xff, 0x00, 0xfe]) });
  expect((await runGit(root, ['cat-file', 'blob', ':a.ts'])).output).toEqual(Buffer.from([0xff, 0x00, 0xfe]));
  const failed = await runGit(root, ['cat-file', 'blob', ':none']);
  expect(failed.status).toBe(128);
  expect(failed.errors).toContain('none');
  expect((await runGit('/does/not/exist', ['status'])).status).toBeUndefined();
});

test('finds the root of the repository around a folder', () => {
  const root = repository({ 'deep/er/a.ts': '' });
  expect(repositoryRoot(join(root, 'deep/er'))).toBe(root);
  rmSync(join(root, '.git'), { recursive: true });
  expect(repositoryRoot(join(root, 'deep/er'))).toBeUndefined();
});

test('knows folders that are ignored as a whole', async () => {
  const root = repository({ '.gitignore': 'dist/\n' });
  put(root, 'dist/deep/a.js', '');
  put(root, 'src/a.js', '');
  expect(await isIgnoredFolder(join(root, 'dist/deep'))).toBe(true);
  expect(await isIgnoredFolder(join(root, 'src'))).toBe(false);
});
