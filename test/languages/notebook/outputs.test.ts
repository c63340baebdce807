import { describe, expect, test } from 'vitest';
import { code, notebook, prose, shown, stream } from './notebook.js';
import { findings, found } from './scan.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const hex = '0123456789abcdef0123456789abcdef';

describe('outputs', () => {
  test.each([
    ['a stream', stream(`env: MISTRAL_API_KEY=${key}\n`)],
    ['a value', shown({ 'text/plain': [`{'MISTRAL_API_KEY': '${key}'}`] })],
    ['a value that is one string', shown({ 'text/plain': `Mistral(api_key='${key}')` })],
    ['HTML', shown({ 'text/html': [`<td>MISTRAL_API_KEY</td><td>${key}</td>`] })],
    ['JSON', shown({ 'application/json': { MISTRAL_API_KEY: `MISTRAL_API_KEY=${key}` } })],
    ['two forms of one value', shown({ 'text/html': [`<b>mistral key ${key}</b>`], 'text/plain': [`mistral key ${key}`] })],
    ['a traceback with colours', { ename: 'E', evalue: 'e', output_type: 'error', traceback: [`\u001b[0;32m----> 1\u001b[0m client \u001b[38;5;241m=\u001b[39m Mistral(api_key=\u001b[38;5;124m"${key}"\u001b[39m)`] }],
    ['several lines, of which one names Mistral', stream(`mistral client\nkey: ${key}\n`)],
  ])('%s', async (_what, output) => {
    const text = notebook([prose('# A'), code('show()', output)]);
    expect(await found(text)).toEqual([`no-hardcoded-key | In the output of cell 2 | ${key}`]);
  });

  test.each([
    ['that do not name Mistral', [stream(`token ${key}`)]],
    ['of another vendor', [stream(`mistral is installed\nOPENAI_API_KEY=${key}`)]],
    ['with a digest', [stream(`mistral-7b.safetensors sha256 ${hex}`), stream(`mistral: ${hex}`)]],
    ['that are masked', [stream('MISTRAL_API_KEY=aB3d****************************')]],
    ['with a picture', [shown({ 'image/png': `mistral${key.repeat(2000)}`, 'text/plain': ['<Figure of mistral>'] })]],
    ['with an answer', [shown({ 'text/plain': [`ChatCompletionResponse(id='${hex}', object='chat.completion', created=1710000000, model='mistral-large-latest')`] })]],
  ])('outputs %s', async (_what, outputs) => {
    expect(await found(notebook([code('show()', ...outputs)]))).toEqual([]);
  });

  test('two outputs are two findings, and the fix is to clear them', async () => {
    const all = await findings({ 'a.ipynb': notebook([code('show()', stream(`MISTRAL_API_KEY=${key}\nMISTRAL_API_KEY=${key}`), stream(`MISTRAL_API_KEY=${key}`))]) });
    expect(all).toHaveLength(2);
    expect(all[0]?.fix.text).toMatch(/^clear the outputs/u);
  });
});

describe('what else a notebook holds', () => {
  test('prose, and fences in it, of which only keys are reported', async () => {
    const text = notebook([prose(`Set \`MISTRAL_API_KEY=${key}\`.`), prose(`\`\`\`python\nfrom mistralai import Mistral\nk = "${key}"\nMistral(api_key=k)\nMistral()\n\`\`\``), { type: 'raw', source: `MISTRAL_API_KEY=${key}` }]);
    expect(await found(text)).toEqual([1, 2, 3].map((cell) => `no-hardcoded-key | In cell ${cell} | ${key}`));
  });

  test('metadata', async () => {
    const text = notebook([code('x = 1')], 'python', { papermill: { parameters: { MISTRAL_API_KEY: key } } });
    expect((await findings({ 'a.ipynb': text })).map(({ rule, message }) => `${rule} ${message.slice(0, 3)}`)).toEqual(['no-hardcoded-key The']);
  });
});
