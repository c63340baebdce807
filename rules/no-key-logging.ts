import type { OutputFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';

/** Reports keys, and what holds them, in logs, error messages and the output of builds. */
export const noKeyLogging: Rule = {
  name: 'no-key-logging',
  description: 'Disallow Mistral API keys in logs, error messages and build output',
  causes: ['exposed-in-output'],
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    key: '{{by}} shows the Mistral API key of {{name}}.',
    client: '{{by}} shows the {{name}} client with the API key in it.',
    environment: '{{by}} shows all environment variables, the Mistral API key among them.',
    trace: '{{by}} prints each command with the Mistral API key of {{name}} in it.',
    debug: '{{name}} makes the Mistral client print its requests with the Authorization header.',
  },
  schema: allowing('Names of variables, classes and options that may be printed.', ['names', 'sinks']),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'output' || options.allow?.includes(fact.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

function problemOf(fact: OutputFact): Problem {
  return {
    messageId: fact.what,
    data: { by: fact.by, name: fact.name },
    place: fact.place,
    cause: 'exposed-in-output',
    symptom: symptoms[fact.what],
    fix: fixOf(fact),
    ...(fact.key === undefined ? {} : { key: fact.key }),
  };
}

const readable = 'The key stands in logs, error reports or build output, where more people can read it than should.';
const symptoms: Readonly<Record<OutputFact['what'], string>> = {
  key: readable,
  client: readable,
  environment: readable,
  trace: readable,
  debug: 'Each request is printed with "Authorization: Bearer" and the whole key.',
};

function fixOf({ what, name, language }: OutputFact): string {
  switch (what) {
    case 'key':
      return `do not print the key; ${masked(language)}, or say only whether it is set; revoke a key that was printed`;
    case 'client':
      return 'print what you need to know of the client, not the object; revoke a key that was printed';
    case 'environment':
      return 'print the variables that you need by their names; revoke a key that was printed';
    case 'trace':
      return 'turn the trace off (set +x) before the key is used; revoke a key that was printed';
    case 'debug':
      return name === 'MISTRAL_DEBUG' ? 'leave the variable unset: any value, false too, turns it on; revoke a key that was printed' : `leave ${name} out; revoke a key that was printed`;
  }
}

function masked(language: OutputFact['language']): string {
  switch (language) {
    case 'javascript':
    case 'typescript':
      return 'mask it, as in key.slice(0, 4) + "…"';
    case 'python':
      return 'mask it, as in key[:4] + "…"';
    default:
      return 'mask it';
  }
}
