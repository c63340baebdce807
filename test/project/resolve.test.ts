import { describe, expect, it } from 'vitest';
import { memoryReader } from '../../src/project/memory.js';
import type { FileReader } from '../../src/project/files.js';
import { Resolver } from '../../src/project/resolve.js';

const json = (value: unknown): string => JSON.stringify(value);

/** Files without content; those that matter are given as text. */
function project(paths: readonly string[], texts: Record<string, string> = {}): Resolver {
  return new Resolver(memoryReader({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...texts }));
}

describe('relative imports', () => {
  it.each([
    ['./key', '/app/src/key.ts'],
    ['./key.js', '/app/src/key.ts'],
    ['./key.ts', '/app/src/key.ts'],
    ['./view.js', '/app/src/view.tsx'],
    ['./view.jsx', '/app/src/view.tsx'],
    ['./module.mjs', '/app/src/module.mts'],
    ['./common.cjs', '/app/src/common.cts'],
    ['./module', '/app/src/module.mts'],
    ['./plain.js', '/app/src/plain.js'],
    ['./plain', '/app/src/plain.js'],
    ['./Chat.vue', '/app/src/Chat.vue'],
    ['./Chat', '/app/src/Chat.vue'],
    ['./Page', '/app/src/Page.svelte'],
    ['./data.json', '/app/src/data.json'],
    ['./data', '/app/src/data.json'],
    ['./chat.service', '/app/src/chat.service.ts'],
    ['./only', '/app/src/only.d.ts'],
    ['../root.js', '/app/root.js'],
    ['./deep/../key', '/app/src/key.ts'],
    ['.', '/app/src/index.ts'],
    ['./', '/app/src/index.ts'],
    ['..', '/app/index.js'],
    ['./folder', '/app/src/folder/index.tsx'],
    ['./folder/', '/app/src/folder/index.tsx'],
    ['./both', '/app/src/both.ts'],
    ['./both/', '/app/src/both/index.ts'],
    ['./missing', undefined],
    ['./folder/missing.js', undefined],
    ['', undefined],
  ])('%s', (specifier, expected) => {
    const resolver = project([
      '/app/index.js',
      '/app/root.js',
      '/app/src/key.ts',
      '/app/src/view.tsx',
      '/app/src/module.mts',
      '/app/src/common.cts',
      '/app/src/plain.js',
      '/app/src/plain.d.ts',
      '/app/src/Chat.vue',
      '/app/src/Page.svelte',
      '/app/src/data.json',
      '/app/src/chat.service.ts',
      '/app/src/only.d.ts',
      '/app/src/index.ts',
      '/app/src/folder/index.tsx',
      '/app/src/both.ts',
      '/app/src/both/index.ts',
    ]);
    expect(resolver.resolve('/app/src/main.ts', specifier)).toBe(expected);
  });

  it('prefers the source to what was compiled beside it', () => {
    expect(project(['/a/x.ts', '/a/x.js']).resolve('/a/main.ts', './x.js')).toBe('/a/x.ts');
  });

  it('takes a folder by its package.json before its index', () => {
    const resolver = project(['/a/client/lib/entry.js', '/a/client/index.js'], { '/a/client/package.json': json({ main: './lib/entry' }) });
    expect(resolver.resolve('/a/main.js', './client')).toBe('/a/client/lib/entry.js');
  });

  it('takes the index where package.json names a file that is not there', () => {
    const resolver = project(['/a/client/index.js'], { '/a/client/package.json': json({ main: './gone.js' }) });
    expect(resolver.resolve('/a/main.js', './client')).toBe('/a/client/index.js');
  });

  it('reads paths of Windows', () => {
    const resolver = project(['C:/app/src/key.ts'], { 'C:/app/tsconfig.json': json({ compilerOptions: { paths: { 'own/*': ['./src/*'] } } }) });
    expect(resolver.resolve('C:/app/src/deep/main.ts', '../key.js')).toBe('C:/app/src/key.ts');
    expect(resolver.resolve('C:/app/src/deep/main.ts', 'own/key')).toBe('C:/app/src/key.ts');
  });
});

