import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** A server on the loopback, gone after the test. */
export interface Loopback {
  readonly url: string;
  readonly port: number;
  /** What was asked, in order: `GET /v1/models Bearer …`. */
  readonly requests: readonly string[];
}

/** Made for these tests, for `localhost` and `127.0.0.1`; nobody trusts it. */
export const certificateFile = resolve('test/verify/certificate/certificate.pem');

const certificate = { cert: readFileSync(certificateFile), key: readFileSync(resolve('test/verify/certificate/key.pem')) };

/** What the API says when it accepts a key. */
export const modelList = JSON.stringify({ object: 'list', data: [{ id: 'mistral-small-latest', object: 'model' }] });

/** @returns a listener that always answers the same */
export function answering(status: number, body = '{"message":"Unauthorized","request_id":"0"}', headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

/** Starts a server that answers as the API might. */
export async function loopback(listener: RequestListener, scheme: 'http' | 'https' = 'http'): Promise<Loopback> {
  const requests: string[] = [];
  const noted: RequestListener = (request, response) => {
    requests.push(described(request));
    request.resume();
    listener(request, response);
  };
  return listening(scheme === 'http' ? createHttpServer(noted) : createHttpsServer(certificate, noted), scheme, requests);
}

/** Starts a proxy that understands CONNECT. */
export async function proxy(status = 200): Promise<Loopback> {
  const requests: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, socket: Socket) => {
    requests.push(`${described(request)} ${String(request.headers['proxy-authorization'])}`);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
  });
  return listening(server, 'http', requests);
}

function described({ method = '', url = '', headers }: IncomingMessage): string {
  return [method, url, headers.authorization].filter((part) => part !== undefined).join(' ');
}

async function listening(server: Server, scheme: string, requests: readonly string[]): Promise<Loopback> {
  await new Promise<void>((started) => {
    server.listen(0, '127.0.0.1', started);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${scheme}://localhost:${port}`, port, requests };
}
