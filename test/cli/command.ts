import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Runs the built command in a folder. */
export function command(cwd: string, ...arguments_: string[]): SpawnSyncReturns<string> {
  const own = ['NO_COLOR', 'FORCE_COLOR', 'MISTRAL_KEYS_DEBUG', 'GITHUB_STEP_SUMMARY'];
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.includes(name)));
  return spawnSync(process.execPath, [resolve('dist/cli.js'), ...arguments_], { cwd, encoding: 'utf8', env: rest, maxBuffer: 2 ** 28 });
}
