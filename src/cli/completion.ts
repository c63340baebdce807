import { nearest } from '../scan/nearest.js';
import { readArguments } from './arguments.js';
import { bashCompletion } from './completion/bash.js';
import { fishCompletion } from './completion/fish.js';
import { zshCompletion } from './completion/zsh.js';
import { exitStatus, UsageError } from './failure.js';
import { helpPages } from './help-pages.js';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/**
 * `mistral-keys completion`.
 * @returns the exit status
 */
export async function completionCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments('completion', arguments_, { help: { type: 'boolean', short: 'h' } });
  if (values.help === true) {
    const { completionHelp } = await import('./help.js');
    process.stdout.write(completionHelp);
    return exitStatus.clean;
  }
  const [name, ...more] = positionals;
  const hint = 'See mistral-keys completion --help.';
  if (name === undefined || more.length > 0) throw new UsageError(`"completion" takes the name of one shell: ${Object.keys(shells).join(', ')}. ${hint}`);
  if (!isShell(name)) throw new UsageError(`There is no completion for "${name}". Did you mean "${nearest(name, Object.keys(shells))}"? ${hint}`);
  process.stdout.write(shells[name](helpPages));
  return exitStatus.clean;
}

function isShell(name: string): name is keyof typeof shells {
  return Object.hasOwn(shells, name);
}
