import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configs, rules } from '../../../src/eslint/index.js';
import { folder, put } from '../../scan/folder.js';

const modules = resolve('node_modules');

/** The plugin as a package: its presets, and its rules by name. */
const plugin = `
const plugin = {
  meta: { name: 'eslint-plugin-mistral-keys', version: '0.0.0' },
  rules: Object.fromEntries(${JSON.stringify(Object.keys(rules))}.map((name) => [name, { meta: { schema: false }, create: () => ({}) }])),
  configs: {},
};
const presets = ${JSON.stringify(Object.fromEntries(Object.entries(configs).map(([name, { files, rules: levels }]) => [name, { files, rules: levels }])))};
for (const [name, preset] of Object.entries(presets)) plugin.configs[name] = { ...preset, plugins: { 'mistral-keys': plugin } };
export const { configs } = plugin;
export default plugin;
export { plugin as 'module.exports' };
`;

/**
 * @param eslint the package to install as `eslint`
 * @returns the path of a project with this plugin and the packages of this repository that configurations use
 */
export function eslintProject(files: Readonly<Record<string, string>>, eslint: 'eslint' | 'eslint-9' = 'eslint'): string {
  const path = folder({ 'package.json': '{"type":"module"}', ...files });
  for (const [name, source] of Object.entries({ eslint, '@eslint/js': '@eslint/js', 'typescript-eslint': 'typescript-eslint' })) {
    mkdirSync(dirname(join(path, 'node_modules', name)), { recursive: true });
    symlinkSync(join(modules, source), join(path, 'node_modules', name));
  }
  put(path, 'node_modules/eslint-plugin-mistral-keys/package.json', JSON.stringify({ name: 'eslint-plugin-mistral-keys', version: '0.0.0', type: 'module', exports: './index.js' }));
  put(path, 'node_modules/eslint-plugin-mistral-keys/index.js', plugin);
  return path;
}
