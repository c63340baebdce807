import { type Linter, ESLint } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/eslint/index.js';
import { scan } from '../../src/scan/index.js';
import { folder } from '../scan/folder.js';

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const unguarded = "import { Mistral } from '@mistralai/mistralai';\nimport { present } from './present.js';\nconst key = process.env.MISTRAL_API_KEY;\npresent(key);\nnew Mistral({ apiKey: key });\n";

async function lint(cwd: string, ...configs: Linter.Config[]): Promise<string[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended, ...configs] });
  const results = await eslint.lintFiles('**/*.js');
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${String(ruleId)} ${filePath.slice(cwd.length + 1)}:${line}`)).sort();
}

async function scanned(cwd: string): Promise<string[]> {
  return (await scan({ cwd })).findings.map(({ rule, file, line }) => `mistral-keys/${rule} ${file}:${line}`).sort();
}

const files = {
  'names.js': `export const llmGatewayKey = '${key}';\n`,
  'guards.js': unguarded,
  'present.js': 'export function present(value) { globalThis.seen = value; }\n',
  'prefix.js': 'export const key = process.env.ACME_PUBLIC_MISTRAL_API_KEY;\n',
  'allowed.js': `export const MISTRAL_API_KEY_OLD = '${key}';\n`,
  'off/a.js': `export const MISTRAL_API_KEY = '${key}';\n`,
  'ignored/a.js': `export const MISTRAL_API_KEY = '${key}';\n`,
};

test('the configuration of the project holds in both hosts', async () => {
  const configuration = {
    names: ['LLM_GATEWAY_KEY'],
    guards: ['present'],
    publicPrefixes: ['ACME_PUBLIC_'],
    ignore: ['ignored'],
    rules: { 'no-hardcoded-key': ['error', { allow: ['MISTRAL_API_KEY_OLD'] }] },
    overrides: [{ files: ['off'], rules: { 'no-hardcoded-key': 'off' } }],
  };
  const cwd = folder({ ...files, '.mistral-keys.json': JSON.stringify(configuration) });
  const expected = ['mistral-keys/no-client-key prefix.js:1', 'mistral-keys/no-hardcoded-key names.js:1'];
  expect(await scanned(cwd)).toEqual(expected);
  expect(await lint(cwd)).toEqual(expected);
});

test('rules take the same options in the configuration of ESLint', async () => {
  const cwd = folder(files);
  const found = await lint(cwd, {
    rules: {
      'mistral-keys/no-hardcoded-key': ['error', { names: ['LLM_GATEWAY_KEY'], allow: ['MISTRAL_API_KEY_OLD'] }],
      'mistral-keys/no-unguarded-env': ['error', { guards: ['present'] }],
      'mistral-keys/no-client-key': ['error', { publicPrefixes: ['ACME_PUBLIC_'] }],
    },
  });
  expect(found).toEqual(['mistral-keys/no-client-key prefix.js:1', 'mistral-keys/no-hardcoded-key ignored/a.js:1', 'mistral-keys/no-hardcoded-key names.js:1', 'mistral-keys/no-hardcoded-key off/a.js:1']);
  await expect(lint(cwd, { rules: { 'mistral-keys/no-hardcoded-key': ['error', { nmaes: [] }] } })).rejects.toThrow('nmaes');
});

test('a configuration that cannot be used is told', async () => {
  const cwd = folder({ ...files, '.mistral-keys.json': '{ "nmaes": [] }' });
  await expect(lint(cwd)).rejects.toThrow('the configuration knows no "nmaes". Did you mean "names"?');
});
