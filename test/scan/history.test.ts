import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/scan/finding.js';
import { scan } from '../../src/scan/index.js';
import type { ScanResult } from '../../src/scan/result.js';
import { folder, git, put, repository } from './folder.js';
import { cleanProgram, key, otherKey, program } from './staged.js';

function history(cwd: string, ...revisions: string[]): Promise<ScanResult> {
  return scan({ cwd, history: revisions });
}

/** Commits files, or takes them away; @returns the commit */
function commit(root: string, date: string, files: Readonly<Record<string, string | Uint8Array | undefined>>, ...options: string[]): string {
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) rmSync(join(root, name));
    else put(root, name, content);
  }
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--allow-empty', '--date', date, '--message', `of ${date}`, '--author', 'Ann <ann@example.org>', ...options);
  return git(root, 'rev-parse', 'HEAD').trim();
}

function shown({ findings }: ScanResult): unknown[] {
  return findings.map(({ file, line, rule, atHead, commit: origin }: Finding) => [`${file}:${line}`, rule, origin?.id, atHead]);
}

/** What git itself says of the contents that refs reach. */
function reachable(root: string): { blobs: number; bytes: number } {
  const objects = git(root, 'rev-list', '--objects', '--all').trim().split('\n').map((line) => line.slice(0, 40));
  const names = new Set(objects);
  const lines = git(root, 'cat-file', '--batch-all-objects', '--batch-check').trim().split('\n').map((line) => line.split(' '));
  const sizes = lines.filter(([id = '', type]) => type === 'blob' && names.has(id)).map(([, , size]) => Number(size));
  return { blobs: sizes.length, bytes: sizes.reduce((sum, one) => sum + one, 0) };
}

const hardcoded = 'no-hardcoded-key';

test('a key that came and went: the commit that brought it, the path then, and that it is gone', async () => {
  const root = repository({ 'b.ts': '' });
  const first = commit(root, '2020-01-02T03:04:05Z', { 'deep/a.ts': program() });
  commit(root, '2020-02-02T03:04:05Z', { 'deep/a.ts': `// mistral\n${program()}` });
  commit(root, '2020-03-02T03:04:05Z', { 'deep/a.ts': cleanProgram });
  const result = await history(root);
  expect(shown(result)).toEqual([['deep/a.ts:2', hardcoded, first, false]]);
  expect(result.findings[0]).toMatchObject({ severity: 'error', key: { redacted: 'aB3d…(32)' }, commit: { author: 'Ann <ann@example.org>', date: '2020-01-02T03:04:05.000Z', subject: 'of 2020-01-02T03:04:05Z' } });
  expect(JSON.stringify(result)).not.toContain(key);
  expect(result.complete).toBe(true);
});

test('one key in several places, each with its first commit', async () => {
  const root = repository({ 'b.ts': '' });
  const one = commit(root, '2020-01-01T00:00:00Z', { 'a.ts': program() });
  const two = commit(root, '2020-01-02T00:00:00Z', { 'copy.ts': program(), '.env': `MISTRAL_API_KEY=${key}\n`, 'a.ts': undefined });
  const three = commit(root, '2020-01-03T00:00:00Z', { 'c.py': `MISTRAL_API_KEY = "${otherKey}"\n`, 'copy.ts': undefined });
  const result = await history(root);
  expect(shown(result)).toEqual([
    ['.env:1', hardcoded, two, true],
    ['a.ts:2', hardcoded, one, true],
    ['c.py:1', hardcoded, three, true],
    ['copy.ts:2', hardcoded, two, true],
  ]);
  expect(new Set(result.findings.map((finding) => finding.key?.fingerprint)).size).toBe(2);
});

test('what a merge alone has, and a branch that is merged', async () => {
  const root = repository({ 'a.ts': 'one\n' });
  git(root, 'checkout', '--quiet', '-b', 'other');
  const theirs = commit(root, '2020-01-01T00:00:00Z', { 'a.ts': 'two\n', 'b.ts': program() });
  git(root, 'checkout', '--quiet', '-');
  commit(root, '2020-01-02T00:00:00Z', { 'a.ts': 'three\n' });
  expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
  const merge = commit(root, '2020-01-03T00:00:00Z', { 'a.ts': program(otherKey) });
  expect(shown(await history(root))).toEqual([
    ['a.ts:2', hardcoded, merge, true],
    ['b.ts:2', hardcoded, theirs, true],
  ]);
});

