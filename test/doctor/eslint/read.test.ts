import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../rules/index.js';
import { levelOf } from '../../../src/doctor/eslint/entries.js';
import { type EslintConfig, readEslintConfig } from '../../../src/doctor/eslint/read.js';
import { diskReader } from '../../../src/project/disk.js';
import { put } from '../../scan/folder.js';
import { eslintProject } from './project.js';

/** The files that the configurations of the tests speak of. */
const paths = ['index.js', 'src/a.ts', 'src/deep/b.tsx', 'src/c.test.ts', 'test/d.js', 'lib/e.mjs', 'dist/f.js', 'dist/deep/g.js', 'App.vue', 'scripts/h.cjs'];

const plugin = "import mistralKeys from 'eslint-plugin-mistral-keys';\n";
const define = "import { defineConfig, globalIgnores } from 'eslint/config';\n";

function read(path: string, file = 'eslint.config.js'): EslintConfig {
  return readEslintConfig(join(path, file), diskReader(path), path);
}

/** What is read without running anything, as `level options` by rule; `ignored`, `unknown`. */
function seen(config: EslintConfig, path: string): unknown {
  const view = config.view(path);
  if (view.kind !== 'linted') return view.kind;
  return Object.fromEntries([...view.rules].map(([name, setting]) => [name, setting === 'unknown' ? setting : [setting.level, ...(setting.level === 'off' || setting.options === undefined ? [] : [setting.options])]]));
}

/** What ESLint itself says of a file. */
async function real(eslint: ESLint, path: string, namespace: string): Promise<unknown> {
  const config = (await eslint.calculateConfigForFile(path)) as { rules?: Record<string, [number, ...unknown[]]> } | undefined;
  if (config === undefined) return 'ignored';
  return Object.fromEntries(rules.map(({ name }) => {
    const [level = 0, ...options] = config.rules?.[`${namespace}/${name}`] ?? [];
    return [name, [levelOf(level), ...(level === 0 ? [] : options)]];
  }));
}

