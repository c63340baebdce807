import { join } from 'node:path';
import { textOf } from '../git/hook/files.js';
import { configuredGit, repositoryRoot } from '../git/repository.js';
import type { InitProject, Plan } from './plan.js';

/** The last line takes the example, which is committed, out again. */
const ignoreLines = ['.env', '.env.*', '!.env.example'];

/** Plans the lines by which git ignores the files that hold keys. */
export async function planGitignore({ folder }: InitProject): Promise<Plan> {
  const file = '.gitignore';
  const before = textOf(join(folder, file));
  if (await ignoresKeys(folder)) return { kind: 'present', file };
  const lines = before?.split(/\r?\n/u).map((line) => line.trim()) ?? [];
  const missing = ignoreLines.filter((line) => !lines.includes(line) || line.startsWith('!'));
  if (missing.every((line) => line.startsWith('!')) && lines.includes('!.env.example')) return { kind: 'present', file };
  return { kind: 'change', file, ...(before === undefined ? {} : { before }), after: withLines(before, ['# Keys stay on this machine.', ...missing]) };
}

/** Asks git, which knows the rules of all folders and of the user. Outside of a repository nothing is known. */
async function ignoresKeys(folder: string): Promise<boolean> {
  if (repositoryRoot(folder) === undefined) return false;
  const git = await configuredGit(folder);
  // `--no-index`: what is tracked already counts by its name, too.
  const ignored = await git.raw(['check-ignore', '--no-index', '--', '.env', '.env.local', '.env.production', '.env.example']);
  return ignored.trim().split('\n').join(' ') === '.env .env.local .env.production';
}

/** Plans an example of the environment that people copy. */
export function planEnvironmentExample({ folder }: InitProject): Plan {
  const file = '.env.example';
  const before = textOf(join(folder, file));
  if (before !== undefined && /^[ \t]*(?:export[ \t]+)?MISTRAL_API_KEY=/mu.test(before)) return { kind: 'present', file };
  const lines = ['# Made at https://console.mistral.ai/api-keys. Copy this file to .env, and put the key there.', 'MISTRAL_API_KEY='];
  return { kind: 'change', file, ...(before === undefined ? {} : { before }), after: withLines(before, lines) };
}

/** Puts lines at the end, behind an empty one. */
function withLines(before: string | undefined, lines: readonly string[]): string {
  const end = before?.includes('\r\n') === true ? '\r\n' : '\n';
  const added = lines.map((line) => line + end).join('');
  if (before === undefined || before === '') return added;
  return `${before}${before.endsWith('\n') ? '' : end}${end}${added}`;
}
