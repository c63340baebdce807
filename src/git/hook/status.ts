import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Carrier, runsCommand } from './carrier.js';
import { projectModules, scanArguments } from './command.js';
import { textOf } from './files.js';
import { carriersOf } from './managers.js';
import { ownHook } from './own-hook.js';
import { scriptSettings } from './script.js';
import type { HookName, HooksFolder } from './where.js';

/** What can be said of a hook. */
export interface HookStatus {
  readonly hook: HookName;
  readonly installed: boolean;
  /** The files that run our command. Absolute paths. */
  readonly places: readonly { readonly file: string; readonly manager?: string }[];
  /** Says whether another hook is kept and run first. */
  readonly keeps: boolean;
  /** What keeps the hook from doing its work. Empty where all is well. */
  readonly problems: readonly string[];
}

/** @param from the working directory, from which the project's packages are looked for */
export function hookStatus(folder: HooksFolder, hook: HookName, from: string): HookStatus {
  const own = ownHook(folder, hook);
  const carriers = carriersOf(folder, hook).filter((carrier) => carrier.has(textOf(carrier.file) ?? ''));
  const ours = own.state === 'ours' || own.state === 'changed';
  const places = [...(ours ? [{ file: own.file }] : []), ...carriers.map(({ file, manager }) => ({ file, manager }))];
  const problems = [
    ...(ours ? problemsOf(folder, hook, own) : []),
    ...(ours ? [] : carriers.filter((carrier) => !isActive(carrier, own.file, hook)).map((carrier) => `git does not run it in this clone yet: ${carrier.activation ?? `npx ${carrier.manager}`}`)),
    ...(carriers.length > 0 && !ours && !isInProject(folder, from) && !isOnPath('mistral-keys') ? [commandMissing] : []),
  ];
  return { hook, installed: places.length > 0, places, keeps: ours && own.keeps, problems };
}

const commandMissing = 'the command is not found: npm install --save-dev eslint-plugin-mistral-keys';

function problemsOf({ root }: HooksFolder, hook: HookName, { state, text }: ReturnType<typeof ownHook>): string[] {
  if (state === 'changed' || text === undefined) return ['it was changed by hand'];
  const settings = scriptSettings(hook, text);
  if (settings === undefined) return ['it was written by another version: mistral-keys hook install'];
  const { modules, local } = settings;
  const found = existsSync(join(root, modules, 'eslint-plugin-mistral-keys/dist/cli.js')) || (local !== undefined && existsSync(local.file));
  return [
    ...(found || existsSync(join(root, '.pnp.cjs')) || isOnPath('mistral-keys') ? [] : [commandMissing]),
    ...(local === undefined || existsSync(local.node) ? [] : [`the Node that it was installed with is gone, so it depends on the PATH: mistral-keys hook install`]),
  ];
}

/** @param file the hook that git runs */
function isActive({ copies }: Carrier, file: string, hook: HookName): boolean {
  return copies === true ? runsCommand(textOf(file) ?? '', scanArguments[hook]) : existsSync(file);
}

function isInProject({ root }: HooksFolder, from: string): boolean {
  return projectModules(root, from) !== undefined || existsSync(join(root, '.pnp.cjs'));
}

function isOnPath(command: string): boolean {
  const names = process.platform === 'win32' ? [command, `${command}.cmd`] : [command];
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && names.some((name) => existsSync(join(folder, name))));
}
