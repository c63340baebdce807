import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { put, repository } from '../scan/folder.js';
import { command } from './command.js';

/** Synthetic keys. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const other = 'Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2Ji1Hg0Fe';

const file = '.mistral-keys-baseline.json';
const program = (value: string): string => `import { Mistral } from '@mistralai/mistralai';\n\nexport function chat() {\n  return new Mistral({ apiKey: '${value}' });\n}\n`;
const unguarded = "import { Mistral } from '@mistralai/mistralai';\n\nexport function chat() {\n  return new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n}\n";

function scan(cwd: string, ...options: string[]): { status: number | null; findings: string[]; stderr: string } {
  const { status, stdout, stderr } = command(cwd, 'scan', '--format', 'json', ...options);
  expect(`${stdout}${stderr}`).not.toContain(key);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; file: string; line: number }[] };
  return { status, findings: findings.map((finding) => `${finding.rule} ${finding.file}:${finding.line}`), stderr };
}

function baseline(cwd: string, ...options: string[]): string {
  const { status, stdout, stderr } = command(cwd, 'baseline', ...options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

function entries(cwd: string): Record<string, unknown>[] {
  return (JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { entries: Record<string, unknown>[] }).entries;
}

describe('a monorepo with nested configuration', () => {
  const files = {
    '.mistral-keys.json': '{\n  // The root is lenient.\n  "rules": { "no-unguarded-env": "warn" },\n}\n',
    'packages/api/.mistral-keys.json': '{ "extends": "strict" }',
    'packages/api/src/chat.ts': unguarded,
    'packages/old/src/chat.ts': program(key),
    'packages/old/package.json': '{ "name": "old", "mistral-keys": { "ignore": ["src/generated"] } }',
    'packages/old/src/generated/chat.ts': program(other),
    'tools/chat.ts': unguarded,
  };

  test('adopt, add a key, move code, mend, prune', () => {
    const cwd = repository(files);
    expect(scan(cwd)).toMatchObject({
      status: 1,
      findings: ['no-unguarded-env packages/api/src/chat.ts:4', 'no-hardcoded-key packages/old/src/chat.ts:4', 'no-unguarded-env tools/chat.ts:4'],
    });

    expect(baseline(cwd, '--reason', 'before the clean-up')).toBe(`${file}: 3 findings recorded, 0 known before. Keys among them are still leaked: revoke them.\n`);
    expect(readFileSync(join(cwd, file), 'utf8')).not.toContain(key);
    expect(scan(cwd)).toEqual({ status: 0, findings: [], stderr: '' });

    put(cwd, 'tools/new.ts', program(other));
    expect(scan(cwd)).toMatchObject({ status: 1, findings: ['no-hardcoded-key tools/new.ts:4'] });
    rmSync(join(cwd, 'tools/new.ts'));

    // Moved to another package, further down, and laid out anew.
    renameSync(join(cwd, 'packages/old/src/chat.ts'), join(cwd, 'tools/old.ts'));
    put(cwd, 'tools/old.ts', `// Moved.\n\n${program(key).replace('{ apiKey', '{\n    apiKey').replaceAll("'", '"')}`);
    put(cwd, 'packages/api/src/talk.ts', `\n\n${unguarded.replace('({ apiKey: ', '({\n      apiKey:\n        ').replace(' })', ',\n  })')}`);
    rmSync(join(cwd, 'packages/api/src/chat.ts'));
    expect(scan(cwd)).toEqual({ status: 0, findings: [], stderr: '' });

    put(cwd, 'tools/old.ts', '');
    const mended = scan(cwd);
    expect(mended).toMatchObject({ status: 0, findings: [] });
    expect(mended.stderr).toBe(`mistral-keys: 1 entry of ${file} found less than it knows, such as no-hardcoded-key in packages/old/src/chat.ts. Take out what is mended: mistral-keys baseline --prune\n`);

    expect(baseline(cwd, '--prune')).toBe(`${file}: 1 finding gone and taken out, 2 still known.\n`);
    expect(entries(cwd).map(({ rule, file: path, reason }) => [rule, path, reason])).toEqual([
      ['no-unguarded-env', 'packages/api/src/talk.ts', 'before the clean-up'],
      ['no-unguarded-env', 'tools/chat.ts', 'before the clean-up'],
    ]);
    expect(scan(cwd)).toEqual({ status: 0, findings: [], stderr: '' });
    put(cwd, 'tools/old.ts', program(key));
    expect(scan(cwd)).toMatchObject({ status: 1, findings: ['no-hardcoded-key tools/old.ts:4'] });
  });

  test('works from a folder inside, and only speaks of entries in what was scanned', () => {
    const cwd = repository(files);
    baseline(cwd);
    expect(scan(join(cwd, 'packages/old'))).toEqual({ status: 0, findings: [], stderr: '' });
    put(cwd, 'tools/chat.ts', '');
    expect(scan(join(cwd, 'packages'))).toEqual({ status: 0, findings: [], stderr: '' });
    expect(scan(cwd, 'tools').stderr).toContain('no-unguarded-env in tools/chat.ts');
    baseline(join(cwd, 'packages'), '--prune');
    expect(entries(cwd)).toHaveLength(3);
  });
});

describe('what is new is never taken for known', () => {
  test('another key in the same place', () => {
    const cwd = repository({ 'a.ts': program(key) });
    baseline(cwd);
    put(cwd, 'a.ts', program(other));
    expect(scan(cwd)).toMatchObject({ status: 1, findings: ['no-hardcoded-key a.ts:4'] });
  });

  test('the same key a second time', () => {
    const cwd = repository({ 'b.ts': program(key) });
    baseline(cwd);
    put(cwd, 'a.ts', program(key));
    expect(scan(cwd)).toMatchObject({ status: 1, findings: ['no-hardcoded-key a.ts:4'] });
    baseline(cwd);
    expect(entries(cwd).map(({ file: path }) => path)).toEqual(['a.ts', 'b.ts']);
    expect(scan(cwd).findings).toEqual([]);
  });

  test('a second unchecked read in the same function, or one in another', () => {
    const cwd = repository({ 'a.ts': unguarded });
    baseline(cwd);
    put(cwd, 'a.ts', unguarded.replace('  return', '  new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n  return'));
    expect(scan(cwd).findings).toHaveLength(1);
    put(cwd, 'a.ts', unguarded + unguarded.slice(unguarded.indexOf('export')).replace('chat', 'embed'));
    expect(scan(cwd).findings).toEqual(['no-unguarded-env a.ts:7']);
  });

  test('what its entry no longer covers', () => {
    const cwd = repository({ 'a.ts': program(key) });
    baseline(cwd, '--expires', '2020-02-29');
    const { findings, stderr } = scan(cwd);
    expect(findings).toHaveLength(1);
    expect(stderr).toBe(`mistral-keys: 1 entry of ${file} has expired and no longer counts.\n`);
    baseline(cwd, '--expires', '2999-01-01');
    expect(entries(cwd)).toMatchObject([{ expires: '2999-01-01' }]);
    expect(scan(cwd)).toEqual({ status: 0, findings: [], stderr: '' });
  });
});

test('a file that is named, and none at all', () => {
  const cwd = repository({ 'a.ts': program(key) });
  baseline(cwd, '--file', 'known.json');
  expect(existsSync(join(cwd, file))).toBe(false);
  expect(scan(cwd).status).toBe(1);
  expect(scan(cwd, '--baseline', 'known.json').status).toBe(0);
  baseline(cwd);
  expect(scan(cwd).status).toBe(0);
  expect(scan(cwd, '--no-baseline').status).toBe(1);
});

test('the report says how much is known, and on request what and why', () => {
  const cwd = repository({ 'a.ts': program(key), 'b.ts': `// eslint-disable-next-line mistral-keys/no-hardcoded-key -- a test needs it\nconst MISTRAL_API_KEY = '${other}';\n` });
  baseline(cwd, '--reason', 'will be revoked');
  expect(command(cwd, 'scan').stdout).toMatch(/^No findings, 1 suppressed, 1 known in 3 files/u);
  const { stdout } = command(cwd, 'scan', '--report-suppressed');
  expect(stdout).toContain('a.ts:4:33 suppressed no-hardcoded-key');
  expect(stdout).toContain('baseline: will be revoked');
  expect(stdout).toContain('comment: a test needs it');
  const report = JSON.parse(command(cwd, 'scan', '--report-suppressed', '--format', 'json').stdout) as { known: number; suppressed: { file: string; suppression: object }[] };
  expect(report.known).toBe(1);
  expect(report.suppressed.map((one) => [one.file, one.suppression])).toEqual([
    ['a.ts', { by: 'baseline', reason: 'will be revoked' }],
    ['b.ts', { by: 'comment', reason: 'a test needs it' }],
  ]);
  const sarif = JSON.parse(command(cwd, 'scan', '--report-suppressed', '--format', 'sarif').stdout) as { runs: { results: { suppressions: object[] }[] }[] };
  expect(sarif.runs[0]?.results.map(({ suppressions }) => suppressions)).toEqual([
    [{ kind: 'external', status: 'accepted', justification: 'will be revoked' }],
    [{ kind: 'inSource', status: 'accepted', justification: 'a test needs it' }],
  ]);
});

test('the file is sorted, an entry a line, and the same again', () => {
  const cwd = repository({ 'b.ts': program(key), 'a.ts': program(other) });
  baseline(cwd);
  const text = readFileSync(join(cwd, file), 'utf8');
  expect(text.split('\n').map((line) => /"file":"([^"]*)"/u.exec(line)?.[1])).toEqual([undefined, 'a.ts', 'b.ts', undefined, undefined]);
  baseline(cwd);
  expect(readFileSync(join(cwd, file), 'utf8')).toBe(text);
});

test('a merge that kept the lines of both sides is read', () => {
  const cwd = repository({ 'b.ts': program(key), 'a.ts': program(other) });
  baseline(cwd);
  const [head = '', first = '', second = '', ...rest] = readFileSync(join(cwd, file), 'utf8').split('\n');
  put(cwd, file, [head, first.replace(/,$/u, ''), `${second},`, ...rest].join('\n'));
  expect(scan(cwd)).toEqual({ status: 0, findings: [], stderr: '' });
});

describe('what cannot be done is answered by one line and 2', () => {
  test.each([
    ['', 'is no JSON: write it anew with mistral-keys baseline, or restore it from git.'],
    ['[]', 'is no baseline of version 1: write it anew with mistral-keys baseline.'],
    ['{"version":2,"entries":[]}', 'is no baseline of version 1: write it anew with mistral-keys baseline.'],
    ['{"version":1}', 'lacks its list of entries: write it anew with mistral-keys baseline.'],
    [`<<<<<<< HEAD\n{"version":1}`, 'holds conflict marks of a merge: keep the entries of both sides, each once.'],
  ])('a baseline that reads %j', (text, message) => {
    const cwd = repository({ 'a.ts': program(key), [file]: text });
    for (const arguments_ of [['scan'], ['baseline']]) {
      const { status, stdout, stderr } = command(cwd, ...arguments_);
      expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `mistral-keys: ${file} ${message}\n` });
    }
  });

  test.each([[{ id: 'x' }], [{ id: '0'.repeat(32), rule: 'a', file: 'b', count: 0 }], [{ id: '0'.repeat(32), rule: 'a', file: 'b', expires: '2030-02-30' }], [null]])('an entry %j', (entry) => {
    const cwd = repository({ [file]: JSON.stringify({ version: 1, entries: [entry] }) });
    expect(command(cwd, 'scan')).toMatchObject({ status: 2, stderr: `mistral-keys: Entry 1 of ${file} cannot be read: take it out, or write the file anew with mistral-keys baseline.\n` });
  });

  test.each([
    [['baseline', '--prune'], `There is no baseline ${file} to prune: make one with mistral-keys baseline.`],
    [['baseline', '--prune', '--reason', 'x'], '--reason and --expires are for new entries: leave them out, or leave --prune out.'],
    [['baseline', '--expires', '2030-13-01'], '--expires takes a day as YYYY-MM-DD, not "2030-13-01".'],
    [['baseline', '--prun'], 'There is no option --prun. Did you mean --prune? See mistral-keys baseline --help.'],
    [['scan', '--baseline', 'none.json'], 'The baseline none.json could not be read (ENOENT): check the path, or make one with mistral-keys baseline.'],
    [['scan', '--baseline', 'a', '--no-baseline'], '--baseline and --no-baseline contradict each other: choose one.'],
  ])('%j', (arguments_, message) => {
    const { status, stderr } = command(repository(), ...arguments_);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `mistral-keys: ${message}\n` });
  });

  test('a link in place of the baseline is not followed', () => {
    const cwd = repository({ 'a.ts': program(key), 'target.json': '{"version":1,"entries":[]}' });
    symlinkSync('target.json', join(cwd, file));
    expect(command(cwd, 'baseline').status).toBe(2);
    expect(readFileSync(join(cwd, 'target.json'), 'utf8')).toBe('{"version":1,"entries":[]}');
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('what could not be read is not taken for mended', () => {
    const cwd = repository({ 'a.ts': program(key) });
    baseline(cwd);
    const before = readFileSync(join(cwd, file), 'utf8');
    chmodSync(join(cwd, 'a.ts'), 0);
    expect(command(cwd, 'baseline', '--prune').status).toBe(2);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(before);
  });
});
