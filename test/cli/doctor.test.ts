import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RandomText } from '../key/random.js';
import { eslintProject } from '../doctor/eslint/project.js';
import { folder, put, repository } from '../scan/folder.js';

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
  const { stdout } = doctor([], join(cwd, 'src'));
  expect(stdout).toMatch(/^In .*, from where paths and commands count:\n\n/u);
  expect(stdout).toContain(cwd);
  expect(stdout).toContain('Git tracks .env');
  const code = repository({ 'src/b.ts': `const MISTRAL_API_KEY = '${key}';\n` });
  expect(doctor([], join(code, 'src')).stdout).toContain('The scan finds 1 error; first src/b.ts:1: The Mistral API key');
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

describe('--run-eslint', () => {
  const plugin = "import mistralKeys from 'eslint-plugin-mistral-keys';\n";
  const mistral = "import { Mistral } from '@mistralai/mistralai';\nexport const mistral = new Mistral();\n";

  /** The lines about ESLint, each with what to do. */
  function levels(cwd: string, ...arguments_: string[]): string[] {
    const { stdout } = doctor(['--json', ...arguments_], cwd);
    const { checks } = JSON.parse(stdout) as { checks: { id: string; status: string; text: string; fix?: string }[] };
    return checks.filter(({ id }) => id === 'eslint-levels').map(({ status, text, fix }) => `${status}: ${text}${fix === undefined ? '' : ` | ${fix}`}`);
  }

  test.each(['eslint', 'eslint-9'] as const)('%s says itself what only running the configuration can tell', (eslint) => {
    const cwd = eslintProject({
      'eslint.config.js': `${plugin}import { writeFileSync } from 'node:fs';\nconsole.log('said by the configuration');\nwriteFileSync('was-run', '');\nconst configs = [];\nconfigs.push(mistralKeys.configs.recommended);\nconfigs.push({ rules: { 'mistral-keys/require-https': 'warn', 'mistral-keys/no-client-key': ['error', { allow: ['A'] }] } }, { ignores: ['lib/'] });\nexport default configs;\n`,
      'src/a.js': mistral,
      'lib/b.js': mistral,
      '.mistral-keys.json': '{\n  "rules": { "no-key-logging": "warn" }\n}',
    }, eslint);
    const told = doctor(['--json'], cwd).stdout;
    expect(JSON.parse(told)).toMatchObject({ checks: expect.arrayContaining([{ id: 'eslint', status: 'unknown', text: 'eslint.config.js names the plugin; whether a rule of it is on cannot be told without running the configuration.', fix: 'npx mistral-keys doctor --run-eslint' }]) as unknown });
    expect(existsSync(join(cwd, 'was-run'))).toBe(false);
    expect(levels(cwd, '--run-eslint')).toEqual([
      'warning: ESLint leaves out lib/b.js, which scans read. | Let eslint.config.js take it in; until then only scans see what is wrong there.',
      'warning: no-client-key: the options in eslint.config.js prevail in ESLint, and scans know none. | Keep the options in .mistral-keys.json alone: ESLint reads them there.',
      `warning: require-https: error in scans (by default), warn in ESLint (eslint.config.js). | 'mistral-keys/require-https': 'error' in eslint.config.js, or "require-https": "warn" under "rules" in .mistral-keys.json`,
      `warning: no-key-logging: warn in scans (.mistral-keys.json:2), error in ESLint (eslint.config.js). | 'mistral-keys/no-key-logging': 'warn' in eslint.config.js, or "no-key-logging": "error" under "rules" in .mistral-keys.json`,
    ]);
    expect(existsSync(join(cwd, 'was-run'))).toBe(true);
  });

  test('names the places that reading tells', () => {
    const cwd = eslintProject({ 'eslint.config.js': `${plugin}export default [mistralKeys.configs.strict];`, 'src/a.js': mistral, '.mistral-keys.json': '{ "extends": "strict", "rules": { "require-https": "warn" } }' });
    expect(levels(cwd, '--run-eslint')).toEqual([expect.stringContaining('error in ESLint (eslint.config.js:2, strict)')]);
    put(cwd, '.mistral-keys.json', '{ "extends": "strict" }');
    expect(levels(cwd, '--run-eslint')).toEqual([expect.stringMatching(/^ok: eslint\.config\.js gives each rule the level and the options that scans take, as ESLint 10\.\d+\.\d+ reads it\.$/u)]);
  });

  test('says what stands in the way', () => {
    const cwd = eslintProject({ 'eslint.config.js': `throw new Error('broken, and ${key} with it\\nat length');`, 'src/a.js': mistral, '.env': `MISTRAL_API_KEY=${key}\n` });
    expect(levels(cwd, '--run-eslint')).toEqual([expect.stringMatching(/^warning: ESLint could not load eslint\.config\.js: broken, and .*with it\. \| npx eslint --print-config src\/a\.js, in the folder of eslint\.config\.js, says more\.$/u)]);
    put(cwd, 'eslint.config.js', 'process.exit(3);');
    expect(levels(cwd, '--run-eslint')).toEqual([expect.stringContaining('ESLint could not load eslint.config.js: its process ended with status 3.')]);
    rmSync(join(cwd, 'node_modules/eslint'));
    put(cwd, 'node_modules/eslint/package.json', '{"main":"index.js","type":"commonjs"}');
    put(cwd, 'node_modules/eslint/index.js', "exports.ESLint = class { static version = '8.57.1' };");
    expect(levels(cwd, '--run-eslint')).toEqual(['warning: ESLint 8.57.1 is installed for eslint.config.js; the plugin needs 9 or 10. | npm install --save-dev eslint@latest']);
    rmSync(join(cwd, 'node_modules'), { recursive: true });
    expect(levels(cwd, '--run-eslint')).toEqual(['warning: ESLint cannot be run for eslint.config.js: it is not installed. | npm install, or npm install --save-dev eslint']);
  });
});

test.each([
  [['x'], 'doctor takes no names: run it inside the project. See mistral-keys doctor --help.'],
  [['--jsn'], 'There is no option --jsn. Did you mean --json? See mistral-keys doctor --help.'],
])('%j is answered by one line and 2', (arguments_, message) => {
  expect(doctor(arguments_, folder())).toEqual({ status: 2, stdout: '', stderr: `mistral-keys: ${message}\n` });
});
