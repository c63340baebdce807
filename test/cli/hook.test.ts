import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, git, put, repository } from '../scan/folder.js';

const command = resolve('dist/cli.js');

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

const program = `import { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${key}' });\n`;

/** Runs `mistral-keys hook …` with a home folder that has no settings. */
function hook(cwd: string, arguments_: readonly string[], home = folder()): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [command, 'hook', ...arguments_], { cwd, encoding: 'utf8', env: { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: '1' } });
}

/** Commits as a user does; git runs the hooks. */
function commit(cwd: string, ...arguments_: string[]): SpawnSyncReturns<string> {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  return spawnSync('git', [...identity, 'commit', '--message', 'change', ...arguments_], { cwd, encoding: 'utf8' });
}

function stage(cwd: string, name: string, content: string): void {
  put(cwd, name, content);
  git(cwd, 'add', '--force', name);
}

/** Every file of a folder with its mode and content; links with where they lead. */
function contents(path: string): unknown[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((file) => !file.includes('/.git/') || file.includes('/.git/hooks/'));
  return paths.sort().map((file) => {
    const stats = lstatSync(file);
    return [relative(path, file), stats.mode, stats.isSymbolicLink() ? readlinkSync(file) : readFileSync(file, 'latin1')];
  });
}

/** Gives a repository a hook. */
function put755(path: string, name: string, content: string): void {
  put(path, name, content);
  chmodSync(join(path, name), 0o755);
}

describe('usage', () => {
  test('--help', () => {
    const { status, stdout } = hook(folder(), ['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: mistral-keys hook install\|uninstall\|status /u);
  });

  test.each([
    [[], 'What is to be done with the hook is missing: install, uninstall or status. See mistral-keys hook --help.'],
    [['instal'], 'There is no "hook instal". Did you mean "hook install"? See mistral-keys hook --help.'],
    [['constructor'], 'There is no "hook constructor". Did you mean "hook install"? See mistral-keys hook --help.'],
    [['install', 'x'], '"hook install" takes no names: leave "x" out. See mistral-keys hook --help.'],
    [['install', '--push'], 'There is no option --push. See mistral-keys hook --help.'],
    [['install', '--pre-push=yes'], 'There is no option --pre-push with a value. See mistral-keys hook --help.'],
  ])('%j is answered by one line and 2', (arguments_, message) => {
    expect(hook(repository(), arguments_)).toMatchObject({ status: 2, stdout: '', stderr: `mistral-keys: ${message}\n` });
  });

  test.each(['install', 'uninstall', 'status'])('%s outside of a working tree is answered by one line and 2', (action) => {
    const outside = hook(folder(), [action]);
    expect(outside.status).toBe(2);
    expect(outside.stderr).toMatch(/^mistral-keys: Git says nothing about the hooks of this folder \(.*not a git repository.*\): .+\n$/u);
    const bare = folder();
    git(bare, 'init', '--quiet', '--bare');
    expect(hook(bare, [action])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^mistral-keys: There is no working tree here.+\n$/u) as string });
  });
});

