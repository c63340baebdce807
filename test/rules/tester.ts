import typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, test } from 'vitest';
import plugin from '../../src/eslint/index.js';

RuleTester.describe = describe;
RuleTester.it = test;
RuleTester.itOnly = test.only;

/** A synthetic key, which no message may show, and how messages show it. */
export const key = 'q7Hn2LxVt9BzKd4RwYm8Jc3PfSg6Ua5E';
export const redacted = 'q7Hn…(32)';

export const sdk = "import { Mistral } from '@mistralai/mistralai';\n";

type Tests = Parameters<RuleTester['run']>[2];

/**
 * Runs a rule of the plugin in ESLint's own tester, on TypeScript modules that have no file. Beside what is expected it
 * checks that suggestions are spelt out, parse, and that positions are exact.
 */
export function testRule(name: string, tests: { valid: Tests['valid']; invalid: Tests['invalid'] }): void {
  const rule = plugin.rules[name];
  if (rule === undefined) throw new Error(`The plugin has no rule ${name}.`);
  new RuleTester({ languageOptions: { parser: typescriptParser } }).run(name, rule, tests);
}

/** The check that suggestions insert. */
export function checkOf(read: string, variable: string): string {
  return `if (!${read}) throw new Error('${variable} is not set. Create a key at https://console.mistral.ai/api-keys');`;
}
