import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Carrier, withoutAddition } from './carrier.js';
import { projectCommand, projectModules, runningCommand, scanArguments } from './command.js';
import { textOf } from './files.js';
import { carrierInCharge, carriersOf } from './managers.js';
import { ownHook, removeOwnHook, writeOwnHook } from './own-hook.js';
import { HookError, type HookName, type HooksFolder } from './where.js';

/** What happened to a hook. */
export interface HookChange {
  readonly hook: HookName;
  /** `kept`: it was installed already; `by-hand`: nothing was changed, and the user has to. */
  readonly done: 'installed' | 'kept' | 'removed' | 'by-hand';
  /** The absolute path of the file it is about. */
  readonly file: string;
  /** What looks after the file, if not we. */
  readonly manager?: string;
  /** The lines that were put in or are gone. */
  readonly lines?: readonly string[];
  /** What the user is to do: a sentence, and lines to copy. */
  readonly next?: string;
}

/**
 * Sees to it that git runs our command in a hook.
 * @param from the working directory, from which the project's packages are looked for
 * @throws HookError where a hook would be lost, or hooks are shared with other repositories
 */
export function installHook(folder: HooksFolder, hook: HookName, from: string): HookChange {
  const command = `${projectCommand(folder.root, from)} ${scanArguments[hook]}`;
  if (folder.kind === 'elsewhere') return sharedHook(folder, hook);
  const carrier = carrierInCharge(folder, hook);
  if (carrier !== undefined) return addTo(carrier, hook, command, existsSync(join(folder.path, hook)));
  const modules = projectModules(folder.root, from) ?? 'node_modules';
  const written = writeOwnHook(folder, hook, folder.kind === 'git' ? { modules, local: runningCommand() } : { modules });
  const { file, keeps, kept } = ownHook(folder, hook);
  return {
    hook,
    file,
    done: written ? 'installed' : 'kept',
    ...(written && keeps ? { next: `The hook that was there is now ${kept} and is run first.` } : {}),
  };
}

/** A folder of the user's or the system's: a change would reach every repository. */
function sharedHook(folder: HooksFolder, hook: HookName): HookChange {
  const [carrier] = carriersOf(folder, hook);
  if (carrier === undefined) throw new HookError(`core.hooksPath leads out of this repository, to ${folder.path}.`);
  const { manager, file } = carrier;
  if (carrier.has(textOf(file) ?? '')) return { hook, file, manager, done: 'kept' };
  const next = `core.hooksPath leads out of this repository and is shared with others, so it is left alone.
${carrier.byHand(`mistral-keys ${scanArguments[hook]}`)}
Or let this repository have hooks of its own, and run this again:
  git config core.hooksPath '${folder.usual}'`;
  return { hook, file, manager, done: 'by-hand', next };
}

/** @param active whether git has a hook already, which the tool has written */
function addTo(carrier: Carrier, hook: HookName, command: string, active: boolean): HookChange {
  const { file, manager, start, activation, copies } = carrier;
  const change = { hook, file, manager };
  const text = textOf(file);
  if (text !== undefined && carrier.has(text)) return { ...change, done: 'kept' };
  const changed = text === undefined ? (existsSync(file) || start === undefined ? undefined : carrier.add(start, command)) : carrier.add(text, command);
  // What cannot be taken back to the byte is no safe edit.
  if (changed === undefined || withoutAddition(changed, carrier, scanArguments[hook]) !== (text ?? start)) {
    return { ...change, done: 'by-hand', next: carrier.byHand(command) };
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, changed);
  if (text === undefined) chmodSync(file, 0o755);
  const next = [...(carrier.afterChange === undefined ? [] : [carrier.afterChange]), ...(activation !== undefined && (copies === true || !active) ? [`For git to run it: ${activation}`] : [])];
  return { ...change, done: 'installed', lines: addedLines(text ?? '', changed), ...(next.length === 0 ? {} : { next: next.join('\n') }) };
}

/** Takes our command out of a hook, wherever it is run. */
export function uninstallHook(folder: HooksFolder, hook: HookName): HookChange[] {
  const changes: HookChange[] = [];
  const { file, keeps } = ownHook(folder, hook);
  if (removeOwnHook(folder, hook)) {
    changes.push({ hook, file, done: 'removed', ...(keeps ? { next: 'The hook that was there before is back.' } : {}) });
  }
  for (const carrier of carriersOf(folder, hook)) {
    const text = textOf(carrier.file);
    if (text !== undefined && carrier.has(text)) changes.push(takeFrom(carrier, hook, text, folder));
  }
  return changes;
}

function takeFrom(carrier: Carrier, hook: HookName, text: string, { kind }: HooksFolder): HookChange {
  const { file, manager } = carrier;
  const change = { hook, file, manager };
  const before = kind === 'elsewhere' ? undefined : withoutAddition(text, carrier, scanArguments[hook]);
  if (before === undefined) {
    return { ...change, done: 'by-hand', next: `Delete what runs "mistral-keys ${scanArguments[hook]}": it was put there, or changed, by hand.` };
  }
  if (before === carrier.start) rmSync(file);
  else writeFileSync(file, before);
  const next = carrier.copies === true && carrier.activation !== undefined ? `For git to run it no longer: ${carrier.activation}` : carrier.afterChange;
  return { ...change, done: 'removed', lines: addedLines(before, text), ...(next === undefined ? {} : { next }) };
}

/** @returns the lines that the longer of two texts has more than the other, in one place */
function addedLines(shorter: string, longer: string): string[] {
  const [few, many] = [shorter.split('\n'), longer.split('\n')];
  let same = 0;
  while (same < few.length && few.at(-1 - same) === many.at(-1 - same)) same++;
  const end = many.length - same;
  return many.slice(end - Math.max(1, many.length - few.length), end);
}
