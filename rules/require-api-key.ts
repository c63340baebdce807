import type { ClientFact, ClientId } from '../src/facts/facts.js';
import type { CauseId } from './causes.js';
import { allowing } from './options.js';
import type { Problem, Rule } from './rule.js';
import { suggestionsOf } from './suggestions.js';
import { keyVariable, passing, readOf } from './wording.js';

/** Reports clients that are constructed without a key, or with one that they do not see. */
export const requireApiKey: Rule = {
  name: 'require-api-key',
  description: 'Require Mistral clients to be given their API key',
  causes: ['passed-incorrectly', 'missing-or-empty'],
  levels: { recommended: 'warn', strict: 'error' },
  messages: {
    implicitEnv: '{{className}} is constructed without {{option}}: it works only while MISTRAL_API_KEY is set.',
    missing: '{{className}} is constructed without {{option}}, {{reason}}.{{hint}}',
    ignoredOption: '{{className}} does not know the option {{name}}: the key has to be passed as {{option}}.{{hint}}',
    positional: '{{className}} takes an options object: a key passed as the first argument is silently ignored.',
    empty: '{{className}} is given an empty {{option}}{{effect}}.',
    otherVendorsKey: '{{className}} points at Mistral without {{option}}: it sends OPENAI_API_KEY to Mistral.',
    insertKey: 'Pass the key as {{option}}.',
    renameOption: 'Rename {{name}} to {{option}}.',
    moveIntoOptions: 'Pass the argument as {{option}}.',
  },
  schema: allowing('Names of classes and functions, as their library names them, that need no key.', ['guards']),
  defaultOptions: {},
  *check({ facts }, options) {
    for (const fact of facts) {
      if (fact.kind !== 'client' || options.allow?.includes(fact.className) === true) continue;
      const found = problemOf(fact);
      if (found !== undefined) yield found;
    }
  },
};

interface Case {
  readonly messageId: string;
  readonly cause: CauseId;
  readonly certain: boolean;
  readonly symptom: string;
  readonly fix: string;
}

function problemOf(fact: ClientFact): Problem | undefined {
  const found = caseOf(fact);
  if (found === undefined) return undefined;
  const name = fact.keyArgument.kind === 'misnamed' ? fact.keyArgument.name : '';
  return {
    ...found,
    data: { reason: reasons[fact.fallback ?? 'always'], className: fact.className, option: fact.option, name, effect: fact.client === 'openai' ? '' : ', which also keeps it from reading MISTRAL_API_KEY', hint: fact.wrongPackage === true ? ' The package is called mistralai.' : '' },
    place: fact.place,
    ...suggestionsOf(fact.remedies),
  };
}

/** What a client that is given no key does about it. */
const reasons = {
  never: 'and this version reads no environment variable',
  newer: 'and versions before 2.4.7 read no environment variable',
  always: 'and it stops where MISTRAL_API_KEY is not set',
} as const;

/** Clients of Python that read the variable, and say nothing when it is unset. */
function implicitInPython({ client, language, fallback }: ClientFact): boolean {
  return language === 'python' && (client === 'langchain' || (client === 'mistral-sdk' && fallback === 'always'));
}

/** Their constructors take an empty key for none, and say which variable to set. */
function raisesClearError({ client, language }: ClientFact): boolean {
  return client === 'llamaindex' || (client === 'langchain' && language !== 'python');
}

/** Libraries whose own error says what is wrong need no second one. */
const silentWithoutKey: ReadonlySet<ClientId> = new Set<ClientId>(['mistral-sdk', 'mistral-sdk-0', 'openai']);

function caseOf(fact: ClientFact): Case | undefined {
  if (fact.selfHosted) return undefined;
  const { client, className, keyArgument, language, option, place } = fact;
  const variable = keyVariable(place.source.text.slice(place.start, place.end));
  const example = passing(readOf(variable, language), client, language, className);
  switch (keyArgument.kind) {
    case 'absent':
    case 'undefined':
      if (!silentWithoutKey.has(client) && !implicitInPython(fact)) return undefined;
      if (client === 'openai') {
        return {
          messageId: 'otherVendorsKey', cause: 'passed-incorrectly', certain: true,
          symptom: 'While OPENAI_API_KEY is set, it is sent to another company, and Mistral answers 401; while it is not, the constructor fails.',
          fix: `pass the Mistral key: ${example}`,
        };
      }
      if (fact.environmentChecked && fact.fallback !== 'never') return undefined;
      if (language === 'python' && !implicitInPython(fact)) return missingCase(fact, example);
      return {
        messageId: 'implicitEnv', cause: 'missing-or-empty', certain: false,
        symptom: language === 'python' && client === 'langchain' ? 'While the variable is unset, requests go out with "Bearer None" and Mistral answers 401.'
          : client === 'mistral-sdk-0'
          ? 'While the variable is unset, requests go out with "Bearer undefined" and Mistral answers 401.'
          : 'While the variable is unset, requests go out without an Authorization header; the first call fails with SDKError 401, never the constructor.',
        fix: `pass the key: ${example}, and stop when it is unset`,
      };
    case 'empty':
      if (raisesClearError(fact)) return undefined;
      return {
        messageId: 'empty', cause: 'missing-or-empty', certain: true,
        symptom: client === 'openai' && language !== 'python' ? 'The constructor fails: Missing credentials.' : 'Requests go out without a key and Mistral answers 401.',
        fix: `pass the key: ${example}, and stop when it is unset`,
      };
    case 'misnamed':
      return {
        messageId: 'ignoredOption', cause: 'passed-incorrectly', certain: language === 'python',
        symptom: language === 'python' ? `The constructor raises TypeError: unexpected keyword argument '${keyArgument.name}'.` : ignoredKey(client),
        fix: `rename ${keyArgument.name} to ${option}`,
      };
    case 'positional':
      return {
        messageId: 'positional', cause: 'passed-incorrectly', certain: false,
        symptom: ignoredKey(client),
        fix: `pass an options object: ${passing('…', client, language, className)}`,
      };
    case 'given':
    case 'unknown':
      return undefined;
  }
}

/** What is seen where a client of TypeScript does not look for its key where it is. */
function ignoredKey(client: ClientId): string {
  switch (client) {
    case 'openai':
      return 'The key is ignored: OPENAI_API_KEY is sent to Mistral instead, or while it is not set, the constructor fails.';
    case 'ai-sdk':
      return 'The key is ignored: unless MISTRAL_API_KEY is set, the first call fails with AI_LoadAPIKeyError.';
    case 'langchain':
    case 'llamaindex':
      return 'The key is ignored: unless MISTRAL_API_KEY is set, the constructor fails.';
    default:
      return 'The key is ignored: unless MISTRAL_API_KEY is set, the first call fails with SDKError 401.';
  }
}

/** The Python libraries: which versions read the variable is told by the import. */
function missingCase({ client, fallback }: ClientFact, example: string): Case {
  return {
    messageId: 'missing', cause: 'passed-incorrectly', certain: fallback === 'never',
    symptom: client === 'mistral-sdk-0'
      ? 'While the variable is unset, the constructor raises MistralException; from version 1.0 on it raises NotImplementedError.'
      : 'Requests go out without an Authorization header; the first call fails with SDKError 401, never the constructor.',
    fix: `pass the key: ${example}`,
  };
}
