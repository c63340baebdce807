import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognise } from '../../src/explain/recognise.js';
import { type Program, rejection, run, type Symptom } from './clients.js';

/**
 * What the pages and messages of the rules say of clients, asked of the clients themselves.
 */

let base: string;
let count = 0;
beforeAll(() => {
  base = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), '.apps-'));
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

async function symptoms(program: Program): Promise<Readonly<Record<string, Symptom>>> {
  return (await run(join(base, String(++count)), program)).symptoms;
}

/** What `explain` makes of what was thrown. */
function explained({ thrown = '' }: Symptom): string | undefined {
  return recognise(thrown)?.known.id;
}

const sdkError = `SDKError: API error occurred: Status 401. Body: ${rejection}`;
const listModels = 'client.models.list()';

describe.each([
  ['2.x', '@mistralai/mistralai'],
  ['1.x', 'mistralai-1'],
])('@mistralai/mistralai %s', (_version, name) => {
  const imports = `import { Mistral } from '${name}';`;
  /** Constructions in which no key reaches the client. */
  const keyless = {
    'no argument': 'new Mistral()',
    'undefined': 'new Mistral(undefined)',
    'no option': 'new Mistral({})',
    'apiKey: undefined': 'new Mistral({ apiKey: undefined })',
    'a positional key': `new Mistral('positional')`,
    'api_key': `new Mistral({ api_key: 'named' })`,
    'apikey': `new Mistral({ apikey: 'named' })`,
    'key': `new Mistral({ key: 'named' })`,
    'token': `new Mistral({ token: 'named' })`,
  };
  const empty = { 'an empty string': `new Mistral({ apiKey: '' })`, 'a fallback to one': `new Mistral({ apiKey: process.env.UNSET_KEY ?? '' })` };

  it('sends no header and throws at the first call where it has no key', async () => {
    const found = await symptoms({ imports, constructions: { ...keyless, ...empty }, call: listModels });
    for (const [construction, symptom] of Object.entries(found)) {
      expect(symptom, construction).toEqual({ sent: [null], thrown: sdkError, early: false });
      expect(explained(symptom)).toBe('sdk-401');
    }
  });

  it('falls back to the variable, but not from an empty string', async () => {
    const found = await symptoms({ imports, constructions: { ...keyless, ...empty }, call: listModels, environment: { MISTRAL_API_KEY: 'from-environment' } });
    for (const construction of Object.keys(keyless)) expect(found[construction]?.sent, construction).toEqual(['Bearer from-environment']);
    for (const construction of Object.keys(empty)) expect(found[construction]?.sent, construction).toEqual([null]);
  });

  it('takes an empty variable for none', async () => {
    const found = await symptoms({ imports, constructions: { zero: 'new Mistral()' }, call: listModels, environment: { MISTRAL_API_KEY: '' } });
    expect(found['zero']).toEqual({ sent: [null], thrown: sdkError, early: false });
  });

  it('sends what it is given, and what a function or promise gives', async () => {
    const found = await symptoms({
      imports,
      constructions: { text: `new Mistral({ apiKey: 'given' })`, function: `new Mistral({ apiKey: () => 'made' })`, promise: `new Mistral({ apiKey: async () => 'awaited' })`, quotes: `new Mistral({ apiKey: '"given"' })` },
      call: listModels,
    });
    expect(Object.values(found).map(({ sent }) => sent[0])).toEqual(['Bearer given', 'Bearer made', 'Bearer awaited', 'Bearer "given"']);
  });

  it('throws before it sends a key that no header can hold', async () => {
    const found = await symptoms({ imports, constructions: { end: `new Mistral({ apiKey: 'first\\nsecond' })`, curly: `new Mistral({ apiKey: '\\u201cgiven\\u201d' })` }, call: listModels });
    expect(found['end']).toMatchObject({ sent: [], early: false });
    expect(found['end']?.thrown).toContain('is an invalid header value');
    expect(Object.values(found).map(explained)).toEqual(['invalid-header-value', 'byte-string']);
  });

  it('remembers the environment of its first construction, so that a later dotenv changes nothing', async () => {
    const write = `import { writeFileSync } from 'node:fs';\nimport dotenv from 'dotenv';\nwriteFileSync('.env', 'MISTRAL_API_KEY=from-file');\nconst load = () => { dotenv.config({ quiet: true }); };`;
    const late = await symptoms({
      imports: `${imports}\n${write}`,
      constructions: { before: 'new Mistral()', 'with dotenv in between': '(() => { const early = new Mistral(); load(); return early; })()', after: 'new Mistral()' },
      call: listModels,
    });
    expect(Object.values(late).map(({ sent }) => sent)).toEqual([[null], [null], [null]]);
    const first = await symptoms({ imports: `${imports}\n${write}`, constructions: { after: '(load(), new Mistral())' }, call: listModels });
    expect(first['after']?.sent).toEqual(['Bearer from-file']);
  });

  it('prints the bearer header for debugLogger, and for any MISTRAL_DEBUG', async () => {
    const logged = await run(join(base, String(++count)), { imports, constructions: { logger: `new Mistral({ apiKey: 'shown-key', debugLogger: console })` }, call: listModels });
    expect(logged.printed).toContain('authorization: Bearer shown-key');
    for (const [value, prints] of [['false', true], ['', false]] as const) {
      const { printed } = await run(join(base, String(++count)), { imports, constructions: { zero: 'new Mistral()' }, call: listModels, environment: { MISTRAL_API_KEY: 'shown-key', MISTRAL_DEBUG: value } });
      expect(printed.includes('authorization: Bearer shown-key'), `MISTRAL_DEBUG=${value}`).toBe(prints);
    }
  });

  it('holds the key where JSON.stringify and console.log find it', async () => {
    const { printed } = await run(join(base, String(++count)), { imports, constructions: { client: `new Mistral({ apiKey: 'shown-key' })` }, call: 'console.log(JSON.stringify(client))' });
    expect(printed).toContain('"apiKey":"shown-key"');
  });
});

