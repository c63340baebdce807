import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScan } from '../../src/scan/scan.js';
import { folder, put, repository } from './folder.js';
import { fakeParts } from './parts.js';

const places = (findings: readonly { file: string; line: number; column: number }[]): string[] =>
  findings.map(({ file, line, column }) => `${file}:${line}:${column}`);

test('a finding carries what the rule said, filled in, with 1-based places', async () => {
  const root = repository({ 'src/a.ts': '// mistral\r\n  KEY(abcdef)\n' });
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(result.findings).toEqual([
    {
      rule: 'no-key',
      messageId: 'key',
      severity: 'warning',
      file: 'src/a.ts',
      line: 2,
      column: 7,
      endLine: 2,
      endColumn: 13,
      message: 'A key ab… stands here.',
      cause: { id: 'hardcoded', text: expect.stringContaining('embedded') as string, url: expect.stringMatching(/^https:/u) as string },
      symptom: 'Others use the key.',
      fix: { text: 'Read ab… from the environment.', edits: [{ file: 'src/a.ts', start: 18, end: 24, text: 'x' }] },
      url: expect.stringContaining('rules/no-key.md') as string,
      key: { redacted: 'ab…', fingerprint: '0' },
      chain: [{ file: 'src/a.ts', line: 2, note: 'it stands here' }],
    },
  ]);
  expect(result.summary).toMatchObject({ files: 1, bytes: 26, findings: 1, errors: 0, warnings: 1, skipped: [] });
  expect(result.complete).toBe(true);
});

test('findings are sorted by file and place, the files of imports among them, each once', async () => {
  const root = repository({
    'b.ts': 'mistral KEY(bbbbbb) KEY(cccccc)\n@import key.ts',
    'a.ts': 'mistral KEY(aaaaaa)\n@import key.ts',
    'key.ts': 'KEY(dddddd)',
    'B.ts': 'mistral KEY(eeeeee)',
  });
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(places(result.findings)).toEqual(['B.ts:1:13', 'a.ts:1:13', 'b.ts:1:13', 'b.ts:1:25', 'key.ts:1:5']);
});

test('a file that does not name Mistral is read and not analysed', async () => {
  const root = repository({ 'a.ts': 'KEY(abcdef)' });
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(result.findings).toEqual([]);
  expect(result.summary.files).toBe(1);
});

test('paths are relative to the working directory, also upwards', async () => {
  const root = repository({ 'a.ts': 'mistral KEY(abcdef)', 'deep/b.ts': 'mistral KEY(abcdef)' });
  const { result } = await runScan(fakeParts(), { cwd: join(root, 'deep'), paths: ['.', '../a.ts'] });
  expect(places(result.findings)).toEqual(['../a.ts:1:13', 'b.ts:1:13']);
});

describe('a file that is named', () => {
  const secret = "const k = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'; KEY(dddddd)";

  test('is found fault with for what those make of it that import it', async () => {
    const root = repository({ 'a.ts': 'mistral KEY(aaaaaa) @import key.ts', 'key.ts': secret, 'other.ts': secret });
    const scanned = async (...paths: string[]): Promise<string[]> => places((await runScan(fakeParts(), { cwd: root, paths })).result.findings);
    expect(await scanned('key.ts')).toEqual(['key.ts:1:51']);
    expect(await scanned('other.ts')).toEqual([]);
    expect(await scanned('key.ts', 'a.ts')).toEqual(['a.ts:1:13', 'key.ts:1:51']);
  });

  test('so is one whose bytes are given', async () => {
    const root = repository({ 'a.ts': 'mistral KEY(aaaaaa) @import key.ts', 'key.ts': '' });
    const { result } = await runScan(fakeParts(), { cwd: root, input: { path: 'key.ts', bytes: Buffer.from(`\n${secret}`) } });
    expect(places(result.findings)).toEqual(['key.ts:2:51']);
  });
});

