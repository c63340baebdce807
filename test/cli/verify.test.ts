import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askWhether } from '../../src/cli/question.js';
import { RandomText } from '../key/random.js';
import { folder, repository } from '../scan/folder.js';
import { answering, certificateFile, loopback, modelList, proxy } from '../verify/server.js';

const command = resolve('dist/cli.js');
const key = new RandomText(21).key();
const other = new RandomText(22).key();

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command beside a server of this process, with nothing but the given environment. No part of a key may show. */
async function run(arguments_: readonly string[], environment: Readonly<Record<string, string>> = {}, cwd = folder()): Promise<Ran> {
  const child = spawn(process.execPath, [command, ...arguments_], { cwd, env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (said[name] += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.on('close', done));
  for (const secret of [key, other]) {
    for (let start = 0; start + 5 <= secret.length; start++) expect(said.stdout + said.stderr).not.toContain(secret.slice(start, start + 5));
  }
  return { status, ...said };
}

const redacted = (secret: string): string => `${secret.slice(0, 4)}…(32)`;

describe('the key of the environment', () => {
  test('that is accepted: 0', async () => {
    const server = await loopback(answering(200, modelList));
    const { status, stdout, stderr } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key });
    expect(stdout).toBe(`MISTRAL_API_KEY: ${redacted(key)} valid\n  localhost accepts the key.\n`);
    expect([status, stderr]).toEqual([0, '']);
    expect(server.requests).toEqual([`GET /v1/models Bearer ${key}`]);
  });

  test('that is rejected: 1, with the fix', async () => {
    const server = await loopback(answering(401));
    const { status, stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key });
    expect(stdout).toContain(`MISTRAL_API_KEY: ${redacted(key)} rejected\n`);
    expect(stdout).toContain('help: Create a new key at https://console.mistral.ai/api-keys');
    expect(status).toBe(1);
  });

  test('of which nothing was decided: 2', async () => {
    const server = await loopback(answering(429));
    const { status, stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key });
    expect(stdout).toContain('not decided');
    expect(status).toBe(2);
  });

  test('is asked about once, whatever it is called', async () => {
    const server = await loopback(answering(200, modelList));
    const { stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, CODESTRAL_API_KEY: key });
    expect(stdout).toContain('MISTRAL_API_KEY, CODESTRAL_API_KEY: ');
    expect(server.requests).toHaveLength(1);
  });

  test('does not show in the answer of a server that repeats it', async () => {
    const server = await loopback((request, response) => {
      answering(401, JSON.stringify({ message: request.headers.authorization }), { 'x-key': key })(request, response);
    });
    expect((await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, MISTRAL_KEYS_DEBUG: '1', NODE_DEBUG: '' })).status).toBe(1);
  });

  test('is not sent where the certificate is wrong, even with the checks of the process off', async () => {
    const server = await loopback(answering(200, modelList), 'https');
    const { status, stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(stdout).toContain('so the key was not sent');
    expect(status).toBe(2);
    expect(server.requests).toEqual([]);
  });
});

