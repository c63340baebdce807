import { type Carrier, runsCommand } from './carrier.js';
import { scanArguments } from './command.js';
import type { HookName } from './where.js';

/** @returns how a hook that is a script for a shell runs our command */
export function shellCarrier(manager: string, file: string, hook: HookName, activation?: string): Carrier {
  return {
    manager,
    file,
    has: (text) => runsCommand(text, scanArguments[hook]),
    add: (text, command) => withLine(text, lineOf(command, hook), hook),
    start: '#!/bin/sh\n# Made by "mistral-keys hook install".\n',
    byHand: (command) =>
      hook === 'pre-push'
        ? `Let it run this, with the standard input that git gives to the hook:\n  ${lineOf(command, hook)}`
        : `Let it run this before anything else:\n  ${lineOf(command, hook)}`,
    ...(activation === undefined ? {} : { activation }),
  };
}

/** A pre-push hook is given the name of the remote. */
function lineOf(command: string, hook: HookName): string {
  return `${command}${hook === 'pre-push' ? ' "$@"' : ''} || exit`;
}

/** The line goes to the top: further down, the script could have gone another way, or its end be its exit status. */
function withLine(text: string, line: string, hook: HookName): string | undefined {
  const lines = text.split('\n');
  const [shebang = ''] = lines;
  if (shebang.startsWith('#!') && !/\b(?:ba|da|k|z)?sh\b/u.test(shebang)) return undefined;
  // Husky 5 to 8 starts the script anew from this line.
  const restart = lines.findIndex((part) => /^\s*\. .*\bhusky\.sh"?\s*$/u.test(part));
  const command = lines.findIndex((part) => !part.startsWith('#'));
  const at = Math.max(restart + 1, command < 0 ? lines.length : command);
  // The standard input can be read once, and the rest of a pre-push hook may need it.
  if (hook === 'pre-push' && lines.slice(at).some((part) => !/^\s*(?:#|$)/u.test(part))) return undefined;
  return lines.toSpliced(at, 0, line).join('\n');
}
