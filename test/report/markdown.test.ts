import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { markdownReport } from '../../src/report/markdown.js';
import { hostileOutcome, pieces } from './hostile.js';
import { finding, outcome } from './outcome.js';

const source = new SourceFile('src/a.ts', 'one\ntwo three');

/** The rows of the table, without its head. */
function rows(report: string): string[] {
  return report.split('\n').filter((line) => line.startsWith('| 🔴') || line.startsWith('| 🟡'));
}

test('the whole report, the gravest first', () => {
  const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const chain = [{ file: 'src/c.ts', line: 7, note: 'imports it' }];
  const commit = { id: '0123456789abcdef', author: 'Ada', date: '2030-01-01T00:00:00Z', subject: 'Add' };
  const found = [finding(source, 0, 1, { severity: 'warning' }), finding(source, 8, 13, { chain, commit })];
  const { result, sources } = outcome(source, found, { unusedSuppressions: [unused] });
  const report = markdownReport({ result: { ...result, summary: { ...result.summary, skipped: [{ file: '', reason: 'gone' }] } }, sources });
  expect(report).toBe(
    [
      '<!-- mistral-keys -->',
      '### mistral-keys: keys are at risk',
      '',
      '1 error, 1 warning, 1 unused suppression in 3 files &#40;1.2 kB, 0.25 s&#41;.',
      '',
      '| Severity | Place | What | How to mend it |',
      '| :-- | :-- | :-- | :-- |',
      '| 🔴 error | <code>src/a.ts:2:5</code><br><code>0123456789ab</code> Ada | [no-hardcoded-key]: A key stands here.<br>← <code>src/c.ts:7</code> imports it | Read it from the environment. |',
      '| 🟡 warning | <code>src/a.ts:1:1</code> | [no-hardcoded-key]: A key stands here. | Read it from the environment. |',
      '| 🟡 warning | <code>src/b.ts:4:2</code> | unused-suppression: Remove it. |  |',
      '',
      '[no-hardcoded-key]: https://example.org/rule',
      '',
      '**Not read:** 1',
      '',
      '- .: gone',
      '',
    ].join('\n'),
  );
});

test.each([
  [[], 'no findings'],
  [[finding(source, 0, 1, { severity: 'warning' })], 'some warnings'],
])('the title says how grave it is', (findings, title) => {
  expect(markdownReport(outcome(source, findings))).toContain(`### mistral-keys: ${title}\n`);
});

test('it fits into a comment, and says how many are left out', () => {
  const findings = Array.from({ length: 5000 }, () => finding(source, 0, 1));
  const report = markdownReport(outcome(source, findings));
  expect(report.length).toBeLessThanOrEqual(65_536);
  expect(report.length).toBeGreaterThan(60_000);
  const shown = rows(report).length;
  expect(report).toContain(`**${5000 - shown} more are left out:** a comment holds 65536 characters.`);
  expect(report).toMatch(/\n\[no-hardcoded-key\]: https:\/\/example\.org\/rule\n$/u);
});

test('a list of what was not read fits in, too', () => {
  const { result, sources } = outcome(source, Array.from({ length: 5000 }, () => finding(source, 0, 1)));
  const skipped = Array.from({ length: 5000 }, () => ({ file: 'some/file.ts', reason: 'is gone' }));
  expect(markdownReport({ result: { ...result, summary: { ...result.summary, skipped } }, sources }).length).toBeLessThanOrEqual(65_536);
});

test('no name or text means anything in Markdown or HTML', () => {
  const report = markdownReport(hostileOutcome());
  const found = rows(report);
  expect(found.length).toBe(2 * pieces.length);
  for (const line of found) {
    // Four cells between five bars, and no tag but ours.
    expect(line.split('|').length).toBe(6);
    expect(line.replace(/<\/?code>|<br>/gu, '')).not.toMatch(/[<>`*_\\~$]/u);
    expect(line.replaceAll('[no-hardcoded-key]', '')).not.toMatch(/[[\]]/u);
  }
  expect(report.replace('[no-hardcoded-key]: https://', '')).not.toMatch(/:\/\/|www\./iu);
  // Who would be told is not: the name is cut off from the sign.
  expect(report.replace(/<code>.*?<\/code>/gu, '')).not.toMatch(/(?:@|&#64;)(?!\u200b)/u);
});
