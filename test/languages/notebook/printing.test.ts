import { describe, expect, test } from 'vitest';
import { code, notebook, shown, stream } from './notebook.js';
import { findings, found } from './scan.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const client = code('import os\nfrom mistralai import Mistral\napi_key = os.environ["MISTRAL_API_KEY"]\nclient = Mistral(api_key=api_key)\n');

/** What is found in the second cell, behind one that makes a client. */
async function second(source: string, ...outputs: readonly unknown[]): Promise<string[]> {
  const text = notebook([client, code(source, ...outputs)]);
  const all = await findings({ 'a.ipynb': text });
  return all.map(({ rule, messageId, line, column, endColumn }) => `${rule}/${messageId} ${text.split('\n')[line - 1]?.slice(column - 1, endColumn - 1) ?? ''}`);
}

describe('a cell that prints the key', () => {
  test.each([
    ['by a call', 'print(api_key)', 'print(api_key)'],
    ['as its last expression', 'api_key', 'api_key'],
    ['as its last expression, behind other lines and before a comment', 'x = 1\napi_key  # look\n\n# done\n', 'api_key'],
    ['as one of several', 'x, api_key', 'x, api_key'],
    ['in a text', "f'key {api_key}'", "f'key {api_key}'"],
    ['read from the environment', "os.environ['MISTRAL_API_KEY']", "os.environ['MISTRAL_API_KEY']"],
    ['read by a call', "os.getenv('MISTRAL_API_KEY')", "os.getenv('MISTRAL_API_KEY')"],
    ['behind a magic for the cell', '%%time\napi_key', 'api_key'],
    ['in a command, by its variable', '!echo $MISTRAL_API_KEY', 'echo $MISTRAL_API_KEY'],
    ['in a command, by a variable of Python', '!echo $api_key', '!echo $api_key'],
    ['in a command, in braces', '!echo key {api_key}', '!echo key {api_key}'],
    ['in a cell of the shell', '%%bash\necho $MISTRAL_API_KEY', 'echo $MISTRAL_API_KEY'],
    ['by the magic for a variable', '%env MISTRAL_API_KEY', '%env MISTRAL_API_KEY'],
  ])('%s', async (_what, source, place) => {
    expect(await second(source)).toEqual([`no-key-logging/key ${place}`]);
  });

  test.each([
    ['the client at the end', 'client'],
    ['an expression that IPython does not show', 'api_key;'],
    ['in a block', 'if x:\n    api_key'],
    ['not at the end', 'api_key\nx = 1'],
    ['masked', 'api_key[:4] + "…"'],
    ['masked in a text', 'f"{api_key[:4]}…"'],
    ['a question', 'api_key is not None'],
    ['the key of another vendor', 'openai_api_key = os.environ["OPENAI_API_KEY"]\nopenai_api_key'],
    ['the name of the variable', '"MISTRAL_API_KEY"'],
    ['a line that goes on', 'x = [\napi_key\n]'],
    ['a command that writes a file', '!echo "MISTRAL_API_KEY={api_key}" > .env'],
    ['a command whose output is taken', 'x = !echo {api_key}'],
    ['the magic for another variable', '%env CUDA_VISIBLE_DEVICES'],
  ])('none: %s', async (_what, source) => {
    expect(await second(source)).toEqual([]);
  });
});

describe('a recorded output that does not name Mistral', () => {
  const printed = 'no-key-logging/key print(api_key)';
  const recorded = `no-key-logging/recorded ${key}`;

  test.each([
    ['of a cell that prints the key', 'print(api_key)', [stream(`using ${key} for the requests\n`)], [recorded, printed]],
    ['twice in one output', 'print(api_key)', [stream(`${key}\n${key}\n`)], [recorded, printed]],
    ['in two outputs', 'print(api_key)', [stream(`${key}\n`), stream(`${key}\n`)], [recorded, recorded, printed]],
    ['that is a key and nothing else', 'show()', [shown({ 'text/plain': [`'${key}'`] })], [recorded]],
    ['that calls it a key', 'show()', [stream(`API key: ${key}\n`)], [recorded]],
  ])('%s', async (_what, source, outputs, expected) => {
    expect(await second(source, ...outputs)).toEqual(expected);
  });

  test.each([
    ['an identifier among other words', 'show()', [stream(`job ${key} has begun\n`)]],
    ["another vendor's cell", 'tavily.show()', [stream(`${key}\n`)]],
    ['a digest', 'show()', [stream('0123456789abcdef0123456789abcdef\n')]],
    ['a masked key', 'show()', [stream('aB3d****************************\n')]],
  ])('none: %s', async (_what, source, outputs) => {
    expect(await second(source, ...outputs)).toEqual([]);
  });

  test("another vendor's key beside the one that is printed", async () => {
    expect(await second('print(api_key)', stream(`TAVILY_API_KEY=${key}\n`))).toEqual([printed]);
  });

  test('the finding has the key, masked, and says to clear the outputs', async () => {
    const text = notebook([client, code('show()', stream(`${key}\n`))]);
    const [finding] = await findings({ 'a.ipynb': text });
    expect(finding?.key?.redacted).not.toContain(key);
    expect(finding?.fix.text).toMatch(/^clear the outputs/u);
  });

  test('a notebook that does not use Mistral', async () => {
    expect(await found(notebook([code('print(api_key)', stream(`${key}\n`))]))).toEqual([]);
  });
});

describe('requests in commands', () => {
  test.each([
    ['!curl http://api.mistral.ai/v1/models -H "Authorization: Bearer $MISTRAL_API_KEY"', 'require-https/plainHttp http://api.mistral.ai/v1/models'],
    ['%%bash\ncurl -k https://api.mistral.ai/v1/models -H "Authorization: Bearer $MISTRAL_API_KEY"', 'require-https/unchecked -k'],
    ['!curl https://api.mistral.ai/v1/models', 'require-bearer-auth/missing https://api.mistral.ai/v1/models'],
    ["!curl https://api.mistral.ai/v1/models -H 'x-api-key: $MISTRAL_API_KEY'", "require-bearer-auth/otherHeader -H 'x-api-key: $MISTRAL_API_KEY'"],
  ])('%s', async (source, expected) => {
    expect(await second(source)).toEqual([expected]);
  });
});

describe('the magic that loads variables', () => {
  test('comes too late', async () => {
    const text = notebook([client, code('%load_ext dotenv\n%dotenv')]);
    expect((await findings({ 'a.ipynb': text })).map(({ rule, messageId }) => `${rule}/${messageId}`)).toEqual(['load-env-first/read']);
  });

  test('comes first, whatever loads them again', async () => {
    const text = notebook([code('%load_ext dotenv\n%dotenv -o'), client, code('from dotenv import load_dotenv\nload_dotenv()')]);
    expect(await findings({ 'a.ipynb': text })).toEqual([]);
  });
});
