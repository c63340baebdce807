/** The hosts that take a key, as documented; each rejects the keys of the other kind. */
export const mistralHosts: readonly string[] = [
  'api.mistral.ai',
  'api.eu.mistral.ai',
  'api.us.mistral.ai',
  'codestral.mistral.ai',
];

/** Any region counts, so that a new one needs no release. */
export const mistralHostPattern = String.raw`(?:api|codestral)(?:\.[a-z\d-]{1,30})?\.mistral\.ai`;
const mistralHost = new RegExp(`^${mistralHostPattern}$`, 'u');
const mistralHostInText = new RegExp(String.raw`(?<![\w.-])${mistralHostPattern}(?![\w-]|\.\w)`, 'iu');

/** @param host a host name, with or without a port */
export function isMistralHost(host: string): boolean {
  return mistralHost.test(host.toLowerCase().replace(/:\d{1,5}$/u, '').replace(/\.$/u, ''));
}

/** Whether a text names a host that takes a Mistral key. */
export function mentionsMistralHost(text: string): boolean {
  return mistralHostInText.test(text);
}

const withScheme = /^\s{0,8}(?:[A-Za-z][A-Za-z\d+.-]{0,20}:)?\/\/(?:[^\s/?#@]{0,256}@)?(?<host>\[[\dA-Fa-f:.]{2,45}\]|[\w.-]{1,255})(?=[:/?#\s\\]|$)/u;
const withoutScheme = /^\s{0,8}(?<host>localhost|(?:[A-Za-z\d-]{1,63}\.){1,10}[A-Za-z\d-]{1,63})\.?(?=[:/?#\s]|$)/u;

/**
 * The host of a URL, in lower case and without its port; of `host/path` too. `undefined` where there is none to be seen:
 * a path, a word, a host that is filled in later (`https://${host}/v1`).
 */
export function hostOf(urlText: string): string | undefined {
  const match = withScheme.exec(urlText) ?? withoutScheme.exec(urlText);
  return match?.groups?.['host']?.toLowerCase().replace(/\.$/u, '');
}

/** Whether a URL is absolute and leads to a host that is none of Mistral's: such a server needs no Mistral key. */
export function isSelfHosted(urlText: string): boolean {
  if (!/^\s{0,8}(?:[A-Za-z][A-Za-z\d+.-]{0,20}:)?\/\//u.test(urlText)) return false;
  const host = hostOf(urlText);
  return host !== undefined && !isMistralHost(host);
}

const privateAddress = /^(?:127|10|0)(?:\.\d{1,3}){3}$|^192\.168(?:\.\d{1,3}){2}$|^169\.254(?:\.\d{1,3}){2}$|^172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}$|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2}$/u;
/** Loopback, unique local (RFC 4193) and link-local addresses of IPv6. */
const privateAddress6 = /^\[(?:::1|f[cd][\da-f]{2}:[\da-f:.]*|fe[89ab][\da-f]:[\da-f:.]*|::ffff:(?:127|10|192\.168)\.[\d.]*)\]$/u;
/** Suffixes that lead to no host of the internet: RFC 2606, 6761, 6762, 8375, and what clusters and containers use. */
const privateSuffix = /\.(?:local|internal|localhost|localdomain|lan|home|corp|intranet|private|test|invalid|home\.arpa|svc)$/u;

/** Whether a host, without its port, is reached without the internet: loopback, a private network, a name without dots. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/u, '');
  if (name.startsWith('[')) return privateAddress6.test(name);
  return !name.includes('.') || privateAddress.test(name) || privateSuffix.test(name);
}
