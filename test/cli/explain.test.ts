import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { causes } from '../../rules/causes.js';
import { rules } from '../../rules/index.js';
import { RandomText } from '../key/random.js';
import { folder, repository } from '../scan/folder.js';

const key = new RandomText(41).key();
const program = `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral(process.env.MISTRAL_API_KEY);\n`;

function explain(arguments_: readonly string[], { cwd = folder(), environment = {}, input = '' }: { cwd?: string; environment?: Readonly<Record<string, string>>; input?: string } = {}): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'explain', ...arguments_], { cwd, input, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } });
  expect([status, stderr]).toEqual([0, '']);
  for (let start = 0; start + 5 <= key.length; start++) expect(stdout).not.toContain(key.slice(start, start + 5));
  return stdout;
}

test.each(rules.map(({ name }) => name))('%s: its page', (name) => {
  const shown = explain([name]);
  expect(shown).toContain(`mistral-keys/${name}\n`);
  expect(shown).toContain('\nWhy\n');
  expect(shown).not.toMatch(/<!--|```|^#/mu);
  expect(explain([`mistral-keys/${name}`])).toBe(shown);
});

test.each(Object.entries(causes))('%s: the cause', (id, { text, url }) => {
  const shown = explain([id]);
  expect(shown).toContain(text);
  expect(shown).toContain(url);
});

test('without an argument: what can be explained', () => {
  const shown = explain([]);
  for (const name of [...rules.map((rule) => rule.name), ...Object.keys(causes)]) expect(shown).toContain(`  ${name} `);
});

const error = 'SDKError: API error occurred: Status 401. Body: {"message":"Unauthorized"}';

describe('an error text', () => {
  test('is explained by what is seen in the project, with its place and fix', () => {
    const cwd = repository({ 'src/a.ts': program });
    const shown = explain([error], { cwd, environment: { MISTRAL_API_KEY: key } });
    expect(shown).toMatch(/^SDKError of the Mistral SDK: the API answered 401/u);
    expect(shown).toMatch(/1\. passed-incorrectly \(seen here\): .*\n {3}src\/a\.ts:2:\d+ require-api-key: .*\n {5}help: .*apiKey/u);
    expect(shown).toContain('invalid-or-expired (not seen here)');
  });

  test('is explained by the environment where that has a flaw', () => {
    const shown = explain([error], { environment: { MISTRAL_API_KEY: `"${key}"` } });
    expect(shown).toContain('1. invalid-or-expired (seen here)');
    expect(shown).toContain('The value of MISTRAL_API_KEY in this shell holds its quotes.');
    expect(explain([error])).toContain('1. missing-or-empty (seen here)');
  });

  test('may come in words, in a file or from the standard input', () => {
    const cwd = folder({ 'error.log': `${error}\n` });
    const shown = explain([error], { cwd });
    expect(explain(error.split(' '), { cwd })).toBe(shown);
    expect(explain(['error.log'], { cwd })).toBe(shown);
    expect(explain(['-'], { cwd, input: error })).toBe(shown);
  });

  test('that is not known is called so, and all causes are listed', () => {
    const shown = explain(['something', 'else']);
    expect(shown).toMatch(/^This text is not known here\./u);
    for (const id of Object.keys(causes)) expect(shown).toContain(`. ${id} (`);
  });

  test('that holds a key, terminal escapes and a hostile file name shows none of them', () => {
    const cwd = repository({ [`src/${key}.ts`]: program.replace('process.env.MISTRAL_API_KEY', `'${key}'`) });
    const shown = explain(['-'], { cwd, input: `\u001b[2J${error} ${key}`, environment: { MISTRAL_API_KEY: `${key}\u202e` } });
    expect(shown).toContain('seen here');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
  });
});