describe('a proxy', () => {
  test('carries the request, and sees where it goes and no more', async () => {
    const [server, way] = [await loopback(answering(200, modelList), 'https'), await proxy()];
    const environment = { MISTRAL_API_KEY: key, HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${way.port}`, NODE_EXTRA_CA_CERTS: certificateFile };
    const { status, stdout } = await run(['verify', '--base-url', server.url], environment);
    expect(stdout).toContain('valid');
    expect(status).toBe(0);
    expect(way.requests).toEqual([`CONNECT localhost:${server.port} Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
    expect(server.requests).toEqual([`GET /v1/models Bearer ${key}`]);
  });

  test('is left out for the hosts of NO_PROXY', async () => {
    const [server, way] = [await loopback(answering(200, modelList), 'https'), await proxy()];
    const environment = { MISTRAL_API_KEY: key, HTTPS_PROXY: way.url, NO_PROXY: 'localhost', NODE_EXTRA_CA_CERTS: certificateFile };
    expect((await run(['verify', '--base-url', server.url], environment)).status).toBe(0);
    expect(way.requests).toEqual([]);
  });

  test('does not lift the check of the certificate', async () => {
    const [server, way] = [await loopback(answering(200, modelList), 'https'), await proxy()];
    const { status, stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, HTTPS_PROXY: way.url, NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(stdout).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(status).toBe(2);
    expect(server.requests).toEqual([]);
  });

  test('that refuses is named', async () => {
    const [server, way] = [await loopback(answering(200, modelList), 'https'), await proxy(407)];
    const { status, stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, HTTPS_PROXY: way.url });
    expect(stdout).toContain('The proxy did not connect to localhost (407).');
    expect(status).toBe(2);
  });

  test('that is none is named', async () => {
    const [server, way] = [await loopback(answering(200, modelList), 'https'), await loopback(answering(400))];
    const { stdout } = await run(['verify', '--base-url', server.url], { MISTRAL_API_KEY: key, HTTPS_PROXY: way.url });
    expect(stdout).toContain('The proxy did not connect to localhost (ECONNRESET).');
  });
});

describe('--findings', () => {
  const program = (secret: string): string => `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ apiKey: '${secret}' });\n`;

  test('asks about each key once, and shows the valid one first, with the steps', async () => {
    const cwd = repository({ 'a.ts': program(other), 'b.ts': program(key), 'c.py': `MISTRAL_API_KEY = "${key}"\n`, '.env.example': `MISTRAL_API_KEY=${Buffer.from(key).toString('base64').slice(0, 3)}\n` });
    const server = await loopback((request, response) => {
      answering(request.headers.authorization === `Bearer ${key}` ? 200 : 401, modelList)(request, response);
    });
    const { status, stdout } = await run(['verify', '--findings', '--yes', '--base-url', server.url], { MISTRAL_API_KEY: new RandomText(23).key() }, cwd);
    expect(stdout).toMatch(/^b\.ts:2:\d+, c\.py:1:\d+: \w{4}…\(32\) EMERGENCY: valid\n/u);
    expect(stdout).toMatch(/1\. create a new key .*\n {2}2\. deploy it.*\n {2}3\. delete the old key/u);
    expect(stdout).toMatch(/\na\.ts:2:\d+: \w{4}…\(32\) rejected\n/u);
    expect(status).toBe(1);
    expect([...server.requests].sort()).toEqual([`GET /v1/models Bearer ${key}`, `GET /v1/models Bearer ${other}`].sort());
  });

  test('sends nothing where nobody agreed', async () => {
    const server = await loopback(answering(200, modelList));
    const { status, stdout, stderr } = await run(['verify', '--findings', '--base-url', server.url], {}, repository({ 'a.ts': program(key) }));
    expect([status, stdout, stderr]).toEqual([2, '', 'mistral-keys: The scan found 1 key; none was sent. Add --yes to have Mistral asked about them.\n']);
    expect(server.requests).toEqual([]);
  });

  test('is done where there are no keys', async () => {
    expect(await run(['verify', '--findings'], {}, repository({ 'a.ts': 'export {};\n' }))).toEqual({ status: 0, stdout: 'The scan found no keys.\n', stderr: '' });
  });

  test('finds the value behind an encoding', async () => {
    const server = await loopback(answering(401));
    const encoded = Buffer.from(key).toString('base64');
    const cwd = repository({ 'a.ts': program('x').replace("'x'", `Buffer.from('${encoded}', 'base64').toString()`) });
    const { status, stdout } = await run(['verify', '--findings', '--yes', '--base-url', server.url, 'a.ts'], {}, cwd);
    expect(stdout).toContain('rejected');
    expect(status).toBe(0);
    expect(server.requests).toEqual([`GET /v1/models Bearer ${key}`]);
  });
});

describe('usage', () => {
  test.each([
    [['verify'], 'There is no key to ask about: set MISTRAL_API_KEY or CODESTRAL_API_KEY, or ask about those in the code with --findings.'],
    [['verify', 'x'], 'verify takes no names without --findings, and never a key: what stands on a command line, others can read. Set MISTRAL_API_KEY instead.'],
    [['verify', '--base-url', 'https://example.org'], '--base-url takes https:// and one of the hosts of Mistral, such as https://api.eu.mistral.ai, or an address of this machine: keys go nowhere else.'],
    [['verify', '--base-url'], '--base-url needs a value. See mistral-keys verify --help.'],
    [['verify', '--yes=1'], '--yes takes no value. See mistral-keys verify --help.'],
    [['verify', '--timeout', '0'], '--timeout takes whole seconds, from 1 to 999.'],
    [['verify', '--finding'], 'There is no option --finding. Did you mean --findings? See mistral-keys verify --help.'],
  ])('%j is answered by one line and 2', async (arguments_, message) => {
    expect(await run(arguments_)).toEqual({ status: 2, stdout: '', stderr: `mistral-keys: ${message}\n` });
  });

  test('--help', async () => {
    const { status, stdout } = await run(['verify', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: mistral-keys verify');
  });
});

test.each([
  ['y\n', true],
  [' YES \n', true],
  ['n\n', false],
  ['\n', false],
  ['yessir\n', false],
  ['', false],
])('the question, answered with %j', async (answer, agreed) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(answer);
  expect(await askWhether('Send it?', input, output)).toBe(agreed);
  expect(String(output.read())).toContain('Send it? [y/N] ');
});

