import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** Runs a program in the project, where the package's name leads to its own exports. */
async function evaluate(type: 'module' | 'commonjs', program: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, '--eval', program]);
  return JSON.parse(stdout);
}

/** The packages that a built file imports, itself and through its chunks: when it starts, or whenever. */
function packagesOf(file: string, when: 'at start' | 'ever'): string[] {
  const files = new Set([resolve('dist', file)]);
  const packages = new Set<string>();
  for (const path of files) {
    for (const specifier of specifiers(path, when)) {
      if (specifier.startsWith('.')) files.add(resolve(path, '..', specifier));
      else if (!isBuiltin(specifier)) packages.add(specifier);
    }
  }
  return [...packages].sort();
}

function specifiers(path: string, when: 'at start' | 'ever'): string[] {
  const text = readFileSync(path, 'utf8');
  const { module } = parseSync(path, text);
  const found = [
    ...module.staticImports.map((item) => item.moduleRequest.value),
    ...module.staticExports.flatMap((item) => item.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ];
  if (when === 'at start') return found;
  const dynamic = module.dynamicImports.map((item) => text.slice(item.moduleRequest.start + 1, item.moduleRequest.end - 1));
  // What the bundler could not resolve in a CommonJS module.
  const required = [...text.matchAll(/\b__require\("([^"\n]+)"\)/gu)].map(([, specifier = '']) => specifier);
  return [...found, ...dynamic, ...required];
}

describe('what users import', () => {
  test('import and require give the same plugin', async () => {
    const show = 'console.log(JSON.stringify([plugin.meta.name, plugin.meta.version, Object.keys(plugin.rules), Object.keys(plugin.configs)]))';
    const imported = await evaluate('module', `import plugin from 'eslint-plugin-mistral-keys'; ${show}`);
    const required = await evaluate('commonjs', `const plugin = require('eslint-plugin-mistral-keys'); ${show}`);
    expect(imported).toEqual([
      'eslint-plugin-mistral-keys',
      manifest.version,
      expect.arrayContaining(['no-hardcoded-key', 'require-api-key', 'no-unguarded-env', 'no-client-key']),
      ['recommended', 'strict'],
    ]);
    expect(required).toEqual(imported);
  });

  test('the scanner and package.json have paths of their own', async () => {
    const program = `
      import * as scanner from 'eslint-plugin-mistral-keys/scanner';
      import manifest from 'eslint-plugin-mistral-keys/package.json' with { type: 'json' };
      console.log(JSON.stringify([typeof scanner.scan, manifest.version]));`;
    expect(await evaluate('module', program)).toEqual(['function', manifest.version]);
  });

  test('nothing else can be imported', async () => {
    await expect(evaluate('module', "import 'eslint-plugin-mistral-keys/dist/cli.js'")).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

describe('what the built files load', () => {
  test.each(['index.js', 'scanner.js', 'cli.js'])('%s imports no package that users lack', (file) => {
    const known = Object.keys(manifest.dependencies);
    expect(packagesOf(file, 'ever').filter((name) => !known.includes(name))).toEqual([]);
  });

  test.each(['index.js', 'cli.js'])('%s starts without any package', (file) => {
    expect(packagesOf(file, 'at start')).toEqual([]);
  });
});

test('nothing runs when the package is installed', () => {
  // `prepare` runs only for those who install from the git repository, where nothing is built yet.
  const atInstall = ['preinstall', 'install', 'postinstall'];
  expect(Object.keys(manifest.scripts).filter((script) => atInstall.includes(script))).toEqual([]);
});
