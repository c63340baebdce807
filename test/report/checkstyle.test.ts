import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { checkstyleReport } from '../../src/report/checkstyle.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome } from './outcome.js';
import { breaches, parseXml } from './xml-tree.js';

/** What Checkstyle's XMLLogger writes. */
const schema = {
  checkstyle: { required: ['version'], children: ['file'] },
  file: { required: ['name'], children: ['error'] },
  error: { required: ['line', 'severity', 'message', 'source'], optional: ['column'] },
};

test('findings and unused suppressions stand with their files', () => {
  const source = new SourceFile('src/a.ts', 'one\ntwo three');
  const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const root = parseXml(checkstyleReport(outcome(source, [finding(source, 8, 13), finding(source, 0, 1, { severity: 'warning' })], { unusedSuppressions: [unused] })));
  expect(breaches(root, schema)).toEqual([]);
  expect(root.children.map(({ attributes, children }) => [attributes['name'], ...children.map((child) => child.attributes)])).toEqual([
    [
      'src/a.ts',
      { line: '2', column: '5', severity: 'error', message: 'A key stands here.', source: 'mistral-keys.no-hardcoded-key' },
      { line: '1', column: '1', severity: 'warning', message: 'A key stands here.', source: 'mistral-keys.no-hardcoded-key' },
    ],
    ['src/b.ts', { line: '4', column: '2', severity: 'warning', message: 'Remove it.', source: 'mistral-keys.unused-suppression' }],
  ]);
});

test('without findings it is an empty list', () => {
  expect(parseXml(checkstyleReport(outcome(new SourceFile('a.ts', ''), []))).children).toEqual([]);
});

test('whatever the names and texts are, it is well-formed', () => {
  const root = parseXml(checkstyleReport(hostileOutcome()));
  expect(breaches(root, schema)).toEqual([]);
  const names = root.children.map(({ attributes }) => attributes['name'] ?? '');
  expect(names).toContain('src/</script><script>payload()</script>/a.ts');
  expect(names).toContain('src/"\' onmouseover="payload()/a.ts');
});
