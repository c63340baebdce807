import { expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import type { Finding } from '../../src/scan/finding.js';
import { textReport } from '../../src/report/text.js';
import { finding, outcome, settings } from './outcome.js';

/** A synthetic key, and another one. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const digest = { redacted: 'aB3d…(32)', fingerprint: '0' };

/** The report on one finding, for the text between `«` and `»`. */
function report(marked: string, changes: Partial<Finding> = {}, secrets: readonly string[] = []): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const source = new SourceFile('src/a.ts', marked.replace(/[«»]/gu, ''));
  return textReport(outcome(source, [finding(source, start, end, changes)], {}, secrets), settings);
}

/** The lines of the frame. */
function frame(marked: string, changes: Partial<Finding> = {}, secrets: readonly string[] = []): string[] {
  return report(marked, changes, secrets)
    .split('\n')
    .filter((line) => /^[> ][ \d]+\|/u.test(line));
}

test('the whole report', () => {
  const chain = [{ file: 'src/b.ts', line: 7, note: 'imports it' }];
  expect(report(`import x;\nconst k = «'${key}'»;\nnext();`, { key: digest, chain })).toBe(
    [
      'src/a.ts:2:11 error no-hardcoded-key: A key stands here.',
      '  1 | import x;',
      "> 2 | const k = 'aB3d…(32)';",
      '    |           ^^^^^^^^^^^',
      '  3 | next();',
      '  chain: src/b.ts:7 imports it',
      '  help:  Read it from the environment.',
      '  seen:  Others use the key.',
      '  cause: The key is embedded. https://example.org/cause',
      '  rule:  https://example.org/rule',
      '',
      '1 error in 3 files (1.2 kB, 0.25 s).',
      '',
    ].join('\n'),
  );
});

test('the closing line tells what there is and no more', () => {
  const source = new SourceFile('a.ts', 'x');
  const closing = (...parts: Parameters<typeof outcome> extends [unknown, ...infer Rest] ? Rest : never): string | undefined =>
    textReport(outcome(source, ...parts), settings).trimEnd().split('\n').at(-1);
  expect(closing([])).toBe('No findings in 3 files (1.2 kB, 0.25 s).');
  expect(closing([], { suppressed: 2, complete: false })).toBe('No findings, 2 suppressed in 3 files (1.2 kB, 0.25 s); not everything could be read.');
  const unused = { file: 'a.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const two = [finding(source, 0, 1, { severity: 'warning' }), finding(source, 0, 1, { severity: 'warning' })];
  expect(closing(two, { unusedSuppressions: [unused] })).toBe('2 warnings, 1 unused suppression in 3 files (1.2 kB, 0.25 s).');
  expect(textReport(outcome(source, [], { unusedSuppressions: [unused] }), settings)).toContain('a.ts:4:2 warning unused-suppression: Remove it.\n');
});

test('a frame at the start and the end of a file has fewer lines', () => {
  expect(frame('«x»')).toEqual(['> 1 | x', '    | ^']);
  expect(frame('a\n«x»')).toEqual(['  1 | a', '> 2 | x', '    | ^']);
  expect(frame(`${'\n'.repeat(8)}«x»\nb`)).toEqual(['   8 |', '>  9 | x', '     | ^', '  10 | b']);
});

test('a finding of several lines is marked to the end of its first', () => {
  expect(frame('new «Mistral({\n})»;')).toEqual(['> 1 | new Mistral({', '    |     ^^^^^^^^^', '  2 | });']);
});

test('a finding without width has a mark', () => {
  expect(frame('a«»b')).toEqual(['> 1 | ab', '    |  ^']);
});

test('marks stand right behind tabs, wide characters, combining marks and pictographs', () => {
  expect(frame('\t«x»')).toEqual(['> 1 |     x', '    |     ^']);
  expect(frame('日本«x»')).toEqual(['> 1 | 日本x', '    |     ^']);
  expect(frame('e\u0301«x»')).toEqual(['> 1 | e\u0301x', '    |  ^']);
  expect(frame('😀«ab»')).toEqual(['> 1 | 😀ab', '    |   ^^']);
});

test('a long line is cut around the finding', () => {
  const [line = '', mark = ''] = frame(`${'a'.repeat(5000)}«finding»${'b'.repeat(5000)}`);
  expect(line).toMatch(/^> 1 \| …a{40}findingb+…$/u);
  expect(line.length).toBeLessThan(120);
  expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('finding');
  const [whole = ''] = frame(`«${'c'.repeat(5000)}»`);
  expect(whole.length).toBeLessThan(120);
  const [neighbour = ''] = frame(`${'d'.repeat(5000)}\n«x»`);
  expect(neighbour.length).toBeLessThan(120);
});

test('no key is shown: in the line, beside it, at any place of a long line, or of another shape', () => {
  const odd = 'deadbeefdeadbeefdeadbeefdead';
  const texts = [
    `const k = «'${key}'»;`,
    `const k = '${key}'; «new Mistral»({ apiKey: k });`,
    `'${key}'\n«x»\n'${key}'`,
    `${'a '.repeat(900)}'${key}' «x» '${key}'${' b'.repeat(900)}`,
    `«new Mistral({ apiKey: '${key}' })»`,
    `'${key.slice(0, 10)}«${key.slice(10, 20)}»${key.slice(20)}'`,
    `const k = «'${odd}'»;\nuse('${odd}')`,
  ];
  for (let pad = 1960; pad < 2010; pad++) texts.push(`'${key}'${' '.repeat(pad)}«x»${' '.repeat(pad)}'${key}'`);
  for (const text of texts) {
    for (const changes of [{}, { key: digest }]) {
      const written = report(text, changes, [odd]);
      for (const secret of [key, odd]) {
        for (let at = 0; at + 8 <= secret.length; at++) expect(written, text).not.toContain(secret.slice(at, at + 8));
      }
    }
  }
});

test('the pieces of a key that is split are hidden in its frame', () => {
  const [first, second] = [key.slice(0, 16), key.slice(16)];
  const written = report(`const k = «'${first}'» +\n  '${second}';`, { key: digest }, [first]);
  expect(written).not.toContain(second);
  expect(written).not.toContain(first);
});

test('escapes in names, lines and messages do not reach the terminal', () => {
  const evil = '\u001b[31m\u009b2J\u202e';
  const source = new SourceFile(`a${evil}\r.ts`, `${evil}x`);
  const found = finding(source, 0, 1, { message: evil, symptom: evil, fix: { text: evil }, chain: [{ file: evil, line: 1, note: evil }] });
  const text = textReport(outcome(source, [found]), settings);
  // eslint-disable-next-line no-control-regex -- the controls are what it is about
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
  expect(text).toContain('a\\x1b[31m\\x9b2J\\u202e\\x0d.ts:1:1 error');
  expect(text).toContain('> 1 | \\x1b[31m\\x9b2J\\u202ex');
});

test('colours stand only where they may', () => {
  const source = new SourceFile('a.ts', 'x');
  const result = outcome(source, [finding(source, 0, 1)]);
  const coloured = textReport(result, { ...settings, colour: true });
  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  // eslint-disable-next-line no-control-regex -- the escapes are what it is about
  expect(coloured.replace(/\u001b\[\d+m/gu, '')).toBe(textReport(result, settings));
});
