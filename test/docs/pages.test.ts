import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { optionList, pageHead, ruleTable, withPart } from '../../scripts/documentation.js';

/** What stands under a heading, up to the next one of its level or above. */
function section(page: string, heading: string): string {
  const level = heading.indexOf(' ');
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) return '';
  const length = lines.slice(start + 1).findIndex((line) => new RegExp(`^#{1,${level}} `, 'u').test(line));
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n');
}

test('the README lists the rules as they are', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(withPart(readme, 'rules', ruleTable(rules))).toBe(readme);
});

test('every page belongs to a rule', () => {
  const pages = readdirSync('rules').filter((file) => file.endsWith('.md'));
  expect(pages.sort()).toEqual(rules.map((rule) => `${rule.name}.md`).sort());
});

describe.each(rules.map((rule) => ({ name: rule.name, rule })))('the page of $name', ({ name, rule }) => {
  const page = readFileSync(`rules/${name}.md`, 'utf8');

  test('has the head and the options of the rule as it is', () => {
    expect(withPart(withPart(page, 'head', pageHead(rule)), 'options', optionList(rule))).toBe(page);
  });

  test('names a documented cause', () => {
    expect(pageHead(rule)).toContain('Documented cause');
  });

  test.each(['### Incorrect', '### Correct'])('has examples under "%s"', (heading) => {
    expect(section(page, heading)).toMatch(/^```(?:ts|tsx|js)\n/mu);
  });

  test.each(['## What it reports', '## Why', '## When not to use it'])('says something under "%s"', (heading) => {
    expect(section(page, heading).trim()).not.toBe('');
  });
});
