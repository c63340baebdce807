import { expect, test } from 'vitest';
import { handleAuthError } from '../../rules/handle-auth-error.js';
import type { Fact } from '../../src/facts/facts.js';
import { SourceFile } from '../../src/facts/source.js';

const source = new SourceFile('/project/example.ts', 'new Mistral({ apiKey })');

const client: Fact = {
  kind: 'client',
  place: { source, start: 0, end: source.text.length },
  client: 'mistral-sdk',
  className: 'Mistral',
  language: 'typescript',
  keyArgument: { kind: 'given' },
  option: 'apiKey',
  selfHosted: false,
  environmentChecked: false,
  remedies: [],
};

function check(facts: readonly Fact[]) {
  return [...handleAuthError.check({ path: source.path, facts, comments: [], parsed: true }, {})];
}

test('reports a client with a key', () => {
  expect(check([client])).toMatchObject([{ messageId: 'found', data: { name: 'Mistral' }, place: client.place }]);
});

test('leaves a client without a key alone', () => {
  expect(check([{ ...client, keyArgument: { kind: 'absent' } }])).toEqual([]);
});
