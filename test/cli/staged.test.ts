import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, git, put, repository } from '../scan/folder.js';
import { cleanProgram, key, otherKey, program } from '../scan/staged.js';

const command = resolve('dist/cli.js');

function run(cwd: string, ...arguments_: string[]): SpawnSyncReturns<string> {
  const result = spawnSync(process.execPath, [command, 'scan', '--staged', ...arguments_], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  expect(`${result.stdout}${result.stderr}`).not.toContain(key);
  return result;
}

/** A repository whose pre-commit hook is the command; what it said last stands in `.git/said.json`. */
function hooked(files: Readonly<Record<string, string>> = {}): string {
  const root = repository({ 'a.ts': cleanProgram, 'b.ts': '', ...files });
  mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
  const hook = join(root, '.git', 'hooks', 'pre-commit');
  writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${command}' scan --staged --format json='${join(root, '.git', 'said.json')}'\n`);
  chmodSync(hook, 0o755);
  return root;
}

interface Said {
  readonly files: number;
  readonly found: readonly string[];
}

/** What the hook said since it was asked last; nothing where it did not run. */
function said(root: string): Said | undefined {
  const path = join(root, '.git', 'said.json');
  if (!existsSync(path)) return undefined;
  const { summary, findings } = JSON.parse(readFileSync(path, 'utf8')) as { summary: { files: number }; findings: { file: string; line: number }[] };
  rmSync(path);
  return { files: summary.files, found: findings.map(({ file, line }) => `${file}:${line}`) };
}

/** Runs git in a hooked repository; @returns whether it succeeded, and what the hook said */
function commit(root: string, arguments_: readonly string[], input = ''): Said & { readonly done: boolean } {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  const { status } = spawnSync('git', [...identity, 'commit', '--quiet', ...arguments_], { cwd: root, input, encoding: 'utf8' });
  return { done: status === 0, ...(said(root) ?? { files: -1, found: [] }) };
}

describe('as a pre-commit hook', () => {
  test('stops a commit with a key, and lets a clean one through', () => {
    const root = hooked();
    put(root, 'c.ts', program());
    git(root, 'add', 'c.ts');
    expect(commit(root, ['-m', 'x'])).toEqual({ done: false, files: 1, found: ['c.ts:2'] });
    put(root, 'c.ts', cleanProgram);
    git(root, 'add', 'c.ts');
    expect(commit(root, ['-m', 'x'])).toEqual({ done: true, files: 1, found: [] });
  });

  test('commit -a', () => {
    const root = hooked();
    put(root, 'a.ts', program());
    expect(commit(root, ['-a', '-m', 'x'])).toEqual({ done: false, files: 1, found: ['a.ts:2'] });
    put(root, 'a.ts', `${cleanProgram}// mistral\n`);
    expect(commit(root, ['-a', '-m', 'x'])).toEqual({ done: true, files: 1, found: [] });
  });

  test('commit PATH commits that path alone, whatever else is staged', () => {
    const root = hooked();
    put(root, 'a.ts', program());
    git(root, 'add', 'a.ts');
    put(root, 'b.ts', `export {};\n`);
    expect(commit(root, ['-m', 'x', 'b.ts'])).toEqual({ done: true, files: 1, found: [] });
    expect(commit(root, ['-m', 'x', 'a.ts'])).toEqual({ done: false, files: 1, found: ['a.ts:2'] });
  });

  test('commit PATH from a sub-directory, and a file that is only on disk', () => {
    const root = hooked({ 'deep/c.ts': '' });
    put(root, 'deep/c.ts', program());
    expect(commit(join(root, 'deep'), ['-m', 'x', 'c.ts']).done).toBe(false);
    expect(said(root)).toEqual({ files: 1, found: ['deep/c.ts:2'] });
  });

  test('commit -i PATH adds the path to what is staged', () => {
    const root = hooked();
    put(root, 'a.ts', program());
    git(root, 'add', 'a.ts');
    put(root, 'b.ts', `export {};\n`);
    expect(commit(root, ['-m', 'x', '-i', 'b.ts'])).toEqual({ done: false, files: 2, found: ['a.ts:2'] });
  });

  test('commit -p: the hunks that were chosen', () => {
    const gap = '\n'.repeat(20);
    const root = hooked({ 'c.ts': `import { Mistral } from '@mistralai/mistralai';\n${gap}export {};\n` });
    const first = `new Mistral({ apiKey: '${key}' });\n`;
    const second = `new Mistral({ apiKey: '${otherKey}' });\n`;
    put(root, 'c.ts', `import { Mistral } from '@mistralai/mistralai';\n${first}${gap}${second}export {};\n`);
    expect(commit(root, ['-p', '-m', 'x'], 'n\ny\n')).toEqual({ done: false, files: 1, found: ['c.ts:22'] });
    expect(commit(root, ['-p', '-m', 'x'], 'y\nn\n')).toEqual({ done: false, files: 1, found: ['c.ts:2'] });
  });

  test('commit --amend: what it adds to the commit that it replaces', () => {
    const root = hooked({ 'c.ts': program() });
    put(root, 'a.ts', program(otherKey));
    git(root, 'add', 'a.ts');
    expect(commit(root, ['--amend', '-m', 'x'])).toEqual({ done: false, files: 1, found: ['a.ts:2'] });
    git(root, 'reset', '--quiet', '--hard');
    expect(commit(root, ['--amend', '-m', 'x'])).toEqual({ done: true, files: 0, found: [] });
  });

  test('a linked worktree', () => {
    const root = hooked();
    const tree = join(folder(), 'tree');
    git(root, 'worktree', 'add', '--quiet', tree);
    put(tree, 'c.ts', program());
    git(tree, 'add', 'c.ts');
    expect(commit(tree, ['-m', 'x']).done).toBe(false);
    expect(said(root)).toEqual({ files: 1, found: ['c.ts:2'] });
  });

  test('the conclusion of a merge', () => {
    const root = hooked();
    git(root, 'checkout', '--quiet', '-b', 'other');
    put(root, 'c.ts', program());
    put(root, 'b.ts', 'two\n');
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--no-verify', '-m', 'x');
    git(root, 'checkout', '--quiet', '-');
    put(root, 'b.ts', 'three\n');
    git(root, 'commit', '--quiet', '--no-verify', '-a', '-m', 'x');
    expect(() => git(root, 'merge', 'other')).toThrow();
    put(root, 'b.ts', program(otherKey));
    git(root, 'add', 'b.ts');
    expect(commit(root, ['-m', 'x'])).toEqual({ done: false, files: 1, found: ['b.ts:2'] });
    put(root, 'b.ts', 'four\n');
    git(root, 'add', 'b.ts');
    expect(commit(root, ['-m', 'x'])).toEqual({ done: true, files: 1, found: [] });
  });

  test('a GIT_DIR and a GIT_WORK_TREE elsewhere', () => {
    const home = folder({ 'deep/settings.ts': program() });
    const bare = join(folder(), 'store.git');
    git(home, 'init', '--quiet', '--bare', bare);
    const hook = join(bare, 'hooks', 'pre-commit');
    mkdirSync(join(bare, 'hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${command}' scan --staged\n`);
    chmodSync(hook, 0o755);
    const both = [`--git-dir=${bare}`, `--work-tree=${home}`];
    git(home, ...both, 'add', 'deep/settings.ts');
    const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...both, 'commit', '-m', 'x'], { cwd: join(home, 'deep'), encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/^deep\/settings\.ts:2:\d+ error no-hardcoded-key/mu);
  });
});

describe('what it says', () => {
  test('clean: one line', () => {
    const root = repository({ 'b.ts': '' });
    put(root, 'b.ts', cleanProgram);
    git(root, 'add', 'b.ts');
    const { status, stdout, stderr } = run(root);
    expect(stdout).toMatch(/^No findings in 1 file \(68 B, \d+\.\d\d s\)\.\n$/u);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('blocked: the finding, and what to do', () => {
    const root = repository({ "it's.ts": cleanProgram });
    put(root, "it's.ts", program());
    put(root, 'c.ts', program());
    git(root, 'add', '--all');
    const { status, stdout } = run(root);
    expect(status).toBe(1);
    expect(stdout).toContain("\n    git restore --staged c.ts 'it'\\''s.ts'\n");
    expect(stdout).toContain('\n    eslint-disable-next-line mistral-keys/no-hardcoded-key -- REASON\n');
    expect(stdout).toMatch(/\nTo commit once without this check: MISTRAL_KEYS_SKIP=1 git commit\n$/u);
    git(root, 'restore', '--staged', 'c.ts', "it's.ts");
    expect(run(root).status).toBe(0);
  });

  test('the advice names the rule that stops the commit, not a warning before it', () => {
    const root = repository({ 'b.ts': '' });
    put(root, 'a.ts', "import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral();\n");
    put(root, 'c.ts', program());
    git(root, 'add', '--all');
    expect(run(root).stdout).toContain('\n    eslint-disable-next-line mistral-keys/no-hardcoded-key -- REASON\n');
  });

  test('blocked before the first commit: git has nothing to restore from', () => {
    const root = folder({ 'a.ts': program() });
    git(root, 'init', '--quiet');
    git(root, 'add', 'a.ts');
    expect(run(root).stdout).toContain('\n    git rm --cached a.ts\n');
    git(root, 'rm', '--quiet', '--cached', 'a.ts');
    expect(run(root).status).toBe(0);
  });

  test('a reason lets it through', () => {
    const root = repository({ 'b.ts': '' });
    put(root, 'c.ts', program().replace('const', '// eslint-disable-next-line mistral-keys/no-hardcoded-key -- revoked\nconst'));
    git(root, 'add', 'c.ts');
    expect(run(root)).toMatchObject({ status: 0, stdout: expect.stringContaining('No findings, 1 suppressed in 1 file') as string });
  });

  test('json holds no advice', () => {
    const root = repository({ 'b.ts': '' });
    put(root, 'c.ts', program());
    git(root, 'add', 'c.ts');
    const { stdout } = run(root, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ file: 'c.ts', line: 2 }] });
  });

  test('what git cannot do is one line and 2', () => {
    const { status, stdout, stderr } = run(folder());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('mistral-keys: this folder is in no git repository: run the command inside one, or scan without --staged, --since and --history.\n');
  });

  test('staged content that is missing is 2', () => {
    const root = repository({ 'b.ts': '' });
    git(root, 'update-index', '--add', '--cacheinfo', `100644,${'12'.repeat(20)},a.ts`);
    const { status, stderr } = run(root);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^mistral-keys: a\.ts: not read: git does not hold its content here/u);
  });
});
