import { describe, expect, it } from 'vitest';
import { memoryReader } from '../../src/project/memory.js';
import { Resolver } from '../../src/project/resolve.js';

function resolve(files: Record<string, unknown>, from: string, specifier: string): string | undefined {
  const texts = Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)] as const);
  return new Resolver(memoryReader(Object.fromEntries(texts))).resolve(from, specifier);
}

describe('imports of package.json', () => {
  const files = {
    '/a/package.json': {
      name: 'a',
      imports: {
        '#key': './src/key.js',
        '#keys/*': './src/keys/*.js',
        '#keys/private/*': null,
        '#by': { types: './types/by.d.ts', browser: './src/by.browser.ts', node: { import: './src/by.ts' }, default: './src/never.ts' },
        '#list': [{ deno: './gone.ts' }, './src/key.ts'],
        '#typed': { types: './types/by.d.ts' },
        '#hop': '#key',
        '#round': '#round',
        '#react': 'react',
        '#self': 'a/other',
      },
      exports: { './other': './src/key.ts' },
    },
    '/a/src/key.ts': '',
    '/a/src/by.ts': '',
    '/a/src/by.browser.ts': '',
    '/a/src/never.ts': '',
    '/a/types/by.d.ts': '',
    '/a/src/keys/one.ts': '',
    '/a/src/keys/private/two.ts': '',
  };

  it.each([
    ['#key', '/a/src/key.ts'],
    ['#keys/one', '/a/src/keys/one.ts'],
    ['#keys/private/two', undefined],
    ['#by', '/a/src/by.ts'],
    ['#list', '/a/src/key.ts'],
    ['#typed', '/a/types/by.d.ts'],
    ['#hop', '/a/src/key.ts'],
    ['#round', undefined],
    ['#react', undefined],
    ['#self', '/a/src/key.ts'],
    ['#unknown', undefined],
  ])('%s', (specifier, expected) => {
    expect(resolve(files, '/a/src/deep/main.ts', specifier)).toBe(expected);
  });

  it('belong to the nearest package', () => {
    expect(resolve({ ...files, '/a/in/package.json': { name: 'in' } }, '/a/in/main.ts', '#key')).toBeUndefined();
  });
});

