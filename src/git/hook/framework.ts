import { type Carrier, runsCommand } from './carrier.js';
import { scanArguments } from './command.js';
import { firstOf } from './files.js';
import type { HookName, HooksFolder } from './where.js';
import { linesOf, withItem } from './yaml.js';

/** The ids of the hooks in .pre-commit-hooks.yaml, for projects that name our repository. */
const publishedIds: Readonly<Record<HookName, RegExp>> = {
  'pre-commit': /^[ -]*id: mistral-keys *$/mu,
  'pre-push': /^[ -]*id: mistral-keys-push *$/mu,
};

/** The pre-commit framework, https://pre-commit.com. Its `.yaml` is the name that it reads. */
export function framework({ root }: HooksFolder, hook: HookName): Carrier | undefined {
  const file = firstOf(root, ['.pre-commit-config.yaml']);
  if (file === undefined) return undefined;
  const item = (command: string) => ({ repo: 'local', hooks: [localHook(hook, command)] });
  return {
    manager: 'pre-commit',
    file,
    has: (text) => publishedIds[hook].test(text) || runsCommand(text, scanArguments[hook]),
    add: (text, command) => withItem(text, 'repos', item(command)),
    byHand: (command) => `Put this under "repos":\n${linesOf([item(command)]).map((line) => `  ${line}`).join('\n')}`,
    afterChange: 'The framework refuses to run while its configuration is not staged: git add .pre-commit-config.yaml',
    activation: hook === 'pre-push' ? 'pre-commit install --hook-type pre-push' : 'pre-commit install',
  };
}

/** https://pre-commit.com/#repository-local-hooks */
function localHook(hook: HookName, command: string): Readonly<Record<string, unknown>> {
  return {
    id: hook === 'pre-push' ? 'mistral-keys-push' : 'mistral-keys',
    name: 'Mistral AI keys',
    entry: command,
    language: 'system',
    pass_filenames: false,
    always_run: true,
    stages: [hook],
  };
}
