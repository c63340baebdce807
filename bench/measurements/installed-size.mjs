import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../options.mjs';
import { Skipped } from '../skipped.mjs';
import { megabytes, verdict } from '../table.mjs';

const size = { budget: 14e6, goal: 10e6 };
const packages = { budget: 45, goal: 30 };

/**
 * What `npm install` of the package brings: the packed files, and every package of the lock file that is not for
 * development only and that npm put here; of the native bindings that is the one for this system.
 */
export async function installedSize({ note }) {
  if (!existsSync(join(packageRoot, 'dist'))) throw new Skipped('dist/ is not there: npm run build.');
  const lock = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8'));
  const folders = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.peer)
    .map(([path]) => path)
    .filter((path) => existsSync(join(packageRoot, path)));
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: packageRoot, encoding: 'utf8' }));
  const sizes = folders.map((path) => [path, folderSize(join(packageRoot, path))]);
  const bytes = sizes.reduce((sum, [, own]) => sum + own, packed.unpackedSize);
  const count = folders.length + 1;
  sizes.sort(([, a], [, b]) => b - a);
  note(`the package itself: ${megabytes(packed.unpackedSize)}; largest dependencies: ${sizes.slice(0, 3).map(([path, own]) => `${path.replace(/^node_modules\//u, '')} ${megabytes(own)}`).join(', ')}`);
  return [
    { work: 'installed size', ours: megabytes(bytes), figure: megabytes(bytes), budget: `≤ ${megabytes(size.budget)}`, goal: megabytes(size.goal), verdict: verdict(bytes, size) },
    { work: 'installed packages', ours: `${count}`, figure: `${count}`, budget: `≤ ${packages.budget}`, goal: `${packages.goal}`, verdict: verdict(count, packages) },
  ];
}

/** Bytes of the files of one package, without the packages that are nested in it and have lock entries of their own. */
function folderSize(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + folderSize(join(folder, entry.name));
    return entry.isFile() ? sum + statSync(join(folder, entry.name)).size : sum;
  }, 0);
}
