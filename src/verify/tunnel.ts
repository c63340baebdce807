import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** The proxy said no, or nothing. */
export class ProxyFailure extends Error {
  constructor(readonly code: string) {
    super(`the proxy did not connect (${code})`);
    this.name = 'ProxyFailure';
  }
}

/**
 * Connects to a host through a proxy that understands CONNECT, so that the proxy sees where the request goes and no more.
 * @returns a socket whose other end has shown a certificate that is trusted
 * @throws ProxyFailure where the proxy refuses or cannot be reached, and errors of the connection as they come
 */
export async function tunnelTo(url: URL, proxy: URL, signal: AbortSignal): Promise<TLSSocket> {
  const socket = await connect(url, proxy, signal);
  const servername = /^[\d.]+$|:/u.test(url.hostname) ? '' : url.hostname;
  const encrypted = connectTls({ socket, servername, host: url.hostname.replace(/^\[|\]$/gu, ''), rejectUnauthorized: true });
  try {
    await once(encrypted, 'secureConnect', { signal });
    return encrypted;
  } catch (error) {
    encrypted.destroy();
    throw error;
  }
}

function connect(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
  const send = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      host: proxy.hostname.replace(/^\[|\]$/gu, ''),
      port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...credentials(proxy) },
      agent: false,
      signal,
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new ProxyFailure(String(response.statusCode ?? 'no status')));
    });
    // A server that is no proxy answers as if CONNECT were any request.
    request.once('response', (response) => {
      response.destroy();
      reject(new ProxyFailure(String(response.statusCode ?? 'no status')));
    });
    request.once('error', (error) => {
      reject(signal.aborted ? error : new ProxyFailure('code' in error ? String(error.code) : error.name));
    });
    request.end();
  });
}

function credentials({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** What is not encoded as a URL has it stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
