import { expect, test, vi } from 'vitest';
import { lintText } from '../support/eslint.js';
import { folder, put } from '../scan/folder.js';

const key = 'q7Hn2LxVt9BzKd4RwYm8Jc3PfSg6Ua5E';
const other = 'Vb6Xr1TzNk8Qw3Ds9Hf5Lj2Pc7Gm4YaE';

const constants = `export const access = '${key}';\n`;
const client = `import { Mistral } from '@mistralai/mistralai';
import { access } from './constants.js';

export const client = new Mistral({ apiKey: access });
`;
const project = { 'package.json': '{"type": "module"}', 'src/constants.ts': constants, 'src/client.ts': client };

/** @returns rule, line and column of everything found in a text that stands for a file */
function found(root: string, file: string, text: string): unknown[] {
  const { messages, fatal } = lintText(root, file, text);
  expect(fatal).toBeUndefined();
  return messages.map(({ ruleId, line, column }) => [ruleId, line, column]);
}

test('a literal is found in its file because of the file that imports it', () => {
  const root = folder(project);
  expect(found(root, 'src/constants.ts', constants)).toEqual([['mistral-keys/no-hardcoded-key', 1, 24]]);
  expect(found(root, 'src/client.ts', client)).toEqual([]);
});

test('nothing is found where nobody imports it', () => {
  const root = folder({ ...project, 'src/client.ts': client.replace('constants', 'elsewhere') });
  expect(found(root, 'src/constants.ts', constants)).toEqual([]);
});

test('what the editor holds counts, not what the disk does', () => {
  const root = folder(project);
  expect(found(root, 'src/constants.ts', `\n\n${constants}`)).toEqual([['mistral-keys/no-hardcoded-key', 3, 24]]);
  expect(found(root, 'src/constants.ts', 'export const access = await ask();\n')).toEqual([]);
  expect(found(root, 'src/constants.ts', constants.replace(key, other))).toEqual([['mistral-keys/no-hardcoded-key', 1, 24]]);
});

test('a file that changes on the disk is read again', async () => {
  const root = folder(project);
  expect(found(root, 'src/constants.ts', constants)).toHaveLength(1);
  put(root, 'src/client.ts', client.replace('{ apiKey: access }', '{ apiKey: await ask() }'));
  await vi.waitUntil(() => found(root, 'src/constants.ts', constants).length === 0);
  put(root, 'src/client.ts', client);
  await vi.waitUntil(() => found(root, 'src/constants.ts', constants).length === 1);
});

test('a guard in another file counts', async () => {
  const root = folder({
    'src/required.ts': "export function required(name: string) {\n  const value = process.env[name];\n  if (!value) throw new Error(name);\n  return value;\n}\n",
  });
  const guarded = `import { Mistral } from '@mistralai/mistralai';
import { required } from './required.js';

export const client = new Mistral({ apiKey: required('MISTRAL_API_KEY') });
`;
  expect(found(root, 'src/client.ts', guarded)).toEqual([]);
  put(root, 'src/required.ts', 'export function required(name: string) {\n  return process.env[name];\n}\n');
  await vi.waitUntil(() => found(root, 'src/client.ts', guarded).length === 1);
  expect(found(root, 'src/client.ts', guarded)).toEqual([['mistral-keys/no-unguarded-env', 4, 45]]);
});

test.each(['guide.md/0.js', 'guide.md/0_1.js'])('a block of another file is read like a file: %s', (file) => {
  const root = folder({ 'guide.md': '# Guide\n' });
  expect(found(root, file, `const MISTRAL_API_KEY = '${key}';\n`)).toEqual([['mistral-keys/no-hardcoded-key', 1, 26]]);
});

test('rules can be set one by one', () => {
  const text = `const MISTRAL_API_KEY = '${key}'; // eslint-disable-line mistral-keys/no-hardcoded-key -- for a test\n`;
  expect(found(folder(), 'file.js', text)).toEqual([]);
  expect(found(folder(), 'file.js', text.replace('no-hardcoded-key', 'require-api-key'))).toEqual([['mistral-keys/no-hardcoded-key', 1, 26]]);
});

test('a module is one of the browser while an entry leads to it', async () => {
  const asks = "import { ask } from './ask.js';\n\nexport const Ask = () => <button onClick={ask} />;\n";
  const text = `import { Mistral } from '@mistralai/mistralai';

const apiKey = process.env.MISTRAL_API_KEY;
if (!apiKey) throw new Error('no key');
const client = new Mistral({ apiKey });
export const ask = () => client.models.list();
`;
  const root = folder({ 'src/Ask.tsx': `'use client';\n${asks}`, 'src/ask.ts': text });
  expect(found(root, 'src/ask.ts', text)).toEqual([['mistral-keys/no-client-key', 3, 16]]);
  expect(found(root, 'src/ask.ts', `\n${text}`)).toEqual([['mistral-keys/no-client-key', 4, 16]]);
  put(root, 'src/Ask.tsx', asks);
  await vi.waitUntil(() => found(root, 'src/ask.ts', text).length === 0);
  put(root, 'src/Ask.tsx', `'use client';\n${asks}`);
  await vi.waitUntil(() => found(root, 'src/ask.ts', text).length === 1);
});