describe('packages of a workspace', () => {
  const packages = {
    '/r/packages/keys/package.json': { name: '@r/keys', exports: { '.': './src/index.ts', './*': './src/*.ts', './hidden': null } },
    '/r/packages/keys/src/index.ts': '',
    '/r/packages/keys/src/client.ts': '',
    '/r/packages/keys/src/hidden.ts': '',
    '/r/apps/web/package.json': { name: 'web', dependencies: { '@r/keys': 'workspace:*' } },
  };
  const from = '/r/apps/web/src/main.ts';

  it.each([
    ['npm', { '/r/package.json': { workspaces: ['apps/*', './packages/*'] } }],
    ['old yarn', { '/r/package.json': { workspaces: { packages: ['packages/**'] } } }],
    ['names one by one', { '/r/package.json': { workspaces: ['packages/keys/'] } }],
    ['pnpm', { '/r/pnpm-workspace.yaml': "# all\npackages:\n  # ours\n  - 'apps/*'\n\n  - \"packages/*\" # keys\ncatalog:\n  react: 1\n" }],
    ['pnpm, items at the margin', { '/r/pnpm-workspace.yaml': 'packages:\r\n- apps/*\r\n- packages/*   # keys\r\n' }],
    ['pnpm, in one line', { '/r/pnpm-workspace.yaml': "packages: ['apps/*', packages/*]\n" }],
  ])('%s', (_name, root) => {
    const files = { ...packages, ...root };
    expect(resolve(files, from, '@r/keys')).toBe('/r/packages/keys/src/index.ts');
    expect(resolve(files, from, '@r/keys/client')).toBe('/r/packages/keys/src/client.ts');
    expect(resolve(files, from, '@r/keys/hidden')).toBeUndefined();
    expect(resolve(files, from, '@r/keys/none')).toBeUndefined();
    expect(resolve(files, from, '@r/other')).toBeUndefined();
  });

  it('are found where the folder has another name', () => {
    const files = {
      '/r/package.json': { workspaces: ['libs/*/pkg-*', '!libs/old/*'] },
      '/r/libs/one/pkg-a/package.json': { name: '@r/keys', main: 'main.js' },
      '/r/libs/one/pkg-a/main.ts': '',
      '/r/libs/old/pkg-a/package.json': { name: '@r/old', main: 'main.js' },
      '/r/libs/old/pkg-a/main.ts': '',
      '/r/libs/one/other/package.json': { name: '@r/other', main: 'main.js' },
      '/r/libs/one/other/main.ts': '',
    };
    expect(resolve(files, '/r/main.ts', '@r/keys')).toBe('/r/libs/one/pkg-a/main.ts');
    expect(resolve(files, '/r/main.ts', '@r/old')).toBeUndefined();
    expect(resolve(files, '/r/main.ts', '@r/other')).toBeUndefined();
  });

  it('are found where their version could be one of the registry', () => {
    const files = {
      '/r/package.json': { name: '@r/root', workspaces: ['packages/*'] },
      '/r/app/package.json': { dependencies: { keys: '^1.0.0', '@r/tokens': '1.0.0' } },
      '/r/packages/keys/package.json': { name: 'keys' },
      '/r/packages/keys/index.ts': '',
      '/r/packages/odd/package.json': { name: '@r/tokens' },
      '/r/packages/odd/index.ts': '',
    };
    expect(resolve(files, '/r/app/main.ts', 'keys')).toBe('/r/packages/keys/index.ts');
    expect(resolve(files, '/r/app/main.ts', '@r/tokens')).toBe('/r/packages/odd/index.ts');
  });

  it('are not looked for in a list of the whole project where the registry has them', () => {
    const reader = memoryReader({ '/r/package.json': JSON.stringify({ workspaces: ['libs/*'], dependencies: { react: '^19.0.0' } }) });
    let lists = 0;
    const resolver = new Resolver({ ...reader, list: () => (lists++, reader.list()) });
    expect(resolver.resolve('/r/main.ts', 'react')).toBeUndefined();
    expect(lists).toBe(0);
    expect(resolver.resolve('/r/main.ts', 'undeclared')).toBeUndefined();
    expect(resolver.resolve('/r/main.ts', 'another')).toBeUndefined();
    expect(lists).toBe(1);
  });

  it('may be named by path', () => {
    const files = {
      '/r/app/package.json': { dependencies: { keys: 'file:../keys', tokens: 'link:../keys' } },
      '/r/keys/package.json': { name: 'keys', module: './esm.mjs' },
      '/r/keys/esm.mts': '',
    };
    expect(resolve(files, '/r/app/main.ts', 'keys')).toBe('/r/keys/esm.mts');
    expect(resolve(files, '/r/app/main.ts', 'tokens')).toBe('/r/keys/esm.mts');
  });

  it('know themselves by name', () => {
    const files = { '/a/package.json': { name: '@s/a', exports: { './key': './key.js' } }, '/a/key.ts': '', '/a/free.ts': '' };
    expect(resolve(files, '/a/src/main.ts', '@s/a/key')).toBe('/a/key.ts');
    expect(resolve(files, '/a/src/main.ts', '@s/a/free')).toBeUndefined();
  });

  it('are open where they have no exports', () => {
    const files = { '/a/package.json': { name: 'a' }, '/a/src/index.ts': '', '/a/lib/free.ts': '', '/a/src/inner.ts': '' };
    expect(resolve(files, '/a/test/main.ts', 'a')).toBe('/a/src/index.ts');
    expect(resolve(files, '/a/test/main.ts', 'a/lib/free')).toBe('/a/lib/free.ts');
    expect(resolve(files, '/a/test/main.ts', 'a/inner')).toBe('/a/src/inner.ts');
  });
});

describe('what a build will make', () => {
  it.each([
    ['./dist/index.js', '/a/src/index.ts'],
    ['./dist/esm/index.mjs', '/a/src/index.mts'],
    ['./dist/src/index.js', '/a/src/index.ts'],
    ['./build/client.jsx', '/a/src/client.tsx'],
    ['./lib/index.d.ts', '/a/src/index.ts'],
    ['./dist/top.js', '/a/top.ts'],
  ])('%s', (main, expected) => {
    const files = { '/a/package.json': { name: 'a', main }, [expected]: '' };
    expect(resolve(files, '/a/test/main.ts', 'a')).toBe(expected);
  });

  it('yields to its source where both are there', () => {
    for (const main of ['dist/index.js', './dist/src/index.js']) {
      const files = { '/a/package.json': { name: 'a', main }, '/a/dist/index.js': '', '/a/dist/src/index.js': '', '/a/src/index.ts': '' };
      expect(resolve(files, '/a/test/main.ts', 'a')).toBe('/a/src/index.ts');
    }
  });

  it('is taken where there is no source', () => {
    const files = { '/a/package.json': { name: 'a', main: './lib/index.js' }, '/a/lib/index.js': '' };
    expect(resolve(files, '/a/test/main.ts', 'a')).toBe('/a/lib/index.js');
  });
});

describe('package.json of an unexpected form', () => {
  it.each([
    '',
    'null',
    '[]',
    '{"name":1,"exports":5,"imports":[],"workspaces":5,"dependencies":[]}',
    '{"name":"a","exports":null}',
    `{"name":"a","exports":{".":${'{"default":'.repeat(5_000)}"./x.ts"${'}'.repeat(5_000)}},"imports":{"#k":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
  ])('says nothing: %.60s', (text) => {
    const files = { '/a/package.json': text, '/a/k.ts': '' };
    for (const specifier of ['a', '#k', 'other', 'constructor', '__proto__']) expect(resolve(files, '/a/main.ts', specifier)).toBeUndefined();
    expect(resolve(files, '/a/main.ts', './k')).toBe('/a/k.ts');
  });
});
