import { isIP } from 'node:net';
import { isMistralHost } from '../key/hosts.js';
import { parseUrl } from './parse-url.js';

/** Where keys are asked about, by their kind. */
const usual = { mistral: new URL('https://api.mistral.ai'), codestral: new URL('https://codestral.mistral.ai') } as const;

/** Each host rejects the keys of the other kind. */
export type KeyKind = keyof typeof usual;

/** The kind of key of which a name or a text speaks. */
export function kindOf(text: string): KeyKind {
  return /codestral/iu.test(text) ? 'codestral' : 'mistral';
}

/** @param base what the user gave in place of the usual address */
export function addressFor(kind: KeyKind, base: URL | undefined): URL {
  return base ?? usual[kind];
}

/**
 * Reads an address that keys may be sent to: one of Mistral's hosts over HTTPS, or this machine.
 * @returns `undefined` for any other
 */
export function readAddress(text: string): URL | undefined {
  const url = parseUrl(text);
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  if (!/^\/(?:v1\/?)?$/u.test(url.pathname)) return undefined;
  if (url.protocol === 'https:' && (isLoopback(url.hostname) || (url.port === '' && isMistralHost(url.hostname)))) return url;
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url : undefined;
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/gu, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