describe('install', () => {
  test('writes a hook that git runs, once', () => {
    const root = repository({ 'a.ts': 'x' });
    expect(hook(root, ['install'])).toMatchObject({ status: 0, stdout: 'pre-commit: installed in .git/hooks/pre-commit\n', stderr: '' });
    const before = contents(root);
    expect(hook(root, ['install'])).toMatchObject({ status: 0, stdout: 'pre-commit: already installed in .git/hooks/pre-commit\n' });
    expect(contents(root)).toEqual(before);
    expect(existsSync(join(root, '.git/hooks/pre-push'))).toBe(false);
  });

  test('brings an old hook up to date, and one that cannot be executed', () => {
    const root = repository();
    hook(root, ['install']);
    const file = join(root, '.git/hooks/pre-commit');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('exit 2', 'exit 3'));
    expect(hook(root, ['status'])).toMatchObject({ status: 1, stdout: expect.stringContaining('  but it was written by another version: mistral-keys hook install\n') as string });
    expect(hook(root, ['install']).stdout).toBe('pre-commit: installed in .git/hooks/pre-commit\n');
    expect(readFileSync(file, 'utf8')).toBe(text);
    chmodSync(file, 0o644);
    hook(root, ['install']);
    expect(lstatSync(file).mode & 0o777).toBe(0o755);
  });

  test('works from a sub-directory and a linked worktree', () => {
    const root = repository({ 'deep/a.ts': 'x' });
    git(root, 'worktree', 'add', '--quiet', join(root, 'linked'));
    expect(hook(join(root, 'linked/deep'), ['install']).stdout).toBe(`pre-commit: installed in ${root}/.git/hooks/pre-commit\n`);
    expect(hook(join(root, 'deep'), ['status'])).toMatchObject({ status: 0, stdout: expect.stringContaining('pre-commit: installed in .git/hooks/pre-commit\n') as string });
  });

  test('with --pre-push writes both', () => {
    const root = repository();
    expect(hook(root, ['install', '--pre-push']).stdout).toBe('pre-commit: installed in .git/hooks/pre-commit\npre-push: installed in .git/hooks/pre-push\n');
    expect(hook(root, ['status', '--pre-push']).status).toBe(0);
    expect(hook(root, ['uninstall', '--pre-push']).stdout).toBe('pre-push: uninstalled from .git/hooks/pre-push\n');
    expect(hook(root, ['status', '--pre-push']).status).toBe(1);
    expect(hook(root, ['status']).status).toBe(0);
  });

  test('loses no hook: neither one that was changed by hand, nor one of two', () => {
    const root = repository();
    hook(root, ['install']);
    const file = join(root, '.git/hooks/pre-commit');
    writeFileSync(file, `${readFileSync(file, 'utf8')}echo mine\n`);
    for (const action of ['install', 'uninstall']) {
      expect(hook(root, [action])).toMatchObject({ status: 2, stderr: expect.stringContaining('changed by hand since: save your changes elsewhere') as string });
    }
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\n');
    put755(root, '.git/hooks/pre-commit.before-mistral-keys', '#!/bin/sh\n');
    const before = contents(root);
    expect(hook(root, ['install'])).toMatchObject({ status: 2, stderr: expect.stringContaining('only one can be kept') as string });
    expect(contents(root)).toEqual(before);
  });
});

describe('uninstall', () => {
  test.each([0o755, 0o700, 0o644])('puts back a hook with mode %o, to the byte', (mode) => {
    const root = repository();
    writeFileSync(join(root, '.git/hooks/pre-commit'), Buffer.from([0x23, 0x21, 0xff, 0x00, 0x0d, 0x0a]));
    chmodSync(join(root, '.git/hooks/pre-commit'), mode);
    const before = contents(root);
    expect(hook(root, ['install']).stdout).toContain(`The hook that was there is now ${root}/.git/hooks/pre-commit.before-mistral-keys and is run first.`);
    expect(hook(root, ['status']).stdout).toContain('; runs the hook that was there before, too\n');
    expect(contents(root)).not.toEqual(before);
    expect(hook(root, ['uninstall'])).toMatchObject({ status: 0, stdout: 'pre-commit: uninstalled from .git/hooks/pre-commit\nThe hook that was there before is back.\n' });
    expect(contents(root)).toEqual(before);
  });

  test('puts back a hook that is a symbolic link', () => {
    const root = repository({ 'scripts/check.sh': '#!/bin/sh\n' });
    symlinkSync('../../scripts/check.sh', join(root, '.git/hooks/pre-commit'));
    const before = contents(root);
    expect(hook(root, ['install']).status).toBe(0);
    expect(hook(root, ['uninstall']).status).toBe(0);
    expect(contents(root)).toEqual(before);
  });

  test('has nothing to do where nothing is installed', () => {
    const root = repository();
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\n');
    const before = contents(root);
    expect(hook(root, ['uninstall'])).toMatchObject({ status: 0, stdout: 'No hook of mistral-keys is installed.\n' });
    expect(contents(root)).toEqual(before);
  });
});

describe('status', () => {
  test('says what is missing', () => {
    const root = repository();
    expect(hook(root, ['status'])).toMatchObject({
      status: 1,
      stdout: 'pre-commit: not installed; to install it: mistral-keys hook install\npre-push: not installed; to install it: mistral-keys hook install --pre-push\n',
    });
  });

  test('says that the command or Node is gone', () => {
    const root = repository();
    hook(root, ['install']);
    const file = join(root, '.git/hooks/pre-commit');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^recorded_node=.*$/mu, 'recorded_node=/gone/node').replace(/^recorded_file=.*$/mu, 'recorded_file=/gone/cli.js'));
    const { status, stdout } = hook(root, ['status']);
    expect(status).toBe(1);
    expect(stdout).toContain('  but the command is not found: npm install --save-dev eslint-plugin-mistral-keys\n');
    expect(stdout).toContain('  but the Node that it was installed with is gone, so it depends on the PATH: mistral-keys hook install\n');
  });
});

