import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hookScript, isChanged, isOurs, type ScriptSettings, scriptSettings } from '../../../src/git/hook/script.js';
import { hookNames } from '../../../src/git/hook/where.js';
import { folder, put } from '../../scan/folder.js';

/** A command that says how it was called, and ends with a status. */
const speaking = (name: string, status = 0): string =>
  `console.log(${JSON.stringify(name)}, process.argv.slice(2).join(' '), JSON.stringify(require('node:fs').readFileSync(0, 'utf8')));\nprocess.exitCode = ${status};\n`;

const project = 'node_modules/eslint-plugin-mistral-keys/dist/cli.js';

interface Run {
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: ScriptSettings;
  readonly hook?: 'pre-commit' | 'pre-push';
  /** A hook that was there before. */
  readonly kept?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a hook as git does: from the root of the working tree, by a relative path. */
function run({ files, settings = { modules: 'node_modules', local: { node: process.execPath, file: '' } }, hook = 'pre-commit', kept, environment = {}, input = '' }: Run) {
  const cwd = folder(files);
  put(cwd, `.git/hooks/${hook}`, hookScript(hook, settings));
  chmodSync(join(cwd, '.git/hooks', hook), 0o755);
  if (kept !== undefined) {
    put(cwd, `.git/hooks/${hook}.before-mistral-keys`, kept);
    chmodSync(join(cwd, `.git/hooks/${hook}.before-mistral-keys`), 0o755);
  }
  const { status, stdout, stderr } = spawnSync(`.git/hooks/${hook}`, ['origin', 'a b'], { cwd, input, encoding: 'utf8', env: { PATH: poorPath(), HOME: cwd, ...environment } });
  return { status, stdout, stderr, cwd };
}

/** @returns a PATH with what POSIX has and a hook needs, and no Node */
function poorPath(): string {
  const bin = folder();
  for (const name of ['sh', 'cat', 'env']) {
    const found = (process.env['PATH'] ?? '').split(':').map((place) => join(place, name)).find((path) => spawnSync('test', ['-x', path]).status === 0);
    if (found !== undefined) symlinkSync(found, join(bin, name));
  }
  return bin;
}

describe('the command', () => {
  test('of the project is asked for what is staged, with nothing to read', () => {
    expect(run({ files: { [project]: speaking('project') }, input: 'x' })).toMatchObject({ status: 0, stdout: 'project scan --staged ""\n', stderr: '' });
  });

  test.each([1, 2, 3])('ends the hook with its status %d', (status) => {
    expect(run({ files: { [project]: speaking('project', status) } }).status).toBe(status);
  });

  test('of the installation runs where the project has none, as in a fresh worktree', () => {
    const file = join(folder({ "it's here/cli $(x).cjs": speaking('recorded') }), "it's here/cli $(x).cjs");
    const settings = { modules: 'node_modules', local: { node: process.execPath, file } };
    expect(run({ files: {}, settings }).stdout).toBe('recorded scan --staged ""\n');
    expect(run({ files: { [project]: speaking('project') }, settings }).stdout).toBe('project scan --staged ""\n');
  });

  test('of a package inside the project is found from the root', () => {
    expect(run({ files: { [`packages/my app/${project}`]: speaking('inner') }, settings: { modules: 'packages/my app/node_modules' } , environment: { PATH: `${poorPath()}:${dirname(process.execPath)}` } }).stdout).toBe('inner scan --staged ""\n');
  });

  test('on the PATH is the last resort', () => {
    const bin = folder({ 'mistral-keys': '#!/bin/sh\necho path "$@"\n' });
    chmodSync(join(bin, 'mistral-keys'), 0o755);
    expect(run({ files: {}, environment: { PATH: `${poorPath()}:${bin}` } }).stdout).toBe('path scan --staged\n');
  });

  test('that is nowhere stops the commit with one line', () => {
    expect(run({ files: {} })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'mistral-keys: The command was not found: npm install --save-dev eslint-plugin-mistral-keys. Without it: MISTRAL_KEYS_SKIP=1 git commit.\n',
    });
  });
});

