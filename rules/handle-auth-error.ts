import type { Language, UnhandledCallFact, WrongHandlerFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';

/** Reports calls whose failure nothing handles, and handlers that never run. */
export const handleAuthError: Rule = {
  name: 'handle-auth-error',
  description: 'Require a rejected Mistral API key (401) to be handled',
  causes: ['unhandled-401'],
  levels: { recommended: 'off', strict: 'warn' },
  messages: {
    unhandled: 'Nothing handles it when {{call}} fails, as with 401 for a rejected key.',
    wrongClass: '{{name}} of {{module}} does not exist: no such error is ever raised.',
  },
  schema: allowing('Names of error classes, and what is called, as the source spells it, that are left alone.'),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind === 'unhandled-call' && options.allow?.includes(fact.call) !== true) yield unhandled(fact);
      else if (fact.kind === 'wrong-handler' && options.allow?.includes(fact.name) !== true) yield wrongClass(fact);
    }
  },
};

function unhandled({ call, place, language }: UnhandledCallFact): Problem {
  return {
    messageId: 'unhandled',
    data: { call },
    place,
    cause: 'unhandled-401',
    symptom: language === 'python' ? 'The program ends with a traceback: SDKError, status 401.' : 'The program ends with an unhandled rejection: SDKError, status 401.',
    fix: fixOf(language),
  };
}

function wrongClass({ name, module, place, language }: WrongHandlerFact): Problem {
  return {
    messageId: 'wrongClass',
    data: { name, module },
    place,
    cause: 'unhandled-401',
    symptom: language === 'python' ? 'The import fails with ModuleNotFoundError, and the 401 is an SDKError that nothing catches.' : 'The import fails or gives undefined, and the 401 is an SDKError that nothing catches.',
    fix: fixOf(language),
  };
}

function fixOf(language: Language): string {
  return language === 'python'
    ? 'catch SDKError (from mistralai.models; mistralai.client.errors in 2.x), and where status_code is 401 ask for or reload the key before retrying'
    : 'catch the error, and where it is an SDKError (@mistralai/mistralai/models/errors) with statusCode 401 ask for or reload the key before retrying';
}
