import { join } from 'node:path';
import type { Carrier } from './carrier.js';
import { textOf } from './files.js';
import { framework } from './framework.js';
import { husky } from './husky.js';
import { lefthook } from './lefthook.js';
import { isOurs } from './script.js';
import { shellCarrier } from './shell.js';
import { simpleGitHooks } from './simple-git-hooks.js';
import type { HookName, HooksFolder } from './where.js';

/** The tools that look after hooks, each with what stands in a hook that it has written. */
const managers = [
  { find: husky, mark: 'husky' },
  { find: lefthook, mark: 'call_lefthook' },
  { find: simpleGitHooks, mark: 'SIMPLE_GIT_HOOKS' },
  { find: framework, mark: 'pre-commit.com' },
] as const;

/** @returns every text of this repository that runs, or could run, our command in a hook; a hook of our own aside */
export function carriersOf(folder: HooksFolder, hook: HookName): Carrier[] {
  if (folder.kind === 'elsewhere') return [shellCarrier('core.hooksPath', join(folder.path, hook), hook)];
  const found = managers.flatMap(({ find }) => find(folder, hook) ?? []);
  const shared = folder.kind === 'project' && !found.some(({ manager }) => manager === 'husky') ? [shellCarrier('core.hooksPath', join(folder.path, hook), hook)] : [];
  return [...found, ...shared];
}

/** @returns what is to run our command; `undefined` where a hook of our own is */
export function carrierInCharge(folder: HooksFolder, hook: HookName): Carrier | undefined {
  const carriers = carriersOf(folder, hook);
  const running = textOf(join(folder.path, hook));
  if (running !== undefined && isOurs(running)) return undefined;
  const marked = managers.filter(({ mark }) => running?.includes(mark) === true).map(({ find }) => find(folder, hook)?.manager);
  if (folder.kind === 'git') return running === undefined ? carriers[0] : carriers.find(({ manager }) => marked.includes(manager));
  // Husky's hooks do not name it; a folder of the project's own has a script, or will have ours.
  const shared = carriers.find(({ manager }) => marked.includes(manager) || manager === 'husky' || manager === 'core.hooksPath');
  return shared?.manager === 'core.hooksPath' && running === undefined ? undefined : shared;
}
