import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type Environment, proxyFor } from './proxy.js';
import { ProxyFailure, tunnelTo } from './tunnel.js';
import type { Answer } from './verdict.js';

/** How a key is asked about. */
export interface Question {
  /** The address without a path: `https://api.mistral.ai`. */
  readonly base: URL;
  readonly key: string;
  /** Until the whole answer is there, in milliseconds. */
  readonly timeLimit: number;
  /** Where the proxy variables are. */
  readonly environment: Environment;
}

/** The list of models is far shorter. */
const longestBody = 8 * 1024 * 1024;

/**
 * Asks for the list of models with a key: one GET, certificates checked whatever the environment says, no redirect
 * followed, nothing kept. Never rejects.
 */
export async function ask(question: Question): Promise<Answer> {
  const deadline = AbortSignal.timeout(question.timeLimit);
  try {
    const request = await open(question, deadline);
    return await answerOf(request, deadline);
  } catch (error) {
    return failureOf(error, deadline);
  }
}

async function open({ base, key, environment }: Question, signal: AbortSignal): Promise<ClientRequest> {
  const url = new URL('/v1/models', base);
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json', 'user-agent': 'mistral-keys' };
  if (url.protocol !== 'https:') return requestHttp(url, { headers, signal, agent: false });
  const proxy = proxyFor(url, environment);
  if (proxy === 'unusable') throw new ProxyFailure('HTTPS_PROXY names no HTTP proxy');
  if (proxy === undefined) return requestHttps(url, { headers, signal, agent: false, rejectUnauthorized: true });
  const socket = await tunnelTo(url, proxy, signal);
  // The socket has its encryption, so this is a plain request to Node. An agent, even `false`, would connect by itself.
  const { hostname, pathname, port } = url;
  return requestHttp({ host: hostname, port: port === '' ? 443 : port, path: pathname, headers: { ...headers, host: url.host }, signal, createConnection: () => socket });
}

function answerOf(request: ClientRequest, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status !== 200) {
        response.destroy();
        resolve({ kind: 'answer', status, models: false });
        return;
      }
      bodyOf(response).then((body) => {
        resolve({ kind: 'answer', status, models: listsModels(body) });
      }, reject);
    });
    signal.addEventListener('abort', () => {
      request.destroy();
      reject(new Error('time limit'));
    });
    request.end();
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function listsModels(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);
  } catch {
    return false;
  }
}

/** Only the codes of errors are passed on: their messages may quote what was sent. */
function failureOf(error: unknown, deadline: AbortSignal): Answer {
  if (deadline.aborted) return { kind: 'failure', reason: 'timeout', code: 'ETIMEDOUT' };
  if (error instanceof ProxyFailure) return { kind: 'failure', reason: 'proxy', code: error.code };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/u.test(code)) return { kind: 'failure', reason: 'certificate', code };
  if (/^(?:ECONNRESET|EPIPE|ECONNABORTED|HPE_\w+)$/u.test(code)) return { kind: 'failure', reason: 'cut-off', code };
  return { kind: 'failure', reason: 'network', code };
}
