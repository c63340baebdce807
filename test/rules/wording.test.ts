import { describe, expect, test } from 'vitest';
import { passing, readOf, stopUnless } from '../../rules/wording.js';
import { folder } from '../scan/folder.js';
import { scanFiles } from '../support/scanner.js';
import { key, sdk } from './tester.js';

const rotate = ', then revoke this key at https://console.mistral.ai/api-keys and create a new one';
const stop = "if (!key) throw new Error('MISTRAL_API_KEY is not set')";
const read = 'const key = process.env.MISTRAL_API_KEY; ';

/** What is wrong, the text, and the fix that the one finding in it names. */
const fixes: readonly (readonly [string, string, string])[] = [
  ['a key', `const MISTRAL_API_KEY = '${key}';`, `read it from process.env.MISTRAL_API_KEY${rotate}`],
  ['a key of Codestral', `const CODESTRAL_API_KEY = '${key}';`, `read it from process.env.CODESTRAL_API_KEY${rotate}`],
  ['a key in a header', `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });`, `send Authorization: \`Bearer \${process.env.MISTRAL_API_KEY}\`${rotate}`],
  ['a key in a comment', `// MISTRAL_API_KEY=${key}`, `take it out of the comment${rotate}`],
  ['an unchecked option', `${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY });`, `stop when it is not set: ${read}${stop}; new Mistral({ apiKey: key })`],
  ['an empty fallback', `import { createMistral } from '@ai-sdk/mistral';\ncreateMistral({ apiKey: process.env.MISTRAL_API_KEY ?? '' });`, `drop the fallback and stop when it is not set: ${read}${stop}; createMistral({ apiKey: key })`],
  ['a destructured variable', `${sdk}const { MISTRAL_API_KEY: token } = process.env;\nnew Mistral({ apiKey: token });`, `stop when it is not set: ${stop}; new Mistral({ apiKey: key })`],
  ['an unchecked key of version 0', "import MistralClient from '@mistralai/mistralai';\nnew MistralClient(process.env.MISTRAL_API_KEY);", `stop when it is not set: ${read}${stop}; new MistralClient(key)`],
  ['an unchecked header', 'fetch("https://api.mistral.ai/v1/models", { headers: { Authorization: `Bearer ${process.env.MISTRAL_API_KEY}` } });', `stop when it is not set: ${read}${stop}; Authorization: \`Bearer \${key}\``],
  ['no key', `${sdk}new Mistral();`, 'pass the key: new Mistral({ apiKey: process.env.MISTRAL_API_KEY }), and stop when it is unset'],
  ['no key for Codestral', `${sdk}new Mistral({ serverURL: 'https://codestral.mistral.ai' });`, 'pass the key: new Mistral({ apiKey: process.env.CODESTRAL_API_KEY }), and stop when it is unset'],
  ['no key of version 0', "import MistralClient from '@mistralai/mistralai';\nnew MistralClient();", 'pass the key: new MistralClient(process.env.MISTRAL_API_KEY), and stop when it is unset'],
  ['an empty key of the AI SDK', "import { createMistral } from '@ai-sdk/mistral';\ncreateMistral({ apiKey: '' });", 'pass the key: createMistral({ apiKey: process.env.MISTRAL_API_KEY }), and stop when it is unset'],
  ['no key for OpenAI’s client', "import OpenAI from 'openai';\nnew OpenAI({ baseURL: 'https://api.mistral.ai/v1' });", 'pass the Mistral key: new OpenAI({ apiKey: process.env.MISTRAL_API_KEY, baseURL: … })'],
  ['a misnamed option', `${sdk}new Mistral({ api_key: await load() });`, 'rename api_key to apiKey'],
  ['a positional key', `${sdk}export const make = (apiKey: string) => new Mistral(apiKey);`, 'pass an options object: new Mistral({ apiKey: … })'],
];

test.each(fixes)('%s', async (_what, text, fix) => {
  const findings = await scanFiles(folder({ 'file.mts': text }));
  expect(findings.map((finding) => finding.fix.text)).toEqual([fix]);
});

describe('in Python', () => {
  test('a key is read, checked and passed on', () => {
    expect(readOf('MISTRAL_API_KEY', 'python')).toBe('os.environ["MISTRAL_API_KEY"]');
    expect(stopUnless('key', 'MISTRAL_API_KEY', 'python')).toBe('if not key: raise RuntimeError("MISTRAL_API_KEY is not set")');
    expect(passing('key', 'mistral-sdk', 'python')).toBe('Mistral(api_key=key)');
    expect(passing('key', 'langchain', 'python')).toBe('ChatMistralAI(mistral_api_key=key)');
    expect(passing('key', 'openai', 'python', 'AsyncOpenAI')).toBe('AsyncOpenAI(api_key=key, base_url=…)');
    expect(passing('key', 'http', 'python')).toBe('"Authorization": f"Bearer {key}"');
  });
});
