import { isRecord } from '../configuration/record.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The lock files of package managers, and how each adds packages: for the application, and for development. */
const managers = [
  ['pnpm-lock.yaml', 'pnpm add', '--save-dev'],
  ['yarn.lock', 'yarn add', '--dev'],
  ['bun.lock', 'bun add', '--dev'],
  ['bun.lockb', 'bun add', '--dev'],
] as const;

/** @returns the command that installs packages, with the package manager of the project */
export function installCommand(folder: string, packages: readonly string[], purpose: 'application' | 'development' = 'development'): string {
  const [, command, flag] = managers.find(([file]) => existsSync(join(folder, file))) ?? [undefined, 'npm install', '--save-dev'];
  return [command, ...(purpose === 'development' ? [flag] : []), ...packages].join(' ');
}

/** @returns the names of the packages that a manifest asks for; none where it is not understood */
export function dependenciesOf(manifest: string | undefined): ReadonlySet<string> {
  const read = parseOr(manifest ?? '{}');
  const groups = isRecord(read) ? [read['dependencies'], read['devDependencies']] : [];
  return new Set(groups.flatMap((group) => (isRecord(group) ? Object.keys(group) : [])));
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A manifest with mistakes is npm's to complain about; here it only means that packages are named once more.
    return undefined;
  }
}
