import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recogniseCi } from '../../src/git/ci.js';
import { folder } from '../scan/folder.js';

const one = '1'.repeat(40);
const two = '2'.repeat(40);
const none = '0'.repeat(40);

function event(payload: unknown): string {
  return join(folder({ 'event.json': JSON.stringify(payload) }), 'event.json');
}

test.each([
  ['GitLab CI', { GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: one, CI_COMMIT_BEFORE_SHA: none, CI_DEFAULT_BRANCH: 'main' }, [one, 'refs/remotes/origin/main']],
  ['GitLab CI', { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: two, CI_DEFAULT_BRANCH: 'trunk' }, [two, 'refs/remotes/origin/trunk']],
  ['Bitbucket Pipelines', { BITBUCKET_BUILD_NUMBER: '7', BITBUCKET_PR_DESTINATION_COMMIT: 'abc', BITBUCKET_PR_DESTINATION_BRANCH: 'main' }, ['refs/remotes/origin/main']],
  ['Azure Pipelines', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }, ['refs/remotes/origin/main']],
  ['Azure Pipelines', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'main' }, ['refs/remotes/origin/main']],
  ['CircleCI', { CIRCLECI: 'true' }, []],
  ['Jenkins', { JENKINS_URL: 'https://ci.example.org/', CHANGE_TARGET: 'main', GIT_PREVIOUS_SUCCESSFUL_COMMIT: one }, ['refs/remotes/origin/main', one]],
])('%s', (name, environment, bases) => {
  expect(recogniseCi(environment)).toMatchObject({ name, bases });
});

test('GitHub Actions: a pull request, a push, a new branch, a merge queue', () => {
  const bases = (payload: unknown, more: Readonly<Record<string, string>> = {}): readonly string[] | undefined =>
    recogniseCi({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event(payload), ...more })?.bases;
  expect(bases({ pull_request: { base: { sha: one } } }, { GITHUB_BASE_REF: 'main' })).toEqual(['refs/remotes/origin/main', one]);
  expect(bases({ before: two, repository: { default_branch: 'main' } })).toEqual([two, 'refs/remotes/origin/main']);
  expect(bases({ before: none, repository: { default_branch: 'main' } }, { GITHUB_BASE_REF: '' })).toEqual(['refs/remotes/origin/main']);
  expect(bases({ merge_group: { base_sha: one } })).toEqual([one]);
  expect(bases(['nonsense'])).toEqual([]);
  expect(recogniseCi({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: '/does/not/exist' })?.bases).toEqual([]);
});

test('no service', () => {
  expect(recogniseCi({ CI: 'true' })).toBeUndefined();
});
