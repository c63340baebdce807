import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Carrier } from './carrier.js';
import { commandsCarrier } from './commands.js';
import { firstOf, textOf } from './files.js';
import { nodeAt } from './json.js';
import { shellCarrier } from './shell.js';
import type { HookName, HooksFolder } from './where.js';

const name = 'husky';

/** Where Husky 4 looks besides package.json. */
const oldFiles = ['.huskyrc', '.huskyrc.json', '.huskyrc.js', '.huskyrc.cjs', '.huskyrc.yaml', '.huskyrc.yml', 'husky.config.js', 'husky.config.cjs'];

/** Husky 9 points git to `.husky/_`, whose scripts run those in `.husky`; 5 to 8 point it to `.husky`; 4 has configuration. */
export function husky({ root, path, kind }: HooksFolder, hook: HookName): Carrier | undefined {
  if (kind === 'project') {
    if (basename(path) === '_') return shellCarrier(name, join(dirname(path), hook), hook, 'npx husky');
    return existsSync(join(path, '_/husky.sh')) ? shellCarrier(name, join(path, hook), hook) : undefined;
  }
  const manifest = join(root, 'package.json');
  const text = textOf(manifest) ?? '';
  if (nodeAt(text, ['husky', 'hooks']) !== undefined) return commandsCarrier(name, manifest, ['husky', 'hooks', hook], hook);
  const file = firstOf(root, oldFiles);
  if (file !== undefined) return commandsCarrier(name, file, ['hooks', hook], hook);
  // Chosen by the project, not activated in this clone yet.
  const chosen = existsSync(join(root, '.husky')) && nodeAt(text, ['devDependencies', name]) !== undefined;
  return chosen ? shellCarrier(name, join(root, '.husky', hook), hook, 'npx husky') : undefined;
}