describe('core.hooksPath', () => {
  test('of the project: a script gets a line, a missing one is written for every machine', () => {
    const root = repository({ '.githooks/pre-commit': '#!/bin/sh\nnpm test\n', 'apps/a/node_modules/eslint-plugin-mistral-keys/package.json': '{}' });
    git(root, 'config', 'core.hooksPath', '.githooks');
    chmodSync(join(root, '.githooks/pre-commit'), 0o755);
    const before = contents(root);
    const { status, stdout } = hook(join(root, 'apps/a'), ['install', '--pre-push']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      'pre-commit: installed in .githooks/pre-commit (core.hooksPath)\n  + apps/a/node_modules/.bin/mistral-keys scan --staged || exit\npre-push: installed in .githooks/pre-push\n',
    );
    expect(readFileSync(join(root, '.githooks/pre-push'), 'utf8')).not.toContain(root);
    expect(hook(join(root, 'apps/a'), ['install', '--pre-push']).stdout).toContain('pre-commit: already installed in .githooks/pre-commit (core.hooksPath)\n');
    expect(hook(root, ['uninstall']).status).toBe(0);
    expect(contents(root)).toEqual(before);
  });

  test('outside of the repository: nothing is changed, and it is said what to do', () => {
    const home = folder({ 'hooks/pre-commit': '#!/bin/sh\n', '.gitconfig': '' });
    writeFileSync(join(home, '.gitconfig'), '[core]\n\thooksPath = ~/hooks\n');
    const root = repository();
    const before = [contents(root), contents(home)];
    const { status, stdout } = hook(root, ['install'], home);
    expect(status).toBe(2);
    expect(stdout).toBe(`pre-commit: left to you in ${home}/hooks/pre-commit (core.hooksPath)
core.hooksPath leads out of this repository and is shared with others, so it is left alone.
Let it run this before anything else:
  mistral-keys scan --staged || exit
Or let this repository have hooks of its own, and run this again:
  git config core.hooksPath '${root}/.git/hooks'
`);
    expect([contents(root), contents(home)]).toEqual(before);
    git(root, 'config', 'core.hooksPath', join(root, '.git/hooks'));
    expect(hook(root, ['install'], home).status).toBe(0);
  });
});

