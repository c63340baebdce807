import { mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { projectOf, rootOf } from '../../src/eslint/project-of.js';
import { folder, put } from '../scan/folder.js';

test('the root is the repository around the file', () => {
  const root = folder({ 'package.json': '{}', 'packages/app/package.json': '{}', 'packages/app/src/a.ts': '' });
  mkdirSync(`${root}/.git`);
  expect(rootOf(`${root}/packages/app/src`, `${root}/packages/app`)).toBe(root);
});

test('without a repository it is the working directory', () => {
  const root = folder({ 'package.json': '{}', 'packages/app/package.json': '{}', 'packages/app/src/a.ts': '' });
  expect(rootOf(`${root}/packages/app/src`, `${root}/packages`)).toBe(`${root}/packages`);
});

test('outside the working directory it is the outermost package', () => {
  const root = folder({ 'package.json': '{}', 'packages/app/package.json': '{}', 'packages/app/src/a.ts': '' });
  expect(rootOf(`${root}/packages/app/src`, '/nowhere')).toBe(root);
  expect(rootOf(`${root}/packages/app/src`, '/')).toBe(root);
});

test('a file that belongs to nothing has its folder', () => {
  const root = folder({ 'src/a.ts': '' });
  expect(rootOf(`${root}/src`, '/nowhere')).toBe(`${root}/src`);
  expect(rootOf(`${root}/gone/long/ago`, '/nowhere')).toBe(`${root}/gone/long/ago`);
});

test('the home folder is no root', () => {
  expect(rootOf(`${homedir()}/no-such-folder/src`, homedir())).toBe(`${homedir()}/no-such-folder/src`);
});

test('files of one root share a project', () => {
  const root = folder({ 'a.ts': '', 'src/b.ts': '' });
  expect(projectOf(`${root}/a.ts`, root)).toBe(projectOf(`${root}/src/b.ts`, root));
  expect(projectOf(`${root}/a.ts`, root)).not.toBe(projectOf(`${folder()}/a.ts`, '/nowhere'));
});

test.each<[string, (root: string) => void]>([
  ['changes', (root) => { put(root, 'read.ts', 'changed'); }],
  ['goes', (root) => { rmSync(`${root}/read.ts`); }],
  ['appears', (root) => { put(root, 'missing.ts', ''); }],
])('a project is made anew when a file that it has read %s', async (_what, change) => {
  const root = folder({ 'a.ts': '', 'read.ts': 'old' });
  const before = projectOf(`${root}/a.ts`, root);
  before.files.read(`${root}/read.ts`);
  before.files.isFile(`${root}/missing.ts`);
  expect(projectOf(`${root}/a.ts`, root)).toBe(before);
  change(root);
  const after = await vi.waitUntil(() => {
    const project = projectOf(`${root}/a.ts`, root);
    return project === before ? undefined : project;
  });
  expect(new TextDecoder().decode(after.files.read(`${root}/a.ts`))).toBe('');
  expect(projectOf(`${root}/a.ts`, root)).toBe(after);
});

test('a project stays when other files change', () => {
  const root = folder({ 'a.ts': '', 'other.ts': 'old' });
  const before = projectOf(`${root}/a.ts`, root);
  put(root, 'other.ts', 'new');
  expect(projectOf(`${root}/a.ts`, root)).toBe(before);
});
