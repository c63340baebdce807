import { execFileSync } from 'node:child_process';

const settings = ['user.name=bench', 'user.email=bench@example.invalid', 'core.autocrlf=false', 'gc.auto=0', 'commit.gpgSign=false'];

/** Git without the settings of the machine: every run of the bench meets the same repository. */
function git(cwd, ...args) {
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
    cwd,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}

/** Makes a repository of a folder and commits everything in it. */
export function commitAll(cwd) {
  git(cwd, 'init', '--quiet');
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--no-verify', '--message', 'Everything');
}

/** Makes a repository of a folder, with a commit, and everything in the folder staged for the next one. */
export function stageAll(cwd) {
  git(cwd, 'init', '--quiet');
  git(cwd, 'commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'Nothing');
  git(cwd, 'add', '--all');
}

/** @returns {string[]} the files that git tracks, as paths from `cwd` */
export function trackedFiles(cwd) {
  return git(cwd, 'ls-files', '-z').split('\0').slice(0, -1);
}

/** Packs a history as a server does: `git fast-import` stores a content as what differs from the one before, whatever its file. */
export function packHistory(cwd) {
  git(cwd, 'repack', '-a', '-d', '-f', '-q');
  git(cwd, 'symbolic-ref', 'HEAD', 'refs/heads/main');
}
