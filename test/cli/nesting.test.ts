import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../scan/folder.js';
import { nested } from '../support/nested.js';

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

const program = `import { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${key}' });\n`;

/** The files in which the command finds the key; the parser would end the process where the stack ends. */
function filesWithKey(files: Readonly<Record<string, string>>): string[] {
  const run = spawnSync(process.execPath, [resolve('dist/cli.js'), 'scan', '--format', 'json'], { cwd: repository(files), encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(run.signal).toBeNull();
  const { findings, summary } = JSON.parse(run.stdout) as { findings: { rule: string; file: string; line: number }[]; summary: { skipped: unknown[] } };
  expect(summary.skipped).toEqual([]);
  return findings.filter(({ rule, line }) => rule === 'no-hardcoded-key' && line === 2).map(({ file }) => file);
}

test.each([100, 900, 10_000, 100_000])('whatever nests %d deep, the key before it is found', (depth) => {
  const files = Object.fromEntries(Object.entries(nested).map(([name, make]) => [`${name}.tsx`, `${program}${make(depth)};\n`]));
  expect(filesWithKey(files)).toEqual(Object.keys(files).sort());
});

test('assertions in front nest in files without tags', () => {
  const files = Object.fromEntries([900, 10_000, 100_000].map((depth) => [`${depth}.ts`, `${program}x = ${'<A>'.repeat(depth)}b;\n`]));
  expect(filesWithKey(files)).toEqual(Object.keys(files).sort());
});