test('branches, tags and the stash are reached; what nothing reaches is not; revisions choose', async () => {
  const root = repository({ 'a.ts': '' });
  git(root, 'branch', '--quiet', '--move', 'main');
  git(root, 'checkout', '--quiet', '-b', 'topic');
  const topic = commit(root, '2020-01-01T00:00:00Z', { 'topic.ts': program() });
  git(root, 'checkout', '--quiet', '--detach', 'main');
  const tagged = commit(root, '2020-01-02T00:00:00Z', { 'tagged.ts': program(otherKey) });
  git(root, 'tag', '--annotate', '--message', 'x', 'v1');
  git(root, 'checkout', '--quiet', 'main');
  put(root, 'a.ts', program(`Q${key.slice(1)}`));
  git(root, 'stash', '--quiet');
  const stash = git(root, 'rev-parse', 'stash').trim();
  put(root, 'lost.ts', program());
  git(root, 'hash-object', '-w', 'lost.ts');
  rmSync(join(root, 'lost.ts'));
  expect(shown(await history(root))).toEqual([
    ['a.ts:2', hardcoded, stash, false],
    ['tagged.ts:2', hardcoded, tagged, false],
    ['topic.ts:2', hardcoded, topic, false],
  ]);
  expect(shown(await history(root, 'topic'))).toEqual([['topic.ts:2', hardcoded, topic, false]]);
  expect(shown(await history(root, 'main..v1'))).toEqual([['tagged.ts:2', hardcoded, tagged, false]]);
});

test('revisions that do not reach HEAD: it is still told whether HEAD has the key', async () => {
  const root = repository({ 'a.ts': '' });
  git(root, 'checkout', '--quiet', '-b', 'topic');
  commit(root, '2020-01-01T00:00:00Z', { 'a.ts': program() });
  git(root, 'checkout', '--quiet', '-');
  expect(shown(await history(root, 'topic'))).toMatchObject([['a.ts:2', hardcoded, expect.any(String), false]]);
  commit(root, '2020-01-02T00:00:00Z', { 'moved.ts': program() });
  expect(shown(await history(root, 'topic'))).toMatchObject([['a.ts:2', hardcoded, expect.any(String), true]]);
});

test('only keys: what a program does wrong with a key it does not hold is nothing to revoke', async () => {
  const root = repository({ 'a.ts': `import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n` });
  expect((await history(root)).findings).toEqual([]);
});

test('a comment suppresses in the content that has it', async () => {
  const root = repository({ 'a.ts': program().replace('const', '// eslint-disable-next-line mistral-keys/no-hardcoded-key -- revoked\nconst') });
  expect((await history(root)).findings).toEqual([]);
  const later = commit(root, '2020-01-02T00:00:00Z', { 'a.ts': program() });
  expect(shown(await history(root))).toEqual([['a.ts:2', hardcoded, later, true]]);
});

test('a program that did nothing with a literal until a line far from it changed', async () => {
  const literal = `import { Mistral } from '@mistralai/mistralai';\nconst value = '${key}';\n`;
  const root = repository({ 'a.ts': `// for M.\n${literal.slice(literal.indexOf('\n') + 1)}\n\n\nuse(value);\n` });
  const bound = commit(root, '2020-01-02T00:00:00Z', { 'a.ts': `${literal}\n\n\nnew Mistral({ apiKey: value });\n` });
  expect(shown(await history(root))).toEqual([['a.ts:2', hardcoded, bound, true]]);
});

