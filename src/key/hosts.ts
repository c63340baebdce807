/** The hosts that take a key, as documented; each rejects the keys of the other kind. */
export const mistralHosts: readonly string[] = [
  'api.mistral.ai',
  'api.eu.mistral.ai',
  'api.us.mistral.ai',
  'codestral.mistral.ai',
];

/** Any region counts, so that a new one needs no release. */
const mistralHost = /^(?:api|codestral)(?:\.[a-z\d-]{1,30})?\.mistral\.ai$/u;
const mistralHostInText = /(?<![\w.-])(?:api|codestral)(?:\.[a-z\d-]{1,30})?\.mistral\.ai(?![\w-]|\.\w)/iu;

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
