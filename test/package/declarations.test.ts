import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDeclarations } from '../../scripts/declarations.js';

let folder: string;

beforeAll(async () => {
  // A project that has the package, ESLint and its types, and nothing else.
  folder = await mkdtemp(join(tmpdir(), 'mistral-keys-consumer-'));
  const installed = join(folder, 'node_modules/eslint-plugin-mistral-keys');
  await mkdir(join(installed, 'dist'), { recursive: true });
  await copyFile('package.json', join(installed, 'package.json'));
  await symlink(resolve('node_modules/eslint'), join(folder, 'node_modules/eslint'), 'junction');
  await writeDeclarations(join(installed, 'dist/types'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** @returns what the compiler says about a program, or nothing */
async function complaints(file: string, program: string): Promise<string> {
  await writeFile(join(folder, file), program);
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2023'];
  const compiler = resolve('node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [compiler, ...options, file], { cwd: folder });
  return run.then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

test('the plugin fits into a flat config', async () => {
  const program = `
    import { defineConfig } from 'eslint/config';
    import plugin from 'eslint-plugin-mistral-keys';
    export default defineConfig([
      plugin.configs.recommended,
      plugin.configs.strict,
      { plugins: { 'mistral-keys': plugin }, rules: { 'mistral-keys/no-hardcoded-key': 'error' } },
    ]);`;
  expect(await complaints('eslint.config.mts', program)).toBe('');
});

test('require gives the plugin its type', async () => {
  const program = `
    import plugin = require('eslint-plugin-mistral-keys');
    export const name: string | undefined = plugin.meta?.name;`;
  expect(await complaints('eslint.config.cts', program)).toBe('');
});

test('the scanner has types', async () => {
  const program = `
    import { scan } from 'eslint-plugin-mistral-keys/scanner';
    export const wrong: number = scan;`;
  expect(await complaints('scanner.mts', program)).toMatch(/^scanner\.mts\(3,18\): error TS2322/u);
});
