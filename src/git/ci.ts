import { isRecord } from '../configuration/record.js';
import { readFileSync } from 'node:fs';

/** A CI service that was recognised, and what it says of the state before. */
export interface Ci {
  readonly name: string;
  /** Revisions that the service names as the state before, the best first. Not all need exist in the clone. */
  readonly bases: readonly string[];
  /** How its jobs get the whole history. */
  readonly deepen: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @returns the CI service that runs this process, as far as it is known */
export function recogniseCi(environment: Environment): Ci | undefined {
  for (const recognise of [github, gitlab, bitbucket, azure, circle, jenkins]) {
    const found = recognise(environment);
    if (found !== undefined) return { ...found, bases: found.bases.flatMap((base) => base ?? []) };
  }
  return undefined;
}

interface Found {
  readonly name: string;
  readonly bases: readonly (string | undefined)[];
  readonly deepen: string;
}

/**
 * The target branch is ahead of `pull_request.base.sha` where others were merged meanwhile; HEAD then is a merge with the newer one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
function github(environment: Environment): Found | undefined {
  if (environment['GITHUB_ACTIONS'] !== 'true') return undefined;
  const event = payload(environment['GITHUB_EVENT_PATH']);
  return {
    name: 'GitHub Actions',
    bases: [
      remoteBranch(environment['GITHUB_BASE_REF']),
      commit(at(event, 'pull_request', 'base', 'sha')),
      commit(at(event, 'merge_group', 'base_sha')),
      commit(at(event, 'before')),
      remoteBranch(at(event, 'repository', 'default_branch')),
    ],
    deepen: 'give actions/checkout "fetch-depth: 0"',
  };
}

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
function gitlab(environment: Environment): Found | undefined {
  if (environment['GITLAB_CI'] === undefined) return undefined;
  return {
    name: 'GitLab CI',
    bases: [commit(environment['CI_MERGE_REQUEST_DIFF_BASE_SHA']), commit(environment['CI_COMMIT_BEFORE_SHA']), remoteBranch(environment['CI_DEFAULT_BRANCH'])],
    deepen: 'set the variable GIT_DEPTH to 0',
  };
}

/** https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ */
function bitbucket(environment: Environment): Found | undefined {
  if (environment['BITBUCKET_BUILD_NUMBER'] === undefined) return undefined;
  return {
    name: 'Bitbucket Pipelines',
    bases: [commit(environment['BITBUCKET_PR_DESTINATION_COMMIT']), remoteBranch(environment['BITBUCKET_PR_DESTINATION_BRANCH'])],
    deepen: 'set "clone: depth: full" in bitbucket-pipelines.yml',
  };
}

/** https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables */
function azure(environment: Environment): Found | undefined {
  if (environment['TF_BUILD'] === undefined) return undefined;
  return { name: 'Azure Pipelines', bases: [remoteBranch(environment['SYSTEM_PULLREQUEST_TARGETBRANCH'])], deepen: 'set "fetchDepth: 0" in the checkout step' };
}

/**
 * What a pipeline compares with is a pipeline value there, not a variable: `--since << pipeline.git.base_revision >>`.
 * https://circleci.com/docs/reference/variables/
 */
function circle(environment: Environment): Found | undefined {
  return environment['CIRCLECI'] === 'true' ? { name: 'CircleCI', bases: [], deepen: 'set "method: full" in the checkout step' } : undefined;
}

/** https://www.jenkins.io/doc/book/pipeline/multibranch/ https://plugins.jenkins.io/git/#plugin-content-environment-variables */
function jenkins(environment: Environment): Found | undefined {
  if (environment['JENKINS_URL'] === undefined) return undefined;
  return {
    name: 'Jenkins',
    bases: [remoteBranch(environment['CHANGE_TARGET']), commit(environment['GIT_PREVIOUS_SUCCESSFUL_COMMIT']), commit(environment['GIT_PREVIOUS_COMMIT'])],
    deepen: 'switch the shallow clone of the job off',
  };
}

/** Only whole names of commits; all zeros stand for "none", as for a new branch. */
function commit(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\da-f]{40,64}$/u.test(value) && /[^0]/u.test(value) ? value : undefined;
}

function remoteBranch(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? `refs/remotes/origin/${value.replace(/^refs\/heads\//u, '')}` : undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

function payload(path: string | undefined): unknown {
  if (path === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Without it the variables tell what there is to know.
    return undefined;
  }
}