describe('tools that look after hooks', () => {
  const installed = { 'node_modules/eslint-plugin-mistral-keys/package.json': '{}' };
  const line = 'node_modules/.bin/mistral-keys scan --staged';

  /** Installs, looks, installs again, and uninstalls. @returns what the configuration was in between */
  function round(root: string, file: string): string {
    const before = contents(root);
    const { status, stdout } = hook(root, ['install']);
    expect(status).toBe(0);
    expect(stdout).toContain(`pre-commit: installed in ${file} (`);
    const between = readFileSync(join(root, file), 'utf8');
    expect(hook(root, ['status']).stdout).toContain(`pre-commit: installed in ${file} (`);
    expect(hook(root, ['install'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^pre-commit: already installed in /u) as string });
    expect(hook(root, ['uninstall']).status).toBe(0);
    expect(contents(root)).toEqual(before);
    return between;
  }

  test('husky 9', () => {
    const root = repository({ ...installed, '.husky/pre-commit': 'npm test\n' });
    put755(root, '.husky/_/pre-commit', '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n');
    git(root, 'config', 'core.hooksPath', '.husky/_');
    expect(round(root, '.husky/pre-commit')).toBe(`${line} || exit\nnpm test\n`);
    rmSync(join(root, '.husky/pre-commit'));
    expect(round(root, '.husky/pre-commit')).toBe(`#!/bin/sh\n# Made by "mistral-keys hook install".\n${line} || exit\n`);
  });

  test('husky 5 to 8', () => {
    const root = repository({ ...installed, '.husky/_/husky.sh': '' });
    put755(root, '.husky/pre-commit', '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n');
    git(root, 'config', 'core.hooksPath', '.husky');
    expect(round(root, '.husky/pre-commit')).toContain(`/_/husky.sh"\n${line} || exit\n\nnpm test\n`);
  });

  test('husky 4', () => {
    const root = repository({ ...installed, 'package.json': '{\n  "husky": {\n    "hooks": {\n      "pre-commit": "npm test"\n    }\n  }\n}\n' });
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\n# husky\n. "$(dirname "$0")/husky.sh"\n');
    expect(round(root, 'package.json')).toContain(`"pre-commit": "${line} && npm test"`);
  });

  test('husky that is not activated yet', () => {
    const root = repository({ ...installed, '.husky/pre-commit': 'npm test\n', 'package.json': '{ "devDependencies": { "husky": "9" } }' });
    expect(hook(root, ['install']).stdout).toContain('For git to run it: npx husky\n');
    expect(hook(root, ['status'])).toMatchObject({ status: 1, stdout: expect.stringContaining('  but git does not run it in this clone yet: npx husky\n') as string });
  });

  test('lefthook', () => {
    const root = repository({ ...installed, 'lefthook.yml': 'pre-commit:\n  commands:\n    test:\n      run: npm test\n' });
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n');
    expect(round(root, 'lefthook.yml')).toBe(`pre-commit:\n  commands:\n    mistral-keys:\n      run: ${line}\n    test:\n      run: npm test\n`);
  });

  test('simple-git-hooks copies its commands into the hook', () => {
    const root = repository({ ...installed, 'package.json': '{\n  "simple-git-hooks": {\n    "pre-commit": "npm test"\n  }\n}\n' });
    const written = '#!/bin/sh\nif [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then exit 0; fi\n';
    put755(root, '.git/hooks/pre-commit', `${written}npm test`);
    expect(round(root, 'package.json')).toContain(`"pre-commit": "${line} && npm test"`);
    hook(root, ['install']);
    expect(hook(root, ['status'])).toMatchObject({ status: 1, stdout: expect.stringContaining('npx simple-git-hooks') as string });
    put755(root, '.git/hooks/pre-commit', `${written}${line} && npm test`);
    expect(hook(root, ['status']).stdout).not.toContain('but');
  });

  test('the pre-commit framework', () => {
    const root = repository({ ...installed, '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks: []\n' });
    put755(root, '.git/hooks/pre-commit', '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n');
    expect(round(root, '.pre-commit-config.yaml')).toContain(`entry: ${line}\n`);
  });

  test('what cannot be edited safely is said exactly', () => {
    const root = repository({ ...installed, 'lefthook.toml': '' });
    const before = contents(root);
    expect(hook(root, ['install'])).toMatchObject({
      status: 2,
      stdout: `pre-commit: left to you in lefthook.toml (lefthook)\nGive it this command:\n  [pre-commit.commands.mistral-keys]\n  run = "${line}"\n`,
    });
    expect(contents(root)).toEqual(before);
  });

  test('a configuration that nothing uses does not count: the hook that is there does', () => {
    const root = repository({ '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks: []\n' });
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\nnpm test\n');
    expect(hook(root, ['install']).stdout).toContain('pre-commit: installed in .git/hooks/pre-commit\n');
  });

  test('a configuration that is a link is left to the user', () => {
    const elsewhere = folder({ 'lefthook.yml': 'a: 1\n' });
    const root = repository(installed);
    symlinkSync(join(elsewhere, 'lefthook.yml'), join(root, 'lefthook.yml'));
    expect(hook(root, ['install'])).toMatchObject({ status: 2, stdout: expect.stringContaining('left to you in lefthook.yml') as string });
    expect(readFileSync(join(elsewhere, 'lefthook.yml'), 'utf8')).toBe('a: 1\n');
  });
});

