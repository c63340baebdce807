/** What the API said of a key. */
export interface Verdict {
  readonly result: 'valid' | 'rejected' | 'undecided';
  /** What happened, in a sentence. */
  readonly text: string;
  /** What to do. */
  readonly fix?: string;
}

/** What came of a request: an answer, or the reason why none came. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; /** The body was the list of models. */ readonly models: boolean }
  | { readonly kind: 'failure'; readonly reason: 'timeout' | 'certificate' | 'cut-off' | 'proxy' | 'network'; readonly code: string };

/** @param host the host that was asked, for the sentence */
export function verdictOf(answer: Answer, host: string): Verdict {
  if (answer.kind === 'failure') return failures[answer.reason](host, answer.code);
  const { status, models } = answer;
  if (status === 200) {
    if (models) return { result: 'valid', text: `${host} accepts the key.` };
    return { result: 'undecided', text: `Something other than Mistral answered for ${host}: the answer is no list of models.`, fix: 'Look for a portal, a proxy or a firewall on the way.' };
  }
  if (status === 401) {
    const kinds = host.startsWith('codestral.') ? 'a key of api.mistral.ai, which this host rejects' : 'a key for codestral.mistral.ai, which this host rejects';
    return {
      result: 'rejected',
      text: `${host} rejects the key (401): it is mistyped, expired, revoked, or ${kinds}.`,
      fix: 'Create a new key at https://console.mistral.ai/api-keys, set the variable to it, and delete the old one.',
    };
  }
  if (status === 403) {
    return { result: 'undecided', text: `${host} forbids the request (403): the key may be known and its workspace or plan not be allowed to, or a firewall answered.`, fix: 'Look at the workspace of the key in https://console.mistral.ai, and try from another network.' };
  }
  if (status === 429) return { result: 'undecided', text: `${host} asks to slow down (429): the rate limit is used up.`, fix: 'Try again in a minute.' };
  if (status >= 300 && status < 400) {
    return { result: 'undecided', text: `${host} answers with a redirect (${status}), which was not followed, so that the key goes nowhere else.`, fix: 'Look for a portal or a proxy on the way.' };
  }
  if (status >= 500) return { result: 'undecided', text: `${host} has a fault of its own (${status}).`, fix: 'Try again later; see https://status.mistral.ai.' };
  return { result: 'undecided', text: `${host} gives an answer that says nothing about the key (${status}).`, fix: 'Look for a proxy or a firewall on the way.' };
}

const failures: Readonly<Record<Extract<Answer, { kind: 'failure' }>['reason'], (host: string, code: string) => Verdict>> = {
  timeout: (host) => ({ result: 'undecided', text: `${host} did not answer in time.`, fix: 'Check the network and the proxy (HTTPS_PROXY, NO_PROXY), and try again.' }),
  certificate: (host, code) => ({
    result: 'undecided',
    text: `The certificate of ${host} is not to be trusted (${code}), so the key was not sent.`,
    fix: 'Behind a proxy of your company, name its certificate authority in NODE_EXTRA_CA_CERTS; never switch the check off.',
  }),
  'cut-off': (host, code) => ({ result: 'undecided', text: `The connection to ${host} was cut off (${code}).`, fix: 'Try again; check the proxy (HTTPS_PROXY, NO_PROXY).' }),
  proxy: (host, code) => ({ result: 'undecided', text: `The proxy did not connect to ${host} (${code}).`, fix: 'Check HTTPS_PROXY, its user and password, and NO_PROXY.' }),
  network: (host, code) => ({ result: 'undecided', text: `${host} could not be reached (${code}).`, fix: 'Check the network and the proxy (HTTPS_PROXY, NO_PROXY), and try again.' }),
};
