import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan, type ScanOptions } from '../../src/scan/index.js';
import { folder, put, repository } from '../scan/folder.js';

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const hardcoded = `import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ apiKey: '${key}' });\n`;
const unguarded = "import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n";

async function found(cwd: string, options: ScanOptions = {}): Promise<string[]> {
  const { findings, complete } = await scan({ cwd, ...options });
  expect(complete).toBe(true);
  return findings.map(({ severity, rule, file, line }) => `${severity} ${rule} ${file}:${line}`);
}

const configured = (configuration: object, files: Readonly<Record<string, string>>): string => folder({ '.mistral-keys.json': JSON.stringify(configuration), ...files });

describe('the nearest configuration holds', () => {
  const files = {
    '.mistral-keys.json': '{ "rules": { "no-unguarded-env": "off" } }',
    'a.ts': unguarded,
    'packages/one/.mistral-keys.json': '{}',
    'packages/one/src/a.ts': unguarded,
    'packages/two/package.json': '{ "mistral-keys": { "extends": "strict" } }',
    'packages/two/src/a.ts': unguarded,
    'packages/three/package.json': '{ "name": "three" }',
    'packages/three/src/a.ts': unguarded,
  };

  test('for each folder, whole', async () => {
    expect(await found(repository(files))).toEqual(['warning no-unguarded-env packages/one/src/a.ts:2', 'error no-unguarded-env packages/two/src/a.ts:2']);
  });

  test('wherever the scan starts, and for one file', async () => {
    const root = repository(files);
    expect(await found(join(root, 'packages/three'))).toEqual([]);
    expect(await found(root, { paths: ['packages/two/src/a.ts', 'a.ts'] })).toEqual(['error no-unguarded-env packages/two/src/a.ts:2']);
    expect(await found(root, { input: { path: 'packages/two/new.ts', bytes: Buffer.from(unguarded) } })).toEqual(['error no-unguarded-env packages/two/new.ts:2']);
  });

  test('unless the user says otherwise on the spot', async () => {
    const root = repository(files);
    expect(await found(root, { rules: { 'no-unguarded-env': 'error' } })).toHaveLength(4);
    expect(await found(root, { configuration: false })).toEqual(['a.ts', 'packages/one/src/a.ts', 'packages/three/src/a.ts', 'packages/two/src/a.ts'].map((file) => `warning no-unguarded-env ${file}:2`));
  });

  test('but none from above the repository', async () => {
    const above = folder({ '.mistral-keys.json': '{ "rules": { "no-unguarded-env": "off" } }', 'app/a.ts': unguarded, 'app/.git/HEAD': 'ref: refs/heads/main' });
    expect(await found(join(above, 'app'), { paths: ['a.ts'] })).toEqual(['warning no-unguarded-env a.ts:2']);
  });
});

test('what it ignores is not reported, also where it is named', async () => {
  const cwd = configured({ ignore: ['legacy', '**/*.test.ts', '!legacy/kept.ts'] }, { 'a.ts': hardcoded, 'a.test.ts': hardcoded, 'legacy/a.ts': hardcoded, 'legacy/kept.ts': hardcoded });
  expect(await found(cwd)).toEqual(['error no-hardcoded-key a.ts:2', 'error no-hardcoded-key legacy/kept.ts:2']);
  const { findings, summary } = await scan({ cwd, paths: ['legacy/a.ts'] });
  expect(findings).toEqual([]);
  expect(summary.skipped).toEqual([{ file: 'legacy/a.ts', reason: 'not read: the configuration ignores it' }]);
});

test('a finding takes the level of the file where it stands', async () => {
  const files = { 'lib/key.ts': `export const secret = '${key}';\n`, 'app.ts': "import { Mistral } from '@mistralai/mistralai';\nimport { secret } from './lib/key.js';\nnew Mistral({ apiKey: secret });\n" };
  expect(await found(configured({ overrides: [{ files: ['lib'], rules: { 'no-hardcoded-key': 'warn' } }] }, files))).toEqual(['warning no-hardcoded-key lib/key.ts:1']);
  expect(await found(configured({ ignore: ['lib'] }, files))).toEqual([]);
});

test('later overrides prevail, and a level alone keeps the options', async () => {
  const cwd = configured(
    { rules: { 'no-unguarded-env': ['warn', { allow: ['MISTRAL_API_KEY'] }] }, overrides: [{ files: ['**/*.ts'], rules: { 'no-unguarded-env': 'error' } }, { files: ['b.ts'], rules: { 'no-unguarded-env': ['error', {}] } }] },
    { 'a.ts': unguarded, 'b.ts': unguarded },
  );
  expect(await found(cwd)).toEqual(['error no-unguarded-env b.ts:2']);
});