describe('a commit', () => {
  test('with a key is stopped, one without goes through', () => {
    const root = repository({ 'a.ts': 'x' });
    hook(root, ['install']);
    stage(root, 'b.ts', program);
    const stopped = commit(root);
    expect(stopped.status).toBe(1);
    expect(`${stopped.stdout}${stopped.stderr}`).toMatch(/b\.ts:2:\d+ error no-hardcoded-key: /u);
    expect(`${stopped.stdout}${stopped.stderr}`).not.toContain(key);
    stage(root, 'b.ts', 'clean');
    expect(commit(root).status).toBe(0);
    put(root, 'a.ts', program);
    expect(commit(root, '--all').status).toBe(1);
    expect(commit(root, 'a.ts').status).toBe(1);
    git(root, 'checkout', '--', 'a.ts');
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('in a linked worktree, from a folder inside, is stopped, too', () => {
    const root = repository({ 'deep/a.ts': 'x' });
    hook(root, ['install']);
    git(root, 'worktree', 'add', '--quiet', join(root, 'linked'));
    stage(join(root, 'linked'), 'deep/b.ts', program);
    expect(commit(join(root, 'linked/deep')).status).toBe(1);
    stage(join(root, 'linked'), 'deep/b.ts', 'clean');
    expect(commit(join(root, 'linked/deep')).status).toBe(0);
  });

  test('goes through with MISTRAL_KEYS_SKIP=1, which is said, and with --no-verify', () => {
    const root = repository();
    hook(root, ['install']);
    stage(root, 'a.ts', program);
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    const skipped = spawnSync('git', [...identity, 'commit', '--message', 'a'], { cwd: root, encoding: 'utf8', env: { ...process.env, MISTRAL_KEYS_SKIP: '1' } });
    expect(skipped.status).toBe(0);
    expect(skipped.stderr).toContain('mistral-keys: skipped, as MISTRAL_KEYS_SKIP is set.\n');
    stage(root, 'b.ts', program);
    expect(commit(root, '--no-verify').status).toBe(0);
  });

  test('is stopped by the hook that was there before, and by ours after it', () => {
    const root = repository();
    put755(root, '.git/hooks/pre-commit', '#!/bin/sh\necho before\n[ ! -f stop ]\n');
    hook(root, ['install']);
    stage(root, 'a.ts', program);
    const stopped = commit(root);
    expect(stopped.stderr + stopped.stdout).toContain('before\n');
    expect(stopped.status).toBe(1);
    stage(root, 'a.ts', 'clean');
    expect(commit(root).status).toBe(0);
    put(root, 'stop', '');
    stage(root, 'a.ts', 'clean as well');
    expect(commit(root).status).toBe(1);
  });
});

describe('a push', () => {
  /** A repository with the hooks, and another one to push to. */
  function pair(): string {
    const [root, remote] = [repository({ 'a.ts': 'x' }), folder()];
    git(remote, 'init', '--quiet', '--bare');
    git(root, 'remote', 'add', 'origin', remote);
    hook(root, ['install', '--pre-push']);
    return root;
  }

  function push(cwd: string, ...arguments_: string[]): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync('git', ['push', ...arguments_], { cwd, encoding: 'utf8' });
    expect(stdout + stderr).not.toContain(key);
    return { status, said: stdout + stderr };
  }

  test('without a key goes through in silence: a new branch, more of it, a tag, a deletion', () => {
    const root = pair();
    expect(push(root, '--quiet', 'origin', 'HEAD:one')).toEqual({ status: 0, said: '' });
    stage(root, 'b.ts', 'y');
    commit(root);
    git(root, 'tag', 't');
    expect(push(root, '--quiet', 'origin', 'HEAD:one', 't')).toEqual({ status: 0, said: '' });
    expect(push(root, '--quiet', 'origin', ':one')).toEqual({ status: 0, said: '' });
  });

  test('of a commit with a key is stopped, although a later commit takes the key away', () => {
    const root = pair();
    stage(root, 'b.ts', program);
    commit(root, '--no-verify');
    const bad = git(root, 'rev-parse', 'HEAD').slice(0, 12);
    stage(root, 'b.ts', 'clean');
    expect(commit(root).status).toBe(0);
    const { status, said } = push(root, 'origin', 'HEAD:main');
    expect(status).toBe(1);
    expect(said).toContain(`Commit ${bad}:\nb.ts:2:`);
    expect(said).toContain('To push once without this check: MISTRAL_KEYS_SKIP=1 git push\n');
    expect(push(root, '--no-verify', '--quiet', 'origin', 'HEAD:main').status).toBe(0);
    stage(root, 'c.ts', 'clean');
    commit(root);
    expect(push(root, '--quiet', 'origin', 'HEAD:main')).toEqual({ status: 0, said: '' });
  });

  test('of another branch than the one that is checked out is looked at, too', () => {
    const root = pair();
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'b.ts', program);
    commit(root, '--no-verify');
    git(root, 'checkout', '--quiet', '-');
    expect(push(root, 'origin', 'HEAD:main').status).toBe(0);
    expect(push(root, 'origin', 'other').status).toBe(1);
  });
});
