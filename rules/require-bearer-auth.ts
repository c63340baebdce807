import type { AuthorizationFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';
import { keyVariable, passing, readOf } from './wording.js';

/** Reports raw requests to Mistral that do not send the key as a bearer header. */
export const requireBearerAuth: Rule = {
  name: 'require-bearer-auth',
  description: 'Require raw requests to Mistral to send `Authorization: Bearer` with the key',
  causes: ['wrong-auth-scheme'],
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    missing: 'This request to Mistral has no Authorization header.',
    noBearer: 'The Authorization header of this request to Mistral lacks the prefix "Bearer ".',
    basic: 'This request to Mistral uses Basic authentication: only "Authorization: Bearer" is supported.',
    otherHeader: 'This request to Mistral sends the key as {{name}}: only "Authorization: Bearer" is supported.',
    query: 'This request to Mistral carries the key in its address, as {{name}}: only "Authorization: Bearer" is supported.',
    addBearer: 'Put "Bearer " before the key.',
    sendBearer: 'Send the key as a bearer header.',
  },
  schema: allowing('Names of headers and query parameters that may carry a key.'),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'authorization') continue;
      if ('name' in fact.how && options.allow?.includes(fact.how.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

const messageIds = { missing: 'missing', 'no-bearer': 'noBearer', basic: 'basic', 'other-header': 'otherHeader', query: 'query' } as const;

function problemOf({ how, language, place, remedies }: AuthorizationFact): Problem {
  const name = 'name' in how ? how.name : '';
  const header = headerOf(language, place);
  return {
    messageId: messageIds[how.kind],
    data: { name },
    place,
    cause: 'wrong-auth-scheme',
    symptom: how.kind === 'query' ? 'Mistral answers 401, and the key stands in the logs of every proxy and server on the way.' : 'Mistral answers 401 Unauthorized.',
    fix: how.kind === 'query' ? `take the key out of the address and send ${header}; revoke it if the address was used` : `send ${header}`,
    ...suggestionsOf(remedies),
  };
}

function headerOf(language: AuthorizationFact['language'], { source, start, end }: AuthorizationFact['place']): string {
  const read = readOf(keyVariable(source.text.slice(start, end)), language);
  if (language === 'javascript' || language === 'typescript' || language === 'python') return passing(read, 'http', language);
  return language === 'shell' ? `-H "Authorization: Bearer ${read}"` : 'Authorization: Bearer KEY';
}
