import { mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/doctor/check.js';
import { examine } from '../../src/doctor/doctor.js';
import { installHook } from '../../src/git/hook/install.js';
import { hooksFolder } from '../../src/git/hook/where.js';
import { readEnvFile } from '../../src/doctor/dotenv.js';
import { readProject } from '../../src/doctor/project.js';
import { npmVersion, pythonVersion } from '../../src/doctor/versions.js';
import { isBefore } from '../../src/project/version-order.js';
import { RandomText } from '../key/random.js';
import { folder, git, put, repository } from '../scan/folder.js';

const key = new RandomText(51).key();
const other = new RandomText(52).key();

async function checksOf(path: string, environment: Readonly<Record<string, string>> = {}, now = new Date()): Promise<readonly Check[]> {
  const checks = await examine(await readProject(path, path, environment), { now });
  const said = JSON.stringify(checks);
  for (const secret of [key, other]) expect(said).not.toContain(secret.slice(0, 5));
  return checks;
}

/** The results of one check, as `status: text`. */
async function check(id: string, path: string, environment: Readonly<Record<string, string>> = {}, now = new Date()): Promise<string[]> {
  return (await checksOf(path, environment, now)).filter((one) => one.id === id).map(({ status, text }) => `${status}: ${text}`);
}

describe('the variable', () => {
  test.each([
    [{}, 'problem: MISTRAL_API_KEY is set neither in this shell nor in an env file.'],
    [{ MISTRAL_API_KEY: key }, 'ok: MISTRAL_API_KEY of this shell is set and in the shape of a key.'],
    [{ MISTRAL_API_KEY: '' }, 'problem: MISTRAL_API_KEY of this shell is empty.'],
    [{ MISTRAL_API_KEY: `"${key}"` }, 'problem: MISTRAL_API_KEY of this shell holds its quotes.'],
    [{ MISTRAL_API_KEY: `Bearer ${key}` }, 'problem: MISTRAL_API_KEY of this shell begins with "Bearer ".'],
    [{ MISTRAL_API_KEY: `${key}\n` }, 'problem: MISTRAL_API_KEY of this shell holds a line end.'],
    [{ MISTRAL_API_KEY: key.slice(3) }, 'warning: MISTRAL_API_KEY of this shell has 29 characters and is not in the usual shape of a key.'],
  ])('%j', async (environment, expected) => {
    expect(await check('variable', folder(), environment)).toEqual([expected]);
  });

  test('in an env file', async () => {
    expect(await check('variable', folder({ '.env': `MISTRAL_API_KEY=${key}\n` }))).toEqual(['ok: MISTRAL_API_KEY in .env:1 is set and in the shape of a key.']);
    expect(await check('variable', folder({ '.env': 'MISTRAL_API_KEY=\n' }))).toEqual([
      'problem: MISTRAL_API_KEY in .env:1 is empty.',
      'problem: MISTRAL_API_KEY is set neither in this shell nor in an env file.',
    ]);
    expect(await check('variable', folder({ '.env.example': 'MISTRAL_API_KEY=\n' }))).toEqual(['problem: MISTRAL_API_KEY is set neither in this shell nor in an env file.']);
  });
});

describe('env files', () => {
  test.each([
    [{ '.env': key }, {}, 'ok: MISTRAL_API_KEY is set in .env.'],
    [{ '.env': key }, { MISTRAL_API_KEY: key }, 'ok: MISTRAL_API_KEY is set in .env, as in this shell.'],
    [{ '.env': key, '.env.local': key }, {}, 'ok: MISTRAL_API_KEY is set in .env.local, .env.'],
    [{ '.env': key, '.env.local': other }, {}, 'warning: .env.local, .env set MISTRAL_API_KEY to different values. .env.local wins with Vite and Next (mode development); plain dotenv and --env-file read .env alone.'],
    [{ '.env': key, '.env.production': other }, { NODE_ENV: 'production' }, 'warning: .env.production, .env set MISTRAL_API_KEY to different values. .env.production wins with Vite and Next (mode production); plain dotenv and --env-file read .env alone.'],
    [{ '.env': key }, { MISTRAL_API_KEY: other }, 'warning: MISTRAL_API_KEY of this shell differs from .env, and wins over them: loaders do not overwrite what is set.'],
  ])('%j with %j', async (files, environment, expected) => {
    const path = folder(Object.fromEntries(Object.entries(files).map(([name, value]) => [name, `MISTRAL_API_KEY=${value}\n`])));
    expect(await check('env-files', path, environment)).toEqual([expected]);
  });

  test('are looked for around the files that name Mistral; each folder has its own', async () => {
    const source = "import { Mistral } from '@mistralai/mistralai';\n";
    const path = folder({ 'apps/a/src/a.ts': source, 'apps/a/.env': `MISTRAL_API_KEY=${key}\n`, 'apps/b/b.ts': `import 'dotenv/config';\n${source}`, 'apps/b/.env': `MISTRAL_API_KEY=${other}\n`, 'apps/c/.env': 'MISTRAL_API_KEY=\n' });
    expect(await check('env-files', path)).toEqual(['ok: MISTRAL_API_KEY is set in apps/a/.env.', 'ok: MISTRAL_API_KEY is set in apps/b/.env.']);
    expect(await check('variable', path)).toEqual(['ok: MISTRAL_API_KEY in apps/a/.env:1 is set and in the shape of a key.', 'ok: MISTRAL_API_KEY in apps/b/.env:1 is set and in the shape of a key.']);
    expect(await check('loading', path)).toEqual(['warning: Nothing that can be seen loads apps/a/.env.', 'ok: apps/b/b.ts names dotenv, which loads apps/b/.env.']);
  });

  test('are to be ignored by git', async () => {
    const path = repository({ '.gitignore': '.env.local\n', '.env': `MISTRAL_API_KEY=${key}\n`, '.env.example': 'MISTRAL_API_KEY=\n' });
    put(path, '.env.local', `MISTRAL_API_KEY=${key}\n`);
    put(path, '.env.test', `MISTRAL_API_KEY=${key}\n`);
    expect(await check('env-ignored', path)).toEqual([
      'problem: Git tracks .env, which holds a key: everyone with the repository has it.',
      'ok: Git ignores .env.local.',
      'problem: Git does not ignore .env.test, which holds a key: the next "git add ." takes it along.',
    ]);
    expect(await check('env-ignored', folder({ '.env': `MISTRAL_API_KEY=${key}\n` }))).toEqual([]);
  });

  test.each([
    ['nothing', {}, 'warning: Nothing that can be seen loads .env.'],
    ['a script', { 'package.json': '{"scripts":{"start":"node --env-file=.env a.js"}}' }, 'ok: package.json names --env-file, which loads .env.'],
    ['a framework', { 'package.json': '{"dependencies":{"next":"16.0.0"}}' }, 'ok: package.json names next, which loads .env.'],
    ['python', { 'a.py': 'from dotenv import load_dotenv\nload_dotenv()  # for Mistral\n' }, 'ok: a.py names dotenv, which loads .env.'],
  ])('are loaded by %s', async (_name, files, expected) => {
    expect(await check('loading', folder({ '.env': `MISTRAL_API_KEY=${key}\n`, ...files }))).toEqual([expected]);
  });

  test('are read as dotenv reads them', () => {
    expect(readEnvFile(`# A=1\nexport B = "x # y" # z\r\nC='q'\nD=bare # comment\nE=\nF=a#b\nnonsense\nG: colon\n`)).toEqual([
      { name: 'B', value: 'x # y', line: 2 },
      { name: 'C', value: 'q', line: 3 },
      { name: 'D', value: 'bare', line: 4 },
      { name: 'E', value: '', line: 5 },
      { name: 'F', value: 'a#b', line: 6 },
      { name: 'G', value: 'colon', line: 8 },
    ]);
  });
});

test('public copies of the key', async () => {
  expect(await check('public-names', folder(), { VITE_MISTRAL_API_KEY: key })).toEqual(['problem: VITE_MISTRAL_API_KEY of this shell reaches the browser with every build.']);
  expect(await check('public-names', folder({ '.env': `NEXT_PUBLIC_MISTRAL_API_KEY=${key}\n` }))).toContain('problem: NEXT_PUBLIC_MISTRAL_API_KEY in .env:1 reaches the browser with every build.');
  expect(await check('public-names', folder(), { MISTRAL_API_KEY: key })).toEqual(['ok: No copy of the key goes by a name that reaches the browser.']);
});

test('names that the configuration adds are names of keys', async () => {
  const files = { '.env': `LLM_GATEWAY_KEY=${key}\nACME_PUBLIC_LLM_GATEWAY_KEY=${key}\n` };
  const configured = repository({ ...files, '.mistral-keys.json': '{ "names": ["LLM_GATEWAY_KEY"], "publicPrefixes": ["ACME_PUBLIC_"] }' });
  expect(await check('env-ignored', configured)).toEqual(['problem: Git tracks .env, which holds a key: everyone with the repository has it.']);
  expect(await check('public-names', configured)).toContain('problem: ACME_PUBLIC_LLM_GATEWAY_KEY in .env:2 reaches the browser with every build.');
  expect(await check('env-ignored', repository(files))).toEqual([]);
});

test('variables of the process that give the key away', async () => {
  expect(await check('process', folder(), { MISTRAL_DEBUG: 'false', NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
    expect.stringMatching(/^problem: MISTRAL_DEBUG is set/u),
    expect.stringMatching(/^problem: NODE_TLS_REJECT_UNAUTHORIZED is 0/u),
  ]);
  expect(await check('process', folder(), { MISTRAL_DEBUG: '' })).toEqual([]);
});

describe('rotation', () => {
  const now = new Date('2026-06-01T00:00:00Z');

  test('goes by the last change of a file that git does not track', async () => {
    const path = folder({ '.env': `MISTRAL_API_KEY=${key}\n` });
    utimesSync(join(path, '.env'), now, new Date('2026-02-01T00:00:00Z'));
    expect(await check('rotation', path, {}, now)).toEqual(['warning: MISTRAL_API_KEY in .env has been in use for at least 120 days, longer than 90.']);
    utimesSync(join(path, '.env'), now, new Date('2026-05-31T00:00:00Z'));
    expect(await check('rotation', path, {}, now)).toEqual(['ok: MISTRAL_API_KEY in .env has been in use for at least 1 day.']);
  });

  test('goes by the commit of the line in a file that it tracks', async () => {
    const path = repository({ '.env': `MISTRAL_API_KEY=${key}\n` });
    git(path, 'commit', '--quiet', '--amend', '--no-edit', '--date=2026-01-01T00:00:00Z');
    put(path, '.env', `MISTRAL_API_KEY=${key}\nOTHER=1\n`);
    git(path, 'commit', '--quiet', '--all', '--message', 'other', '--date=2026-05-01T00:00:00Z');
    expect(await check('rotation', path, {}, now)).toEqual(['warning: MISTRAL_API_KEY in .env has been in the repository for 151 days, longer than 90.']);
  });
});

describe('installed SDKs', () => {
  const manifest = (version: string): Readonly<Record<string, string>> => ({ 'node_modules/@mistralai/mistralai/package.json': `{"version":"${version}"}` });

  test.each([
    ['2.0.0', "import { Mistral } from '@mistralai/mistralai';", 'ok: @mistralai/mistralai 2.0.0 (node_modules/@mistralai/mistralai/package.json) fits the code.'],
    ['2.0.0', "import MistralClient from '@mistralai/mistralai';", 'problem: a.ts imports the default export of @mistralai/mistralai, which is gone since 1.0 (2.0.0 is installed).'],
    ['0.5.0', "import { Mistral } from '@mistralai/mistralai';", 'problem: a.ts imports { Mistral }, which @mistralai/mistralai 0.5.0 does not have.'],
    ['2.0.0', '// Mistral', 'ok: @mistralai/mistralai 2.0.0 (node_modules/@mistralai/mistralai/package.json), which no source file imports.'],
  ])('npm %s: %s', async (version, text, expected) => {
    expect(await check('sdk-npm', folder({ ...manifest(version), 'a.ts': `${text}\n` }))).toEqual([expected]);
  });

  test('are those that each file sees', async () => {
    const source = "import { Mistral } from '@mistralai/mistralai';\n";
    const path = folder({
      'package-lock.json': '{"packages":{"apps/b/node_modules/@mistralai/mistralai": {"version": "1.5.0"}}}',
      'apps/a/src/a.ts': source,
      'apps/a/node_modules/@mistralai/mistralai/package.json': '{"version":"0.5.0"}',
      'apps/b/b.ts': source,
      'c.ts': `export const text = \`${source}import { createMistral } from '@ai-sdk/mistral';\`;\n`,
    });
    expect(await check('sdk-npm', path)).toEqual([
      'problem: apps/a/src/a.ts imports { Mistral }, which @mistralai/mistralai 0.5.0 does not have.',
      'ok: @mistralai/mistralai 1.5.0 (package-lock.json) fits the code.',
    ]);
  });

  test('that are missing', async () => {
    expect(await check('sdk-npm', folder({ 'a.ts': "import { createMistral } from '@ai-sdk/mistral';\n" }))).toEqual(['problem: a.ts imports @ai-sdk/mistral, which is not installed.']);
  });

  test.each([
    ['1.9.0', 'from mistralai import Mistral\nMistral(api_key=k)\n', 'ok: mistralai 1.9.0 (requirements.txt) fits the code.'],
    ['2.1.0', 'from mistralai import Mistral\n', 'problem: a.py imports Mistral from mistralai, the form of 1.x; mistralai 2.1.0 raises ImportError.'],
    ['1.9.0', 'from mistralai.client import Mistral\n', 'problem: a.py imports Mistral from mistralai.client, the form of 2.x; mistralai 1.9.0 raises ImportError.'],
    ['1.0.0', 'from mistralai.client import MistralClient\nMistralClient(api_key=k)\n', 'problem: a.py uses MistralClient, which raises NotImplementedError since 1.0 (mistralai 1.0.0).'],
    ['0.4.2', 'from mistralai.client import MistralClient\nMistralClient(api_key=k)\n', 'ok: mistralai 0.4.2 (requirements.txt) fits the code.'],
    ['2.4.6', 'from mistralai.client import Mistral\nMistral()\n', 'problem: a.py builds Mistral() without a key, and mistralai 2.4.6 never reads MISTRAL_API_KEY: each call answers 401.'],
    ['2.4.7', 'from mistralai.client import Mistral\nMistral()\n', 'ok: mistralai 2.4.7 (requirements.txt) fits the code.'],
    ['2.4.7', 'from mistral import Mistral\n', 'warning: a.py imports from mistral; the package is called mistralai.'],
  ])('Python %s: %j', async (version, text, expected) => {
    expect(await check('sdk-python', folder({ 'requirements.txt': `httpx\nmistralai==${version}\n`, 'a.py': text }))).toEqual([expected]);
  });

  const reading = (files: Readonly<Record<string, string>>): { text: (file: string) => string | undefined } => ({ text: (file) => files[file] });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['package-lock.json', { 'package-lock.json': '{"packages":{"node_modules/@mistralai/mistralai": {\n "version": "1.2.3"' }],
    ['pnpm-lock.yaml', { 'pnpm-lock.yaml': "packages:\n\n  '@mistralai/mistralai@1.2.3':\n    resolution: {}\n" }],
    ['yarn.lock', { 'yarn.lock': '"@mistralai/mistralai@^1.0.0":\n  version "1.2.3"\n' }],
    ['bun.lock', { 'bun.lock': '"@mistralai/mistralai": ["@mistralai/mistralai@1.2.3", {}]' }],
    ['package.json', { 'package.json': '{"dependencies":{"@mistralai/mistralai":"^1.2.3"}}' }],
  ])('npm versions from %s', (file, files) => {
    expect(npmVersion(reading(files), '@mistralai/mistralai')).toEqual({ version: '1.2.3', file });
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['poetry.lock', { 'poetry.lock': '[[package]]\nname = "mistralai"\nversion = "1.2.3"\n' }],
    ['Pipfile.lock', { 'Pipfile.lock': '{"default":{"mistralai":{"hashes":[],"version":"==1.2.3"}}}' }],
    ['requirements.txt', { 'requirements.txt': 'mistralai[agents] == 1.2.3\n' }],
    ['pyproject.toml', { 'pyproject.toml': 'dependencies = ["httpx", "mistralai==1.2.3"]\n' }],
    ['pyproject.toml', { 'pyproject.toml': '[tool.poetry.dependencies]\nmistralai = "^1.2.3"\n' }],
  ])('Python versions from %s', (file, files) => {
    expect(pythonVersion({ ...reading(files), root: '/nowhere' })).toEqual({ version: '1.2.3', file });
  });

  test('Python versions from a virtual environment; nothing from an open range', () => {
    const path = folder();
    mkdirSync(join(path, '.venv/lib/python3.12/site-packages/mistralai-1.2.3.dist-info'), { recursive: true });
    expect(pythonVersion({ text: () => undefined, root: path })?.version).toBe('1.2.3');
    expect(pythonVersion({ ...reading({ 'requirements.txt': 'mistralai>=1.0\n' }), root: '/nowhere' })).toBeUndefined();
  });

  test.each([
    ['1.0.0', '2.0.0', true],
    ['2.4.6', '2.4.7', true],
    ['2.4.10', '2.4.7', false],
    ['2.0', '2.0.0', false],
    ['2.0.0rc1', '2.0.0', false],
  ])('%s comes before %s: %s', (version, later, expected) => {
    expect(isBefore(version, later)).toBe(expected);
  });
});

