import { join } from 'node:path';
import type { Carrier } from './carrier.js';
import { commandsCarrier } from './commands.js';
import { firstOf, textOf } from './files.js';
import { nodeAt } from './json.js';
import type { HookName, HooksFolder } from './where.js';

const name = 'simple-git-hooks';
const endings = ['cjs', 'js', 'mjs', 'json'];

/** simple-git-hooks writes hooks from its configuration, a file of its own before package.json. */
export function simpleGitHooks({ root }: HooksFolder, hook: HookName): Carrier | undefined {
  const file = firstOf(root, [`.${name}`, name].flatMap((stem) => endings.map((ending) => `${stem}.${ending}`)));
  if (file !== undefined) return commandsCarrier(name, file, [hook], hook, `npx ${name}`);
  const manifest = join(root, 'package.json');
  const configured = nodeAt(textOf(manifest) ?? '', [name])?.type === 'object';
  return configured ? commandsCarrier(name, manifest, [name, hook], hook, `npx ${name}`) : undefined;
}