describe('what is read', () => {
  test('every content once, as many and as large as git says', async () => {
    const root = repository({ 'a.ts': 'one\n', 'b.bin': Buffer.from([0, 1, 2]), 'same.ts': 'one\n', 'empty': '' });
    symlinkSync('a.ts', join(root, 'link'));
    for (let index = 0; index < 30; index++) {
      commit(root, `2020-01-${String(index + 1).padStart(2, '0')}T00:00:00Z`, { [`f${index % 7}.ts`]: `export const a = ${index % 11};\n`, 'a.ts': index % 2 === 0 ? 'one\n' : program() });
    }
    git(root, 'checkout', '--quiet', '-b', 'side', 'HEAD~9');
    commit(root, '2020-03-01T00:00:00Z', { 'side.ts': 'x' });
    git(root, 'checkout', '--quiet', '-');
    git(root, 'merge', '--quiet', '--no-edit', 'side');
    git(root, 'tag', 'before');
    commit(root, '2020-03-03T00:00:00Z', { 'a.ts': undefined });
    git(root, 'gc', '--quiet');
    const { summary } = await history(root);
    expect({ blobs: summary.files, bytes: summary.bytes }).toEqual(reachable(root));
  });

  test('more contents than are asked for at once', async () => {
    const files = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`d${index % 20}/f${index}.ts`, `export const a = ${index};\n`]));
    const root = repository(files);
    const last = commit(root, '2020-01-02T00:00:00Z', { 'd3/key.ts': program() });
    const result = await history(root);
    expect({ blobs: result.summary.files, bytes: result.summary.bytes }).toEqual(reachable(root));
    expect(shown(result)).toEqual([['d3/key.ts:2', hardcoded, last, true]]);
  });

  test('SHA-256, names of every kind, UTF-16, a bare repository, no commits at all', async () => {
    const root = folder();
    git(root, 'init', '--quiet', '--object-format=sha256');
    expect((await history(root)).summary).toMatchObject({ files: 0, findings: 0 });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/n\n `), Buffer.from([0xe9]), Buffer.from('.ts')]), Buffer.from(`\ufeff${program()}`, 'utf16le'));
    const only = commit(root, '2020-01-01T00:00:00Z', {});
    expect(shown(await history(root))).toEqual([['n\n \\xE9.ts:2', hardcoded, only, true]]);
    const bare = join(folder(), 'bare.git');
    git(root, 'clone', '--quiet', '--bare', root, bare);
    expect((await history(bare)).findings).toHaveLength(1);
  });

  test('a shallow clone and one that lacks contents are told', async () => {
    const origin = repository({ 'a.ts': program() });
    commit(origin, '2020-01-02T00:00:00Z', { 'b.ts': '' });
    const shallow = join(folder(), 'clone');
    git(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, shallow);
    const result = await history(shallow);
    expect(result.complete).toBe(false);
    expect(result.summary.skipped).toEqual([{ file: '', reason: 'this clone is shallow, so what came before is not here: git fetch --unshallow brings it' }]);
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const partial = join(folder(), 'clone');
    git(origin, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${origin}`, partial);
    git(partial, 'config', 'remote.origin.uploadpack', `touch '${partial}/fetched'; git-upload-pack`);
    expect(await history(partial)).toMatchObject({ complete: false, summary: { files: 0, skipped: [{ reason: expect.stringMatching(/^2 contents are not here/u) as string }] } });
    expect(existsSync(join(partial, 'fetched'))).toBe(false);
  });

  test('options are no revisions, and what names nothing is told', async () => {
    const root = repository({ 'a.ts': '' });
    await expect(history(root, '--output=x')).rejects.toThrow('"--output=x" is no revision.');
    await expect(history(root, 'nothing')).rejects.toThrow(/^git could not list the commits \(bad revision 'nothing'\)\.$/u);
  });

  test('replaced and grafted commits hide nothing, and signatures are not looked at', async () => {
    const root = repository({ 'a.ts': '' });
    const dirty = commit(root, '2020-01-01T00:00:00Z', { 'a.ts': program() });
    commit(root, '2020-01-02T00:00:00Z', { 'a.ts': cleanProgram });
    git(root, 'replace', dirty, 'HEAD~2');
    put(root, '.git/info/grafts', `${git(root, 'rev-parse', 'HEAD').trim()}\n`);
    git(root, 'config', 'log.showSignature', 'true');
    git(root, 'config', 'gpg.program', `touch '${root}/ran'`);
    expect(shown(await history(root))).toEqual([['a.ts:2', hardcoded, dirty, false]]);
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  test('an end before time: what was found so far, and that it is not all', async () => {
    const root = repository({ 'a.ts': program() });
    const controller = new AbortController();
    const result = await scan({
      cwd: root,
      history: [],
      signal: controller.signal,
      onProgress: (_done, _total, detail) => {
        if (detail?.unit === 'contents') controller.abort();
      },
    });
    expect(result).toMatchObject({ complete: false, findings: [{ file: 'a.ts' }], summary: { skipped: [{ reason: 'interrupted after 1 of 1 contents: what comes later is not known' }] } });
  });
});
