import { spawnSync } from 'node:child_process';
import { GitFailure } from './failure.js';
import { type GitResult, hardened, storeEnvironment } from './run.js';

/** The oldest git that has all options used here and that a distribution still in use brings (Debian 10). */
const floor = [2, 20] as const;

/** How many bytes git may print at once. */
const outputLimit = 1 << 30;

/** What git stores around a folder: index, commits, trees, files. */
export class GitStore {
  readonly #environment = storeEnvironment();

  /**
   * @param folder absolute
   * @throws GitFailure where git is missing or too old
   */
  constructor(readonly folder: string) {
    const { status, output } = this.run(['version']);
    const [, major = '0', minor = '0'] = /^git version (\d{1,9})\.(\d{1,9})/u.exec(output.toString('latin1')) ?? [];
    if (status !== 0) throw new GitFailure(`git could not be started: install git ${floor.join('.')} or later, and put it on the PATH.`);
    if (Number(major) < floor[0] || (Number(major) === floor[0] && Number(minor) < floor[1])) {
      throw new GitFailure(`git ${major}.${minor} is too old: this needs git ${floor.join('.')} or later.`);
    }
  }

  /**
   * Runs a command to its end. A child that is waited for costs 2 ms; one beside the event loop three times as much.
   * @param maxBuffer the status is `undefined` where git prints more bytes
   */
  run(arguments_: readonly string[], input: string | Uint8Array = '', maxBuffer = outputLimit): GitResult {
    const { status, stdout, stderr, error } = spawnSync('git', [...hardened, ...arguments_], {
      cwd: this.folder,
      env: this.#environment,
      input,
      maxBuffer,
      windowsHide: true,
    });
    if (error !== undefined) return { status: undefined, output: Buffer.alloc(0), errors: error.message };
    return { status: status ?? undefined, output: stdout, errors: stderr.toString() };
  }

  /**
   * The same for a command that has to succeed.
   * @param doing what git was to do, as in "git could not list the index"
   * @throws GitFailure with git's own words
   */
  need(arguments_: readonly string[], doing: string, input: string | Uint8Array = ''): Buffer {
    const result = this.run(arguments_, input);
    if (result.status !== 0) throw this.failure(doing, result.errors);
    return result.output;
  }

  /** @returns a failure in git's own words */
  failure(doing: string, errors: string): GitFailure {
    const said = errors.trim().split('\n').find((line) => /^(?:fatal|error):/u.test(line)) ?? errors.trim().split('\n')[0] ?? '';
    return new GitFailure(`git could not ${doing}${said === '' ? '' : ` (${said.replace(/^(?:fatal|error): /u, '')})`}.`);
  }
}
