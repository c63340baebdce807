import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Finding, scan, type ScanResult } from '../../src/scan/index.js';
import { parseLimit } from '../../src/project/files.js';
import { decode } from '../../src/scan/decode.js';
import { folder, put, repository } from './folder.js';

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

/** A program with a hardcoded key. */
const program = `import { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${key}' });\n`;

async function scanned(root: string, ...paths: string[]): Promise<ScanResult> {
  return scan({ cwd: root, paths });
}

/** Where `no-hardcoded-key` found something. */
function keys({ findings }: { readonly findings: readonly Finding[] }): string[] {
  return found({ findings }).map(({ file, line }) => `${file}:${line}`);
}

function found({ findings }: { readonly findings: readonly Finding[] }): Finding[] {
  return findings.filter(({ rule }) => rule === 'no-hardcoded-key');
}

/** What the line of the text holds where the finding says that the key stands. */
function marked(text: string, finding: Finding | undefined): string | undefined {
  return finding && text.split(/\r\n|\r|\n/u)[finding.line - 1]?.slice(finding.column - 1, finding.endColumn - 1).replaceAll("'", '');
}

describe('the key is found in spite of', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', program, 'a.ts:2'],
    ['a byte order mark', `\ufeff${program}`, 'a.ts:2'],
    ['a byte order mark before the key', `\ufeff${program.split('\n').reverse().join(' ')}`, 'a.ts:1'],
    ['CRLF', program.replaceAll('\n', '\r\n'), 'a.ts:2'],
    ['CR', program.replaceAll('\n', '\r'), 'a.ts:2'],
    ['UTF-16 with mark', Buffer.from(`\ufeff${program}`, 'utf16le'), 'a.ts:2'],
    ['UTF-16 without mark', Buffer.from(program, 'utf16le'), 'a.ts:2'],
    ['UTF-16, big end first', Buffer.from(`\ufeff${program}`, 'utf16le').swap16(), 'a.ts:2'],
    ['bytes that are not UTF-8', Buffer.concat([Buffer.from('// \xe9\xff\n', 'latin1'), Buffer.from(program)]), 'a.ts:3'],
    ['a NUL', `// \0\n${program}`, 'a.ts:3'],
    ['NULs within a string', `const s = '\0\0';\n${program}`, 'a.ts:3'],
    ['a shebang', `#!/usr/bin/env node\n${program}`, 'a.ts:3'],
  ])('%s', async (_what, content, place) => {
    const result = await scanned(repository({ 'a.ts': content }));
    expect(keys(result)).toEqual([place]);
    expect(marked(decode(Buffer.from(content)) ?? '', found(result)[0])).toBe(key);
    expect(result.complete).toBe(true);
  });

  test.each([
    ['before it', `const = ;\n${program}`, 'a.ts:3'],
    ['behind it', `${program}\nfunction (\n`, 'a.ts:2'],
    ['in a brace that never closes', `function f() {\n${program}`, 'a.ts:3'],
    ['of a conflict', `<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n${program}`, 'a.ts:7'],
  ])('a syntax error %s', async (_where, text, place) => {
    expect(keys(await scanned(repository({ 'a.ts': text })))).toEqual([place]);
  });

  test.each([
    ['brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['parentheses', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['braces', `${'{'.repeat(10_000)}${'}'.repeat(10_000)}`],
    ['brackets that never close', '['.repeat(10_000)],
    ['functions', `${'()=>('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['operators', `1${'+1'.repeat(10_000)}`],
    ['calls', `x${'.f()'.repeat(10_000)}`],
    ['templates', `${'`${'.repeat(10_000)}1${'}`'.repeat(10_000)}`],
    ['tags', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
  ])('10,000 nested %s', async (_what, nested) => {
    const result = await scanned(repository({ 'a.tsx': `${program}const deep = ${nested};\n` }));
    expect(keys(result)).toEqual(['a.tsx:2']);
  });

  test.each([
    ['short lines', 'const a = 1;\n'],
    ['one line', 'const a=1;'],
  ])('more text than is parsed, in %s', async (_form, part) => {
    const filler = part.repeat(Math.ceil(parseLimit / part.length));
    const result = await scanned(repository({ 'a.js': `${program}${filler}`, 'b.js': `${program}${part}` }));
    expect(keys(result)).toEqual(['a.js:2', 'b.js:2']);
    expect(result.complete).toBe(true);
  });

  test('50 MB on one line', async () => {
    const filler = 'var a=1;'.repeat(6_250_000);
    const result = await scanned(repository({ 'a.js': `${filler}${program.replaceAll('\n', ' ')}` }));
    expect(keys(result)).toEqual(['a.js:1']);
    const [finding] = found(result);
    const line = program.replaceAll('\n', ' ');
    expect(marked(line, finding && { ...finding, column: finding.column - filler.length, endColumn: finding.endColumn - filler.length })).toBe(key);
    expect(result.summary.bytes).toBeGreaterThan(50_000_000);
  });

  test('20,000 files around it', async () => {
    const root = folder();
    for (let index = 0; index < 20_000; index++) put(root, `f${index % 100}/${index}.ts`, `export const n = ${index};\n`);
    put(root, 'f7/key.ts', program);
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    const result = await scanned(root);
    expect(keys(result)).toEqual(['f7/key.ts:2']);
    expect(result.summary.files).toBe(20_001);
  });
});

test('an empty file is clean', async () => {
  const result = await scanned(repository({ 'a.ts': '' }), 'a.ts');
  expect(result).toMatchObject({ findings: [], complete: true, summary: { files: 1, bytes: 0, skipped: [] } });
});

test('names with a line end, an escape, or bytes that are not UTF-8 are read and shown', async () => {
  const root = folder({ 'a\nb.ts': program, 'c\u001b[31m.ts': program });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9]), Buffer.from('.ts')]), program);
  expect(keys(await scanned(root))).toEqual(['\\xE9.ts:2', 'a\nb.ts:2', 'c\u001b[31m.ts:2']);
});

test('a link to itself is passed over, and told when it is named', async () => {
  const root = repository({ 'a.ts': program });
  symlinkSync('self.ts', join(root, 'self.ts'));
  symlinkSync('.', join(root, 'loop'));
  expect(keys(await scanned(root))).toEqual(['a.ts:2']);
  const named = await scanned(root, 'self.ts');
  expect(named.complete).toBe(false);
  expect(named.summary.skipped).toEqual([{ file: 'self.ts', reason: 'is a symbolic link that leads back to itself: mend or remove the link' }]);
});

test.runIf(process.platform !== 'win32')('a pipe does not hold the scan up', async () => {
  const root = repository({ 'a.ts': program, 'pipe.ts': 'mistral' });
  execFileSync('sh', ['-c', 'rm pipe.ts && mkfifo pipe.ts'], { cwd: root });
  expect(keys(await scanned(root))).toEqual(['a.ts:2']);
});

/** Makes folders in each other until no path to the last fits the system's limit: no one can open that, root included. */
function dig(root: string): void {
  onTestFinished(() => {
    execFileSync('rm', ['-rf', 'a'.repeat(200)], { cwd: root });
  });
  const script = "for (let i = 0; i < 25; i++) { fs.mkdirSync('a'.repeat(200)); process.chdir('a'.repeat(200)); } fs.writeFileSync('b.ts', '');";
  execFileSync(process.execPath, ['-e', script], { cwd: root });
}

describe.runIf(process.platform === 'linux')('a folder that cannot be read is told, and the rest is read', () => {
  test.each([
    ['in git', () => repository({ 'a.ts': program })],
    ['outside git', () => folder({ 'a.ts': program })],
  ])('%s', async (_where, make) => {
    const root = make();
    dig(root);
    const result = await scanned(root);
    expect(keys(result)).toEqual(['a.ts:2']);
    expect(result.complete).toBe(false);
    expect(result.summary.skipped).toHaveLength(1);
    expect(result.summary.skipped[0]?.file).toMatch(/^a{200}\//u);
    expect(result.summary.skipped[0]?.reason).toMatch(/too long|longer than the system takes/u);
  });
});
