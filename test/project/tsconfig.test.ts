import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { diskReader } from '../../src/project/disk.js';
import { memoryReader } from '../../src/project/memory.js';
import { Resolver } from '../../src/project/resolve.js';

function resolve(files: Record<string, unknown>, from: string, specifier: string): string | undefined {
  const texts = Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)] as const);
  return new Resolver(memoryReader(Object.fromEntries(texts))).resolve(from, specifier);
}

const paths = (map: Record<string, string[]>, more: object = {}): object => ({ compilerOptions: { paths: map, ...more } });

describe('paths', () => {
  it('reads comments and trailing commas', () => {
    const config = '{ // the app\n "compilerOptions": { /* all */ "paths": { "@app/*": ["./src/*",], }, }, }\n';
    expect(resolve({ '/a/tsconfig.json': config, '/a/src/k.ts': '' }, '/a/src/x/main.ts', '@app/k')).toBe('/a/src/k.ts');
  });

  it('reads a byte order mark', () => {
    const config = `\uFEFF${JSON.stringify(paths({ k: ['./src/k'] }))}`;
    expect(resolve({ '/a/tsconfig.json': config, '/a/src/k.ts': '' }, '/a/main.ts', 'k')).toBe('/a/src/k.ts');
  });

  it('takes an exact name before a pattern, and the longest pattern', () => {
    const files = {
      '/a/tsconfig.json': paths({ '@k/deep/*': ['./long/*'], '@k/*': ['./short/*'], '*': ['./any/*'], '@k/deep/er/*': ['./longer/*'], '@k/one': ['./exact'] }),
      '/a/any/other.ts': '',
      '/a/short/one.ts': '',
      '/a/short/two.ts': '',
      '/a/long/two.ts': '',
      '/a/longer/two.ts': '',
      '/a/exact.ts': '',
    };
    expect(resolve(files, '/a/main.ts', '@k/one')).toBe('/a/exact.ts');
    expect(resolve(files, '/a/main.ts', '@k/two')).toBe('/a/short/two.ts');
    expect(resolve(files, '/a/main.ts', '@k/deep/two')).toBe('/a/long/two.ts');
    expect(resolve(files, '/a/main.ts', '@k/deep/er/two')).toBe('/a/longer/two.ts');
    expect(resolve(files, '/a/main.ts', 'other')).toBe('/a/any/other.ts');
  });

  it('takes the first target that is there, and text behind the star', () => {
    const files = { '/a/tsconfig.json': paths({ 'v/*/x.js': ['./gone/*', './src/*/y'] }), '/a/src/one/y.ts': '' };
    expect(resolve(files, '/a/main.ts', 'v/one/x.js')).toBe('/a/src/one/y.ts');
    expect(resolve(files, '/a/main.ts', 'v/one/z.js')).toBeUndefined();
  });

  it('needs both ends of a pattern, not one end twice', () => {
    const files = { '/a/tsconfig.json': paths({ 'ab*ba': ['./k*'] }), '/a/k.ts': '' };
    expect(resolve(files, '/a/main.ts', 'abba')).toBe('/a/k.ts');
    expect(resolve(files, '/a/main.ts', 'aba')).toBeUndefined();
  });

  it('does not fill a target with more stars than a path has', () => {
    const files = { '/a/tsconfig.json': paths({ 'k/*': ['*'.repeat(2_000_000), './k'] }), '/a/k.ts': '' };
    expect(resolve(files, '/a/main.ts', `k/${'x'.repeat(900)}`)).toBe('/a/k.ts');
  });

  it('does not touch relative imports', () => {
    const files = { '/a/tsconfig.json': paths({ './*': ['./src/*'] }), '/a/src/k.ts': '' };
    expect(resolve(files, '/a/main.ts', './k')).toBeUndefined();
  });

  it('stand in jsconfig.json too, and in an outer configuration', () => {
    const files = { '/a/jsconfig.json': paths({ '~own/*': ['./src/*'] }), '/a/test/tsconfig.json': {}, '/a/src/k.js': '' };
    expect(resolve(files, '/a/main.js', '~own/k')).toBe('/a/src/k.js');
    expect(resolve(files, '/a/test/main.js', '~own/k')).toBe('/a/src/k.js');
  });

  it('may begin with #', () => {
    expect(resolve({ '/a/tsconfig.json': paths({ '#/*': ['./src/*'] }), '/a/src/k.ts': '' }, '/a/main.ts', '#/k')).toBe('/a/src/k.ts');
  });
});

