import { beforeEach, describe, expect, test, vi } from 'vitest';
import { commitChanges, frameworkUpdate, pushedCommits } from '../../src/git/pushed.js';
import { GitStore } from '../../src/git/store.js';
import { git, put, repository } from '../scan/folder.js';

const zeros = '0'.repeat(40);

/** Git runs hooks with variables that would lead to another repository here. */
beforeEach(() => {
  vi.stubEnv('GIT_DIR', undefined);
  vi.stubEnv('GIT_INDEX_FILE', undefined);
  return () => {
    vi.unstubAllEnvs();
  };
});

/** Commits a file; @returns the name of the commit */
function commit(root: string, name: string, content = name): string {
  put(root, name, content);
  git(root, 'add', name);
  git(root, 'commit', '--quiet', '--message', name);
  return head(root);
}

function head(root: string, revision = 'HEAD'): string {
  return git(root, 'rev-parse', revision).trim();
}

function pushed(root: string, updates: string, remote?: string): string[] {
  return pushedCommits(new GitStore(root), updates, remote).map(({ id }) => id);
}

describe('the commits of a push', () => {
  test('are those between what is there and what comes, the oldest first', () => {
    const root = repository();
    const there = commit(root, 'a');
    const first = commit(root, 'b');
    const second = commit(root, 'c');
    expect(pushed(root, `refs/heads/main ${second} refs/heads/main ${there}\n`)).toEqual([first, second]);
  });

  test('are none where a branch is deleted, or nothing is pushed', () => {
    const root = repository();
    expect(pushed(root, `(delete) ${zeros} refs/heads/main ${head(root)}\n`)).toEqual([]);
    expect(pushed(root, '')).toEqual([]);
  });

  test('of a new branch are those that the remote has not', () => {
    const root = repository();
    const first = head(root);
    git(root, 'update-ref', 'refs/remotes/private/main', commit(root, 'a'));
    const last = commit(root, 'b');
    const updates = `refs/heads/new ${last} refs/heads/new ${zeros}\n`;
    expect(pushed(root, updates, 'private')).toEqual([last]);
    // What a private remote has is new to a public one.
    expect(pushed(root, updates, 'public')).toEqual([first, head(root, 'HEAD^'), last]);
    expect(pushed(root, updates, 'pri*')).toHaveLength(3);
    expect(pushed(root, updates)).toEqual([last]);
  });

  test('are counted once when several branches are pushed, and a tag is followed', () => {
    const root = repository();
    const start = head(root);
    const first = commit(root, 'a');
    const second = commit(root, 'b');
    git(root, 'tag', '--annotate', '--message', 't', 't', first);
    const updates = [`refs/heads/x ${first} refs/heads/x ${start}`, `refs/heads/y ${second} refs/heads/y ${start}`, `refs/tags/t ${head(root, 't')} refs/tags/t ${zeros}`];
    expect(pushed(root, `${updates.join('\n')}\n`)).toEqual([first, second]);
  });

  test('are told although the other side has a commit that is not here', () => {
    const root = repository();
    const last = commit(root, 'a');
    git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD^');
    expect(pushed(root, `refs/heads/main ${last} refs/heads/main ${'1'.repeat(40)}\n`, 'origin')).toEqual([last]);
  });

  test.each(['x', `refs/heads/main HEAD refs/heads/main ${zeros}`, `--all ${zeros}`])('cannot be read from %j', (line) => {
    expect(() => pushed(repository(), `${line}\n`)).toThrow('--pushed reads the lines that git gives to a pre-push hook');
  });
});

describe('the pre-commit framework', () => {
  test('gives variables in place of the standard input', () => {
    const root = repository();
    const store = new GitStore(root);
    const from = head(root);
    const to = commit(root, 'a');
    expect(frameworkUpdate(store, {})).toBeUndefined();
    expect(frameworkUpdate(store, { PRE_COMMIT_REMOTE_NAME: 'origin', PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to })).toBe(`here ${to} there ${from}\n`);
    expect(frameworkUpdate(store, { PRE_COMMIT_REMOTE_NAME: 'origin', PRE_COMMIT_LOCAL_BRANCH: 'HEAD' })).toBe(`here ${to} there ${zeros}\n`);
    expect(() => frameworkUpdate(store, { PRE_COMMIT_REMOTE_NAME: 'origin', PRE_COMMIT_TO_REF: 'none' })).toThrow('git could not find none');
  });
});

describe('what a commit adds', () => {
  const paths = (root: string, id: string, parents: readonly string[]): string[][] =>
    commitChanges(new GitStore(root), { id, parents }).differences.map((difference) => difference.map(({ path }) => path));

  test('is everything in the first one', () => {
    const root = repository({ a: '', 'b/c': '' });
    expect(paths(root, head(root), [])).toEqual([['a', 'b/c']]);
  });

  test('is told for each parent of a merge', () => {
    const root = repository();
    git(root, 'checkout', '--quiet', '-b', 'side');
    const side = commit(root, 'side');
    git(root, 'checkout', '--quiet', '-');
    const main = commit(root, 'main');
    git(root, 'merge', '--quiet', '--no-edit', 'side');
    expect(paths(root, head(root), [main, side])).toEqual([['side'], ['main']]);
  });
});
