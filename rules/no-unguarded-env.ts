import type { ClientId, EnvironmentReadFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';
import { passing, stopUnless } from './wording.js';

/** Reports reads of key variables that reach a client or a request without a check. */
export const noUnguardedEnv: Rule = {
  name: 'no-unguarded-env',
  description: 'Require a check that stops when the variable of a Mistral API key is unset or empty',
  causes: ['missing-or-empty'],
  levels: { recommended: 'warn', strict: 'error' },
  messages: {
    unguarded: '{{expression}} reaches {{target}} without a check that stops when it is unset or empty.',
    emptyFallback: '{{expression}} falls back to an empty string, which reaches {{target}}{{effect}}.',
    insertGuard: 'Stop with an error when {{name}} is not set.',
  },
  schema: allowing('Names of variables that need no check.', ['names', 'guards']),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'environment-read' || options.allow?.includes(fact.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

function problemOf(fact: EnvironmentReadFact): Problem {
  const empty = fact.fallback === 'empty';
  return {
    messageId: empty ? 'emptyFallback' : 'unguarded',
    data: { expression: fact.expression, name: fact.name, target: targets[fact.reaches], effect: readsItself.has(fact.reaches) ? ' and defeats its own fallback' : '' },
    place: fact.place,
    cause: 'missing-or-empty',
    symptom: symptomOf(fact),
    fix: fixOf(fact),
    ...suggestionsOf(fact.remedies),
  };
}

const targets: Readonly<Record<ClientId, string>> = {
  'mistral-sdk': 'the Mistral client',
  'mistral-sdk-0': 'the Mistral client',
  'ai-sdk': 'the Mistral provider',
  langchain: 'the Mistral model',
  llamaindex: 'the Mistral model',
  openai: 'the client pointed at Mistral',
  http: 'a request to Mistral',
};

/** Clients that read the variable themselves when they are given no key at all. */
const readsItself: ReadonlySet<ClientId> = new Set<ClientId>(['mistral-sdk', 'mistral-sdk-0', 'ai-sdk', 'langchain', 'llamaindex']);

function fixOf({ expression, fallback, language, name, reaches }: EnvironmentReadFact): string {
  const drop = fallback === 'none' ? '' : 'drop the fallback and ';
  // A field of a schema or a destructured variable has no expression of its own.
  const read = expression === name ? '' : `${language === 'python' ? '' : 'const '}key = ${expression}; `;
  return `${drop}stop when it is not set: ${read}${stopUnless('key', name, language)}; ${passing('key', reaches, language)}`;
}

function symptomOf({ reaches, fallback, language }: EnvironmentReadFact): string {
  if (fallback === 'dummy') return 'While it is unset, the stand-in is sent as the key and Mistral answers 401.';
  if (fallback === 'empty' && language === 'python' && reaches !== 'openai') return 'While it is unset, the request raises LocalProtocolError: Illegal header value b\'Bearer \'.';
  if (fallback === 'empty' && reaches === 'http') return 'While it is unset, the header is "Bearer " without a key and Mistral answers 401.';
  if (fallback === 'empty') return 'While it is unset, requests go out without a key and Mistral answers 401.';
  switch (reaches) {
    case 'http':
      return `While it is unset, the request carries "Bearer ${language === 'python' ? 'None' : 'undefined'}" and Mistral answers 401.`;
    case 'langchain':
      if (language === 'python') return 'While it is unset, requests go out with "Bearer None" and Mistral answers 401.';
      return silentSymptom;
    case 'openai':
      return 'While it is unset, the client falls back to OPENAI_API_KEY and sends that to Mistral, which answers 401.';
    default:
      return silentSymptom;
  }
}

const silentSymptom = 'While it is unset, requests go out without an Authorization header; the first call fails with 401, never the constructor.';
