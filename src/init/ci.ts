import { isRecord } from '../configuration/record.js';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { textOf } from '../git/hook/files.js';
import { withEntry, withItem } from '../git/hook/yaml.js';
import type { InitProject, Plan } from './plan.js';

/** The CI services that can be set up. */
export const ciServices = ['github', 'gitlab'] as const;
export type CiService = (typeof ciServices)[number];

const repository = 'eslint-plugin-mistral-keys/eslint-plugin-mistral-keys';
const gitlabFile = '.gitlab-ci.yml';

/** @returns the service whose files the repository has */
export function ciOf({ root }: InitProject): CiService | undefined {
  if (textOf(join(root, gitlabFile)) !== undefined) return 'gitlab';
  return workflows(root) === undefined ? undefined : 'github';
}

/** Plans a step of CI that scans what is proposed. */
export function planCi(project: InitProject, service: CiService): Plan {
  return service === 'github' ? planGithub(project) : planGitlab(project);
}

function planGithub({ root, version }: InitProject): Plan {
  const folder = '.github/workflows';
  const present = (workflows(root) ?? []).find((file) => textOf(join(root, folder, file))?.includes('mistral-keys') === true);
  const file = `${folder}/mistral-keys.yml`;
  if (present !== undefined) return { kind: 'present', file: `${folder}/${present}` };
  if (textOf(join(root, file)) !== undefined) return { kind: 'by-hand', file, text: `The file is there, and runs something else. Add this step:\n  - uses: ${repository}@v${version}` };
  return { kind: 'change', file, after: workflow(version) };
}

/** @returns the names of the workflows; `undefined` without such a folder */
function workflows(root: string): string[] | undefined {
  try {
    return readdirSync(join(root, '.github/workflows')).filter((name) => /\.ya?ml$/u.test(name));
  } catch {
    // No folder: no workflows.
    return undefined;
  }
}

function workflow(version: string): string {
  return `name: mistral-keys

on:
  pull_request:
  merge_group:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ${repository}@v${version}
`;
}

function planGitlab({ root, version }: InitProject): Plan {
  const before = textOf(join(root, gitlabFile));
  const item = { remote: `https://raw.githubusercontent.com/${repository}/v${version}/templates/gitlab-ci.yml` };
  if (before === undefined) return { kind: 'change', file: gitlabFile, after: `include:\n  - remote: ${item.remote}\n` };
  if (before.includes('mistral-keys')) return { kind: 'present', file: gitlabFile };
  const read: unknown = parseDocument(before, { logLevel: 'silent' }).toJS();
  const stages = isRecord(read) ? read['stages'] : undefined;
  const runs = stages === undefined || (Array.isArray(stages) && stages.includes('test'));
  const after = !isRecord(read) || !runs ? undefined : 'include' in read ? withItem(before, 'include', item) : withEntry(before, ['include'], item);
  if (after !== undefined) return { kind: 'change', file: gitlabFile, before, after };
  const stage = runs ? '' : '\nThe job runs in the stage "test": name it in "stages", or give the job "mistral-keys" another one.';
  return { kind: 'by-hand', file: gitlabFile, text: `Add to ${gitlabFile}:\n  include:\n    - remote: ${item.remote}${stage}` };
}
