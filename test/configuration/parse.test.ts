import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/configuration/configuration.js';
import { parseConfiguration } from '../../src/configuration/parse.js';

const file = '.mistral-keys.json';

/** What is wrong with a configuration, behind its place. */
function complaint(text: string, name = file): string {
  try {
    parseConfiguration(text, name);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'nothing';
}

test('comments and trailing commas may stand in it', () => {
  expect(parseConfiguration('{\n  // Why.\n  "extends": "strict", /* and */\n  "ignore": ["dist",],\n}', file)).toEqual({ extends: 'strict', ignore: ['dist'] });
});

test('everything that can be said', () => {
  const configuration = {
    $schema: './node_modules/eslint-plugin-mistral-keys/schema.json',
    extends: 'recommended',
    ignore: ['fixtures/**', '!fixtures/a.ts'],
    rules: { 'no-unguarded-env': 'error', 'no-hardcoded-key': ['warn', { allow: ['X'], names: ['LLM_KEY'] }], 'no-client-key': ['off'] },
    names: ['LLM_GATEWAY_KEY'],
    hosts: ['llm.example.org'],
    publicPrefixes: ['ACME_PUBLIC_'],
    clients: [{ from: '@acme/llm', name: 'createLlm', option: 'secret' }],
    guards: ['requireSecret'],
    loggers: ['audit.write'],
    requireSuppressionReason: true,
    overrides: [{ files: ['test/**'], rules: { 'no-unguarded-env': 'off' }, names: ['OTHER_KEY'], requireSuppressionReason: false }],
  };
  expect(parseConfiguration(JSON.stringify(configuration), file)).toEqual(configuration);
});

test('in a package.json it is a property, and may be missing', () => {
  expect(parseConfiguration('{ "name": "x", "mistral-keys": { "extends": "strict" } }', 'a/package.json')).toEqual({ extends: 'strict' });
  expect(parseConfiguration('{ "name": "x" }', 'a/package.json')).toBeUndefined();
  expect(parseConfiguration('no JSON', 'a/package.json')).toBeUndefined();
});

describe('what is wrong is told with its place, and what may be meant', () => {
  test.each([
    ['{ "rulse": {} }', '1:3: the configuration knows no "rulse". Did you mean "rules"?'],
    ['{\n  "rules": { "no-hardcodedkey": "off" }\n}', '2:14: "rules" knows no "no-hardcodedkey". Did you mean "no-hardcoded-key"?'],
    ['{ "rules": { "no-hardcoded-key": "of" } }', '1:34: "no-hardcoded-key" is "of". Did you mean "off"? It may be off, warn, error.'],
    ['{ "rules": { "no-hardcoded-key": 2 } }', '1:34: "no-hardcoded-key" has to be a text or a list.'],
    ['{ "rules": { "no-hardcoded-key": [] } }', '1:34: "no-hardcoded-key" has 0 items: 1 to 2 may stand in it.'],
    ['{ "rules": { "no-hardcoded-key": ["off", {}, 1] } }', '1:34: "no-hardcoded-key" has 3 items: 1 to 2 may stand in it.'],
    ['{ "rules": { "no-hardcoded-key": ["off", { "alow": [] }] } }', '1:44: item 2 of "no-hardcoded-key" knows no "alow". Did you mean "allow"?'],
    ['{ "extends": "stric" }', '1:14: "extends" is "stric". Did you mean "strict"? It may be recommended, strict.'],
    ['{ "ignore": "dist" }', '1:13: "ignore" has to be a list.'],
    ['{ "ignore": [1] }', '1:14: item 1 of "ignore" has to be a text.'],
    ['{ "names": [""] }', '1:13: item 1 of "names" has 0 characters: 1 to 200 may stand in it.'],
    ['{ "requireSuppressionReason": "yes" }', '1:31: "requireSuppressionReason" has to be true or false.'],
    ['{ "overrides": [{ "rules": {} }] }', '1:17: item 1 of "overrides" lacks "files".'],
    ['{ "clients": [{ "from": "a" }] }', '1:15: item 1 of "clients" lacks "name".'],
    ['{ "ignore": [], "ignore": [] }', '1:17: "ignore" stands twice in the configuration.'],
    ['[]', '1:1: the configuration has to be an object.'],
    ['', '1:1: is no JSON: ValueExpected.'],
    ['{ "ignore": [ }', '1:15: is no JSON: ValueExpected.'],
  ])('%s', (text, message) => {
    expect(complaint(text)).toBe(`${file}:${message}`);
  });

  test('of a property of a package.json', () => {
    expect(complaint('{\n  "mistral-keys": { "ingore": [] }\n}', 'a/package.json')).toBe('a/package.json:2:21: "mistral-keys" knows no "ingore". Did you mean "ignore"?');
  });
});

describe('what means harm does none', () => {
  test.each(['__proto__', 'constructor', 'toString'])('the name %s', (name) => {
    expect(complaint(`{ "${name}": { "polluted": true } }`)).toContain(`the configuration knows no "${name}"`);
    expect(complaint(`{ "rules": { "${name}": "off" } }`)).toContain(`"rules" knows no "${name}"`);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('one without end, and one without bottom', () => {
    expect(complaint(`{ "ignore": ["${'a'.repeat(2_000_000)}"] }`)).toBe(`${file}:1:1: is longer than 1000000 characters.`);
    expect(complaint('['.repeat(900_000))).toMatch(/^\.mistral-keys\.json:1:1: (?:is nested too deeply|the configuration has to be an object|is no JSON)/u);
    expect(complaint(JSON.stringify({ ignore: Array.from({ length: 1001 }, () => 'a') }))).toContain('"ignore" has 1001 items: 0 to 1000 may stand in it.');
    expect(complaint(`{ "${'x'.repeat(900_000)}": 1 }`).length).toBeLessThan(300);
  });
});
