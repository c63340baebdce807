import { type Carrier, runsCommand } from './carrier.js';
import { scanArguments } from './command.js';
import { firstOf } from './files.js';
import { withValue } from './json.js';
import type { HookName, HooksFolder } from './where.js';
import { linesOf, nested, withEntry } from './yaml.js';

const stems = ['lefthook', '.lefthook', '.config/lefthook', 'lefthook-local', '.lefthook-local'];
const endings = ['yml', 'yaml', 'json', 'jsonc', 'toml'];

/** Lefthook reads its configuration whenever a hook runs. */
export function lefthook({ root }: HooksFolder, hook: HookName): Carrier | undefined {
  const file = firstOf(root, stems.flatMap((stem) => endings.map((ending) => `${stem}.${ending}`)));
  if (file === undefined) return undefined;
  const settings = (command: string) => (hook === 'pre-push' ? { run: `${command} {0}`, use_stdin: true } : { run: command });
  return {
    manager: 'lefthook',
    file,
    has: (text) => runsCommand(text, scanArguments[hook]),
    add: (text, command) => {
      if (/\.ya?ml$/u.test(file)) return withEntry(text, [hook, 'commands'], { 'mistral-keys': settings(command) });
      return file.endsWith('.toml') ? undefined : withValue(text, [hook, 'commands', 'mistral-keys'], settings(command));
    },
    byHand: (command) => {
      if (!file.endsWith('.toml')) return `Give it this command, here in YAML:\n${indented(linesOf(nested([hook, 'commands', 'mistral-keys'], settings(command))))}`;
      const lines = Object.entries(settings(command)).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      return `Give it this command:\n${indented([`[${hook}.commands.mistral-keys]`, ...lines])}`;
    },
    activation: 'npx lefthook install',
  };
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
