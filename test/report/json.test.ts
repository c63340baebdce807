import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { jsonReport } from '../../src/report/json.js';
import { finding, outcome, settings } from './outcome.js';

test('one object with version, tool, summary and findings, and nothing of the source', () => {
  const source = new SourceFile('a.ts', 'const secretText = 1;');
  const found = finding(source, 6, 16, { key: { redacted: 'a…', fingerprint: '0' } });
  const text = jsonReport(outcome(source, [found]), settings);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    tool: { name: 'mistral-keys', version: '1.2.3' },
    summary: { files: 3, bytes: 1234, findings: 1, errors: 1, warnings: 0, skipped: [], seconds: 0.25 },
    findings: [found],
    unusedSuppressions: [],
  });
  expect(text).not.toContain('secretText');
  expect(text.endsWith('}\n')).toBe(true);
});

test('controls stand as escapes and come back', () => {
  const source = new SourceFile('a\u001b\u009b\u202e\u2028.ts', 'x');
  const text = jsonReport(outcome(source, [finding(source, 0, 1)]), settings);
  for (const control of ['\u001b', '\u009b', '\u202e', '\u2028']) expect(text).not.toContain(control);
  const parsed = JSON.parse(text) as { findings: { file: string }[] };
  expect(parsed.findings[0]?.file).toBe(source.path);
});
