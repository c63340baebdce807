import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../src/scan/discover.js';
import { pathFromBytes } from '../../src/scan/path-bytes.js';
import { folder, git, put, repository } from './folder.js';

/** The files that `discover` finds, relative to the folder. */
async function found(root: string, ...paths: string[]): Promise<string[]> {
  const { files, unread } = await discover(paths, root);
  expect(unread).toEqual([]);
  return [...files].map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file)).sort();
}

test('inside git: tracked and untracked files that are not ignored', async () => {
  const root = repository({ 'a.ts': '', 'src/b.ts': '', '.gitignore': 'secret.ts\n' });
  put(root, 'src/new.ts', '');
  put(root, 'src/secret.ts', '');
  expect(await found(root, '.')).toEqual(['.gitignore', 'a.ts', 'src/b.ts', 'src/new.ts']);
  expect(await found(root, 'src')).toEqual(['src/b.ts', 'src/new.ts']);
  expect(await found(join(root, 'src'), '.')).toEqual(['b.ts', 'new.ts']);
});

test('a file that is named is taken though it is ignored, and counts as named', async () => {
  const root = repository({ '.gitignore': 'secret.ts\n' });
  put(root, 'secret.ts', '');
  const { files, named } = await discover(['secret.ts'], root);
  expect([...files]).toEqual([join(root, 'secret.ts')]);
  expect([...named]).toEqual([join(root, 'secret.ts')]);
});

test('a folder that is named is walked though it is ignored', async () => {
  const root = repository({ '.gitignore': 'dist/\n' });
  put(root, 'dist/deep/a.js', '');
  expect(await found(root, 'dist')).toEqual(['dist/deep/a.js']);
});

test('absolute paths, and what is named twice, once', async () => {
  const root = repository({ 'src/a.ts': '' });
  expect(await found(root, join(root, 'src'), 'src/a.ts', 'src', './src/../src')).toEqual(['src/a.ts']);
});

test('repositories and submodules inside are part of it', async () => {
  const module = repository({ 'm.ts': '', '.gitignore': 'x.ts\n' });
  const root = repository({ 'a.ts': '' });
  git(root, 'submodule', '--quiet', 'add', module, 'module');
  put(root, 'module/x.ts', '');
  put(root, 'inner/b.ts', '');
  git(join(root, 'inner'), 'init', '--quiet');
  expect(await found(root, '.')).toEqual(['.gitmodules', 'a.ts', 'inner/b.ts', 'module/.gitignore', 'module/m.ts']);
});

test('a submodule that is not checked out is left out', async () => {
  const module = repository({ 'm.ts': '' });
  const root = repository({ 'a.ts': '' });
  git(root, 'submodule', '--quiet', 'add', module, 'module');
  rmSync(join(root, 'module'), { recursive: true });
  mkdirSync(join(root, 'module'));
  expect(await found(root, '.')).toEqual(['.gitmodules', 'a.ts']);
});

test('outside git: everything but dependencies and build output', async () => {
  const root = folder({ 'a.ts': '', '.hidden/b.ts': '', 'src/c.ts': '', 'node_modules/x/d.js': '', 'src/dist/e.js': '', '.git/config': '' });
  rmSync(join(root, '.git'), { recursive: true });
  expect(await found(root, '.')).toEqual(['.hidden/b.ts', 'a.ts', 'src/c.ts']);
  expect(await found(root, 'node_modules/x')).toEqual(['node_modules/x/d.js']);
});

test('symbolic links are not followed, in git and outside', async () => {
  for (const root of [repository({ 'a.ts': '' }), folder({ 'a.ts': '' })]) {
    symlinkSync('/etc', join(root, 'away'));
    symlinkSync('.', join(root, 'loop'));
    const { files } = await discover(['.'], root);
    expect([...files].filter((file) => file.includes('/away/') || file.includes('/loop/'))).toEqual([]);
    expect([...files]).toContain(join(root, 'a.ts'));
  }
});

test('a folder that is named through a link is read under that name', async () => {
  const root = repository({ 'real/a.ts': '' });
  symlinkSync('real', join(root, 'link'));
  expect(await found(root, 'link')).toEqual(['link/a.ts']);
});

const oddNames = [
  'with space.ts',
  'new\nline.ts',
  'esc\u001b[31m.ts',
  '[brackets].ts',
  'quote\'".ts',
  'back\\slash.ts',
  '!bang.ts',
  '{a,b}.ts',
  'star*.ts',
  '-dash.ts',
  'été.ts',
  '? what.ts',
  '160000 0000000000000000000000000000000000000000 0\tx.ts',
];

test.each([
  ['in git', () => repository()],
  ['outside git', () => folder()],
])('odd names are names like others, %s', async (_where, make) => {
  const root = make();
  for (const name of oddNames) put(root, name, '');
  const bytes = Buffer.concat([Buffer.from(`${root}/not-utf8-`), Buffer.from([0xe9, 0xff]), Buffer.from('.ts')]);
  writeFileSync(bytes, '');
  const expected = [...oddNames, pathFromBytes(bytes).slice(root.length + 1)].sort();
  expect(await found(root, '.')).toEqual(expected);
  for (const name of oddNames) expect(await found(root, `./${name}`)).toEqual([name]);
});

test('a folder whose name is odd is walked', async () => {
  const root = folder({ '[a] {b}*\n/c.ts': '' });
  expect(await found(root, '.')).toEqual(['[a] {b}*\n/c.ts']);
  expect(await found(root, '[a] {b}*\n')).toEqual(['[a] {b}*\n/c.ts']);
});

test('what does not exist is said, with what to do', async () => {
  const root = folder({ 'a.ts': '' });
  symlinkSync('loop.ts', join(root, 'loop.ts'));
  const { files, unread } = await discover(['none.ts', 'a.ts/b', 'loop.ts', 'a.ts'], root);
  expect([...files]).toEqual([join(root, 'a.ts')]);
  expect(unread).toEqual([
    { path: join(root, 'none.ts'), reason: 'does not exist: check the path' },
    { path: join(root, 'a.ts/b'), reason: 'does not exist, since a part of its path is a file: check the path' },
    { path: join(root, 'loop.ts'), reason: 'is a symbolic link that leads back to itself: mend or remove the link' },
  ]);
});
