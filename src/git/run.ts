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
 * in containers do; with the programs off, listing one is harmless.
 */
const hardened = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'safe.directory=*',
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
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
];

/** @returns the environment for commands about the working tree: messages in English, no locks, no prompts, no other repository */
function gitEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  for (const name of repositoryVariables) Reflect.deleteProperty(environment, name);
  return environment;
}

/** Runs a plumbing command in a folder. Never rejects: what went wrong is in the result. */
export function runGit(folder: string, arguments_: readonly string[]): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...hardened, ...arguments_], {
      cwd: folder,
      env: gitEnvironment(),
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
