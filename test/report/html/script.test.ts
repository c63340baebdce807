import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { filterScript } from '../../../src/report/html/script.js';

interface Criteria {
  readonly severity: string;
  readonly rule: string;
  readonly author: string;
  readonly file: string;
  readonly text: string;
}

/** The functions of the script, as the page runs it. */
const { matches, statusOf } = runInNewContext(`${filterScript}; ({ matches, statusOf });`) as {
  matches: (record: Criteria, criteria: Criteria) => boolean;
  statusOf: (shown: number, total: number) => string;
};

const all: Criteria = { severity: '', rule: '', author: '', file: '', text: '' };
const record: Criteria = { severity: 'error', rule: 'no-client-key', author: 'Ada', file: 'src/App/Page.tsx', text: 'src/app/page.tsx the key reaches the browser' };

describe('matches', () => {
  test.each<[Partial<Criteria>, boolean]>([
    [{}, true],
    [{ severity: 'error' }, true],
    [{ severity: 'warning' }, false],
    [{ rule: 'no-client-key' }, true],
    [{ rule: 'no-client' }, false],
    [{ author: 'Ada' }, true],
    [{ author: 'Grace' }, false],
    [{ file: ' app/ ' }, true],
    [{ file: 'lib' }, false],
    [{ text: 'BROWSER key' }, true],
    [{ text: ' \t ' }, true],
    [{ text: 'browser server' }, false],
    [{ severity: 'error', rule: 'no-client-key', author: 'Ada', file: 'src', text: 'page' }, true],
    [{ severity: 'error', rule: 'no-client-key', author: 'Ada', file: 'src', text: 'other' }, false],
  ])('%j: %s', (criteria, expected) => {
    expect(matches(record, { ...all, ...criteria })).toBe(expected);
  });
});

test.each([
  [0, 7, 'None of 7 findings'],
  [0, 1, 'None of 1 finding'],
  [1, 1, '1 finding'],
  [7, 7, 'All 7 findings'],
  [1234, 5000, '1,234 of 5,000 findings'],
])('%d of %d: %s', (shown, total, expected) => {
  expect(statusOf(shown, total)).toBe(expected);
});
