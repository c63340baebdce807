import type { Language, SecretFact } from '../src/facts/facts.js';
import { schemaOf } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';

/** Reports keys that stand in the source. */
export const noHardcodedKey: Rule = {
  name: 'no-hardcoded-key',
  description: 'Disallow Mistral API keys in source code',
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    bound: 'The Mistral API key {{key}} is hardcoded{{where}}.',
    unbound: 'The literal {{key}} beside Mistral looks like an API key.',
    readFromEnv: 'Read the key from {{variable}} and stop when it is not set.',
  },
  schema: schemaOf('allow'),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'secret') continue;
      if (fact.name !== undefined && options.allow?.includes(fact.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

function problemOf(fact: SecretFact): Problem {
  return {
    messageId: fact.binding,
    data: { key: fact.key.redacted, where: whereOf(fact), variable: 'the environment' },
    place: fact.place,
    cause: 'hardcoded',
    symptom: 'Anyone with the code can use the key: foreign usage on the bill, rate limits (429), and 401 once it is revoked.',
    fix: fixes[fact.language],
    key: fact.key,
    ...suggestionsOf(fact.remedies),
  };
}

function whereOf({ within, sink, name }: SecretFact): string {
  if (within === 'comment') return ' in a comment';
  switch (sink) {
    case 'header':
      return ' in a request header';
    case 'client':
      return ' in the client’s key argument';
    case 'name':
    case 'flag':
      return name === undefined ? '' : ` in ${name}`;
    case 'context':
      return '';
  }
}

const rotate = 'then revoke this key at https://console.mistral.ai/api-keys and create a new one';
const fixes: Readonly<Record<Language, string>> = {
  javascript: `read it from process.env.MISTRAL_API_KEY, ${rotate}`,
  typescript: `read it from process.env.MISTRAL_API_KEY, ${rotate}`,
  python: `read it from os.environ["MISTRAL_API_KEY"], ${rotate}`,
  shell: `take it from the environment or a secret manager, ${rotate}`,
  config: `refer to a secret or a variable instead, ${rotate}`,
  text: `take it out, ${rotate}`,
};