describe('what the project adds reaches the analysis', () => {
  test('names: in code, env files, YAML and other text, also where nothing names Mistral', async () => {
    const files = {
      'a.ts': `const llmGatewayKey = '${key}';\n`,
      'b.py': `LLM_GATEWAY_KEY = "${key}"\n`,
      'c.env.example': `LLM_GATEWAY_KEY=${key}\n`,
      'd.yml': `env:\n  LLM_GATEWAY_KEY: ${key}\n`,
      'e.rb': `LLM_GATEWAY_KEY = "${key}"\n`,
      'f.ts': `const OTHER_KEY = '${key}';\n`,
    };
    expect(await found(folder(files))).toEqual([]);
    expect(await found(configured({ names: ['LLM_GATEWAY_KEY'] }, files))).toEqual(['a.ts:1', 'b.py:1', 'c.env.example:1', 'd.yml:2', 'e.rb:1'].map((place) => `error no-hardcoded-key ${place}`));
    expect(await found(configured({ rules: { 'no-hardcoded-key': ['warn', { names: ['LLM_GATEWAY_KEY'] }] } }, { 'a.ts': `const llmGatewayKey = '${key}';\n` }))).toEqual(['warning no-hardcoded-key a.ts:1']);
  });

  test('hosts', async () => {
    const files = { 'a.ts': `fetch('https://llm.example.org/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n` };
    expect(await found(folder(files))).toEqual([]);
    expect(await found(configured({ hosts: ['llm.example.org'] }, files))).toEqual(['error no-hardcoded-key a.ts:1']);
  });

  test('public prefixes', async () => {
    const files = { 'a.ts': 'export const key = process.env.ACME_PUBLIC_MISTRAL_API_KEY;\n', '.env.example': 'ACME_PUBLIC_MISTRAL_API_KEY=\n' };
    expect(await found(folder(files))).toEqual([]);
    expect(await found(configured({ publicPrefixes: ['ACME_PUBLIC_'] }, files))).toEqual(['error no-client-key .env.example:1', 'error no-client-key a.ts:1']);
  });

  test('wrappers of the client', async () => {
    const files = {
      'a.ts': `import { createLlm } from '@acme/llm';\ncreateLlm({ secret: '${key}' });\ncreateLlm();\n`,
      'b.py': `from acme.llm import Llm\nLlm(secret="${key}")\nLlm()\n`,
    };
    expect(await found(folder(files))).toEqual([]);
    const clients = [{ from: '@acme/llm', name: 'createLlm', option: 'secret' }, { from: 'acme.llm', name: 'Llm', option: 'secret' }];
    expect(await found(configured({ clients }, files))).toEqual(['error no-hardcoded-key a.ts:2', 'error no-hardcoded-key b.py:2']);
  });

  test('guards', async () => {
    const files = {
      'a.ts': "import { Mistral } from '@mistralai/mistralai';\nimport { present } from './present.js';\nconst key = process.env.MISTRAL_API_KEY;\npresent(key);\nnew Mistral({ apiKey: key });\n",
      'present.ts': 'export function present(value) { globalThis.seen = value; }\n',
    };
    expect(await found(folder(files))).toEqual(['warning no-unguarded-env a.ts:3']);
    expect(await found(configured({ guards: ['present'] }, files))).toEqual([]);
    expect(await found(configured({ rules: { 'no-unguarded-env': ['warn', { guards: ['present'] }] } }, files))).toEqual([]);
  });

  test('loggers', async () => {
    const files = { 'a.ts': 'audit.write(process.env.MISTRAL_API_KEY);\n', 'b.py': 'import os\naudit.write(os.environ["MISTRAL_API_KEY"])\n' };
    expect(await found(folder(files))).toEqual([]);
    expect(await found(configured({ loggers: ['audit.write'] }, files))).toEqual(['error no-key-logging a.ts:1', 'error no-key-logging b.py:2']);
    expect(await found(configured({ rules: { 'no-key-logging': ['error', { sinks: ['audit.write'] }] } }, files))).toHaveLength(2);
  });
});

test('a suppression without a reason counts only where none is demanded', async () => {
  const files = { 'a.ts': `// eslint-disable-next-line mistral-keys/no-hardcoded-key\nexport const MISTRAL_API_KEY = '${key}';\n`, 'b.ts': `// eslint-disable-next-line mistral-keys/no-hardcoded-key -- revoked\nexport const MISTRAL_API_KEY = '${key}';\n` };
  expect(await found(folder(files))).toEqual([]);
  const { findings, suppressed, unusedSuppressions } = await scan({ cwd: configured({ requireSuppressionReason: true }, files) });
  expect(findings.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.ts:2']);
  expect(suppressed).toBe(1);
  expect(unusedSuppressions).toEqual([{ file: 'a.ts', line: 1, column: 1, rule: 'no-hardcoded-key', message: 'This suppresses nothing, since the configuration demands a reason: add " -- " and why.' }]);
});

test('a configuration that cannot be used ends the scan', async () => {
  const cwd = configured({ rules: { 'no-hardcodedkey': 'off' } }, { 'a.ts': hardcoded });
  await expect(scan({ cwd })).rejects.toThrow('.mistral-keys.json:1:11: "rules" knows no "no-hardcodedkey". Did you mean "no-hardcoded-key"?');
  put(cwd, '.mistral-keys.json', Buffer.from([0, 1, 2, 255]));
  await expect(scan({ cwd })).rejects.toThrow('.mistral-keys.json:1:1: is no JSON');
  expect(await found(cwd, { configuration: false })).toEqual(['error no-hardcoded-key a.ts:2']);
});
