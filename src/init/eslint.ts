import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { firstOf, textOf } from '../git/hook/files.js';
import { withPlugin } from './eslint-edit.js';
import { dependenciesOf, installCommand } from './packages.js';
import type { InitProject, Plan } from './plan.js';

const plugin = 'eslint-plugin-mistral-keys';

/** In the order in which ESLint looks for them. https://eslint.org/docs/latest/use/configure/configuration-files */
const configFiles = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);

const oldConfigFiles = ['.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yaml', '.eslintrc.yml', '.eslintrc.json', '.eslintrc'];

/** Plans the preset `recommended` in the flat config of ESLint. A config is read as text and never run. */
export function planEslint({ folder }: InitProject): Plan {
  const manifest = textOf(join(folder, 'package.json'));
  const file = nameOf(folder, configFiles);
  if (file === undefined && manifest === undefined) return { kind: 'none', reason: 'there is no package.json here' };
  const known = dependenciesOf(manifest);
  if (file !== undefined) return planEdit(file, textOf(join(folder, file)) ?? '', next(folder, known, [plugin]));
  const old = nameOf(folder, oldConfigFiles) ?? (manifest?.includes('"eslintConfig"') === true ? 'package.json' : undefined);
  if (old !== undefined) return { kind: 'by-hand', file: old, text: `The plugin needs a flat config (eslint.config.js). ESLint turns the old one into it: npx @eslint/migrate-config ${old}` };
  // A preset that lints TypeScript without its parser would fail.
  const typescript = known.has('typescript') || existsSync(join(folder, 'tsconfig.json'));
  const packages = [plugin, 'eslint', ...(typescript ? ['typescript-eslint'] : [])];
  const after = newConfig(typescript);
  // This ending makes a module of it, whatever package.json says.
  return { kind: 'change', file: 'eslint.config.mjs', after, ...next(folder, known, packages) };
}

function nameOf(folder: string, names: readonly string[]): string | undefined {
  const path = firstOf(folder, names);
  return path === undefined ? undefined : basename(path);
}

function planEdit(file: string, before: string, next: { readonly next?: string }): Plan {
  if (before.includes(plugin)) return { kind: 'present', file };
  const after = withPlugin(file, before);
  if (after !== undefined) return { kind: 'change', file, before, after, ...next };
  const text = `Add to ${file}:
  import mistralKeys from '${plugin}';
and to the list that it exports:
  mistralKeys.configs.recommended,${next.next === undefined ? '' : `\nThen: ${next.next}`}`;
  return { kind: 'by-hand', file, text };
}

function newConfig(typescript: boolean): string {
  return [
    "import { defineConfig } from 'eslint/config';",
    `import mistralKeys from '${plugin}';`,
    ...(typescript ? ["import tseslint from 'typescript-eslint';"] : []),
    '',
    'export default defineConfig([',
    ...(typescript ? ["  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: tseslint.parser } },"] : []),
    '  mistralKeys.configs.recommended,',
    ']);',
    '',
  ].join('\n');
}

function next(folder: string, known: ReadonlySet<string>, packages: readonly string[]): { readonly next?: string } {
  const missing = packages.filter((name) => !known.has(name));
  return missing.length === 0 ? {} : { next: installCommand(folder, missing) };
}
