import { existsSync } from 'node:fs';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules as allRules } from '../../rules/index.js';
import { isRemedy, offersEdits } from '../../rules/suggestions.js';
import * as exported from '../../src/eslint/index.js';
import plugin from '../../src/eslint/index.js';
import manifest from '../../package.json' with { type: 'json' };
import { allCases } from '../support/cases.js';

test('the plugin is exported whole, in parts, and for require', () => {
  expect(Object.keys(exported).sort()).toEqual(['configs', 'default', 'meta', 'module.exports', 'rules']);
  expect(exported['module.exports']).toBe(plugin);
  expect(plugin.rules).toBe(exported.rules);
  expect(plugin.configs).toBe(exported.configs);
  expect(plugin.meta).toEqual({ name: 'eslint-plugin-mistral-keys', version: manifest.version, namespace: 'mistral-keys' });
});

test('it has every rule', () => {
  expect(Object.keys(plugin.rules)).toEqual(allRules.map(({ name }) => name));
});

const reported = new Set(allCases().flatMap(({ expected }) => expected.map(({ rule, messageId }) => `${rule} ${String(messageId)}`)));
/** Messages for what only other languages have. */
const ofOtherLanguages = new Set(['require-api-key missing']);

describe.each(allRules.map((rule) => ({ name: rule.name, rule })))('$name', ({ name, rule }) => {
  const made = plugin.rules[name];
  const verify = (...options: unknown[]): Linter.LintMessage[] =>
    new Linter().verify('', { plugins: { 'mistral-keys': plugin }, rules: { [`mistral-keys/${name}`]: ['error', ...options] } });

  test('leads to its page', () => {
    expect(made?.meta?.docs?.url).toMatch(new RegExp(`^https://[^ ]+/rules/${name}\\.md$`, 'u'));
    expect(existsSync(`rules/${name}.md`)).toBe(true);
  });

  test('has options of its own that its schema takes', () => {
    expect(made?.meta?.defaultOptions).toEqual([rule.defaultOptions]);
    expect(verify(rule.defaultOptions)).toEqual([]);
  });

  test('refuses options that it does not have', () => {
    expect(() => verify({ sikns: [] })).toThrow('sikns');
    expect(() => verify({}, {})).toThrow('NOT have more than 1 items');
    expect(() => verify('always')).toThrow('should be object');
  });

  test('says what it is for, without a full stop', () => {
    expect(made?.meta?.docs?.description).toMatch(/^[A-Z].*[^.]$/u);
    expect(made?.meta?.type).toBe('problem');
  });

  test.each(Object.entries(rule.messages))('its message %s is a sentence', (_id, message) => {
    expect(message).toMatch(/^(?:[A-Z`'"]|\{\{\w+\}\}).*\.(?:\{\{hint\}\})?$/su);
  });

  test('has a fixture for each message', () => {
    const unseen = Object.keys(rule.messages).filter((id) => !isRemedy(id) && !ofOtherLanguages.has(`${name} ${id}`) && !reported.has(`${name} ${id}`));
    expect(unseen).toEqual([]);
  });

  test('claims suggestions if it has sentences for them', () => {
    expect(made?.meta?.hasSuggestions).toBe(offersEdits(rule));
  });
});
