import { describe, expect, test } from 'vitest';
import { code, lines, notebook, prose } from './notebook.js';
import { findings, found, spelled } from './scan.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

async function placed(text: string): Promise<string[]> {
  return (await findings({ 'a.ipynb': text })).map((finding) => `${finding.line}:${finding.column} ${spelled(text, finding)}`);
}

describe('places are those of the file', () => {
  test('behind escapes of all kinds', async () => {
    const source = `from mistralai import Mistral\nnote = "é 😀 \\u00e9 \\\\ \\t"; client = Mistral(api_key="${key}")\n`;
    expect(await placed(notebook([code(source)]))).toEqual([`10:67 ${key}`]);
    const escaped = notebook([code(source)]).replaceAll('é', '\\u00e9').replaceAll('😀', '\\ud83d\\ude00').replaceAll('/', '\\/');
    expect(await placed(escaped)).toEqual([`10:82 ${key}`]);
  });

  test('a source that is one string', async () => {
    const text = notebook([code(`from mistralai import Mistral\nclient = Mistral(api_key="${key}")\n`)]).replace(/"source": \[[^\]]*\]/u, (list) => `"source": ${JSON.stringify((JSON.parse(list.slice(10)) as string[]).join(''))}`);
    expect(text).toContain(String.raw`Mistral\nclient`);
    expect(await placed(text)).toEqual([`8:73 ${key}`]);
  });

  test('a construction over several lines goes from its first to its last', async () => {
    const text = notebook([code('from mistralai import Mistral\nclient = Mistral(\n    timeout_ms=1,\n)\n')]);
    expect(await placed(text)).toEqual([`10:15 Mistral(\\n",\n    "    timeout_ms=1,\\n",\n    ")`]);
  });

  test('line ends of Windows, in the file and in its cells', async () => {
    const text = notebook([code(`from mistralai import Mistral\r\n!ls\r\nclient = Mistral(api_key="${key}")\r\n`)]).replaceAll('\n', '\r\n');
    expect(await placed(text)).toEqual([`11:33 ${key}`]);
  });

  test('a cell without a source, one that is empty, and one of a kind that is not known', async () => {
    const other = { cells: [{ cell_type: 'code' }, { cell_type: 'code', source: [] }, { cell_type: 'odd', source: 'mistral' }, { cell_type: 'code', source: ['from mistralai import Mistral\n', 'Mistral()'] }] };
    expect((await findings({ 'a.ipynb': JSON.stringify(other, undefined, 1) })).map(({ message }) => message.slice(0, 10))).toEqual(['In cell 4:']);
  });

  test('edits would have to be spelled as JSON, and are left out', async () => {
    const text = notebook([code(`import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ api_key: process.env.MISTRAL_API_KEY });\nnew Mistral({ apiKey: '${key}' });`)], 'javascript');
    const all = await findings({ 'a.ipynb': text });
    expect(all.map(({ messageId, fix }) => [messageId, fix.edits])).toEqual([['ignoredOption', undefined], ['bound', undefined]]);
    expect(all[0]?.fix.text).toBe('rename api_key to apiKey');
  });
});

describe('older and broken notebooks', () => {
  test('nbformat 3 has worksheets, and calls a source input', async () => {
    const text = JSON.stringify(
      { metadata: { name: 'a' }, nbformat: 3, worksheets: [{ cells: [{ cell_type: 'heading', level: 1, source: ['A'] }, { cell_type: 'code', language: 'python', input: lines(`from mistralai import Mistral\nMistral(api_key="${key}")`), outputs: [{ output_type: 'stream', stream: 'stdout', text: [`MISTRAL_API_KEY=${key}`] }] }] }] },
      undefined,
      1,
    );
    expect(await found(text)).toEqual([`no-hardcoded-key | In cell 2 | ${key}`, `no-hardcoded-key | In the output of cell 2 | ${key}`]);
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, text.indexOf('metadata": {\n  "kernelspec'))],
    ['with a conflict', (text: string) => text.replace('"nbformat"', '<<<<<<< HEAD\n"nbformat"')],
    ['empty but for a line', (text: string) => text.split('\n').find((line) => line.includes(key)) ?? ''],
  ])('%s, it is read as text', async (_how, breaks) => {
    const text = breaks(notebook([code(`from mistralai import Mistral\nclient = Mistral(api_key="${key}")\n`)]));
    expect(await placed(text)).toEqual([expect.stringContaining(` ${key}`)]);
    expect((await findings({ 'a.ipynb': text }))[0]?.message).toMatch(/^The Mistral API key/u);
  });

  test('other JSON by that name is read as text', async () => {
    expect(await placed(`{"MISTRAL_API_KEY": "${key}"}`)).toEqual([`1:22 ${key}`]);
    expect(await placed(`[["mistral", "${key}"]]`)).toEqual([`1:15 ${key}`]);
  });

  test('nested without end, it is read as text', async () => {
    expect(await placed(`${'['.repeat(50_000)}"mistral"${']'.repeat(50_000)}\nMISTRAL_API_KEY=${key}`)).toEqual([`2:17 ${key}`]);
  });
});

describe('suppression comments', () => {
  const make = (first: string, second: string): string => notebook([prose('# A'), code(first), code(second)]);
  const use = `from mistralai import Mistral\nMistral(api_key="${key}")`;

  test('of the same line, and of the next', async () => {
    expect(await found(make('x = 1', `${use}  # eslint-disable-line mistral-keys/no-hardcoded-key -- revoked`))).toEqual([]);
    expect(await found(make('x = 1', use.replace('\n', '\n# eslint-disable-next-line mistral-keys/no-hardcoded-key\n')))).toEqual([]);
    expect(await found(make('# eslint-disable-next-line mistral-keys/no-hardcoded-key', use.replace('\n', ';')))).toHaveLength(1);
  });

  test('the lines are those of the cell, also where the file has all of it in one', async () => {
    const joined = (text: string): string => text.replace(/"source": \[([^\]]*)\]/gu, (_, list: string) => `"source": ${JSON.stringify((JSON.parse(`[${list}]`) as string[]).join(''))}`);
    expect(await found(joined(make('x = 1', use.replace('\n', '\n# eslint-disable-next-line mistral-keys/no-hardcoded-key\n'))))).toEqual([]);
    expect(await found(joined(make('x = 1', use.replace('\n', '\n# eslint-disable-next-line mistral-keys/no-hardcoded-key\n\n'))))).toHaveLength(1);
    expect(await found(joined(make('x = 1  # eslint-disable-line mistral-keys/no-hardcoded-key', use)))).toHaveLength(1);
  });

  test('for all cells that follow, from a cell of prose', async () => {
    const text = notebook([prose('# A\n<!-- eslint-disable mistral-keys/no-hardcoded-key -- all revoked -->'), code(use)]);
    expect(await found(text)).toEqual([]);
  });
});
