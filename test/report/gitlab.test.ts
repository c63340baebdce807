import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { gitlabCodeQualityReport } from '../../src/report/gitlab-codequality.js';
import { gitlabSecretsReport } from '../../src/report/gitlab-secrets.js';
import type { ScanOutcome } from '../../src/scan/result.js';
import { codeQualitySchema, secretDetectionSchema } from './gitlab-schemas.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome, settings } from './outcome.js';

const ajv = new Ajv({ allErrors: true });
const secretDetection = ajv.compile(secretDetectionSchema);
const codeQuality = ajv.compile(codeQualitySchema);

const source = new SourceFile('src/a.ts', 'one\ntwo three');

interface Secrets {
  readonly scan: { readonly status: string; readonly messages: readonly object[] };
  readonly vulnerabilities: readonly { readonly id: string; readonly location: { readonly file: string } }[];
}

/** The report for secret detection, which fits the schema. */
function secrets(scanned: ScanOutcome): Secrets {
  const report = JSON.parse(gitlabSecretsReport(scanned, settings)) as Secrets;
  secretDetection(report);
  expect(secretDetection.errors ?? []).toEqual([]);
  return report;
}

/** The report for code quality, which fits the schema. */
function issues(scanned: ScanOutcome): readonly { readonly fingerprint: string; readonly description: string }[] {
  const report = JSON.parse(gitlabCodeQualityReport(scanned)) as ReturnType<typeof issues>;
  codeQuality(report);
  expect(codeQuality.errors ?? []).toEqual([]);
  return report;
}

describe('secret detection', () => {
  test('lists what gives a key away', () => {
    const commit = { id: 'abc', author: 'Ada', date: '2030-01-01T00:00:00Z', subject: 'Add' };
    const found = finding(source, 4, 7, { key: { redacted: 'aB3d…(32)', fingerprint: '0' }, chain: [{ file: 'src/b.ts', line: 7, note: 'imports it' }], commit });
    expect(secrets(outcome(source, [found]))).toEqual({
      version: '15.2.1',
      scan: {
        analyzer: { id: 'mistral-keys', name: 'mistral-keys', version: '1.2.3', vendor: { name: 'mistral-keys' } },
        scanner: { id: 'mistral-keys', name: 'mistral-keys', version: '1.2.3', vendor: { name: 'mistral-keys' } },
        type: 'secret_detection',
        start_time: '2030-01-02T03:04:05',
        end_time: '2030-01-02T03:04:05',
        status: 'success',
        messages: [],
      },
      vulnerabilities: [
        {
          id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/u) as string,
          name: 'The key is embedded.',
          description: 'A key stands here. Others use the key.',
          severity: 'Critical',
          solution: 'Read it from the environment.',
          identifiers: [
            { type: 'mistral_keys_rule', name: 'mistral-keys/no-hardcoded-key found', value: 'no-hardcoded-key/found', url: 'https://example.org/rule' },
            { type: 'cwe', name: 'CWE-798', value: '798', url: 'https://cwe.mitre.org/data/definitions/798.html' },
          ],
          links: [{ name: 'Documented cause', url: 'https://example.org/cause' }],
          location: { file: 'src/a.ts', start_line: 2, end_line: 2, commit: { sha: 'abc', author: 'Ada', date: '2030-01-01T00:00:00Z', message: 'Add' } },
          details: {
            key: { type: 'text', name: 'Key', value: 'aB3d…(32)' },
            chain: { type: 'list', name: 'Chain', items: [{ type: 'text', value: 'src/b.ts:7 imports it' }] },
          },
        },
      ],
    });
  });

  test('says what it does not list, and what was not read', () => {
    const cause = { id: 'missing-or-empty', text: 'It is not set.', url: 'https://example.org' } as const;
    const { result, sources } = outcome(source, [finding(source, 0, 1, { cause })], { complete: false });
    const report = secrets({ result: { ...result, summary: { ...result.summary, skipped: [{ file: 'b.ts', reason: 'gone' }] } }, sources });
    expect(report.vulnerabilities).toEqual([]);
    expect(report.scan).toMatchObject({
      status: 'failure',
      messages: [{ level: 'info', value: expect.stringContaining('give no key away: 1.') as string }, { level: 'warn', value: 'b.ts: gone' }],
    });
  });

  test('names the state without a commit as GitLab does', () => {
    expect(secrets(outcome(source, [finding(source, 0, 1)])).vulnerabilities).toMatchObject([{ location: { commit: { sha: '0000000' } } }]);
  });

  test('shortens a solution that is too long', () => {
    secrets(outcome(source, [finding(source, 0, 1, { fix: { text: 'x'.repeat(10_000) } })]));
  });

  test('whatever the names and texts are, it fits the schema', () => {
    const scanned = hostileOutcome();
    expect(secrets(scanned).vulnerabilities.map(({ location }) => location.file)).toEqual(scanned.result.findings.map(({ file }) => file));
  });
});

describe('code quality', () => {
  test('lists findings and unused suppressions', () => {
    const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
    const found = [finding(source, 4, 7), finding(source, 0, 1, { severity: 'warning' })];
    expect(issues(outcome(source, found, { unusedSuppressions: [unused] }))).toMatchObject([
      {
        check_name: 'no-hardcoded-key',
        description: 'A key stands here. Read it from the environment.',
        severity: 'critical',
        location: { path: 'src/a.ts', lines: { begin: 2, end: 2 } },
      },
      { severity: 'minor' },
      { check_name: 'unused-suppression', description: 'Remove it.', severity: 'minor', location: { path: 'src/b.ts', lines: { begin: 4 } } },
    ]);
  });

  test('whatever the names and texts are, it fits the schema and no two fingerprints agree', () => {
    const all = issues(hostileOutcome());
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
  });
});
