import type { LateLoadFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';

/** Reports variables of a file that are loaded after the key was read. */
export const loadEnvFirst: Rule = {
  name: 'load-env-first',
  description: 'Require .env files to be loaded before the Mistral API key is read',
  causes: ['missing-or-empty'],
  levels: { recommended: 'warn', strict: 'error' },
  messages: {
    read: '{{name}} is read before {{loader}} loads it.',
    client: '{{name}} is made, and reads the environment, before {{loader}} loads it.',
    import: 'This import needs {{name}}, and runs before {{loader}} loads the environment.',
    loadFirst: 'Load the variables before everything else.',
  },
  schema: allowing('Names of variables, and classes of clients, that need no loading.', ['names']),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'late-load' || options.allow?.includes(fact.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

function problemOf(fact: LateLoadFact): Problem {
  const { early, name, loader, place, chain, language } = fact;
  return {
    messageId: early,
    data: { name, loader },
    place,
    cause: 'missing-or-empty',
    symptom: 'The key is missing although the .env file has it: a check stops the program, or the first call fails with 401.',
    fix: language === 'python' ? pythonFix(early, loader) : javascriptFix(early),
    chain,
    ...suggestionsOf(fact.remedies),
  };
}

function javascriptFix(early: LateLoadFact['early']): string {
  const hoisted = early === 'import' ? ': imports run before the other statements' : '';
  return `put import 'dotenv/config' first (require('dotenv/config') in CommonJS), or start with node --env-file=.env${hoisted}`;
}

function pythonFix(early: LateLoadFact['early'], loader: string): string {
  return early === 'import' ? `call ${loader} before this import` : `call ${loader} first`;
}
