import { describe, expect, test } from 'vitest';
import { endingOf, endingOfCommand, endingOfScript } from '../../../src/languages/embedded/language-names.js';
import { scan } from '../../../src/scan/index.js';
import { folder } from '../../scan/folder.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

test.each([
  ['Python', 'py'],
  ['typescript', 'ts'],
  ['go', 'go'],
  ['C#', 'cs'],
  ['', undefined],
  ['../x', undefined],
])('%s is %s', (language, ending) => {
  expect(endingOf(language)).toBe(ending);
});

test.each([
  ['/usr/bin/env python3', 'py'],
  ['/usr/bin/python3.12', 'py'],
  ['/usr/bin/env -S uv run --script', 'py'],
  ['/usr/bin/env -S deno run --allow-net', 'ts'],
  ['/usr/bin/env -S NODE_OPTIONS=--no-warnings node', 'js'],
  ['/usr/bin/env -S npx tsx', 'ts'],
  ['/bin/bash -e', 'sh'],
  ['/usr/bin/env bun', 'js'],
  ['/usr/bin/ruby', 'rb'],
  ['', undefined],
])('#!%s runs %s', (command, ending) => {
  expect(endingOfCommand(command)).toBe(ending);
});

test('only a script without an ending is named by its first line', () => {
  expect(endingOfScript('/bin.d/ask', '#!/usr/bin/env python3\n')).toBe('py');
  expect(endingOfScript('/bin.d/ask.txt', '#!/usr/bin/env python3\n')).toBeUndefined();
  expect(endingOfScript('/ask', '# !/usr/bin/env python3\n')).toBeUndefined();
});

describe('a script without an ending', () => {
  async function found(text: string): Promise<string[]> {
    const { findings } = await scan({ cwd: folder({ 'bin/ask': text, 'bin/settings.py': `TOKEN = "${key}"\n` }) });
    return findings.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`);
  }

  test('of Python', async () => {
    expect(await found('#!/usr/bin/env python3\nimport os\nfrom mistralai import Mistral\nMistral()\n')).toEqual(['bin/ask:4:1 require-api-key']);
    expect(await found('#!/usr/bin/env python3\nfrom mistralai import Mistral\nfrom settings import TOKEN\nMistral(api_key=TOKEN)\n')).toEqual(['bin/settings.py:1:10 no-hardcoded-key']);
  });

  test('of Node', async () => {
    expect(await found("#!/usr/bin/env node\nimport { Mistral } from '@mistralai/mistralai';\nnew Mistral();\n")).toEqual(['bin/ask:3:1 require-api-key']);
  });

  test('of a shell', async () => {
    expect(await found(`#!/bin/sh\n# MISTRAL_API_KEY is read from the environment\nexport MISTRAL_API_KEY=${key} # eslint-disable-line mistral-keys/no-hardcoded-key\ncurl -H "Authorization: Bearer ${key}" https://api.mistral.ai/v1/models\n`)).toEqual(['bin/ask:4:32 no-hardcoded-key']);
  });

  test('suppressed', async () => {
    expect(await found('#!/usr/bin/env python3\nfrom mistralai import Mistral\nMistral()  # eslint-disable-line mistral-keys/require-api-key\n')).toEqual([]);
  });
});