describe('severity', () => {
  const severity = async (text: string, options: object): Promise<string | undefined> => {
    const { result } = await runScan(fakeParts(), { cwd: folder({ 'a.ts': `mistral ${text} KEY(abcdef)` }), ...options });
    return result.findings[0]?.severity;
  };

  test('follows the preset', async () => {
    expect(await severity('', {})).toBe('warning');
    expect(await severity('', { strict: true })).toBe('error');
  });

  test('a case that certainly fails is an error, unless the user chose the level', async () => {
    expect(await severity('CERTAIN', {})).toBe('error');
    expect(await severity('CERTAIN', { rules: { 'no-key': 'warn' } })).toBe('warning');
  });

  test('the user chooses', async () => {
    expect(await severity('', { rules: { 'no-key': 'error' } })).toBe('error');
    expect(await severity('', { rules: { 'mistral-keys/no-key': 'off' }, strict: true })).toBeUndefined();
  });

  test('a name that no rule has is refused, with the nearest', async () => {
    await expect(severity('', { rules: { 'no-kay': 'off' } })).rejects.toThrow('There is no rule "no-kay". Did you mean "no-key"?');
  });
});

describe('suppression', () => {
  test('a comment suppresses, also in a file that another one imports', async () => {
    const root = repository({
      'a.ts': 'mistral KEY(aaaaaa) // eslint-disable-line mistral-keys/no-key -- known\n@import key.ts',
      'key.ts': '// eslint-disable-next-line mistral-keys/no-key\nKEY(dddddd)',
    });
    const { result } = await runScan(fakeParts(), { cwd: root });
    expect(result.findings).toEqual([]);
    expect(result.suppressed).toBe(2);
    expect(result.unusedSuppressions).toEqual([]);
  });

  test('one that suppresses nothing is told', async () => {
    const root = repository({
      'a.ts': ' // eslint-disable-line mistral-keys/no-key\n// eslint-disable-line mistral-keys/no-kay, no-console, mistral-keys/other-rule',
    });
    const { result } = await runScan(fakeParts(), { cwd: root });
    expect(result.findings).toEqual([]);
    expect(result.unusedSuppressions).toEqual([
      { file: 'a.ts', line: 1, column: 2, rule: 'no-key', message: 'Remove this suppression: no-key finds nothing here.' },
      { file: 'a.ts', line: 2, column: 1, rule: 'no-kay', message: 'This suppresses nothing: there is no rule mistral-keys/no-kay.' },
    ]);
  });

  test('nothing is told of one in a file that did not parse', async () => {
    const root = repository({ 'a.ts': 'UNPARSED // eslint-disable-line mistral-keys/no-key' });
    expect((await runScan(fakeParts(), { cwd: root })).result.unusedSuppressions).toEqual([]);
  });
});

describe('what is not read', () => {
  test('a path that does not exist makes the scan incomplete', async () => {
    const root = folder({ 'a.ts': '' });
    const { result } = await runScan(fakeParts(), { cwd: root, paths: ['a.ts', 'b.ts'] });
    expect(result.complete).toBe(false);
    expect(result.summary.skipped).toEqual([{ file: 'b.ts', reason: 'does not exist: check the path' }]);
  });

  test('files of other kinds that name Mistral are one entry', async () => {
    const root = folder({ 'b.wasm': 'mistral', 'a.wasm': 'Mistral', 'c.wasm': 'nothing', 'd.md': 'codestral' });
    const { result } = await runScan(fakeParts(), { cwd: root });
    expect(result.summary.skipped).toEqual([
      { file: 'a.wasm', reason: 'not read: it names Mistral, but images, archives and compiled files are not searched (and 1 more like it)' },
    ]);
    expect(result.summary.files).toBe(1);
    expect(result.complete).toBe(true);
  });

  test('a file of another kind that is named is told', async () => {
    const root = folder({ 'b.wasm': 'x' });
    const { result } = await runScan(fakeParts(), { cwd: root, paths: ['b.wasm'] });
    expect(result.summary.skipped).toEqual([{ file: 'b.wasm', reason: 'not read: images, archives and compiled files are not searched' }]);
  });

  test('a binary file is told when it names Mistral or is named', async () => {
    const bytes = Buffer.concat([Buffer.alloc(100), Buffer.from('mistral')]);
    const root = folder({ 'film.ts': bytes, 'other.ts': Buffer.alloc(100) });
    const skipped = async (...paths: string[]): Promise<string[]> =>
      (await runScan(fakeParts(), { cwd: root, paths })).result.summary.skipped.map(({ file, reason }) => `${file} ${reason}`);
    expect(await skipped()).toEqual(['film.ts not read: it is binary']);
    expect(await skipped('other.ts')).toEqual(['other.ts not read: it is binary']);
  });

  test('a fault in one file is told without its content, and the others are scanned', async () => {
    const root = folder({ 'a.ts': 'mistral FAULT KEY(secret)', 'b.ts': 'mistral KEY(abcdef)' });
    const faults: string[] = [];
    const { result } = await runScan(fakeParts({}, true), { cwd: root, onFault: (file, error) => faults.push(`${file} ${String(error)}`) });
    expect(places(result.findings)).toEqual(['b.ts:1:13']);
    expect(result.complete).toBe(false);
    expect(result.summary.skipped).toEqual([{ file: 'a.ts', reason: expect.stringMatching(/^not read: internal fault \(RangeError\)/u) as string }]);
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(faults).toEqual(['a.ts RangeError: fault at mistral FAULT KEY(secret)']);
  });
});