describe('Node', () => {
  const gone = { modules: 'node_modules', local: { node: '/gone/node', file: '' } };
  const files = { [project]: speaking('project') };

  test('of the installation is taken, whatever the PATH', () => {
    expect(run({ files }).status).toBe(0);
  });

  test('is found on the PATH when that one is gone', () => {
    expect(run({ files, settings: gone, environment: { PATH: `${poorPath()}:${dirname(process.execPath)}` } }).status).toBe(0);
  });

  test.each(['.volta/bin', '.nvm/versions/node/v22.13.0/bin', '.local/share/fnm/aliases/default/bin', 'Library/Application Support/fnm/aliases/default/bin', '.asdf/shims', '.local/share/mise/shims'])(
    'is found in ~/%s',
    (place) => {
      const home = folder({ [`${place}/node`]: '#!/bin/sh\necho "found $2 $3"\n' });
      chmodSync(join(home, place, 'node'), 0o755);
      expect(run({ files, settings: gone, environment: { HOME: home } }).stdout).toBe('found scan --staged\n');
    },
  );
});

describe('MISTRAL_KEYS_SKIP', () => {
  test('skips the scan, says so, and runs the hook that was there', () => {
    const outcome = run({ files: { [project]: speaking('project', 1) }, kept: '#!/bin/sh\necho kept\n', environment: { MISTRAL_KEYS_SKIP: '1' } });
    expect(outcome).toMatchObject({ status: 0, stdout: 'kept\n', stderr: 'mistral-keys: skipped, as MISTRAL_KEYS_SKIP is set.\n' });
  });

  test('needs neither the command nor Node', () => {
    expect(run({ files: {}, environment: { MISTRAL_KEYS_SKIP: '1' } }).status).toBe(0);
  });

  test.each(['', '0'])('does nothing when it is "%s"', (value) => {
    expect(run({ files: { [project]: speaking('project', 1) }, environment: { MISTRAL_KEYS_SKIP: value } }).status).toBe(1);
  });
});

describe('a hook that was there before', () => {
  const files = { [project]: speaking('project') };

  test('runs first, with the same arguments', () => {
    expect(run({ files, kept: '#!/bin/sh\necho "$#: $1, $2"\n' }).stdout).toBe('2: origin, a b\nproject scan --staged ""\n');
  });

  test('stops the commit with its own status', () => {
    expect(run({ files, kept: '#!/bin/sh\necho no\nexit 7\n' })).toMatchObject({ status: 7, stdout: 'no\n' });
  });

  test.each(['refs/heads/main 1 refs/heads/main 2\nrefs/heads/b 3 refs/heads/b 4\n', 'no end of line', ''])('and ours each read all of the standard input: %j', (input) => {
    const { stdout } = run({ files, hook: 'pre-push', kept: '#!/bin/sh\necho "[$(cat)]"\n', input });
    expect(stdout).toBe(`[${input.trimEnd()}]\nproject scan --pushed origin a b ${JSON.stringify(input)}\n`);
  });

  test('is passed over like git does when it cannot be executed', () => {
    const { cwd } = run({ files });
    put(cwd, '.git/hooks/pre-commit.before-mistral-keys', '#!/bin/sh\nexit 1\n');
    mkdirSync(join(cwd, '.git/hooks/pre-push.before-mistral-keys'));
    expect(spawnSync(join('.git/hooks', 'pre-commit'), { cwd, encoding: 'utf8' }).status).toBe(0);
  });

  test('is found when the hook runs under another name, as when another tool keeps it in turn', () => {
    const { cwd } = run({ files, kept: '#!/bin/sh\nexit 5\n' });
    symlinkSync('pre-commit', join(cwd, '.git/hooks/pre-commit.legacy'));
    expect(spawnSync(join('.git/hooks', 'pre-commit.legacy'), { cwd }).status).toBe(5);
    expect(spawnSync('sh', ['pre-commit'], { cwd: join(cwd, '.git/hooks') }).status).toBe(5);
  });
});

test.each(hookNames)('a %s hook of ours is known, and what it was written with', (hook) => {
  const settings = { modules: "packages/it's/node_modules", local: { node: 'C:/Program Files/nodejs/node.exe', file: "/home/o'neil/cli.js" } };
  const script = hookScript(hook, settings);
  expect(isOurs(script)).toBe(true);
  expect(isChanged(script)).toBe(false);
  expect(scriptSettings(hook, script)).toEqual(settings);
  expect(scriptSettings(hook, hookScript(hook, { modules: 'node_modules' }))).toEqual({ modules: 'node_modules' });
  expect(scriptSettings(hook, script.replace('exit 2', 'exit 0'))).toBeUndefined();
  expect(isChanged(`${script}echo mine\n`)).toBe(true);
  expect(isOurs('#!/bin/sh\necho mine\n')).toBe(false);
  expect(isOurs('')).toBe(false);
});
