import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseScanOptions } from '../../src/cli/options.js';

/** What the pre-commit framework reads of this repository. */
const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as { id: string; entry: string; stages: string[]; pass_filenames: boolean; always_run: boolean }[];

test.each(hooks)('the hook $id runs a command that exists, on whatever is committed', ({ entry, stages, pass_filenames: names, always_run: always }) => {
  const [command, scan, ...options] = entry.split(' ');
  expect([command, scan]).toEqual(['mistral-keys', 'scan']);
  const { staged, pushed } = parseScanOptions(options);
  expect(stages).toEqual([staged ? 'pre-commit' : 'pre-push']);
  expect(staged || pushed !== undefined).toBe(true);
  expect({ names, always }).toEqual({ names: false, always: true });
});

test('the framework gets both hooks, as the README says', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(hooks.map(({ id }) => id)).toEqual(['mistral-keys', 'mistral-keys-push']);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(readme).toContain(`    rev: v${version}\n`);
});