describe('safeguards', () => {
  test('a git hook', async () => {
    const path = repository({});
    expect(await check('hook', path)).toEqual(['warning: No git hook scans what is committed.']);
    put(path, '.git/hooks/pre-commit', '#!/bin/sh\nnpx mistral-keys scan\n');
    expect(await check('hook', path)).toEqual(['ok: A git hook scans what is committed (.git/hooks/pre-commit).']);
    expect(await check('hook', repository({ '.husky/pre-commit': 'npx mistral-keys scan\n' }))).toEqual(['ok: A git hook scans what is committed (.husky/pre-commit).']);
    expect(await check('hook', repository({ 'package.json': '{"devDependencies":{"eslint-plugin-mistral-keys":"1"}}' }))).toEqual(['warning: No git hook scans what is committed.']);
    expect(await check('hook', folder())).toEqual([]);
  });

  test('a git hook that was installed and lost its command', async () => {
    const path = repository({});
    installHook(await hooksFolder(path), 'pre-commit', path);
    expect(await check('hook', path)).toEqual([expect.stringMatching(/^(?:ok: A git hook scans what is committed \(\.git\/hooks\/pre-commit\)|warning: The hook that scans what is committed does not work)/u)]);
    put(path, '.git/hooks/pre-commit', `${readFileSync(join(path, '.git/hooks/pre-commit'), 'utf8')}\nexit 0\n`);
    expect(await check('hook', path)).toEqual(['warning: The hook that scans what is committed does not work: it was changed by hand.']);
  });

  test('ESLint and CI', async () => {
    const config = { 'eslint.config.js': "import mistralKeys from 'eslint-plugin-mistral-keys';\nexport default [mistralKeys.configs.recommended];\n" };
    expect(await check('eslint', folder(config))).toEqual(['ok: eslint.config.js has the plugin.']);
    expect(await check('eslint', folder({ 'eslint.config.js': 'export default [];\n' }))).toEqual(['warning: eslint.config.js does not have the plugin.']);
    expect(await check('eslint', folder())).toEqual([]);
    expect(await check('ci', folder({ '.github/workflows/ci.yml': 'run: npx mistral-keys scan\n' }))).toEqual(['ok: .github/workflows/ci.yml runs mistral-keys.']);
    expect(await check('ci', folder({ ...config, '.gitlab-ci.yml': 'script: npx eslint .\n' }))).toEqual(['ok: .gitlab-ci.yml runs ESLint, which has the plugin.']);
    expect(await check('ci', folder({ '.gitlab-ci.yml': 'script: npx eslint .\n' }))).toEqual(['warning: No step of .gitlab-ci.yml looks for keys.']);
    expect(await check('ci', folder())).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a step that is commented out', { '.gitlab-ci.yml': 'script:\n  # - npx mistral-keys scan\n  - npm test\n' }, 'warning: No step of .gitlab-ci.yml looks for keys.'],
    ['a script that scans', { '.gitlab-ci.yml': 'script: npm run check\n', 'package.json': '{"scripts":{"check":"npm run keys && tsc","keys":"mistral-keys scan"}}' }, 'ok: .gitlab-ci.yml runs mistral-keys.'],
    ['scripts that call each other', { '.gitlab-ci.yml': 'script: npm run a\n', 'package.json': '{"scripts":{"a":"npm run b","b":"npm run a"}}' }, 'warning: No step of .gitlab-ci.yml looks for keys.'],
    ['a script that lints with ESLint', { '.gitlab-ci.yml': 'script: pnpm lint\n', 'package.json': '{"scripts":{"lint":"eslint ."}}' }, 'ok: .gitlab-ci.yml runs ESLint, which has the plugin.'],
    ['a script that lints with something else', { '.gitlab-ci.yml': 'script: npm run lint\n', 'package.json': '{"scripts":{"lint":"biome check"}}' }, 'warning: No step of .gitlab-ci.yml looks for keys.'],
    ['the scripts of all packages', { '.gitlab-ci.yml': 'script: pnpm turbo run build lint\n' }, 'ok: .gitlab-ci.yml runs ESLint, which has the plugin.'],
  ])('CI: %s', async (_name, files, expected) => {
    const config = "import mistralKeys from 'eslint-plugin-mistral-keys';\nexport default [mistralKeys.configs.recommended];\n";
    expect(await check('ci', folder({ 'eslint.config.js': config, ...files }))).toEqual([expected]);
  });

  test('what to do names the package where the project does not have it: the command alone is the name of another one', async () => {
    const fixes = async (files: Readonly<Record<string, string>>): Promise<(string | undefined)[]> => (await checksOf(folder({ '.gitlab-ci.yml': '', ...files }))).filter(({ id }) => id === 'ci').map(({ fix }) => fix);
    expect(await fixes({})).toEqual(['Add a step: npx --package eslint-plugin-mistral-keys mistral-keys scan']);
    expect(await fixes({ 'package.json': '{"devDependencies":{"eslint-plugin-mistral-keys":"1"}}' })).toEqual(['Add a step: npx mistral-keys scan']);
  });
});

test('the code', async () => {
  expect(await check('code', folder())).toEqual(['ok: The scan finds nothing else in the code.']);
  const [said] = await check('code', folder({ 'a.ts': `import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ apiKey: '${key}' });\nnew Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n` }));
  expect(said).toMatch(/^problem: The scan finds 1 error and 1 warning; first a\.ts:2: The Mistral API key/u);
});

test('a file in the place of a package, an env file that is a folder, and hostile names do not stop it', async () => {
  const path = folder({ node_modules: 'x', '.github': 'x', 'a\u202e.py': 'from mistralai import Mistral\n', 'requirements.txt': 'mistralai==2.0.0\n' });
  mkdirSync(join(path, '.env'));
  expect((await checksOf(path)).length).toBeGreaterThan(3);
});
