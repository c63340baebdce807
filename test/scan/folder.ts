import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** @returns the path of a new folder with these files, gone after the test */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mistral-keys-')));
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) put(path, name, content);
  return path;
}

/** Writes a file, and the folders it needs. */
export function put(path: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(path, name)), { recursive: true });
  writeFileSync(join(path, name), content);
}

/** Runs git in a folder; @returns what it prints */
export function git(path: string, ...arguments_: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...identity, ...arguments_], { cwd: path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @returns the path of a new git repository in which these files are tracked */
export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = folder(files);
  git(path, 'init', '--quiet');
  git(path, 'add', '--all', '--force');
  git(path, 'commit', '--quiet', '--allow-empty', '--message', 'start');
  return path;
}
