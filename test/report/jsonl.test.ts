import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { jsonLinesReport } from '../../src/report/jsonl.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome, settings } from './outcome.js';

test('an object a line, the summary last', () => {
  const source = new SourceFile('a.ts', 'x');
  const found = finding(source, 0, 1);
  const unused = { file: 'a.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const lines = jsonLinesReport(outcome(source, [found], { unusedSuppressions: [unused] }), settings).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { type: 'finding', ...found },
    { type: 'unused-suppression', ...unused },
    { type: 'summary', version: 1, tool: { name: 'mistral-keys', version: '1.2.3' }, files: 3, bytes: 1234, findings: 1, errors: 1, warnings: 0, skipped: [], seconds: 0.25 },
  ]);
});

test('whatever the names and texts are, each comes back as it was', () => {
  const { result, sources } = hostileOutcome();
  const lines = jsonLinesReport({ result, sources }, settings).trimEnd().split('\n');
  expect(lines.length).toBe(result.findings.length + result.unusedSuppressions.length + 1);
  expect(lines.slice(0, result.findings.length).map((line) => JSON.parse(line) as unknown)).toEqual(result.findings.map((found) => ({ type: 'finding', ...found })));
});