describe('baseUrl', () => {
  it('is where names and paths begin', () => {
    const files = { '/a/tsconfig.json': paths({ '@k/*': ['keys/*'] }, { baseUrl: './src' }), '/a/src/keys/one.ts': '' };
    expect(resolve(files, '/a/main.ts', 'keys/one')).toBe('/a/src/keys/one.ts');
    expect(resolve(files, '/a/main.ts', '@k/one')).toBe('/a/src/keys/one.ts');
  });
});

describe('extends', () => {
  it('keeps paths at the folder of the file that holds them', () => {
    const files = { '/r/base.json': paths({ '@k/*': ['./shared/*'] }), '/r/apps/web/tsconfig.json': { extends: '../../base' }, '/r/shared/one.ts': '' };
    expect(resolve(files, '/r/apps/web/main.ts', '@k/one')).toBe('/r/shared/one.ts');
  });

  it('lets what extends win, and the last of several', () => {
    const files = {
      '/a/one.json': paths({ k: ['./one.ts'], only: ['./one.ts'] }),
      '/a/two.json': paths({ k: ['./two.ts'] }),
      '/a/tsconfig.json': { extends: ['./one.json', './two.json'] },
      '/a/in/tsconfig.json': { extends: '../tsconfig.json', ...paths({ k: ['./three.ts'] }) },
      '/a/one.ts': '',
      '/a/two.ts': '',
      '/a/in/three.ts': '',
    };
    expect(resolve(files, '/a/main.ts', 'k')).toBe('/a/two.ts');
    expect(resolve(files, '/a/main.ts', 'only')).toBeUndefined();
    expect(resolve(files, '/a/in/main.ts', 'k')).toBe('/a/in/three.ts');
  });

  it('ends in a circle, in a chain without end, and at what is not there', () => {
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`/a/${i}.json`, { extends: `./${i + 1}.json` }]));
    const files = {
      ...chain,
      '/a/tsconfig.json': { extends: ['./other.json', './0.json', './gone.json', '@tsconfig/node20', 5], ...paths({ k: ['./k.ts'] }) },
      '/a/other.json': { extends: './tsconfig.json', ...paths({ j: ['./k.ts'] }) },
      '/a/k.ts': '',
    };
    expect(resolve(files, '/a/main.ts', 'k')).toBe('/a/k.ts');
    expect(resolve(files, '/a/main.ts', 'j')).toBeUndefined();
  });

  it('reads each file once, however often it is extended', () => {
    const files = {
      '/a/tsconfig.json': { extends: ['./x', './y'], ...paths({ k: ['./k.ts'] }) },
      '/a/x.json': { extends: ['./y', './y', './x', './tsconfig.json'] },
      '/a/y.json': { extends: ['./x', './x', './y', './tsconfig.json'] },
      '/a/k.ts': '',
    };
    expect(resolve(files, '/a/main.ts', 'k')).toBe('/a/k.ts');
  });

  it('puts the folder of the outermost file for ${configDir}', () => {
    const files = {
      '/r/base.json': paths({ '@k/*': ['${configDir}/src/*'] }),
      '/r/app/tsconfig.json': { extends: '../base.json' },
      '/r/app/src/one.ts': '',
    };
    expect(resolve(files, '/r/app/main.ts', '@k/one')).toBe('/r/app/src/one.ts');
  });
});

