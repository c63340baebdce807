import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/eslint/index.js';
import { scan } from '../../src/scan/index.js';
import { git, put, repository } from '../scan/folder.js';
import { key } from './additions.js';

/** A package whose configuration adds words, and others that use it, or that it uses, and know none of them. */
const files = {
  'a/.mistral-keys.json': JSON.stringify({ names: ['LLM_GATEWAY_KEY'], hosts: ['llm.example.org'], clients: [{ from: '@acme/llm', name: 'createLlm', option: 'secret' }], guards: ['present'] }),
  'a/client.js': [
    "import { createLlm } from '@acme/llm';",
    'export function make(secret) { return createLlm({ secret }); }',
    'export const ask = (token) => fetch(\'https://llm.example.org/v1\', { headers: { Authorization: `Bearer ${token}` } });',
    '',
  ].join('\n'),
  'a/env.js': 'export const key = process.env.LLM_GATEWAY_KEY;\n',
  'a/uses.js': "import { createLlm } from '@acme/llm';\nimport { secret } from '../c/secret.js';\ncreateLlm({ secret });\n",
  'a/notebook.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: [`LLM_GATEWAY_KEY = "${key}"`] }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }),
  'b/use.js': `import { ask, make } from '../a/client.js';\nmake('${key}');\nask('${key}');\n`,
  'b/log.js': "import { key } from '../a/env.js';\nconsole.log(key);\n",
  // Where no configuration is near, the words mean nothing.
  'b/own.js': `export const llmGatewayKey = '${key}';\nfetch('https://llm.example.org/v1', { headers: { Authorization: 'Bearer ${key}' } });\n`,
  'c/secret.js': `export const secret = '${key}';\n`,
};

const expected = ['a/notebook.ipynb no-hardcoded-key 1', 'b/log.js no-key-logging 2', 'b/use.js no-hardcoded-key 2', 'b/use.js no-hardcoded-key 3', 'c/secret.js no-hardcoded-key 1'];

async function found(cwd: string, staged: boolean): Promise<string[]> {
  const { findings, complete } = await scan({ cwd, staged });
  expect(complete).toBe(true);
  return findings.map(({ file, rule, line }) => `${file} ${rule} ${String(line)}`);
}

test('the words of a folder hold in its files, whoever imports them', async () => {
  expect(await found(repository(files), false)).toEqual(expected);
});

test('also in what is staged', async () => {
  const { 'b/use.js': use, 'c/secret.js': secret, ...before } = files;
  const root = repository(before);
  put(root, 'b/use.js', use);
  put(root, 'c/secret.js', secret);
  git(root, 'add', '--all');
  expect(await found(root, true)).toEqual(expected.slice(2));
});

test('and in the editor', async () => {
  const cwd = repository(files);
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended] });
  const results = await eslint.lintFiles('**/*.js');
  expect(results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${filePath.slice(cwd.length + 1)} ${String(ruleId).replace('mistral-keys/', '')} ${String(line)}`)).sort()).toEqual(expected.slice(1));
});
