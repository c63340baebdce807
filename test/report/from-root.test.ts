import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { fromRoot, pathFromRoot } from '../../src/report/from-root.js';
import { finding, outcome } from './outcome.js';

const start = { folder: '/home/ada/project/packages/app', root: '/home/ada/project' };

test.each([
  ['src/a.ts', 'packages/app/src/a.ts'],
  ['', 'packages/app'],
  ['../web/a.ts', 'packages/web/a.ts'],
  ['..', 'packages'],
  ['../../a.ts', 'a.ts'],
  ['../..', ''],
  ['../../../other/a.ts', '/home/ada/other/a.ts'],
  ['../../../project-two/a.ts', '/home/ada/project-two/a.ts'],
  ['../../../../../../../a.ts', '/a.ts'],
  ['..a/b', 'packages/app/..a/b'],
  ['/srv/a.ts', '/srv/a.ts'],
  ['D:/a.ts', 'D:/a.ts'],
])('%j is %j from the root', (file, path) => {
  expect(pathFromRoot(file, start)).toBe(path);
});

test.each([
  ['/home/ada', '/home/ada', 'a.ts', 'a.ts'],
  ['/', '/', 'home/a.ts', 'home/a.ts'],
  ['/home', '/', 'a.ts', 'home/a.ts'],
  ['/ci', '/ci/checkout', 'checkout/a.ts', 'a.ts'],
  ['/ci', '/ci/checkout', 'a.ts', '/ci/a.ts'],
  ['C:/project/app', 'C:/project', '../a.ts', 'a.ts'],
])('in %s below %s %s is %s', (folder, root, file, path) => {
  expect(pathFromRoot(file, { folder, root })).toBe(path);
});

test('every path of an outcome is turned, and nothing else', () => {
  const source = new SourceFile('src/a.ts', 'one\ntwo three');
  const edits = [{ file: 'src/a.ts', start: 0, end: 3, text: 'src/a.ts' }];
  const chain = [{ file: '../web/b.ts', line: 7, note: 'src/a.ts' }];
  const found = finding(source, 0, 3, { fix: { text: 'Mend it.', edits }, chain });
  const { result, sources } = outcome(source, [found], {
    unusedSuppressions: [{ file: 'c.ts', line: 1, column: 1, rule: 'no-client-key', message: 'Remove it.' }],
    suppressedFindings: [{ finding: found, by: 'comment' }],
  });
  const summary = { ...result.summary, skipped: [{ file: '', reason: 'gone' }] };
  const turned = fromRoot({ result: { ...result, summary }, sources, choice: 'since main' }, start);
  const expected = {
    ...found,
    file: 'packages/app/src/a.ts',
    fix: { text: 'Mend it.', edits: [{ ...edits[0], file: 'packages/app/src/a.ts' }] },
    chain: [{ ...chain[0], file: 'packages/web/b.ts' }],
  };
  expect(turned).toEqual({
    choice: 'since main',
    sources: new Map([['packages/app/src/a.ts', sources.get('src/a.ts')]]),
    result: {
      ...result,
      summary: { ...summary, skipped: [{ file: 'packages/app', reason: 'gone' }] },
      findings: [expected],
      unusedSuppressions: [{ ...result.unusedSuppressions[0], file: 'packages/app/c.ts' }],
      suppressedFindings: [{ finding: expected, by: 'comment' }],
    },
  });
});