describe('references', () => {
  it('reads the parts that stand in the same folder', () => {
    const files = {
      '/a/tsconfig.json': { files: [], references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }] },
      '/a/tsconfig.app.json': paths({ '@k/*': ['./src/keys/*'] }),
      '/a/tsconfig.node.json': {},
      '/a/src/keys/one.ts': '',
    };
    expect(resolve(files, '/a/src/main.ts', '@k/one')).toBe('/a/src/keys/one.ts');
  });

  it('leaves the aliases of other projects to them', () => {
    const files = {
      '/a/tsconfig.json': { references: [{ path: './web' }, { path: './web/tsconfig.json' }] },
      '/a/web/tsconfig.json': paths({ '@k/*': ['./src/*'] }),
      '/a/web/src/one.ts': '',
    };
    expect(resolve(files, '/a/api/main.ts', '@k/one')).toBeUndefined();
  });
});

describe('configuration of an unexpected form', () => {
  it.each(['', '[]', 'null', '{"compilerOptions":[]}', '{"compilerOptions":{"paths":{"k":"./k"},"baseUrl":1}}', '{"extends":{}}', '{"references":{}}', '{"references":[1]}', '['.repeat(200_000)])(
    'counts as absent: %.40s',
    (config) => {
      expect(resolve({ '/a/tsconfig.json': config, '/a/k.ts': '' }, '/a/main.ts', 'k')).toBeUndefined();
      expect(resolve({ '/a/tsconfig.json': config, '/a/k.ts': '' }, '/a/main.ts', './k')).toBe('/a/k.ts');
    },
  );

  it('is not read where it is larger than any real one', () => {
    const config = JSON.stringify({ filler: ' '.repeat(5_000_000), ...paths({ k: ['./k.ts'] }) });
    expect(resolve({ '/a/tsconfig.json': config, '/a/k.ts': '' }, '/a/main.ts', 'k')).toBeUndefined();
  });

  it('is read as far as it goes where it is broken', () => {
    const config = '{ "compilerOptions": { "paths": { "k": ["./k.ts"] ';
    expect(resolve({ '/a/tsconfig.json': config, '/a/k.ts': '' }, '/a/main.ts', 'k')).toBe('/a/k.ts');
  });
});

describe('beside TypeScript itself', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  const files: Record<string, string> = {
    '.git/HEAD': '',
    'package.json': JSON.stringify({ name: 'root', type: 'module', imports: { '#keys/*': './src/keys/*.ts', '#one': { types: './src/types.d.ts', default: './src/keys/one.ts' } } }),
    'tsconfig.base.json': JSON.stringify(paths({ '@keys/*': ['./src/keys/*'], '@keys': ['./src/keys/index.ts'], 'both/*': ['./none/*', './src/*'] })),
    'tsconfig.json': '{ "extends": "./tsconfig.base.json", /* strict */ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "allowJs": true, "jsx": "preserve", }, }',
    'src/main.ts': '',
    'src/keys/index.ts': 'export {}',
    'src/keys/one.ts': 'export {}',
    'src/keys/two.tsx': 'export {}',
    'src/keys/three.js': 'export {}',
    'src/keys/four.mts': 'export {}',
    'src/keys/nested/index.js': 'export {}',
    'src/folder/package.json': JSON.stringify({ main: './main.js' }),
    'src/folder/main.ts': 'export {}',
    'src/types.d.ts': 'export {}',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  const resolver = new Resolver(diskReader(root.replaceAll('\\', '/')));
  const from = join(root, 'src/main.ts').replaceAll('\\', '/');

  it.each([
    './keys/one',
    './keys/one.js',
    './keys/two.js',
    './keys/two.jsx',
    './keys/three',
    './keys/four.mjs',
    './keys',
    './keys/',
    './keys/nested',
    './folder',
    './types',
    './missing',
    '../src/keys/one',
    '@keys/one',
    '@keys/two.js',
    '@keys/nested',
    '@keys',
    'both/keys/one',
    '@keys/none',
    '#keys/one',
    '#none',
  ])('%s', (specifier) => {
    const expected = ts.resolveModuleName(specifier, from, config?.options ?? {}, ts.sys).resolvedModule?.resolvedFileName;
    expect(resolver.resolve(from, specifier)).toBe(expected);
  });

  it('but for a value it wants the code, not its declarations', () => {
    expect(resolver.resolve(from, '#one')).toBe(join(root, 'src/keys/one.ts').replaceAll('\\', '/'));
  });
});
