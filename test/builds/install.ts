import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Installs what the builds need, as the lock file has it, unless that is there. Development itself needs none of it. */
export default function install(): void {
  const folder = dirname(fileURLToPath(import.meta.url));
  const installed = join(folder, 'node_modules/.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(installed) && versionsOf(installed) === versionsOf(lock)) return;
  // Not `npm ci`: it takes the bindings of other platforms that the lock file names but no registry need have for missing.
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
}

function versionsOf(lock: string): string {
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, { version?: string; optional?: boolean }> };
  return Object.entries(packages)
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .map(([path, { version }]) => `${path} ${version ?? ''}`)
    .sort()
    .join('\n');
}