describe('what is no module of the project', () => {
  it.each(['fs', 'node:fs', 'fs/promises', 'react', '@mistralai/mistralai', 'https://example.com/x.js', 'data:text/javascript,1', 'virtual:x', 'bun:sqlite', '../node_modules/x/index.js'])(
    '%s',
    (specifier) => {
      const resolver = project(['/app/node_modules/react/index.js', '/app/node_modules/x/index.js', '/app/src/main.ts'], {
        '/app/package.json': json({ name: 'app', dependencies: { react: '^19.0.0' } }),
      });
      expect(resolver.resolve('/app/src/main.ts', specifier)).toBeUndefined();
    },
  );

  it('a file that is asked for as text or as an address', () => {
    const resolver = project(['/a/x.ts']);
    expect(resolver.resolve('/a/main.ts', './x?raw')).toBeUndefined();
    expect(resolver.resolve('/a/main.ts', './x.ts?url')).toBeUndefined();
    expect(resolver.resolve('/a/main.ts', './x.ts?import&raw')).toBeUndefined();
  });

  it('but other queries change nothing', () => {
    const resolver = project(['/a/x.ts']);
    for (const query of ['?worker', '?worker&url', '?sharedworker', '?inline', '?v=1', '?']) {
      expect(resolver.resolve('/a/main.ts', `./x${query}`)).toBe('/a/x.ts');
    }
  });

  it('but an installed package that is looked at has files of its own', () => {
    const resolver = project(['/app/node_modules/x/key.js']);
    expect(resolver.resolve('/app/node_modules/x/lib/main.js', '../key.js')).toBe('/app/node_modules/x/key.js');
  });

  it('names that no file can have', () => {
    const resolver = project(['/a/x.ts']);
    expect(resolver.resolve('/a/main.ts', './x\0')).toBeUndefined();
    expect(resolver.resolve('/a/main.ts', `./${'y/../'.repeat(1_000)}x`)).toBeUndefined();
  });
});

describe('the bounds of the project', () => {
  it('ends at the folder that holds .git', () => {
    const resolver = project(['/home/secret.ts', '/home/repo/.git/HEAD', '/home/repo/near.ts', '/home/repo/src/main.ts'], {
      '/home/tsconfig.json': json({ compilerOptions: { paths: { 'up/*': ['./repo/*'], 'out/*': ['./*'] } } }),
    });
    const from = '/home/repo/src/main.ts';
    expect(resolver.resolve(from, '../near')).toBe('/home/repo/near.ts');
    expect(resolver.resolve(from, '../../secret')).toBeUndefined();
    expect(resolver.resolve(from, 'up/near')).toBeUndefined();
  });

  it('ends at a worktree, where .git is a file', () => {
    const resolver = project(['/home/secret.ts', '/home/tree/.git']);
    expect(resolver.resolve('/home/tree/main.ts', '../secret')).toBeUndefined();
  });

  it('ends at the root it is given', () => {
    const files = memoryReader({ '/home/secret.ts': '', '/home/repo/near.ts': '' });
    expect(new Resolver(files, '/home/repo').resolve('/home/repo/src/main.ts', '../../secret')).toBeUndefined();
    expect(new Resolver(files, '/home/repo').resolve('/home/repo/src/main.ts', '../near')).toBe('/home/repo/near.ts');
    expect(new Resolver(files).resolve('/home/repo/src/main.ts', '../../secret')).toBe('/home/secret.ts');
  });

  it('does not let configuration lead out', () => {
    const resolver = project(['/etc/passwd.js', '/r/.git/HEAD'], {
      '/r/tsconfig.json': json({ compilerOptions: { paths: { p: ['/etc/passwd.js'] } } }),
      '/r/package.json': json({ name: 'r', imports: { '#p': '../../etc/passwd.js' }, dependencies: { q: 'file:../etc' } }),
    });
    for (const specifier of ['p', '#p', 'q/passwd.js']) expect(resolver.resolve('/r/main.js', specifier)).toBeUndefined();
  });
});

describe('aliases of frameworks', () => {
  it.each([
    ['/app/src/lib/key.ts', '$lib/key'],
    ['/app/src/lib/key.ts', '$lib/key.js'],
    ['/app/src/lib/index.ts', '$lib'],
    ['/app/src/key.ts', '@/key'],
    ['/app/key.ts', '@/key'],
    ['/app/app/key.ts', '~/key'],
    ['/app/server/key.ts', '~~/server/key'],
    ['/app/shared/key.ts', '#shared/key'],
    ['/app/src/key.ts', '/src/key.ts'],
  ])('%s by %s', (file, specifier) => {
    const from = '/app/src/routes/main.ts';
    expect(project([file, '/app/package.json', from]).resolve(from, specifier)).toBe(file);
    expect(project([file, from], { '/app/package.json': '{}' }).resolve(from, specifier)).toBe(file);
    expect(project([from], { '/app/package.json': '{}' }).resolve(from, specifier)).toBeUndefined();
  });

  it('mean the app at hand in a repository of several', () => {
    const texts = { '/r/package.json': '{}', '/r/apps/web/package.json': '{}', '/r/apps/api/package.json': '{}' };
    const resolver = project(['/r/apps/web/src/key.ts', '/r/apps/api/src/key.ts'], texts);
    expect(resolver.resolve('/r/apps/web/src/a/main.ts', '@/key')).toBe('/r/apps/web/src/key.ts');
    expect(resolver.resolve('/r/apps/api/src/a/main.ts', '@/key')).toBe('/r/apps/api/src/key.ts');
  });

  it('give way to tsconfig.json', () => {
    const resolver = project(['/app/src/key.ts', '/app/other/key.ts'], {
      '/app/package.json': '{}',
      '/app/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./other/*'] } } }),
    });
    expect(resolver.resolve('/app/src/main.ts', '@/key')).toBe('/app/other/key.ts');
  });
});

