import type { ExposureFact } from '../src/facts/facts.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';

/** Reports keys that reach the browser. */
export const noClientKey: Rule = {
  name: 'no-client-key',
  description: 'Disallow Mistral API keys in code that runs in the browser',
  causes: ['client-side'],
  levels: { recommended: 'error', strict: 'error' },
  messages: {
    publicName: '{{name}} is public: the prefix {{prefix}} makes the bundler copy the Mistral API key into the browser.',
    injection: '{{tool}} copies the Mistral API key of {{name}} into the browser’s code.',
    clientModule: 'This module runs in the browser ({{entry}}): {{what}} can be read by every visitor.',
    built: 'The Mistral API key {{key}} is in code that was built for the browser{{origin}}.',
    response: '{{by}} sends the Mistral API key of {{name}} to the browser.',
  },
  schema: allowing('Names of variables that may reach the browser.', ['names', 'publicPrefixes']),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'exposure' || options.allow?.includes(fact.how.name) === true) continue;
      yield problemOf(fact);
    }
  },
};

function problemOf(fact: ExposureFact): Problem {
  return {
    ...sentenceOf(fact),
    place: fact.place,
    cause: 'client-side',
    symptom: 'Every visitor can read the key in the page’s code or traffic and use it.',
    ...(fact.key === undefined ? {} : { key: fact.key }),
    ...(fact.chain.length === 0 ? {} : { chain: fact.chain }),
  };
}

function sentenceOf({ how, key }: ExposureFact): Pick<Problem, 'messageId' | 'data' | 'fix'> {
  switch (how.kind) {
    case 'public-name':
      return {
        messageId: 'publicName',
        data: { name: how.name, prefix: how.prefix },
        fix: `rename it to ${how.name.slice(how.prefix.length)}, read it on the server only, and let the browser call your own endpoint; revoke the exposed key`,
      };
    case 'injection':
      return {
        messageId: 'injection',
        data: { tool: how.tool, name: how.name },
        fix: 'take it out of the configuration, and let the browser call your own endpoint, which adds the key; revoke the exposed key',
      };
    case 'client-module':
      return {
        messageId: 'clientModule',
        data: { entry: how.entry, what: whats[how.what].replace('{{name}}', how.name) },
        fix: 'move the call to a server route that adds the key, and let the browser call that route',
      };
    case 'built':
      return {
        messageId: 'built',
        data: { key: key?.redacted ?? '', origin: how.origin === undefined ? '' : `, from ${how.origin}` },
        fix: 'take the key out of the source, and let the browser call your own endpoint, which adds it; build again, and revoke the exposed key',
      };
    case 'response':
      return {
        messageId: 'response',
        data: { by: how.by, name: how.name },
        fix: 'keep the key on the server: call Mistral there and send the browser the answer only',
      };
  }
}

const whats = { literal: 'the Mistral API key in it', read: 'the Mistral API key of {{name}}', client: 'the key of the Mistral client' } as const;
