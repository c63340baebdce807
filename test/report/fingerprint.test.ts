import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { entriesOf } from '../../src/report/entries.js';
import type { Finding } from '../../src/scan/finding.js';
import { finding, outcome } from './outcome.js';

/** The fingerprints of findings at each `x` of a text. */
function fingerprints(text: string, changes: Partial<Finding> = {}, file = 'a.ts'): string[] {
  const source = new SourceFile(file, text);
  const findings = [...text.matchAll(/x/gu)].map(({ index }) => finding(source, index, index + 1, changes));
  return entriesOf(outcome(source, findings)).map(({ fingerprint }) => fingerprint);
}

const key = { redacted: 'aB3d…(32)', fingerprint: '00112233445566778899aabbccddeeff' };

test('a fingerprint outlives moved and reindented lines', () => {
  expect(fingerprints('x = 1;')).toEqual(fingerprints('\n\n  x  =  1;'));
  expect(fingerprints('x = 1;', { key })).toEqual(fingerprints('\nconst x = call(2);', { key }));
});

test('another rule, file, line, key or commit gives another one', () => {
  const commit = { id: 'a', author: 'b', date: 'c', subject: 'd' };
  const all = [
    fingerprints('x = 1;'),
    fingerprints('x = 2;'),
    fingerprints('x = 1;', { rule: 'no-client-key' }),
    fingerprints('x = 1;', { messageId: 'other' }),
    fingerprints('x = 1;', {}, 'b.ts'),
    fingerprints('x = 1;', { key }),
    fingerprints('x = 1;', { key: { ...key, fingerprint: '1' } }),
    fingerprints('x = 1;', { commit }),
  ].flat();
  expect(new Set(all).size).toBe(8);
});

test('findings that are alike are told apart, in their order', () => {
  const [first, second] = fingerprints('x = 1;\nx = 1;');
  expect(first).not.toBe(second);
  expect(fingerprints('x = 1;')).toEqual([first]);
});

test('unused suppressions have one, too', () => {
  const source = new SourceFile('a.ts', '');
  const unused = { file: 'a.ts', line: 1, column: 1, rule: 'no-client-key', message: 'Remove it.' };
  const entries = entriesOf(outcome(source, [], { unusedSuppressions: [unused, { ...unused, line: 3 }] }));
  expect(entries.map(({ rule, severity, endLine }) => [rule, severity, endLine])).toEqual([
    ['unused-suppression', 'warning', 1],
    ['unused-suppression', 'warning', 3],
  ]);
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});