describe('input that is given', () => {
  test('stands in for the file, which may be missing; imports come from the disk', async () => {
    const root = repository({ 'a.ts': 'mistral KEY(ondisk)', 'key.ts': '\nKEY(dddddd)' });
    const bytes = Buffer.from('mistral\n\nKEY(given1) @import key.ts');
    for (const path of ['a.ts', 'new.ts']) {
      const { result } = await runScan(fakeParts(), { cwd: root, input: { path, bytes } });
      expect(places(result.findings)).toEqual([`${path}:3:5`, 'key.ts:2:5'].sort());
      expect(result.summary).toMatchObject({ files: 1, bytes: bytes.length });
    }
  });

  test('of another kind, or binary, is told', async () => {
    const given = async (path: string, bytes: Buffer): Promise<string | undefined> =>
      (await runScan(fakeParts(), { cwd: folder(), input: { path, bytes } })).result.summary.skipped[0]?.reason;
    expect(await given('a.wasm', Buffer.from('mistral'))).toMatch(/^not read: images, archives/u);
    expect(await given('a.ts', Buffer.alloc(10))).toBe('not read: it is binary');
  });
});

test('imports are not followed out of the project by a link', async () => {
  const outside = folder({ 'key.ts': 'KEY(dddddd)' });
  const root = repository({ 'a.ts': 'mistral @import key.ts @import in/key.ts', 'real/key.ts': 'KEY(eeeeee)' });
  symlinkSync(join(outside, 'key.ts'), join(root, 'key.ts'));
  symlinkSync('real', join(root, 'in'));
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(places(result.findings)).toEqual(['in/key.ts:1:5']);
});

test('a large file is read to its end', async () => {
  const root = folder();
  const rest = 'x'.repeat(300_000);
  writeFileSync(join(root, 'early.ts'), `mistral KEY(abcdef) ${rest}`);
  writeFileSync(join(root, 'late.ts'), `KEY(abcdef) ${rest}mistral`);
  // The name lies across the end of the buffer, at every offset.
  for (let index = 0; index < 12; index++) put(root, `across-${String(index).padStart(2, '0')}.ts`, `KEY(abcdef)${'x'.repeat(256 * 1024 - 11 - index)}codestral`);
  put(root, 'wide.ts', Buffer.from(`\ufeffKEY(abcdef)${'é'.repeat(131_070 - 11)}mistral`, 'utf16le'));
  put(root, 'none.ts', rest);
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(result.findings).toHaveLength(15);
  expect(result.findings.map(({ file }) => file)).not.toContain('none.ts');
  expect(result.summary.bytes).toBeGreaterThan(15 * 256 * 1024);
});

test('progress is told, of the look through all files and of those that name Mistral', async () => {
  const root = folder({ 'a.ts': 'mistral', 'b.ts': 'mistral' });
  for (let index = 0; index < 600; index++) put(root, `${index}.ts`, '');
  const calls: string[] = [];
  await runScan(fakeParts(), { cwd: root, onProgress: (done, total) => calls.push(`${done}/${total}`) });
  expect(calls).toEqual(['256/602', '512/602', '0/2', '1/2']);
});
