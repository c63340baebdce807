import { parseUrl } from './parse-url.js';

/** Variables by name, as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for HTTPS requests to a host, by the usual variables: `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY`, `all_proxy`,
 * and `NO_PROXY`, `no_proxy` for what is reached without.
 *
 * @returns `undefined` where there is none; `'unusable'` where the variable names something other than an HTTP proxy
 */
export function proxyFor(url: URL, environment: Environment): URL | 'unusable' | undefined {
  const named = first(environment, ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']);
  if (named === undefined || isExempt(url, first(environment, ['no_proxy', 'NO_PROXY']) ?? '')) return undefined;
  const proxy = parseUrl(/^[a-z][a-z\d+.-]{0,20}:\/\//iu.test(named) ? named : `http://${named}`);
  return proxy !== undefined && (proxy.protocol === 'http:' || proxy.protocol === 'https:') ? proxy : 'unusable';
}

function first(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== '');
}

/** Entries are `*`, hosts, domains with or without a dot in front, each with or without a port. */
function isExempt(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  const port = url.port === '' ? '443' : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]/u)
    .some((entry) => {
      if (entry === '*') return true;
      const withPort = /^(?<name>\[[^\]]*\]|[^:]*):(?<port>\d{1,5})$/u.exec(entry)?.groups;
      if (withPort !== undefined && withPort['port'] !== port) return false;
      const name = bare(withPort?.['name'] ?? entry).replace(/^\*?\./u, '');
      return name !== '' && (host === name || host.endsWith(`.${name}`));
    });
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$/gu, '');
}
