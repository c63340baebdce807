import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { RandomText } from '../key/random.js';
import { folder, repository } from '../scan/folder.js';

const keys = [new RandomText(61).key(), new RandomText(62).key(40), new RandomText(63).hex()];

/** Runs the command. No part of a key may show. */
function doctor(arguments_: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'doctor', ...arguments_], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } });
  for (const key of keys) {
    for (let start = 0; start + 5 <= key.length; start++) expect(stdout + stderr).not.toContain(key.slice(start, start + 5));
  }
  return { status, stdout, stderr };
}

const [key = '', long = '', hex = ''] = keys;

test('a project in order: 0', () => {
  const { status, stdout, stderr } = doctor([], folder(), { MISTRAL_API_KEY: key });
  expect(stdout).toMatch(/^ok {7}variable {6}MISTRAL_API_KEY of this shell is set/u);
  expect(stdout).toMatch(/\nAll is well\. To ask Mistral whether the key works: mistral-keys verify\.\n$/u);
  expect([status, stderr]).toEqual([0, '']);
});

test('a project with problems: 1, each with its fix; the same as JSON', () => {
  const cwd = repository({ '.env': `MISTRAL_API_KEY=${key}\n` });
  const { status, stdout } = doctor([], cwd);
  expect(stdout).toMatch(/\nproblem {2}env-ignored +Git tracks \.env.*\n +help: git rm --cached \.env/u);
  expect(status).toBe(1);
  const json = doctor(['--json'], cwd);
  const { version, tool, root, checks } = JSON.parse(json.stdout) as { version: number; tool: { name: string }; root: string; checks: { id: string; status: string; text: string; fix?: string }[] };
  expect([json.status, version, tool.name, root]).toEqual([1, 1, 'mistral-keys', cwd]);
  for (const check of checks) expect(stdout).toContain(check.text);
  expect(checks).toContainEqual(expect.objectContaining({ id: 'env-ignored', status: 'problem', fix: expect.stringContaining('git rm --cached .env') as string }));
});

test('from a folder below, the project is the one around it', () => {
  const cwd = repository({ '.env': `MISTRAL_API_KEY=${key}\n`, 'src/a.ts': 'export {};\n' });
  expect(doctor([], join(cwd, 'src')).stdout).toContain('Git tracks .env');
});

test('hostile values, in the shell and in files, show nowhere', () => {
  const hostile = [`\u001b[2J"Bearer ${long}"\r`, `${hex}\u202e`, `'${key}\u200b'`];
  for (const value of hostile) {
    const cwd = folder({ '.env': `MISTRAL_API_KEY="${long}\nVITE_MISTRAL_API_KEY=${hex} # ${key}\nCODESTRAL_API_KEY: ${key}\n`, 'a.ts': `const MISTRAL_API_KEY = '${long}';\n` });
    mkdirSync(join(cwd, key));
    for (const where of [cwd, join(cwd, key)]) {
      for (const arguments_ of [[], ['--json']]) {
        const { status, stdout } = doctor(arguments_, where, { MISTRAL_API_KEY: value, FORCE_COLOR: '0' });
        expect(status).toBe(1);
        // eslint-disable-next-line no-control-regex -- what must not be there
        expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
      }
    }
  }
});

test.each([
  [['x'], 'doctor takes no names: run it inside the project. See mistral-keys doctor --help.'],
  [['--jsn'], 'There is no option --jsn. Did you mean --json? See mistral-keys doctor --help.'],
])('%j is answered by one line and 2', (arguments_, message) => {
  expect(doctor(arguments_, folder())).toEqual({ status: 2, stdout: '', stderr: `mistral-keys: ${message}\n` });
});
