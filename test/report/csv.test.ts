import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { csvReport } from '../../src/report/csv.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome } from './outcome.js';

/** Reads a file as RFC 4180 says: records end with CRLF, a field in quotes holds anything, its quotes doubled. A mark tells the encoding. */
function records(marked: string): string[][] {
  expect(marked.startsWith('\ufeff')).toBe(true);
  const text = marked.slice(1);
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) throw new Error('This is no field.');
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('a row a finding, under a header', () => {
  const source = new SourceFile('src/a "b", c.ts', 'one\ntwo three');
  const commit = { id: 'abc', author: 'Ada', date: '2030-01-01T00:00:00Z', subject: 'Add' };
  const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const found = finding(source, 8, 13, { key: { redacted: 'aB3d…(32)', fingerprint: '0' }, commit });
  const hash = expect.stringMatching(/^[\da-f]{32}$/u) as string;
  expect(records(csvReport(outcome(source, [found], { unusedSuppressions: [unused] })))).toEqual([
    ['severity', 'rule', 'file', 'line', 'column', 'endLine', 'endColumn', 'message', 'cause', 'symptom', 'fix', 'url', 'key', 'fingerprint', 'commit', 'author', 'date'],
    [
      ...['error', 'no-hardcoded-key', source.path, '2', '5', '2', '10', 'A key stands here.', 'The key is embedded.', 'Others use the key.'],
      ...['Read it from the environment.', 'https://example.org/rule', 'aB3d…(32)', hash, 'abc', 'Ada', '2030-01-01T00:00:00Z'],
    ],
    ['warning', 'unused-suppression', 'src/b.ts', '4', '2', '4', '2', 'Remove it.', '', '', '', '', '', hash, '', '', ''],
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\uff1d1', '\uff20x'])('%j is no formula', (message) => {
  const source = new SourceFile('a.ts', 'x');
  expect(records(csvReport(outcome(source, [finding(source, 0, 1, { message })])))[1]?.[7]).toBe(`'${message}`);
});

test('whatever the names and texts are, every record has every field and none is a formula', () => {
  const scanned = hostileOutcome();
  const rows = records(csvReport(scanned));
  expect(rows.length).toBe(1 + scanned.result.findings.length + scanned.result.unusedSuppressions.length);
  for (const row of rows) {
    expect(row.length).toBe(17);
    expect(row.filter((field) => /^\s*[=+\-@]/u.test(field))).toEqual([]);
  }
});
