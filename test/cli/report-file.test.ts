import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeReport } from '../../src/cli/report-file.js';
import { folder } from '../scan/folder.js';

test('a new file gets what a new file gets, and nothing else is left in the folder', async () => {
  const path = folder();
  await writeReport(join(path, 'report.json'), '{}');
  writeFileSync(join(path, 'other'), '');
  expect(readdirSync(path)).toEqual(['other', 'report.json']);
  expect(statSync(join(path, 'report.json')).mode).toBe(statSync(join(path, 'other')).mode);
});

test('a file that is replaced keeps its permissions, and who has it open keeps the old one', async () => {
  const path = folder({ 'report.json': 'old' });
  const file = join(path, 'report.json');
  chmodSync(file, 0o640);
  const before = statSync(file).ino;
  await writeReport(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(statSync(file).ino).not.toBe(before);
  expect(readdirSync(path)).toEqual(['report.json']);
});

test('a failure leaves the old file and nothing else', async () => {
  const path = folder({ 'report.json': 'old' });
  const file = join(path, 'report.json');
  // What fails once the temporary file is open: a report that is no text.
  await expect(writeReport(file, { toString: null } as unknown as string)).rejects.toThrow(/^The report could not be written to .*report\.json \(ERR_INVALID_ARG_TYPE\)/u);
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(path)).toEqual(['report.json']);
});

test.each([
  ['missing/report.json', 'ENOENT'],
  ['here', 'EISDIR'],
  ['a.txt/report.json', 'ENOTDIR'],
])('%s cannot be written (%s)', async (name, code) => {
  const path = folder({ 'a.txt': '' });
  mkdirSync(join(path, 'here'));
  await expect(writeReport(join(path, name), '')).rejects.toThrow(`The report could not be written to ${join(path, name)} (${code}): check the folder and its permissions.`);
});

test.each([true, false])('a link is not followed to a file (that exists: %s)', async (exists) => {
  const path = folder(exists ? { target: 'mine' } : {});
  symlinkSync('target', join(path, 'report.json'));
  await expect(writeReport(join(path, 'report.json'), 'new')).rejects.toThrow('is a symbolic link to a file. Name the file itself.');
  expect(lstatSync(join(path, 'report.json')).isSymbolicLink()).toBe(true);
  expect(existsSync(join(path, 'target'))).toBe(exists);
  if (exists) expect(readFileSync(join(path, 'target'), 'utf8')).toBe('mine');
});

test.skipIf(process.platform === 'win32')('a device and a pipe are written to as they are', async () => {
  const path = folder();
  symlinkSync('/dev/null', join(path, 'null'));
  await writeReport(join(path, 'null'), 'text');
  expect(lstatSync(join(path, 'null')).isSymbolicLink()).toBe(true);

  const pipe = join(path, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  let read = '';
  reader.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
  const closed = new Promise((done) => reader.on('close', done));
  await writeReport(pipe, 'text');
  await closed;
  expect(read).toBe('text');
  expect(statSync(pipe).isFIFO()).toBe(true);
});
