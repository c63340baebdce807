import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { SourceFile } from '../../src/facts/source.js';
import { sarifReport } from '../../src/report/sarif.js';
import type { ScanOutcome } from '../../src/scan/result.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome, settings } from './outcome.js';

/** The parts of a log that the tests look at. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: Readonly<Record<string, unknown>> }[] } };
      readonly invocations: readonly [{ readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[] }];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
      }[];
    },
  ];
}

const require = createRequire(import.meta.url);

/** The schema that OASIS publishes with the standard, as Microsoft's package carries it. */
let valid: Ajv.ValidateFunction;

beforeAll(() => {
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
  valid = ajv.compile(JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object);
});

/** The log of a scan, which fits the schema. */
function logOf(scanned: ScanOutcome): Log {
  const log = JSON.parse(sarifReport(scanned, settings)) as Log;
  valid(log);
  expect(valid.errors ?? []).toEqual([]);
  return log;
}

const source = new SourceFile('src/my file#1%.ts', 'one\ntwo three');

describe('a result', () => {
  test('has rule, place, message, fingerprint, fix, chain and what else is known', () => {
    const chain = [{ file: 'src/b.ts', line: 7, note: 'imports it' }];
    const edits = [
      { file: source.path, start: 0, end: 3, text: 'eins' },
      { file: source.path, start: 8, end: 13, text: 'drei' },
    ];
    const key = { redacted: 'aB3d…(32)', fingerprint: '0' };
    const commit = { id: 'abc', author: 'Ada', date: '2030-01-01T00:00:00Z', subject: 'Add' };
    const found = finding(source, 4, 7, { chain, key, commit, fix: { text: 'read it from the environment', edits } });
    const [run] = logOf(outcome(source, [found])).runs;
    const artifactLocation = { uri: 'src/my%20file%231%25.ts', uriBaseId: '%SRCROOT%' };
    const region = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 };
    expect(run.results).toEqual([
      {
        ruleId: 'no-hardcoded-key',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'A key stands here.' },
        locations: [{ physicalLocation: { artifactLocation, region } }],
        partialFingerprints: { 'mistralKeys/v1': expect.stringMatching(/^[\da-f]{32}$/u) as string },
        codeFlows: [
          {
            threadFlows: [
              {
                locations: [
                  { location: { physicalLocation: { artifactLocation: { uri: 'src/b.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 7 } }, message: { text: 'imports it' } } },
                  { location: { physicalLocation: { artifactLocation, region }, message: { text: 'A key stands here.' } } },
                ],
              },
            ],
          },
        ],
        fixes: [
          {
            description: { text: 'Read it from the environment.' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [
                  { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 }, insertedContent: { text: 'eins' } },
                  { deletedRegion: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 10 }, insertedContent: { text: 'drei' } },
                ],
              },
            ],
          },
        ],
        properties: { cause: 'hardcoded', symptom: 'Others use the key.', fix: 'read it from the environment', key, commit },
      },
    ]);
  });

  test('has no edit where the file of it is not at hand', () => {
    const edits = [{ file: 'other.ts', start: 0, end: 3, text: 'x' }];
    const [run] = logOf(outcome(source, [finding(source, 0, 1, { fix: { text: 'do', edits } })])).runs;
    expect(run.results[0]).not.toHaveProperty('fixes');
  });

  test('keeps text from being read as a placeholder or a link', () => {
    const [run] = logOf(outcome(source, [finding(source, 0, 1, { message: 'A {0} [b](https://evil.example) { c: 1 }' })])).runs;
    expect(run.results[0]?.message.text).toBe('A { 0} [b] (https://evil.example) { c: 1 }');
  });

  test.each([
    ['a\\b:c?d.ts', 'a%5Cb%3Ac%3Fd.ts'],
    ['../up/ü\n.ts', '../up/%C3%BC%0A.ts'],
    ['\ud800.ts', '%EF%BF%BD.ts'],
    ['/abs/a b.ts', 'file:///abs/a%20b.ts'],
    ['D:/abs/a:b.ts', 'file:///D:/abs/a%3Ab.ts'],
  ])('the path %j is %s', (file, uri) => {
    const [run] = logOf(outcome(source, [finding(source, 0, 1, { file })])).runs;
    expect(run.results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

describe('the run', () => {
  test('describes every rule as GitHub wants it', () => {
    const [run] = logOf(outcome(source, [])).runs;
    const described = run.tool.driver.rules;
    expect(described.map(({ id }) => id)).toEqual([...rules.map(({ name }) => name), 'unused-suppression']);
    for (const { properties, ...rule } of described) {
      expect(rule).toMatchObject({ shortDescription: { text: expect.stringMatching(/\.$/u) as string }, help: { text: expect.any(String) as string, markdown: expect.any(String) as string } });
      const tags = properties['tags'] as string[];
      expect(tags.length).toBeLessThanOrEqual(10);
      // A score makes a rule a matter of security, so it goes with the tag.
      expect('security-severity' in properties).toBe(tags.includes('security'));
    }
    const [hardcoded] = described;
    expect(hardcoded?.properties).toMatchObject({ 'security-severity': '9.8', tags: expect.arrayContaining(['security', 'external/cwe/cwe-798']) as string[] });
  });

  test('says what was not read, and that not everything was', () => {
    const { result, sources } = outcome(source, [], { complete: false });
    const skipped = [{ file: 'b c.ts', reason: 'does not exist' }, { file: '', reason: 'a folder' }];
    const [run] = logOf({ result: { ...result, summary: { ...result.summary, skipped } }, sources }).runs;
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      endTimeUtc: '2030-01-02T03:04:05.678Z',
      toolExecutionNotifications: [
        { level: 'warning', message: { text: 'b c.ts: does not exist' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'b%20c.ts' } } }] },
        { level: 'warning', message: { text: '.: a folder' } },
      ],
    });
  });

  test('lists unused suppressions', () => {
    const unused = { file: 'a.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
    const [run] = logOf(outcome(source, [], { unusedSuppressions: [unused] })).runs;
    expect(run.results).toMatchObject([{ ruleId: 'unused-suppression', ruleIndex: rules.length, level: 'warning', message: { text: 'Remove it.' } }]);
  });

  test('stays within the limits of GitHub, the gravest first, and says what is left out', () => {
    const warning = finding(source, 0, 1, { severity: 'warning' });
    const findings = [...Array.from({ length: 25_000 }, () => warning), finding(source, 4, 7)];
    const [run] = (JSON.parse(sarifReport(outcome(source, findings), settings)) as Log).runs;
    expect(run.results.length).toBe(25_000);
    expect(run.results[0]?.level).toBe('error');
    expect(run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual(['1 result left out: a run may hold 25000.']);
  });
});

test('whatever the names and texts are, the log fits the schema', () => {
  const [run] = logOf(hostileOutcome()).runs;
  for (const { locations } of run.results) expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w\-.~!*'()%/]+$/u);
});
