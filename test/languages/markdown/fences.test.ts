import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/facts/source.js';
import { fencesOf } from '../../../src/languages/markdown/fences.js';
import { scan } from '../../../src/scan/index.js';
import { folder } from '../../scan/folder.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

/** The ending of the language and the code of each fence. */
function fences(text: string): string[] {
  return fencesOf(new SourceFile('/a.md', text)).map(({ code }) => `${code.source.path.split('.').at(-1) ?? ''} ${code.source.text}`);
}

async function found(text: string, name = 'README.md'): Promise<string[]> {
  const { findings } = await scan({ cwd: folder({ [name]: text }) });
  return findings.map(({ rule, line, column, messageId, fix }) => `${line}:${column} ${rule} ${messageId}${fix.edits === undefined ? '' : ' with edits'}`);
}

describe('fences', () => {
  test.each([
    ['```js\na\n```', ['js a\n']],
    ['~~~ts\na\n```\n~~~~\n', ['ts a\n```\n']],
    ['````python\n```\na\n````', ['py ```\na\n']],
    ['- item\n\n  ```bash\n  a\n    b\n c\n  ```', ['sh a\n  b\nc\n']],
    ['> ```yaml\n> a:\n>   b: 1\n> ```', ['yaml a:\n  b: 1\n']],
    ['1. ```json\n   {}\n   ```', ['json {}\n']],
    ['```js title="a.js" {1}\na\n```', ['js a\n']],
    ['```{python echo=FALSE}\na\n```', ['py a\n']],
    ['```{.typescript}\na\n```', ['ts a\n']],
    ['```\na\n```', []],
    ['```js\nnever closed', []],
    ['```js`\na\n```', []],
    ['`` `js` ``\n', []],
    ['```js\r\na\r\n```\r\n', ['js a\r\n']],
  ])('%j', (text, expected) => {
    expect(fences(text)).toEqual(expected);
  });
});

describe('a fence is read as its language', () => {
  test('the key that a variable passes on is bound, at its place in the document', async () => {
    const text = `# Usage of Mistral\n\n1. Call it:\n\n   \`\`\`ts\n   import { Mistral } from '@mistralai/mistralai';\n   const value = '${key}';\n   const client = new Mistral({ apiKey: value });\n   \`\`\`\n`;
    expect(await found(text)).toEqual(['7:19 no-hardcoded-key bound']);
    expect(await found(text.replace('```ts', '```python').replace(/import[^\n]*/u, 'from mistralai import Mistral').replace(/ {3}const value/u, '   value').replace(';\n   const', '\n   client').replace(/client client[^\n]*/u, 'client = Mistral(api_key=value)'))).toEqual(['7:13 no-hardcoded-key bound']);
  });

  test('examples that leave out the key or the check are no findings', async () => {
    const js = "```js\nimport { Mistral } from '@mistralai/mistralai';\nconst a = new Mistral();\nconst b = new Mistral({ apiKey: process.env.MISTRAL_API_KEY ?? '' });\n```\n";
    const py = '```python\nfrom mistralai import Mistral\nMistral()\n```\n';
    const env = '```env\nVITE_MISTRAL_API_KEY=your-key\n```\n';
    expect(await found(js + py + env)).toEqual([]);
    expect(await found(js + py + env, 'docs/a.mdx')).toEqual([]);
  });

  test('a literal that the code gives to somebody else is theirs, though Mistral is named nearby', async () => {
    const text = `\`\`\`python\nfrom openai import OpenAI\n# or Mistral\nclients = [OpenAI(api_key="${key}")]\n\`\`\`\n`;
    expect(await found(text)).toEqual([]);
  });

  test('a fence that does not parse is read as text', async () => {
    expect(await found(`\`\`\`js\nconst client = new Mistral({ apiKey: '${key}', ... });\n\`\`\`\n`)).toEqual(['2:39 no-hardcoded-key bound']);
  });

  test('a comment of the language suppresses', async () => {
    const text = `\`\`\`python\nfrom mistralai import Mistral\nMistral(api_key="${key}")  # eslint-disable-line mistral-keys/no-hardcoded-key -- revoked\n\`\`\`\n\nMISTRAL_API_KEY=${key}\n`;
    expect(await found(text)).toEqual(['6:17 no-hardcoded-key bound']);
  });

  test('shell, configuration and prose around', async () => {
    const text = `\`\`\`console\n$ export MISTRAL_API_KEY=${key}\n\`\`\`\n\n\`\`\`yaml\nmistral:\n  api_key: ${key}\n\`\`\`\n\nThe key of Mistral is ${key}.\n`;
    expect(await found(text)).toEqual(['2:26 no-hardcoded-key bound', '7:12 no-hardcoded-key bound', '10:23 no-hardcoded-key unbound']);
  });

  test('a document of many fences takes no longer than its length', async () => {
    const fence = '```js\nconst mistral = 1;\n```\n\n';
    expect(await found(`${fence.repeat(3000)}MISTRAL_API_KEY=${key}\n`)).toEqual(['12001:17 no-hardcoded-key bound']);
  });
});
