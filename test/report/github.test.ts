import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { githubReport } from '../../src/report/github.js';
import { clean } from '../../src/report/clean.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome } from './outcome.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Reads the lines as the runner of GitHub Actions does (`ActionCommand.TryParseV2`); what is no command is left out. */
function commands(report: string): Command[] {
  return report.split(/\r\n|\r|\n/u).flatMap((line) => {
    if (!line.trimStart().startsWith('::')) return [];
    const end = line.indexOf('::', 2);
    const [name = '', ...rest] = line.slice(2, end).split(' ');
    const pairs = rest.join(' ').split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))] as const);
    return [{ name, properties: Object.fromEntries(pairs), data: unescape(line.slice(end + 2)) }];
  });
}

function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
}

const source = new SourceFile('src/a,b: 100%.ts', 'one\ntwo three');

test('an annotation a finding, the gravest first, and the sum at the end', () => {
  const unused = { file: 'src/b.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const report = githubReport(outcome(source, [finding(source, 0, 1, { severity: 'warning' }), finding(source, 8, 13)], { unusedSuppressions: [unused] }));
  const data = 'A key stands here. Read it from the environment. https://example.org/rule';
  expect(commands(report)).toEqual([
    { name: 'error', properties: { file: source.path, line: '2', endLine: '2', col: '5', endColumn: '10', title: 'mistral-keys/no-hardcoded-key' }, data },
    { name: 'warning', properties: { file: source.path, line: '1', endLine: '1', col: '1', endColumn: '2', title: 'mistral-keys/no-hardcoded-key' }, data },
    { name: 'warning', properties: { file: 'src/b.ts', line: '4', endLine: '4', col: '2', endColumn: '2', title: 'mistral-keys/unused-suppression' }, data: 'Remove it.' },
  ]);
  expect(report.split('\n').at(-2)).toBe('1 error, 1 warning, 1 unused suppression in 3 files (1.2 kB, 0.25 s).');
});

test('columns stand only where the finding is one line', () => {
  expect(commands(githubReport(outcome(source, [finding(source, 0, 7)])))[0]?.properties).toEqual({ file: source.path, line: '1', endLine: '2', title: 'mistral-keys/no-hardcoded-key' });
});

test.each([
  [true, 'notice'],
  [false, 'warning'],
])('what was not read is told (complete: %s)', (complete, name) => {
  const { result, sources } = outcome(source, [], { complete });
  const report = githubReport({ result: { ...result, summary: { ...result.summary, skipped: [{ file: 'b.ts', reason: 'gone' }] } }, sources });
  expect(commands(report)).toEqual([{ name, properties: { title: 'mistral-keys: not read' }, data: 'b.ts: gone' }]);
});

test('no name or text makes a command or a property of its own', () => {
  const scanned = hostileOutcome();
  const { findings, unusedSuppressions, summary } = scanned.result;
  const found = commands(githubReport(scanned));
  expect(found.length).toBe(findings.length + unusedSuppressions.length + summary.skipped.length);
  expect(found.map(({ properties }) => properties['file']).filter((file) => file !== undefined).sort()).toEqual(
    [...findings, ...unusedSuppressions].map(({ file }) => clean(file)).sort(),
  );
  for (const { properties } of found) expect(Object.keys(properties).every((name) => ['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(name))).toBe(true);
});
