import { describe, expect, test } from 'vitest';
import type { Rule } from '../../rules/rule.js';
import { optionList, pageHead, ruleTable, withPart } from '../../scripts/documentation.js';

const rule: Rule = {
  name: 'no-client-key',
  description: 'Disallow a | b',
  causes: ['client-side'],
  levels: { recommended: 'warn', strict: 'error' },
  messages: { found: 'A key.' },
  schema: { type: 'object', properties: { allow: { description: 'What is left alone.' }, publicPrefixes: { description: 'Prefixes.' } } },
  defaultOptions: { publicPrefixes: ['MY_'] },
  check: () => [],
};

const withSuggestion: Rule = { ...rule, messages: { found: 'A key.', insertGuard: 'Insert a guard.' } };

describe('ruleTable', () => {
  test('has a row for each rule, with its levels, and keeps bars out of the cells', () => {
    expect(ruleTable([rule]).split('\n')[2]).toBe('| [no-client-key](rules/no-client-key.md) | Disallow a \\| b | warn | error |  |');
  });

  test('marks the rules that offer edits', () => {
    expect(ruleTable([withSuggestion]).split('\n')[2]).toMatch(/\| 💡 \|$/u);
  });
});

describe('pageHead', () => {
  test('names the rule, its presets and its documented cause', () => {
    const head = pageHead(rule);
    expect(head).toMatch(/^# mistral-keys\/no-client-key\n/u);
    expect(head).toContain('> Disallow a | b');
    expect(head).toContain('`recommended` (warn), `strict` (error)');
    expect(head).toContain('`client-side`');
  });

  test('says whether the rule offers edits', () => {
    expect(pageHead(rule)).toContain('Offers no edits');
    expect(pageHead(withSuggestion)).toContain('💡 Offers edits');
  });
});

describe('optionList', () => {
  test('says what each option means and what holds without it', () => {
    expect(optionList(rule)).toContain('\n- `allow`: What is left alone.\n- `publicPrefixes`: Prefixes. Default: `["MY_"]`.');
  });

  test('says when there are none', () => {
    expect(optionList({ ...rule, schema: { type: 'object' } })).toBe('None.');
  });

  test('refuses an option without a description', () => {
    expect(() => optionList({ ...rule, schema: { properties: { colour: {} } } })).toThrow('"colour" of no-client-key has no description');
  });
});

describe('withPart', () => {
  const page = 'a\n<!-- generated: x -->\n\nold\n\n<!-- end of generated: x -->\nb\n';

  test('replaces what stands between the markers and nothing else', () => {
    expect(withPart(page, 'x', 'new')).toBe('a\n<!-- generated: x -->\n\nnew\n\n<!-- end of generated: x -->\nb\n');
  });

  test('changes nothing the second time', () => {
    const once = withPart(page, 'x', 'new');
    expect(withPart(once, 'x', 'new')).toBe(once);
  });

  test('refuses a page without the markers', () => {
    expect(() => withPart(page, 'y', 'new')).toThrow('<!-- generated: y -->');
  });
});
