import type { TransportFact } from '../src/facts/facts.js';
import { isMistralHost } from '../src/key/hosts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';

/** Reports ways to Mistral that are not encrypted, or on which certificates are not checked. */
export const requireHttps: Rule = {
  name: 'require-https',
  description: 'Require HTTPS with certificate checks on the way to Mistral',
  causes: ['insecure-transport'],
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    plainHttp: 'The Mistral API key goes to {{host}} over http://: anyone on the way can read it.',
    unchecked: '{{name}} switches certificate checks off on the way to Mistral: anyone can answer in its place and read the API key.',
    useHttps: 'Use https://.',
  },
  schema: allowing('Hosts that may be reached over http://, and names of options and variables that may switch certificate checks off.'),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'transport') continue;
      const name = fact.how.kind === 'plain-http' ? fact.how.host : fact.how.name;
      if (options.allow?.includes(name) !== true) yield problemOf(fact);
    }
  },
};

function problemOf({ how, place, remedies }: TransportFact): Problem {
  const base = { place, cause: 'insecure-transport', ...suggestionsOf(remedies) } as const;
  if (how.kind === 'unchecked') {
    return {
      ...base,
      messageId: 'unchecked',
      data: { name: how.name },
      symptom: 'Nothing is to be seen: requests work, also through a machine in between that reads the key.',
      fix: 'leave certificate checks on: take this out, and give a certificate authority of your own by its file (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, --cacert)',
    };
  }
  return {
    ...base,
    messageId: 'plainHttp',
    data: { host: how.host },
    symptom: isMistralHost(how.host) ? 'The request is redirected or refused, after the key has crossed the network in clear text.' : 'Nothing is to be seen: requests work, and the key crosses the network in clear text.',
    fix: isMistralHost(how.host) ? `use https://${how.host}` : `use https:// for ${how.host}, or reach it by a private network`,
  };
}
