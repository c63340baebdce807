import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookScript, isChanged, isOurs, keptSuffix, type ScriptSettings } from './script.js';
import { HookError, type HookName, type HooksFolder } from './where.js';

/** The state of a hook that is a file of ours. */
export interface OwnHook {
  /** `foreign`: another hook is there, ours is not. `changed`: ours, but changed by hand. */
  readonly state: 'none' | 'foreign' | 'ours' | 'changed';
  readonly file: string;
  /** Where a hook that was here before is, or would be, kept. */
  readonly kept: string;
  /** Says whether a hook is kept. */
  readonly keeps: boolean;
  /** The text of a hook of ours. */
  readonly text?: string;
}

/** Looks at the hook in the folder from which git runs it. */
export function ownHook({ path }: HooksFolder, hook: HookName): OwnHook {
  const file = join(path, hook);
  const kept = `${file}${keptSuffix}`;
  const found = { file, kept, keeps: exists(kept) };
  if (!exists(file)) return { ...found, state: 'none' };
  const text = readText(file);
  if (text === undefined) return { ...found, state: 'foreign' };
  if (isOurs(text)) return { ...found, state: 'ours', text };
  return { ...found, state: isChanged(text) ? 'changed' : 'foreign' };
}

/**
 * Writes the hook. One that is there is kept under another name, as it is, and called by ours.
 * @returns false where the hook was there already
 * @throws HookError where a hook would be lost
 */
export function writeOwnHook(folder: HooksFolder, hook: HookName, settings: ScriptSettings): boolean {
  const { state, file, kept, keeps, text } = ownHook(folder, hook);
  const script = hookScript(hook, settings);
  if (text === script && isExecutable(file)) return false;
  if (state === 'changed') throw changedByHand(file);
  if (state === 'foreign') {
    if (keeps) throw new HookError(`Both ${file} and ${kept} are there, and only one can be kept: look at them, and delete or rename one.`);
    renameSync(file, kept);
  }
  mkdirSync(folder.path, { recursive: true });
  // A commit that is under way goes on reading the old file.
  const draft = `${file}.mistral-keys-${process.pid}`;
  writeFileSync(draft, script, { flag: 'wx' });
  chmodSync(draft, 0o755);
  renameSync(draft, file);
  return true;
}

/**
 * Takes the hook away and puts back what was there before, with its mode, as a symbolic link if it was one.
 * @returns false where it was not there
 * @throws HookError where changes made by hand would be lost
 */
export function removeOwnHook(folder: HooksFolder, hook: HookName): boolean {
  const { state, file, kept, keeps } = ownHook(folder, hook);
  if (state === 'changed') throw changedByHand(file);
  if (state !== 'ours') return false;
  if (keeps) renameSync(kept, file);
  else rmSync(file);
  return true;
}

function changedByHand(file: string): HookError {
  return new HookError(`${file} was written by "mistral-keys hook install" and changed by hand since: save your changes elsewhere, delete the file, and run this again.`);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isExecutable(path: string): boolean {
  return process.platform === 'win32' || ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o111) === 0o111;
}

/** @returns the text of a regular file of ordinary size; a link is someone else's in any case */
function readText(path: string): string | undefined {
  const stats = lstatSync(path);
  return stats.isFile() && stats.size < 100_000 ? readFileSync(path, 'utf8') : undefined;
}
