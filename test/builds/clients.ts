import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What one construction of a client sent, and what its first call threw. */
export interface Symptom {
  /** The Authorization header of each request; `null` where a request had none. */
  readonly sent: readonly (string | null)[];
  /** `SDKError: API error occurred: …`; `undefined` where nothing was thrown. */
  readonly thrown: string | undefined;
  /** Whether the constructor threw it, so that no call was made. */
  readonly early: boolean;
}

/** A program: what it imports, and its constructions by name. */
export interface Program {
  readonly imports: string;
  /** An expression that builds the client. */
  readonly constructions: Readonly<Record<string, string>>;
  /** An expression that makes the first call with `client`. */
  readonly call: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the API says to a key that it rejects. */
export const rejection = '{"message":"Unauthorized","request_id":"c1d2"}';

const mark = '\u0001results:';

/**
 * Runs a program against a server on the loopback that answers 401 as the API does. Requests for Mistral's hosts are led
 * there, and marked with the construction that sent them.
 *
 * @param folder beside the packages that the program imports
 */
export async function run(folder: string, { imports, constructions, call, environment = {} }: Program): Promise<{ symptoms: Readonly<Record<string, Symptom>>; printed: string }> {
  const sent = new Map<string, (string | null)[]>();
  const server = createServer((request, response) => {
    const name = decodeURIComponent(String(request.headers['x-construction']));
    sent.set(name, [...(sent.get(name) ?? []), request.headers.authorization ?? null]);
    request.resume();
    response.writeHead(401, { 'content-type': 'application/json' }).end(rejection);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  try {
    const { port } = server.address() as AddressInfo;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'network.mjs'), network(port));
    writeFileSync(join(folder, 'program.mjs'), `import { marking } from './network.mjs';\n${imports}\n${runner(constructions, call)}`);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['program.mjs'], { cwd: folder, env: { PATH: process.env['PATH'], ...environment } });
    const [printed = '', results = '{}'] = stdout.split(mark);
    const thrown = JSON.parse(results) as Record<string, { thrown?: string; early: boolean }>;
    const symptoms = Object.fromEntries(Object.keys(constructions).map((name) => [name, { sent: sent.get(name) ?? [], thrown: thrown[name]?.thrown, early: thrown[name]?.early ?? false }]));
    return { symptoms, printed: printed + stderr };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Comes before all imports: some clients take hold of `fetch` when they are loaded. */
function network(port: number): string {
  return `
export const marking = { construction: '' };
const network = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const headers = new Headers(request.headers);
  headers.set('x-construction', encodeURIComponent(marking.construction));
  const url = request.url.replace(/^https:\\/\\/(?:api|codestral)\\.mistral\\.ai/u, 'http://127.0.0.1:${port}');
  return network(new Request(url, { method: request.method, headers, body: request.body, duplex: 'half', signal: request.signal }));
};
// Version 1 of the SDK rejects twice.
process.on('unhandledRejection', () => {});
`;
}

function runner(constructions: Readonly<Record<string, string>>, call: string): string {
  return `
const named = (error) => error.name + ': ' + error.message;
const results = {};
${Object.entries(constructions)
  .map(
    ([name, expression]) => `
marking.construction = ${JSON.stringify(name)};
results[marking.construction] = { early: true };
try {
  const client = ${expression};
  results[marking.construction].early = false;
  await (${call});
} catch (error) {
  results[marking.construction].thrown = (error.constructor.name === error.name ? '' : error.constructor.name + ' ') + named(error);
}`,
  )
  .join('\n')}
process.stdout.write(${JSON.stringify(mark)} + JSON.stringify(results));
`;
}
