import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/eslint/index.js';
import { allCases, copyOf, named } from '../support/cases.js';
import { lintFolder, lintText, type Linted } from '../support/eslint.js';
import { folder } from '../scan/folder.js';

type Suggestion = NonNullable<Linter.LintMessage['suggestions']>[number];

/** The range of a fix counts from behind the byte order mark. */
function applied(text: string, { fix }: Suggestion): string {
  const bare = text.replace(/^\ufeff/u, '');
  return bare.slice(0, fix.range[0]) + fix.text + bare.slice(fix.range[1]);
}

function countOf({ messages }: Linted, rule: string | null): number {
  return messages.filter(({ ruleId }) => ruleId === rule).length;
}

describe('each suggestion for a fixture mends what it is offered for, and the file still parses', () => {
  test.each(named(allCases().filter(({ expected }) => expected.length > 0)))('%s', (_name, one) => {
    const root = copyOf(one);
    for (const linted of lintFolder(root)) {
      for (const { ruleId, suggestions = [] } of linted.messages) {
        for (const suggestion of suggestions) {
          const text = applied(linted.text, suggestion);
          const after = lintText(root, linted.file, text);
          expect.soft(after.fatal, text).toBeUndefined();
          expect.soft(countOf(after, ruleId), `${String(ruleId)}: ${suggestion.desc}\n${text}`).toBeLessThan(countOf(linted, ruleId));
          for (const other of Object.keys(plugin.rules).map((name) => `mistral-keys/${name}`)) {
            // A key that is passed on as it was read is still unchecked: that is a suggestion of its own.
            if (ruleId === 'mistral-keys/require-api-key' && other === 'mistral-keys/no-unguarded-env') continue;
            expect.soft(countOf(after, other), `${other} after ${String(ruleId)}: ${suggestion.desc}\n${text}`).toBeLessThanOrEqual(countOf(linted, other));
          }
        }
      }
    }
  });
});

const sdk = "import { Mistral } from '@mistralai/mistralai';\n";

/** Rule and sentence, the text, and what becomes of it. */
const examples: readonly (readonly [string, string, string])[] = [
  ['renameOption', `${sdk}new Mistral({ api_key: await load() });\n`, `${sdk}new Mistral({ apiKey: await load() });\n`],
  ['moveIntoOptions', `${sdk}new Mistral(process.env.MISTRAL_API_KEY);\n`, `${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n`],
];

test.each(examples)('%s gives the text that one would write', (id, before, after) => {
  const { messages } = lintText(folder(), 'file.mts', before);
  const suggestion = messages.flatMap(({ suggestions = [] }) => suggestions).find(({ messageId }) => messageId === id);
  expect(suggestion && applied(before, suggestion)).toBe(after);
});
