import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { junitReport } from '../../src/report/junit.js';
import type { ScanOutcome } from '../../src/scan/result.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome, settings } from './outcome.js';
import { breaches, type Element, parseXml } from './xml-tree.js';

/** What the schema of Jenkins' xUnit plugin (junit-10.xsd) knows of what is used here. */
const schema = {
  testsuites: { required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { required: ['name', 'tests', 'failures', 'errors'], optional: ['time', 'skipped', 'timestamp'], children: ['testcase'] },
  testcase: { required: ['name'], optional: ['classname', 'time'], children: ['failure', 'error', 'skipped', 'system-out', 'system-err'] },
  failure: { required: [], optional: ['type', 'message'], text: true },
  error: { required: [], optional: ['type', 'message'], text: true },
  'system-err': { required: [], text: true },
};

const source = new SourceFile('src/a.ts', 'one\ntwo three');

function report(scanned: ScanOutcome): Element {
  const root = parseXml(junitReport(scanned, settings));
  expect(breaches(root, schema)).toEqual([]);
  // The counts are those of the cases.
  for (const suite of root.children) {
    const failed = suite.children.flatMap(({ children }) => children.filter(({ name }) => name === 'failure'));
    expect([suite.attributes['tests'], suite.attributes['failures']]).toEqual([String(suite.children.length), String(failed.length)]);
  }
  const sum = (name: string): string => String(root.children.reduce((total, { attributes }) => total + Number(attributes[name]), 0));
  for (const name of ['tests', 'failures', 'errors']) expect(root.attributes[name]).toBe(sum(name));
  return root;
}

test('a suite a file, a failed case a finding', () => {
  const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const chain = [{ file: 'src/c.ts', line: 7, note: 'imports it' }];
  const root = report(outcome(source, [finding(source, 0, 1, { chain }), finding(source, 4, 7, { severity: 'warning' })], { unusedSuppressions: [unused] }));
  expect(root.children.map(({ attributes }) => attributes['name'])).toEqual(['src/a.ts', 'src/b.ts', 'mistral-keys']);
  const [first] = root.children[0]?.children ?? [];
  expect(first).toMatchObject({ attributes: { name: 'no-hardcoded-key: A key stands here.', classname: 'src/a.ts' } });
  expect(first?.children[0]).toMatchObject({ name: 'failure', attributes: { type: 'error', message: 'A key stands here.' } });
  expect(first?.children[0]?.text).toBe(
    [
      'src/a.ts:1:1 error no-hardcoded-key: A key stands here.',
      'Chain: src/c.ts:7 imports it',
      'Fix: Read it from the environment.',
      'Seen: Others use the key.',
      'Cause: The key is embedded. https://example.org/cause',
      'Rule: https://example.org/rule',
    ].join('\n'),
  );
});

test('no two cases of a file have the same name, and names stay when lines move', () => {
  const namesOf = (starts: readonly number[]): unknown[] =>
    report(outcome(source, starts.map((start) => finding(source, start, start + 1)))).children[0]?.children.map(({ attributes }) => attributes['name']) ?? [];
  expect(namesOf([0, 4, 8])).toEqual(['', ' (2)', ' (3)'].map((suffix) => `no-hardcoded-key: A key stands here.${suffix}`));
  expect(namesOf([1, 5, 9])).toEqual(namesOf([0, 4, 8]));
});

test('without findings there is one case, which passes', () => {
  const root = report(outcome(source, []));
  expect(root.children).toMatchObject([{ attributes: { tests: '1', failures: '0', errors: '0', timestamp: '2030-01-02T03:04:05' }, children: [{ children: [] }] }]);
});

test('that something was not read is an error of that case', () => {
  const { result, sources } = outcome(source, [], { complete: false });
  const root = report({ result: { ...result, summary: { ...result.summary, skipped: [{ file: 'b.ts', reason: 'gone' }] } }, sources });
  const [own] = root.children[0]?.children ?? [];
  expect(own?.children.map(({ name, text }) => [name, text])).toEqual([['error', ''], ['system-err', 'b.ts: gone']]);
});

test('whatever the names and texts are, it is well-formed and fits the schema', () => {
  const scanned = hostileOutcome();
  const cases = report(scanned).children.flatMap(({ children }) => children);
  expect(cases.filter(({ children }) => children.some(({ name }) => name === 'failure')).length).toBe(scanned.result.findings.length + scanned.result.unusedSuppressions.length);
});