describe('what is read is what ESLint says', () => {
  test.each<[string, string, Readonly<Record<string, string>>?, string?]>([
    ['a preset', `${plugin}export default [mistralKeys.configs.recommended];`],
    ['strict, through defineConfig', `${plugin}${define}export default defineConfig([mistralKeys.configs.strict]);`],
    ['arguments in place of a list', `${plugin}${define}export default defineConfig(mistralKeys.configs.recommended, { rules: { 'mistral-keys/no-unguarded-env': 'error' } });`],
    ['a constant', `${plugin}const config = [mistralKeys.configs['recommended']];\nexport default config;`],
    ['an export by name', `${plugin}const config = [mistralKeys.configs.recommended];\nexport { config as default };`],
    ['names of the package', "import { configs } from 'eslint-plugin-mistral-keys';\nconst { strict } = configs;\nexport default [strict];"],
    ['a namespace', "import * as keys from 'eslint-plugin-mistral-keys';\nexport default [keys.configs.strict];"],
    ['CommonJS', "const { configs } = require('eslint-plugin-mistral-keys');\nmodule.exports = [configs.recommended];", {}, 'eslint.config.cjs'],
    ['CommonJS, whole', "const mistralKeys = require('eslint-plugin-mistral-keys');\nmodule.exports = [mistralKeys.configs.recommended, { rules: { 'mistral-keys/require-https': 0 } }];", {}, 'eslint.config.cjs'],
    ['an await', "const keys = await import('eslint-plugin-mistral-keys');\nexport default [keys.default.configs.strict];"],
    ['the preset spread', `${plugin}export default [{ ...mistralKeys.configs.recommended, files: ['src/**'] }];`],
    ['its rules spread, one of them set', `${plugin}export default [{ files: ['**/*.ts'], plugins: { 'mistral-keys': mistralKeys }, rules: { ...mistralKeys.configs.recommended.rules, 'mistral-keys/handle-auth-error': 'warn' } }];`],
    ['the plugin by another name', `${plugin}export default [{ plugins: { mk: mistralKeys }, rules: { 'mk/no-client-key': 'error' } }];`],
    ['options, and a level that keeps them', `${plugin}export default [mistralKeys.configs.recommended, { rules: { 'mistral-keys/no-unguarded-env': ['error', { allow: ['A'] }] } }, { files: ['test/**'], rules: { 'mistral-keys/no-unguarded-env': 1 } }];`],
    ['rules of a constant', `${plugin}const level = 'warn';\nconst rules = { 'mistral-keys/no-key-logging': level, ['mistral-keys/' + 'require-https']: 'off' };\nexport default [mistralKeys.configs.recommended, { rules }];`],
    ['extends', `${plugin}${define}export default defineConfig([{ files: ['src/**/*.ts'], ignores: ['**/*.test.ts'], extends: [mistralKeys.configs.strict] }]);`],
    ['extends by name', `${plugin}${define}export default defineConfig([{ files: ['**/*.js'], plugins: { 'mistral-keys': mistralKeys }, extends: ['mistral-keys/strict'] }]);`],
    ['ignores for all', `${plugin}${define}export default defineConfig([globalIgnores(['dist/', '**/*.test.ts', 'scripts']), mistralKeys.configs.recommended]);`],
    ['ignores for all, as an object', `${plugin}export default [{ ignores: ['**/deep/**', 'lib/*', '!lib/e.mjs'] }, mistralKeys.configs.recommended];`],
    ['ignores of one', `${plugin}export default [{ ...mistralKeys.configs.recommended, ignores: ['test/**', 'src/*.{ts,tsx}'] }];`],
    ['files that only universal patterns take in', `${plugin}export default [{ files: ['**/*'], plugins: { 'mistral-keys': mistralKeys }, rules: { 'mistral-keys/no-client-key': 'error' } }];`],
    ['files that have to match all patterns', `${plugin}export default [mistralKeys.configs.recommended, { files: [['src/**', '**/*.ts']], rules: { 'mistral-keys/no-client-key': 'warn' } }];`],
    ['configs of other packages', `${plugin}${define}import js from '@eslint/js';\nimport tseslint from 'typescript-eslint';\nexport default tseslint.config(js.configs.recommended, ...tseslint.configs.recommended, tseslint.configs.strict.map((one) => ({ ...one, files: ['**/*.ts'] })), mistralKeys.configs.strict, { rules: { ...js.configs.recommended.rules, 'mistral-keys/no-client-key': 1 } });`],
    ['a call of another package that is given a path', `${plugin}import { fileURLToPath } from 'node:url';\nimport { includeIgnoreFile } from '@eslint/compat';\nexport default [includeIgnoreFile(fileURLToPath(new URL('.gitignore', import.meta.url)), process.cwd()), mistralKeys.configs.recommended];`, { 'node_modules/@eslint/compat/package.json': '{"main":"index.cjs"}', 'node_modules/@eslint/compat/index.cjs': 'exports.includeIgnoreFile = () => ({});' }],
    ['modules of the project', "import { keys } from './eslint/keys.js';\nexport default [...keys, { rules: { 'mistral-keys/no-client-key': 'warn' } }];", { 'eslint/keys.js': `${plugin}export const keys = [mistralKeys.configs.strict];` }],
    ['a function of the project', `${plugin}const forFiles = (...files) => ({ ...mistralKeys.configs.strict, files });\nexport default [forFiles('src/**/*.ts', '**/*.js')];`],
    ['lists put together', `${plugin}export default [].concat([mistralKeys.configs.recommended], { rules: { 'mistral-keys/no-client-key': 'warn' } });`],
    ['a later preset over rules', `${plugin}export default [{ rules: { 'mistral-keys/no-client-key': 'off' }, ...mistralKeys.configs.recommended }];`],
    ['a promise', `${plugin}export default (async () => [mistralKeys.configs.strict])();`],
    ['a plugin that a function was given', `${plugin}const same = (plugin) => plugin;\nexport default [{ plugins: { mk: same(mistralKeys) }, rules: { 'mk/no-client-key': 'error' } }];`],
    ['ignores beside extends', `${plugin}${define}export default defineConfig([{ ignores: ['src/**'], extends: [mistralKeys.configs.recommended] }]);`],
    ['ignores for all that are extended', `${plugin}${define}export default defineConfig([{ extends: [globalIgnores(['src/'])] }, mistralKeys.configs.recommended]);`],
    ['ignores for all that are extended for some files', `${plugin}${define}export default defineConfig([{ files: ['**/*.ts'], extends: [{ ignores: ['src/**'] }, mistralKeys.configs.strict] }]);`],
    ['a config without files, and TypeScript by another', `${plugin}export default [{ files: ['**/*.ts'] }, { plugins: { 'mistral-keys': mistralKeys }, rules: { 'mistral-keys/no-client-key': 'error' } }];`],
    ['names of files', `${plugin}export default [{ ...mistralKeys.configs.recommended, files: ['index.js', 'src/*.ts', './lib/*.mjs', '**/?.js', '[st]*/**/*.{tsx,js}'] }];`],
    ['folders as files', `${plugin}export default [mistralKeys.configs.recommended, { files: ['src', 'test/', 'lib/*'], rules: { 'mistral-keys/no-client-key': 'off' } }, { files: ['src/**'], rules: { 'mistral-keys/no-key-logging': 'off' } }];`],
    ['folders that are ignored in several ways', `${plugin}export default [{ ignores: ['**/deep', 'dist/*', '!dist/deep', 'src/*.tsx', 'test'] }, mistralKeys.configs.recommended];`],
    ['ignores that are taken back', `${plugin}export default [{ ...mistralKeys.configs.recommended, ignores: ['**/*.js', '!test/**'] }];`],
    ['a number for a level, and options off', `${plugin}export default [{ plugins: { 'mistral-keys': mistralKeys }, rules: { 'mistral-keys/no-client-key': [2, { allow: ['A'] }], 'mistral-keys/no-key-logging': ['off'] } }, { files: ['src/**'], rules: { 'mistral-keys/no-client-key': 'off' } }];`],
    ['a level that comes back keeps the options', `${plugin}export default [{ plugins: { 'mistral-keys': mistralKeys }, rules: { 'mistral-keys/no-client-key': [2, { allow: ['A'] }] } }, { rules: { 'mistral-keys/no-client-key': 'off' } }, { rules: { 'mistral-keys/no-client-key': 'warn' } }];`],
    ['TypeScript', `${plugin}import type { Linter } from 'eslint';\nexport default [mistralKeys.configs.recommended] satisfies Linter.Config[];`, {}, 'eslint.config.ts'],
  ])('%s', async (_name, text, files = {}, file = 'eslint.config.js') => {
    const path = eslintProject({ [file]: text, ...files });
    const config = read(path, file);
    if (file.endsWith('.ts')) {
      expect(config.plugin).toBe('yes');
      return;
    }
    const eslint = new ESLint({ cwd: path });
    for (const one of paths) {
      const said = await real(eslint, join(path, one), text.includes("'mk/") ? 'mk' : 'mistral-keys');
      // Whether a package takes a file in is not looked at.
      if (said !== 'ignored' || !/tseslint|includeIgnoreFile/u.test(text)) expect([one, seen(config, join(path, one))]).toEqual([one, said]);
    }
    expect(config.plugin).toBe('yes');
  });
});

