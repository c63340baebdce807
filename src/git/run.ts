import { spawn } from 'node:child_process';

/** What a git command said. `output` is bytes: names and contents need not be UTF-8. */
export interface GitResult {
  /** The exit status, or `undefined` where git could not be started. */
  readonly status: number | undefined;
  readonly output: Buffer;
  readonly errors: string;
}

/**
 * A repository is untrusted input: its configuration can name programs that git would run. These are the ones that
 * plumbing could reach. Without `safe.directory`, git refuses repositories that belong to another user, as checkouts
 * in containers do; with the programs off, listing one is harmless. `diff.relative` and `core.quotePath` change what
 * paths look like.
 */
export const hardened: readonly string[] = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'safe.directory=*',
  '-c',
  'diff.relative=false',
  '-c',
  'core.quotePath=false',
  '--no-pager',
  '--literal-pathspecs',
];

/** Variables by which a caller of ours, such as a hook, points git to another repository or index. */
const repositoryVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
];

/** Variables that give git configuration, or programs to run. */
const configurationVariables = ['GIT_CONFIG', 'GIT_CONFIG_PARAMETERS', 'GIT_CONFIG_COUNT', 'GIT_EXTERNAL_DIFF'];

/** Messages in English, no locks, no prompts. */
const quiet: NodeJS.ProcessEnv = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };

/**
 * Contents are those that the repository holds: neither replaced (`refs/replace`, grafts) nor fetched. Git before 2.45
 * does not know GIT_NO_LAZY_FETCH, and finds no protocol to fetch by.
 */
const asStored: NodeJS.ProcessEnv = {
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

function without(names: readonly string[]): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of names) Reflect.deleteProperty(environment, name);
  return environment;
}

/** @returns the environment for commands about the working tree, and no other repository */
function workingTreeEnvironment(): NodeJS.ProcessEnv {
  return { ...without([...repositoryVariables, ...configurationVariables]), ...quiet };
}

/** @returns the environment for commands about what git stores, in the repository and index that the caller means: hooks run with both set */
export function storeEnvironment(): NodeJS.ProcessEnv {
  return { ...without(configurationVariables), ...quiet, ...asStored };
}

/** Runs a plumbing command in a folder. Never rejects: what went wrong is in the result. */
export function runGit(folder: string, arguments_: readonly string[]): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...hardened, ...arguments_], {
      cwd: folder,
      env: workingTreeEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', (error) => {
      resolve({ status: undefined, output: Buffer.alloc(0), errors: error.message });
    });
    child.on('close', (status) => {
      resolve({ status: status ?? undefined, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() });
    });
  });
}
