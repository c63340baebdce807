import type { SourceFile } from '../../src/facts/source.js';
import type { ReportSettings } from '../../src/report/format.js';
import type { Finding } from '../../src/scan/finding.js';
import type { FindingSource, ScanOutcome, ScanResult } from '../../src/scan/result.js';

/** What the reports of the tests are told. */
export const settings: ReportSettings = {
  colour: false,
  tool: { name: 'mistral-keys', version: '1.2.3' },
  finished: new Date('2030-01-02T03:04:05.678Z'),
  start: { folder: '/home/ada/project', root: '/home/ada/project' },
};

/** A finding in `file` on the given stretch of `source`. */
export function finding(source: SourceFile, start: number, end: number, changes: Partial<Finding> = {}): Finding {
  const from = source.position(start);
  const to = source.position(end);
  return {
    rule: 'no-hardcoded-key',
    messageId: 'found',
    severity: 'error',
    file: source.path,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    message: 'A key stands here.',
    cause: { id: 'hardcoded', text: 'The key is embedded.', url: 'https://example.org/cause' },
    symptom: 'Others use the key.',
    fix: { text: 'Read it from the environment.' },
    url: 'https://example.org/rule',
    ...changes,
  };
}

/** What a scan of one file with these findings gives. */
export function outcome(source: SourceFile, findings: readonly Finding[], changes: Partial<ScanResult> = {}, secrets: readonly string[] = []): ScanOutcome {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sources = new Map<string, FindingSource>([[source.path, { source, secrets }]]);
  const summary = { files: 3, bytes: 1234, findings: findings.length, errors, warnings: findings.length - errors, skipped: [], seconds: 0.25 };
  return { result: { summary, findings, unusedSuppressions: [], suppressed: 0, suppressedFindings: [], complete: true, ...changes }, sources };
}
