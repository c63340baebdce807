import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { runGit } from '../../git/run.js';
import { isPlaceholder } from '../../key/placeholder.js';
import { systemPath } from '../../scan/path-bytes.js';
import { type Check, ok, warning } from '../check.js';
import type { EnvFile } from '../env-files.js';
import type { Project } from '../project.js';

const day = 86_400_000;

/** After so many days a key should be replaced, as documented. */
const longestUse = 90;

const steps = 'Create a new key at https://console.mistral.ai/api-keys, deploy it, then delete the old one.';

/** How long the keys of the env files have been in use, as far as files and git tell. */
export async function checkRotation({ root, envFiles }: Project, now: Date): Promise<Check[]> {
  const checks: Check[] = [];
  for (const file of envFiles) {
    if (file.template) continue;
    for (const { name, value, line } of file.keys) {
      if (isPlaceholder(value)) continue;
      const since = file.tracked ? await committed(root, file, line) : changed(file);
      if (since === undefined) continue;
      const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / day));
      if (days === 0 && !file.tracked) {
        checks.push(ok('rotation', `${file.shown}, which sets ${name}, was changed less than a day ago.`));
        continue;
      }
      const age = `${name} in ${file.shown} has been ${file.tracked ? 'in the repository' : 'in use'} for ${file.tracked ? '' : 'at least '}${days} day${days === 1 ? '' : 's'}`;
      checks.push(days > longestUse ? warning('rotation', `${age}, longer than ${longestUse}.`, steps) : ok('rotation', `${age}.`));
    }
  }
  return checks;
}

/** When the line of the key was committed. */
async function committed(root: string, { path }: EnvFile, line: number): Promise<Date | undefined> {
  const { status, output } = await runGit(root, ['blame', '--porcelain', '-L', `${line},${line}`, '--', relative(root, path)]);
  const seconds = status === 0 ? /^author-time (?<seconds>\d{1,12})$/mu.exec(output.toString())?.groups?.['seconds'] : undefined;
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}

/** The key is as old as the last change of its file, or older. */
function changed({ path }: EnvFile): Date | undefined {
  return statSync(systemPath(path), { throwIfNoEntry: false })?.mtime;
}
