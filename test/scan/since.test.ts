import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { folder, git, put, repository } from './folder.js';
import { cleanProgram, key, otherKey, program, type Report, report } from './staged.js';

const hardcoded = 'no-hardcoded-key';

function since(cwd: string, revision: string, ...paths: string[]): Promise<Report> {
  return report(cwd, { since: revision, paths });
}

function commit(root: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) put(root, name, content);
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'x');
  return git(root, 'rev-parse', 'HEAD').trim();
}

/** A repository with a branch `main` and a branch that is checked out; both have gone on. */
function branched(): string {
  const root = repository({ 'a.ts': cleanProgram, 'old.ts': program() });
  git(root, 'branch', '--quiet', '--move', 'main');
  git(root, 'checkout', '--quiet', '-b', 'topic');
  commit(root, { 'a.ts': program() });
  commit(root, { 'b.ts': program(otherKey), 'old.ts': `// mistral\n${program()}` });
  git(root, 'checkout', '--quiet', 'main');
  commit(root, { 'main.ts': program() });
  git(root, 'checkout', '--quiet', 'topic');
  return root;
}

/** Without the variables of the service that runs these tests. */
beforeEach(() => {
  for (const name of ['GITHUB_ACTIONS', 'GITHUB_BASE_REF', 'GITHUB_EVENT_PATH', 'GITLAB_CI', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'CIRCLECI', 'JENKINS_URL']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a revision', () => {
  test('what the branch adds to where it began', async () => {
    expect(await since(branched(), 'main')).toMatchObject({ files: 3, found: [`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`], complete: true });
  });

  test('commits, not the index and not the disk', async () => {
    const root = branched();
    put(root, 'c.ts', program());
    put(root, 'a.ts', cleanProgram);
    git(root, 'add', '--all');
    rmSync(join(root, 'b.ts'));
    expect((await since(root, 'main')).found).toEqual([`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`]);
  });

  test('what came and went on the branch is not there', async () => {
    const root = branched();
    commit(root, { 'a.ts': cleanProgram });
    expect((await since(root, 'main')).found).toEqual([`b.ts:2 ${hardcoded}`]);
  });

  test('two ends, and names of every kind', async () => {
    const root = branched();
    expect((await since(root, 'topic..main')).found).toEqual([`main.ts:2 ${hardcoded}`]);
    expect((await since(root, 'main..')).found).toHaveLength(2);
    expect((await since(root, 'HEAD~1')).found).toEqual([`b.ts:2 ${hardcoded}`]);
    expect((await since(root, git(root, 'rev-parse', 'HEAD').trim())).files).toBe(0);
  });

  test('the empty tree: everything', async () => {
    const empty = git(folder(), 'hash-object', '-t', 'tree', '/dev/null').trim();
    expect((await since(branched(), empty)).found).toEqual([`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`, `old.ts:3 ${hardcoded}`]);
  });

  test('paths restrict it; a sub-directory tells from there', async () => {
    const root = branched();
    commit(root, { 'deep/c.ts': program() });
    expect(await since(root, 'main', 'deep')).toMatchObject({ files: 1, found: [`deep/c.ts:2 ${hardcoded}`] });
    expect((await since(join(root, 'deep'), 'main')).found).toEqual([`../a.ts:2 ${hardcoded}`, `../b.ts:2 ${hardcoded}`, `c.ts:2 ${hardcoded}`]);
  });

  test('a rename is not new; other files are read as the commit has them', async () => {
    const root = branched();
    commit(root, { 'value.ts': `export const value = '${key}';\n` });
    const start = git(root, 'rev-parse', 'HEAD').trim();
    git(root, 'mv', 'a.ts', 'moved.ts');
    commit(root, { 'use.ts': `import { Mistral } from '@mistralai/mistralai';\nimport { value } from './value.js';\nnew Mistral({ apiKey: value });\n` });
    put(root, 'value.ts', 'export const value = process.env.X;\n');
    expect((await since(root, start)).found).toEqual([`value.ts:1 ${hardcoded}`]);
  });

  test('in a bare repository', async () => {
    const bare = join(folder(), 'bare.git');
    git(folder(), 'clone', '--quiet', '--bare', branched(), bare);
    expect((await since(bare, 'main')).found).toEqual([`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`]);
  });

  test.each([
    ['nothing', 'there is no commit nothing here: check its name, or get it with git fetch.'],
    ['--output=x', '"--output=x" is no revision.'],
    ['main..-x', '"main..-x" is no revision.'],
  ])('%s is answered', async (revision, message) => {
    const root = branched();
    await expect(since(root, revision)).rejects.toThrow(message);
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  test('histories with nothing in common', async () => {
    const root = branched();
    git(root, 'checkout', '--quiet', '--orphan', 'other');
    commit(root, { 'z.ts': program() });
    await expect(since(root, 'main')).rejects.toThrow('main and HEAD have no commit in common, so there is no telling what is new.');
  });

  test('a shallow clone', async () => {
    const clone = join(folder(), 'clone');
    git(folder(), 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${branched()}`, clone);
    await expect(since(clone, 'origin/main')).rejects.toThrow('this clone is shallow, so origin/main or the way to it is not here: get the whole history with git fetch --unshallow.');
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    await expect(since(clone, 'v1.0')).rejects.toThrow('this clone is shallow, so v1.0 or the way to it is not here: give actions/checkout "fetch-depth: 0".');
  });
});

describe('no revision', () => {
  function cloned(...options: string[]): string {
    const clone = join(folder(), 'clone');
    git(folder(), 'clone', '--quiet', ...options, `file://${branched()}`, clone);
    return clone;
  }

  test('outside of a CI service', async () => {
    await expect(since(branched(), '')).rejects.toThrow('--since needs a revision, such as --since origin/main, as no CI service was recognised here.');
  });

  test('a pull request on GitHub: the merge of both branches is checked out', async () => {
    const root = cloned();
    git(root, 'checkout', '--quiet', '--detach', 'origin/main');
    git(root, 'merge', '--quiet', '--no-edit', 'origin/topic');
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_BASE_REF', 'main');
    expect(await since(root, '')).toMatchObject({ files: 3, found: [`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`] });
  });

  test('a push on GitHub', async () => {
    const root = cloned();
    const before = git(root, 'rev-parse', 'HEAD~1').trim();
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_EVENT_PATH', join(folder({ 'event.json': JSON.stringify({ before, repository: { default_branch: 'main' } }) }), 'event.json'));
    expect((await since(root, '')).found).toEqual([`b.ts:2 ${hardcoded}`]);
  });

  test('a merge request on GitLab, and one in a shallow clone', async () => {
    const root = cloned();
    vi.stubEnv('GITLAB_CI', 'true');
    vi.stubEnv('CI_MERGE_REQUEST_DIFF_BASE_SHA', git(root, 'merge-base', 'HEAD', 'origin/main').trim());
    expect((await since(root, '')).found).toHaveLength(2);
    await expect(since(cloned('--depth=1'), '')).rejects.toThrow(/^this clone is shallow, so [\da-f]{40} or the way to it is not here: set the variable GIT_DEPTH to 0\.$/u);
  });

  test('a service that names nothing: the main branch, or the commit before when HEAD is on it', async () => {
    vi.stubEnv('CIRCLECI', 'true');
    const root = cloned();
    git(root, 'remote', 'set-head', 'origin', 'main');
    expect((await since(root, '')).found).toHaveLength(2);
    git(root, 'checkout', '--quiet', 'main');
    expect((await since(root, '')).found).toEqual([`main.ts:2 ${hardcoded}`]);
  });

  test('a base that is not in the clone', async () => {
    vi.stubEnv('JENKINS_URL', 'https://ci.example.org/');
    vi.stubEnv('CHANGE_TARGET', 'gone');
    await expect(since(cloned(), '')).rejects.toThrow('Jenkins compares with origin/gone, which is not here: get it with git fetch.');
  });
});
