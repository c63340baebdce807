import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../src/configuration/parse.js';
import { configurationSchema } from '../../src/configuration/schema.js';

test('the schema that is shipped is the one by which configurations are checked', () => {
  expect(JSON.parse(readFileSync('schema.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(configurationSchema)));
});

describe('a validator of JSON schemas and the parser agree', () => {
  const validate = new Ajv().compile(configurationSchema);

  test.each([
    {},
    { extends: 'strict', ignore: ['a'], names: ['X_KEY'] },
    { rules: { 'no-hardcoded-key': ['error', { allow: ['X'], names: ['Y'] }], 'no-client-key': 'off' } },
    { rules: { 'no-hardcoded-key': ['error', { guards: ['X'] }] } },
    { rules: { 'no-hardcoded-key': [] } },
    { rules: { 'no-hardcoded-key': ['error', {}, {}] } },
    { rules: { 'no-such-rule': 'off' } },
    { clients: [{ from: 'a', name: 'b' }] },
    { clients: [{ from: 'a' }] },
    { clients: [{ from: '', name: 'b' }] },
    { overrides: [{ files: [] }] },
    { overrides: [{ files: ['a'], extends: 'strict' }] },
    { requireSuppressionReason: 1 },
    { extends: 'none' },
    { hosts: 'a' },
    [],
    'text',
  ])('on %j', (configuration) => {
    let parsed = true;
    try {
      parseConfiguration(JSON.stringify(configuration), 'a.json');
    } catch {
      parsed = false;
    }
    expect(parsed).toBe(validate(configuration));
  });
});
