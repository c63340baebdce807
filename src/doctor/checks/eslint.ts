import { relative } from 'node:path';
import { slashed } from '../../scan/discover.js';
import { installCommand } from '../../init/packages.js';
import { type Check, ok, unknown, warning } from '../check.js';
import type { EslintConfig } from '../eslint/read.js';
import { pluginPackage } from '../eslint/value.js';
import type { Project } from '../project.js';
import { listed } from '../wording.js';

/**
 * Whether ESLint has the plugin, where the project uses ESLint.
 * @param run ESLint is asked by itself, and says what reading cannot tell
 */
export function checkEslint({ root, eslint, text, command }: Project, run: boolean): Check[] {
  const { parts } = eslint;
  const fix = `${installCommand(root, [pluginPackage])}, then add mistralKeys.configs.recommended to the list that it exports: ${command} init --eslint does so.`;
  if (parts.length === 0) return /"eslint"\s*:/u.test(text('package.json') ?? '') ? [warning('eslint', 'ESLint is installed, but no eslint.config.js has the plugin.', fix)] : [];
  const filesOf = (wanted: (config: EslintConfig) => boolean): string[] => parts.flatMap(({ config }) => (wanted(config) ? [slashed(relative(root, config.file))] : []));
  const having = filesOf(({ plugin }) => plugin === 'yes');
  const hiding = filesOf(({ plugin }) => plugin === 'maybe');
  const naming = filesOf(({ plugin, namesPlugin }) => plugin === 'no' && namesPlugin);
  const lacking = filesOf(({ plugin, namesPlugin }) => plugin === 'no' && !namesPlugin);
  const have = (files: readonly string[], one: string, many: string): string => `${listed(files)} ${files.length === 1 ? one : many}`;
  return [
    ...(having.length === 0 ? [] : [ok('eslint', `${have(having, 'has', 'have')} the plugin.`)]),
    ...(hiding.length === 0 || run ? [] : [unknown('eslint', `${have(hiding, 'names', 'name')} the plugin; whether a rule of it is on cannot be told without running the configuration.`, `${command} doctor --run-eslint`)]),
    ...(naming.length === 0 ? [] : [warning('eslint', `${have(naming, 'names', 'name')} the plugin, but no rule of it is on.`, 'Add mistralKeys.configs.recommended to the list that is exported.')]),
    ...(lacking.length === 0 ? [] : [warning('eslint', `${have(lacking, 'does', 'do')} not have the plugin.`, fix)]),
  ];
}
