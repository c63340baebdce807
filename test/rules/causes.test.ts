import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { scanFiles } from '../support/scanner.js';

test('each rule names the causes of what it reports, and no other', async () => {
  const found = new Map<string, Set<string>>();
  for (const { rule, cause } of await scanFiles(resolve('fixtures/rules'), { strict: true })) found.set(rule, (found.get(rule) ?? new Set()).add(cause.id));
  for (const { name, causes } of rules) expect([...(found.get(name) ?? [])].sort(), name).toEqual([...causes].sort());
});
