import { Linter, type Rule as EslintRule } from 'eslint';
import { describe, expect, test } from 'vitest';
import type { Comment } from '../../src/facts/facts.js';
import { SourceFile } from '../../src/facts/source.js';
import { Suppressions } from '../../src/scan/suppress.js';

/** In ESLint: a rule that reports every use of one name. */
function reports(name: string): EslintRule.RuleModule {
  return {
    create: (context) => ({
      Identifier(node) {
        if (node.name === name) context.report({ node, message: name });
      },
    }),
  };
}

const names = ['one', 'two'];

/** Lines of ESLint's findings and of the directives it calls unused, for the rules `one` and `two`. */
function byEslint(text: string): { findings: string[]; unused: string[] } {
  const linter = new Linter();
  const messages = linter.verify(text, {
    plugins: { 'mistral-keys': { rules: Object.fromEntries(names.map((name) => [name, reports(name)])) } },
    rules: Object.fromEntries(names.map((name) => [`mistral-keys/${name}`, 'error'] as const)),
    linterOptions: { reportUnusedDisableDirectives: 'warn' },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  });
  return {
    findings: messages
      // ESLint reports names that no rule has under these names; here that is an unused suppression.
      .filter((message) => !message.message.startsWith('Definition for rule'))
      .flatMap((message) => (message.ruleId === null ? [] : [`${message.ruleId} ${message.line}:${message.column}`])),
    unused: messages
      .filter((message) => message.message.startsWith('Unused eslint-disable directive'))
      .flatMap((message) => [...message.message.matchAll(/'([^']+)'/gu)].map((match) => `${match[1] ?? ''} ${message.line}:${message.column}`)),
  };
}

/** The same by the scanner. */
function byScanner(text: string): { findings: string[]; unused: string[] } {
  const source = new SourceFile('a.js', text);
  const suppressions = new Suppressions(source, commentsOf(text));
  const findings = [...text.matchAll(/\b(?:one|two)(?=;|\})/gu)]
    .filter((match) => !commentsOf(text).some(({ start, end }) => match.index >= start && match.index < end))
    .flatMap((match) => {
      const { line, column } = source.position(match.index);
      return suppressions.suppressing(match[0], match.index) !== undefined ? [] : [`mistral-keys/${match[0]} ${line}:${column}`];
    });
  return {
    findings,
    unused: suppressions.unused().filter(({ rule }) => names.includes(rule.slice('mistral-keys/'.length))).map(({ comment, rule }) => {
      const { line, column } = source.position(comment.start);
      return `${rule} ${line}:${column}`;
    }),
  };
}

function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\*([\s\S]*?)\*\/|\/\/(.*)/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[1] ?? match[2] ?? '',
  }));
}

const texts = [
  'one;',
  '/* eslint-disable */ one; two;',
  '/* eslint-disable mistral-keys/one */ one; two;\none;',
  'one; /* eslint-disable mistral-keys/one */ one;',
  '/* eslint-disable mistral-keys/one, mistral-keys/two */\none; two;\n/* eslint-enable mistral-keys/one */\none; two;',
  '/* eslint-disable mistral-keys/one */\none;\n/* eslint-enable */\none;',
  '/* eslint-disable */\none;\n/* eslint-enable mistral-keys/two */\none; two;',
  '// eslint-disable mistral-keys/one\none;',
  '// eslint-disable-next-line mistral-keys/one -- a reason, with commas\none; two;\none;',
  '// eslint-disable-next-line mistral-keys/one---no reason\none;',
  '// eslint-disable-next-line mistral-keys/one --- reason\none;',
  '// eslint-disable-next-line\none; two;\none;',
  '/* eslint-disable-next-line mistral-keys/one */ one;\none;',
  '/* eslint-disable-next-line\n mistral-keys/one\n*/\none;\none;',
  'one; // eslint-disable-line mistral-keys/one\none;',
  'one; /* eslint-disable-line mistral-keys/two */ two;',
  'one; /* eslint-disable-line\nmistral-keys/one */ one;',
  'one; // eslint-disable-line',
  'one; // eslint-disable-line "mistral-keys/one"\ntwo; // eslint-disable-line \'mistral-keys/two\'',
  'one; // eslint-disable-lines mistral-keys/one',
  'one; //eslint-disable-line mistral-keys/one',
  'one; //   eslint-disable-line   mistral-keys/one  ,  mistral-keys/two  ',
  'one; // see eslint-disable-line mistral-keys/one',
  '/** eslint-disable mistral-keys/one */ one;',
  '/* eslint-disable mistral-keys/one */\n/* eslint-disable mistral-keys/one */\none;',
  '/* eslint-disable mistral-keys/one */\n// eslint-disable-next-line mistral-keys/one\none;',
  '// eslint-disable-next-line mistral-keys/one\none; // eslint-disable-line mistral-keys/one',
  '// eslint-disable-next-line mistral-keys/one, mistral-keys/two\none;',
  '/* eslint-disable mistral-keys/two */\none;',
  '/* eslint-enable mistral-keys/one */\none;',
  'const a = <p>\n{/* eslint-disable-next-line mistral-keys/one -- why */}\n{one}\n</p>;',
  '// eslint-disable-next-line mistral-keys/one\r\none;\r\none;',
  '// eslint-disable-next-line mistral-keys/one\u2028one;\none;',
];

describe('the same meaning as in ESLint', () => {
  test.each(texts)('%j', (text) => {
    const expected = byEslint(text);
    const actual = byScanner(text);
    expect(actual.findings).toEqual(expected.findings);
    expect(actual.unused.sort()).toEqual(expected.unused.sort());
  });
});

test('names of other plugins and rules of ESLint are none of ours', () => {
  const text = '/* eslint-disable no-console, other/one */ one;';
  const suppressions = new Suppressions(new SourceFile('a.js', text), commentsOf(text));
  expect(suppressions.suppressing('one', text.indexOf('one;'))).toBeUndefined();
  expect(suppressions.unused()).toEqual([]);
});

test.each([
  ['# eslint-disable mistral-keys/one', 1],
  ['<!-- eslint-disable mistral-keys/one -->', 4],
  ['-- eslint-disable mistral-keys/one', 2],
])('a comment of another language, for the rest of the file: %s', (comment, mark) => {
  const text = `${comment}\n\none`;
  const inner = comment.slice(mark).replace('-->', '');
  const suppressions = new Suppressions(new SourceFile('a', text), [{ start: 0, end: comment.length, text: inner }]);
  expect(suppressions.suppressing('one', text.lastIndexOf('one'))).toBeDefined();
});

test('a comment gives its reason, and where one is demanded none counts without', () => {
  const text = '// eslint-disable-next-line mistral-keys/one -- the tests need it\none;\n// eslint-disable-next-line mistral-keys/two\ntwo;';
  const lax = new Suppressions(new SourceFile('a.js', text), commentsOf(text));
  expect(lax.suppressing('one', text.indexOf('one;'))?.reason).toBe('the tests need it');
  expect(lax.suppressing('two', text.indexOf('two;'))?.reason).toBe('');
  expect(lax.unused()).toEqual([]);
  const demanding = new Suppressions(new SourceFile('a.js', text), commentsOf(text), undefined, true);
  expect(demanding.suppressing('one', text.indexOf('one;'))?.reason).toBe('the tests need it');
  expect(demanding.suppressing('two', text.indexOf('two;'))).toBeUndefined();
  expect(demanding.unused().map(({ rule, lacksReason }) => [rule, lacksReason])).toEqual([['mistral-keys/two', true]]);
});
