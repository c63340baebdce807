import type { SecretFact } from '../src/facts/facts.js';
import { isEnvironmentFile, isTemplate } from '../src/languages/registry.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';
import { keyVariable, passing, readOf } from './wording.js';

/** Reports keys that stand in the source. */
export const noHardcodedKey: Rule = {
  name: 'no-hardcoded-key',
  description: 'Disallow Mistral API keys in source code',
  causes: ['hardcoded'],
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    bound: 'The Mistral API key {{key}} is hardcoded{{where}}.',
    unbound: 'The literal {{key}} beside Mistral looks like an API key.',
    readFromEnv: 'Read the key from the environment and stop when it is not set.',
  },
  schema: allowing('Names of variables, properties and headers whose values are left alone.', ['names']),
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
    data: { key: fact.key.redacted, where: whereOf(fact) },
    place: fact.place,
    cause: 'hardcoded',
    symptom: 'Anyone with the code can use the key: foreign usage on the bill, rate limits (429), and 401 once it is revoked.',
    fix: `${stepOf(fact)}, then revoke this key at https://console.mistral.ai/api-keys and create a new one`,
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

function stepOf({ language, name, sink, within, place }: SecretFact): string {
  const { path } = place.source;
  if (isEnvironmentFile(path)) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    if (isTemplate(path)) return 'put a placeholder in its place';
    return `take the file out of git (git rm --cached ${file}) and have git ignore it (${file} in .gitignore)`;
  }
  if (within === 'comment') return 'take it out of the comment';
  if (within === 'output') return 'clear the outputs before you save the notebook, and do not print the key';
  const variable = keyVariable(name);
  const read = readOf(variable, language);
  switch (language) {
    case 'javascript':
    case 'typescript':
    case 'python':
      return sink === 'header' ? `send ${passing(read, 'http', language)}` : `read it from ${read}`;
    case 'shell':
      return `take it from the environment or a secret manager, as ${read}`;
    case 'config':
      return `refer to a secret or a variable instead, such as ${variable}`;
    case 'text':
      return 'take it out';
  }
}