describe('@mistralai/mistralai 0.x', () => {
  const imports = `import MistralClient from 'mistralai-0';`;

  it('sends "Bearer undefined" without a key, and the key as first argument', async () => {
    const found = await symptoms({ imports, constructions: { none: 'new MistralClient()', empty: `new MistralClient('')`, given: `new MistralClient('given')` }, call: 'client.listModels()' });
    expect(Object.values(found).map(({ sent }) => sent[0])).toEqual(['Bearer undefined', 'Bearer', 'Bearer given']);
    for (const symptom of Object.values(found)) {
      expect(symptom.thrown).toContain('MistralAPIError: HTTP error! status: 401');
      expect(explained(symptom)).toBe('mistral-sdk-0');
    }
  });

  it('falls back to the variable', async () => {
    const found = await symptoms({ imports, constructions: { none: 'new MistralClient()' }, call: 'client.listModels()', environment: { MISTRAL_API_KEY: 'from-environment' } });
    expect(found['none']?.sent).toEqual(['Bearer from-environment']);
  });
});

describe('@ai-sdk/mistral', () => {
  const imports = `import { createMistral } from '@ai-sdk/mistral';`;
  const call = `client('mistral-small-latest').doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] })`;
  const constructions = { none: 'createMistral()', undefined: 'createMistral({ apiKey: undefined })', api_key: `createMistral({ api_key: 'named' })`, empty: `createMistral({ apiKey: '' })` };

  it('says at the first call that there is no key, and sends nothing, but for an empty string', async () => {
    const { empty, ...others } = await symptoms({ imports, constructions, call });
    for (const symptom of Object.values(others)) {
      expect(symptom).toMatchObject({ sent: [], early: false });
      expect(symptom.thrown).toContain('AI_LoadAPIKeyError: Mistral API key is missing.');
      expect(explained(symptom)).toBe('ai-sdk-missing');
    }
    expect(empty).toMatchObject({ sent: ['Bearer'], early: false });
    expect(empty?.thrown).toContain('AI_APICallError: Unauthorized');
    expect(recognise(empty?.thrown ?? '')?.known.id).toBe('ai-sdk-401');
  });

  it('falls back to the variable, but not from an empty string', async () => {
    const found = await symptoms({ imports, constructions, call, environment: { MISTRAL_API_KEY: 'from-environment' } });
    expect(Object.values(found).map(({ sent }) => sent[0])).toEqual(['Bearer from-environment', 'Bearer from-environment', 'Bearer from-environment', 'Bearer']);
  });
});

describe('@langchain/mistralai', () => {
  const imports = `import { ChatMistralAI, MistralAIEmbeddings } from '@langchain/mistralai';`;
  const constructions = {
    none: 'new ChatMistralAI()',
    undefined: 'new ChatMistralAI({ apiKey: undefined })',
    empty: `new ChatMistralAI({ apiKey: '' })`,
    api_key: `new ChatMistralAI({ api_key: 'named' })`,
    embeddings: 'new MistralAIEmbeddings({})',
  };

  it('says in the constructor that there is no key, also for an empty string', async () => {
    for (const symptom of Object.values(await symptoms({ imports, constructions, call: `client.invoke('hi')` }))) {
      expect(symptom).toMatchObject({ sent: [], early: true });
      expect(explained(symptom)).toBe('langchain-missing');
    }
  });

  it('throws what the SDK throws where the key is wrong', async () => {
    const found = await symptoms({ imports, constructions: { wrong: `new ChatMistralAI({ apiKey: 'given', maxRetries: 0 })` }, call: `client.invoke('hi')` });
    expect(found['wrong']).toEqual({ sent: ['Bearer given'], thrown: sdkError, early: false });
  });
});

describe('openai, pointed at Mistral', () => {
  const imports = `import OpenAI from 'openai';`;
  const at = `baseURL: 'https://api.mistral.ai/v1'`;
  const constructions = { none: `new OpenAI({ ${at} })`, undefined: `new OpenAI({ ${at}, apiKey: undefined })` };

  it('sends OPENAI_API_KEY to Mistral, and never MISTRAL_API_KEY', async () => {
    const found = await symptoms({ imports, constructions, call: listModels, environment: { OPENAI_API_KEY: 'of-openai', MISTRAL_API_KEY: 'of-mistral' } });
    for (const symptom of Object.values(found)) {
      expect(symptom.sent).toEqual(['Bearer of-openai']);
      expect(symptom.thrown).toContain('401 status code (no body)');
      expect(explained(symptom)).toBe('openai-401');
    }
  });

  it('says in the constructor that there is no key where neither is set, and for an empty string', async () => {
    const found = await symptoms({ imports, constructions: { ...constructions, empty: `new OpenAI({ ${at}, apiKey: '' })` }, call: listModels, environment: { MISTRAL_API_KEY: 'of-mistral' } });
    for (const symptom of Object.values(found)) {
      expect(symptom).toMatchObject({ sent: [], early: true });
      expect(explained(symptom)).toBe('openai-missing');
    }
  });
});
