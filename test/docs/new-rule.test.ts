import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newRule } from '../../scripts/new-rule/create.js';
import { registered } from '../../scripts/new-rule/register.js';

const run = promisify(execFile);

describe('npm run new-rule, in a copy of the project', () => {
  let copy: string;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'mistral-keys-new-rule-'));
    for (const path of ['rules', 'src', 'scripts', 'README.md', 'package.json', 'tsconfig.json']) {
      await cp(path, join(copy, path), { recursive: true });
    }
    await symlink(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
    await run(process.execPath, ['scripts/run.mjs', 'new-rule', 'no-key-in-url'], { cwd: copy });
  });

  afterAll(async () => {
    await rm(copy, { recursive: true, force: true });
  });

  test('writes a rule that type-checks and is registered last', async () => {
    expect(await readFile(join(copy, 'rules/index.ts'), 'utf8')).toMatch(/noKeyInUrl,\n\]/u);
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const config = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const { stdout } = await run(process.execPath, [compiler, ...config, 'rules/no-key-in-url.ts', 'test/rules/no-key-in-url.test.ts'], { cwd: copy });
    expect(stdout).toBe('');
  });

  test('writes a test that passes', async () => {
    const vitest = resolve('node_modules/vitest/vitest.mjs');
    const { stdout } = await run(process.execPath, [vitest, 'run', '--reporter=json', 'test/rules/no-key-in-url.test.ts'], { cwd: copy });
    expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  });

  test('writes a page that the documentation takes up', async () => {
    await run(process.execPath, ['scripts/run.mjs', 'docs'], { cwd: copy });
    expect(await readFile(join(copy, 'rules/no-key-in-url.md'), 'utf8')).toContain('# mistral-keys/no-key-in-url');
    expect(await readFile(join(copy, 'README.md'), 'utf8')).toContain('[no-key-in-url](rules/no-key-in-url.md)');
  });

  test('refuses a name that is taken', async () => {
    await expect(newRule(copy, 'no-key-in-url')).rejects.toThrow('rules/no-key-in-url.ts is there already');
  });

  test.each(['', 'url', 'No-Key', 'no_key', 'no-key-', '../no-key', 'no-key/in-url', 'no-key.ts'])('refuses the name "%s"', async (name) => {
    const before = await readFile(join(copy, 'rules/index.ts'), 'utf8');
    await expect(newRule(copy, name)).rejects.toThrow(`"${name}" is no name for a rule`);
    expect(await readFile(join(copy, 'rules/index.ts'), 'utf8')).toBe(before);
  });
});

describe('registered', () => {
  test('adds the import after the others and the rule after the others', () => {
    const index = "import type { Rule } from './rule.js';\nimport { one } from './one.js';\n\nexport const rules: readonly Rule[] = [one];\n";
    expect(registered(index, 'no-two')).toBe(
      "import type { Rule } from './rule.js';\nimport { one } from './one.js';\nimport { noTwo } from './no-two.js';\n\nexport const rules: readonly Rule[] = [\n  one,\n  noTwo,\n];\n",
    );
  });

  test('refuses a file without the list', () => {
    expect(() => registered('export const rules = [];\n', 'no-two')).toThrow('register no-two there by hand');
  });
});