describe('what it remembers', () => {
  /** A reader that counts, over files that the test may change. */
  function counted(files: Record<string, string>): { reader: FileReader; asked: () => number } {
    let asked = 0;
    const reader: FileReader = {
      read: (path) => (asked++, memoryReader(files).read(path)),
      isFile: (path) => (asked++, memoryReader(files).isFile(path)),
      list: () => (asked++, memoryReader(files).list()),
    };
    return { reader, asked: () => asked };
  }

  it('asks nothing twice, whether found or not', () => {
    const { reader, asked } = counted({ '/a/x.ts': '' });
    const resolver = new Resolver(reader);
    const answers = ['./x', './y', 'z'].map((specifier) => resolver.resolve('/a/main.ts', specifier));
    const before = asked();
    expect(['./x', './y', 'z'].map((specifier) => resolver.resolve('/a/other.ts', specifier))).toEqual(answers);
    expect(answers).toEqual(['/a/x.ts', undefined, undefined]);
    expect(asked()).toBe(before);
  });

  it('finds a file that came, once told', () => {
    const files: Record<string, string> = { '/a/x.js': '' };
    const resolver = new Resolver(memoryReaderOf(files));
    expect(resolver.resolve('/a/main.ts', './x')).toBe('/a/x.js');
    files['/a/x.ts'] = '';
    expect(resolver.resolve('/a/main.ts', './x')).toBe('/a/x.js');
    resolver.invalidate('/a/x.ts');
    expect(resolver.resolve('/a/main.ts', './x')).toBe('/a/x.ts');
    delete files['/a/x.ts'];
    resolver.invalidate('/a/x.ts');
    expect(resolver.resolve('/a/main.ts', './x')).toBe('/a/x.js');
  });

  it('reads configuration again, once told', () => {
    const files: Record<string, string> = { '/a/one/k.ts': '', '/a/two/k.ts': '' };
    const resolver = new Resolver(memoryReaderOf(files));
    const config = (folder: string): string => json({ compilerOptions: { paths: { 'own/*': [`./${folder}/*`] } } });
    expect(resolver.resolve('/a/main.ts', 'own/k')).toBeUndefined();
    files['/a/tsconfig.json'] = config('one');
    resolver.invalidate('/a/tsconfig.json');
    expect(resolver.resolve('/a/main.ts', 'own/k')).toBe('/a/one/k.ts');
    files['/a/tsconfig.json'] = config('two');
    resolver.invalidate('/a/tsconfig.json');
    expect(resolver.resolve('/a/main.ts', 'own/k')).toBe('/a/two/k.ts');
  });

  it('finds a package that joined the workspace, once told', () => {
    const files: Record<string, string> = { '/r/package.json': json({ workspaces: ['packages/*'] }) };
    const resolver = new Resolver(memoryReaderOf(files));
    expect(resolver.resolve('/r/main.ts', 'keys')).toBeUndefined();
    files['/r/packages/odd/package.json'] = json({ name: 'keys' });
    files['/r/packages/odd/index.ts'] = '';
    resolver.invalidate('/r/packages/odd/package.json');
    expect(resolver.resolve('/r/main.ts', 'keys')).toBe('/r/packages/odd/index.ts');
  });

  it('keeps its answers when the text of a source changes', () => {
    const { reader, asked } = counted({ '/a/x.ts': '' });
    const resolver = new Resolver(reader);
    resolver.resolve('/a/main.ts', './x');
    resolver.invalidate('/a/x.ts');
    const before = asked();
    expect(resolver.resolve('/a/main.ts', './x')).toBe('/a/x.ts');
    expect(asked()).toBe(before);
  });
});

/** Reads what `files` holds at each moment. */
function memoryReaderOf(files: Record<string, string>): FileReader {
  return {
    read: (path) => memoryReader(files).read(path),
    isFile: (path) => memoryReader(files).isFile(path),
    list: () => memoryReader(files).list(),
  };
}
