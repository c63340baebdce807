import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { keysOfEnvironment } from '../../src/verify/from-environment.js';
import { type KeyInQuestion, type Verified, verify } from '../../src/verify/verify.js';
import { RandomText } from '../key/random.js';
import { answering, loopback, modelList } from './server.js';

const key = new RandomText(11).key();

function question(value: string, about: Partial<KeyInQuestion> = {}): KeyInQuestion {
  return { value, kind: 'mistral', places: ['MISTRAL_API_KEY'], exposed: false, ...about };
}

async function verified(url: string, keys: readonly KeyInQuestion[], timeLimit = 20_000): Promise<readonly Verified[]> {
  const result = await verify(keys, { base: new URL(url), timeLimit, environment: {} });
  for (const { value } of keys) if (value.length > 8) expect(JSON.stringify(result)).not.toContain(value.slice(0, 8));
  return result;
}

async function answer(listener: RequestListener, scheme: 'http' | 'https' = 'http', timeLimit?: number): Promise<string> {
  const server = await loopback(listener, scheme);
  const [result] = await verified(server.url, [question(key)], timeLimit);
  return `${result?.verdict.result ?? ''}: ${result?.verdict.text ?? ''}`;
}

describe('an answer of', () => {
  test.each([
    ['200', answering(200, modelList), 'valid: localhost accepts the key.'],
    ['200 from something else', answering(200, '<html>Please log in</html>'), 'undecided: Something other than Mistral answered for localhost: the answer is no list of models.'],
    ['200 with other JSON', answering(200, '{}'), 'undecided: Something other than Mistral'],
    ['401', answering(401), 'rejected: localhost rejects the key (401): it is mistyped, expired, revoked, or a key for codestral.mistral.ai'],
    ['403', answering(403), 'undecided: localhost forbids the request (403)'],
    ['404', answering(404), 'undecided: localhost gives an answer that says nothing about the key (404).'],
    ['429', answering(429), 'undecided: localhost asks to slow down (429)'],
    ['500', answering(500), 'undecided: localhost has a fault of its own (500).'],
    ['503', answering(503), 'undecided: localhost has a fault of its own (503).'],
  ])('%s', async (_name, listener, said) => {
    expect(await answer(listener)).toContain(said);
  });
});

test('the key goes into the bearer header of one GET', async () => {
  const server = await loopback(answering(200, modelList));
  await verified(server.url, [question(key)]);
  expect(server.requests).toEqual([`GET /v1/models Bearer ${key}`]);
});

test('a redirect is not followed', async () => {
  const elsewhere = await loopback(answering(200, modelList));
  const said = await answer(answering(307, '', { location: `${elsewhere.url}/v1/models` }));
  expect(said).toContain('undecided: localhost answers with a redirect (307), which was not followed');
  expect(elsewhere.requests).toEqual([]);
});

test('a server that never answers is given up', async () => {
  expect(await answer(() => undefined, 'http', 50)).toBe('undecided: localhost did not answer in time.');
});

test('a body that never ends is given up', async () => {
  const endless: RequestListener = (_request, response) => {
    response.writeHead(200).write('{"data":[');
  };
  expect(await answer(endless, 'http', 100)).toBe('undecided: localhost did not answer in time.');
});

test.each<[string, RequestListener]>([
  ['before the answer', (request): void => void request.socket.destroy()],
  ['amid the answer', (request, response): void => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"data":', () => request.socket.destroy());
  }],
])('a connection that is cut off %s decides nothing', async (_name, listener) => {
  expect(await answer(listener)).toBe('undecided: The connection to localhost was cut off (ECONNRESET).');
});

test('a certificate that nobody vouches for stops the request', async () => {
  const server = await loopback(answering(200, modelList), 'https');
  const [result] = await verified(server.url, [question(key)]);
  expect(result?.verdict.text).toBe('The certificate of localhost is not to be trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so the key was not sent.');
  expect(server.requests).toEqual([]);
});

test('a closed port decides nothing', async () => {
  const [result] = await verified('http://127.0.0.1:1', [question(key)]);
  expect(result?.verdict).toMatchObject({ result: 'undecided', text: '127.0.0.1 could not be reached (ECONNREFUSED).' });
});

test('a value that no header can hold is not sent', async () => {
  const server = await loopback(answering(200, modelList));
  const [result] = await verified(server.url, [question(`${key}\n`)]);
  expect(result?.verdict).toMatchObject({ result: 'rejected', fix: 'The value holds a line end. Set the variable without it; `printf` writes none, `echo` does.' });
  expect(server.requests).toEqual([]);
});

test('a rejected value with an obvious flaw is explained by it', async () => {
  const server = await loopback(answering(401));
  const [result] = await verified(server.url, [question(`Bearer ${key}`)]);
  expect(result?.verdict.fix).toBe('The value begins with "Bearer ". Leave the prefix out: the client adds it.');
});

test('a valid key in the code comes first', async () => {
  const [good, bad] = [new RandomText(3).key(), new RandomText(4).key()];
  const server = await loopback((request, response) => {
    answering(request.headers.authorization === `Bearer ${bad}` ? 401 : 200, modelList)(request, response);
  });
  const result = await verified(server.url, [question(bad, { exposed: true }), question(key), question(good, { exposed: true, places: ['a.ts:1:1'] })]);
  expect(result.map(({ places, verdict }) => [places[0], verdict.result])).toEqual([
    ['a.ts:1:1', 'valid'],
    ['MISTRAL_API_KEY', 'valid'],
    ['MISTRAL_API_KEY', 'rejected'],
  ]);
});

test('the environment gives each key once, and its kind by the name', () => {
  expect(keysOfEnvironment({ MISTRAL_API_KEY: key, CODESTRAL_API_KEY: key })).toEqual([question(key, { places: ['MISTRAL_API_KEY', 'CODESTRAL_API_KEY'] })]);
  expect(keysOfEnvironment({ MISTRAL_API_KEY: ' ', CODESTRAL_API_KEY: key })).toEqual([question(key, { kind: 'codestral', places: ['CODESTRAL_API_KEY'] })]);
});
