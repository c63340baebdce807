import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { git, put, repository } from '../scan/folder.js';

const coverage = mkdtempSync(join(tmpdir(), 'mistral-keys-loaded-'));
afterAll(() => {
  rmSync(coverage, { recursive: true, force: true });
});

/** The built files that a run of the command loads, as Node tells of them for coverage. */
function loaded(cwd: string, ...arguments_: string[]): string[] {
  const { status } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...arguments_], { cwd, env: { ...process.env, NODE_V8_COVERAGE: coverage } });
  expect(status).toBe(0);
  const [report = ''] = readdirSync(coverage);
  const { result } = JSON.parse(readFileSync(join(coverage, report), 'utf8')) as { result: { url: string }[] };
  rmSync(join(coverage, report));
  return result.flatMap(({ url }) => (url.includes('/dist/') ? [basename(url)] : []));
}

test('a hook that finds nothing about Mistral loads no parser and nothing of the analysis', () => {
  const root = repository({ 'a.ts': 'export const a = 1;\n' });
  put(root, 'a.ts', 'export const a = 2;\n');
  git(root, 'add', 'a.ts');
  const files = loaded(root, 'scan', '--staged');
  expect(files).toContain('cli.js');
  expect(files.filter((file) => file.startsWith('project-'))).toEqual([]);
  put(root, 'a.ts', "export const model = 'mistral-small-latest';\n");
  git(root, 'add', 'a.ts');
  expect(loaded(root, 'scan', '--staged').filter((file) => file.startsWith('project-'))).not.toEqual([]);
});
