import { type Carrier, runsCommand } from './carrier.js';
import { scanArguments } from './command.js';
import { withCommand } from './json.js';
import type { HookName } from './where.js';

/**
 * @param path where, in JSON, the tool has the commands of the hook, as one string for a shell
 * @param activation what copies the commands into git's hook, if that is how the tool works
 * @returns how they run our command, too
 */
export function commandsCarrier(manager: string, file: string, path: readonly string[], hook: HookName, activation?: string): Carrier {
  const key = path.map((part) => `"${part}"`).join(' > ');
  const line = (command: string): string => (hook === 'pre-push' ? `${command} "$@"` : command);
  return {
    manager,
    file,
    has: (text) => runsCommand(text, scanArguments[hook]),
    // What comes first reads the standard input, which the rest of a pre-push hook may need.
    add: (text, command) => (hook === 'pre-push' && text.includes('"pre-push"') ? undefined : withCommand(text, path, line(command))),
    byHand: (command) => `Let the command at ${key} begin with this (in front of another: … && …):\n  ${line(command)}`,
    ...(activation === undefined ? {} : { activation, copies: true }),
  };
}