describe('what only running it could tell is not claimed', () => {
  const unknownRules = Object.fromEntries(rules.map(({ name }) => [name, 'unknown']));

  test.each([
    ['a list that is added to', `${plugin}const config = [];\nconfig.push(mistralKeys.configs.strict);\nexport default config;`],
    ['a list that a function changes', `${plugin}const config = [];\nfill(config);\nfunction fill(list) { list.push(mistralKeys.configs.strict); }\nexport default config;`],
    ['a property that is set later', `${plugin}const one = { ...mistralKeys.configs.recommended };\none.rules = {};\nexport default [one];`],
    ['a package that is not installed', `${plugin}import acme from 'eslint-config-acme';\nexport default acme(mistralKeys.configs.recommended);`],
    ['a package that knows the plugin', "import acme from 'eslint-config-known'; // mistral-keys\nexport default acme;"],
    ['a package that one depends on that does', "import acme from 'eslint-config-behind'; // mistral-keys\nexport default acme;"],
    ['a function that a package runs on it', `${plugin}import tseslint from 'typescript-eslint';\nconst keys = mistralKeys.configs.strict;\nexport default tseslint.other.map(() => keys);`],
    ['the environment', 'export default JSON.parse(process.env.CONFIG);'],
    ['what stands behind &&', `${plugin}const { CI } = process.env;\nexport default [{ ...(CI && mistralKeys.configs.recommended) }];`],
    ['what stands behind && in a list', `${plugin}const strict = process.env.CI && mistralKeys.configs.strict;\nexport default [strict].filter(Boolean);`],
    ['a loop', `${plugin}const all = {};\nfor (const name of ['strict']) all[name] = mistralKeys.configs[name];\nexport default Object.values(all);`],
    ['a file that does not parse', `${plugin}export default [`],
  ])('%s', (_name, text) => {
    const path = eslintProject({ 'eslint.config.js': text });
    put(path, 'node_modules/eslint-config-known/package.json', '{"peerDependencies":{"eslint-plugin-mistral-keys":"*"}}');
    put(path, 'node_modules/eslint-config-behind/package.json', '{"dependencies":{"eslint-config-known":"1"}}');
    const config = read(path);
    expect(seen(config, join(path, 'index.js'))).toEqual(unknownRules);
    expect(config.plugin).toBe(text.includes('JSON.parse') ? 'no' : 'maybe');
  });
});

test('hostile configurations end soon, and say nothing', () => {
  const doubled = Array.from({ length: 60 }, (_, index) => `const a${index + 1} = [...a${index}, ...a${index}];`).join('\n');
  const hostile = [
    `${plugin}const a0 = [mistralKeys.configs.strict];\n${doubled}\nexport default a60;`,
    `${plugin}const a = [...b], b = [...a];\nexport default a;`,
    `${plugin}const f = () => f();\nexport default f();`,
    `export default ${'['.repeat(5000)}${']'.repeat(5000)}; // mistral-keys`,
    `${plugin}import own from './eslint.config.js';\nexport default [...own];`,
    `${plugin}export { default } from './eslint.config.js';`,
  ];
  for (const text of hostile) {
    const path = eslintProject({ 'eslint.config.js': text });
    const config = read(path);
    const view = config.view(join(path, 'index.js'));
    expect(view.kind === 'linted' && [...view.rules.values()].includes('unknown')).toBe(true);
  }
});

test('packages that cannot be read can do anything', () => {
  const path = eslintProject({ 'eslint.config.js': "import acme from 'acme';\nimport broken from 'broken';\nexport default [...acme];" });
  put(path, 'node_modules/acme', 'no folder');
  put(path, 'node_modules/broken/package.json', '{');
  expect(seen(read(path), join(path, 'index.js'))).toEqual(Object.fromEntries(rules.map(({ name }) => [name, 'unknown'])));
});
