import { ESLint, type Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { ESLint as ESLint9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import plugin from '../../src/eslint/index.js';
import { folder } from '../scan/folder.js';

const { recommended, strict } = plugin.configs;

/** @returns the levels of the plugin's rules for a file; `undefined` where ESLint does not lint the file at all */
async function levels(config: Linter.Config[], file: string, Engine: typeof ESLint): Promise<Record<string, number> | undefined> {
  const engine = new Engine({ cwd: folder(), overrideConfigFile: true, overrideConfig: config });
  const calculated = (await engine.calculateConfigForFile(file)) as { rules?: Record<string, [number]> } | undefined;
  if (calculated === undefined) return undefined;
  const own = Object.entries(calculated.rules ?? {}).filter(([name, [level]]) => name.startsWith('mistral-keys/') && level !== 0);
  return Object.fromEntries(own.map(([name, [level]]) => [name.replace('mistral-keys/', ''), level]));
}

const numbers = { off: 0, warn: 1, error: 2 };

describe.each([
  ['ESLint 10', ESLint],
  ['ESLint 9', ESLint9 as unknown as typeof ESLint],
])('in %s', (_name, Engine) => {
  test.each(['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'd.ts', 'test.js'])('the presets turn the rules on in .%s', async (ending) => {
    for (const [preset, config] of [['recommended', recommended], ['strict', strict]] as const) {
      const expected = rules.filter((rule) => rule.levels[preset] !== 'off').map((rule) => [rule.name, numbers[rule.levels[preset]]]);
      expect(await levels([config], `src/file.${ending}`, Engine)).toEqual(Object.fromEntries(expected));
    }
  });

  test.each(['json', 'md', 'css', 'html', 'yaml', 'toml', 'svelte', 'astro', 'vue', 'txt', 'js.snap', 'json5'])('they do not make ESLint lint .%s', async (ending) => {
    expect(await levels([recommended], `src/file.${ending}`, Engine)).toBeUndefined();
  });

  test.each(['json', 'md', 'css', 'html', 'yaml', 'svelte'])('they leave .%s alone where it is linted', async (ending) => {
    expect(await levels([recommended, { files: ['**/*'] }, { files: [`**/*.${ending}`] }], `src/file.${ending}`, Engine)).toEqual({});
  });

  test('they speak of .vue where it is linted', async () => {
    const found = await levels([{ files: ['**/*.vue'] }, recommended], 'src/components/File.vue', Engine);
    expect(Object.keys(found ?? {})).toEqual(rules.filter(({ levels: own }) => own.recommended !== 'off').map(({ name }) => name));
    expect(await levels([{ files: ['*.vue', '**/*.vue'] }, recommended], 'File.vue', Engine)).toEqual(found);
  });
});

test('every rule is in strict, and all but handle-auth-error are in recommended, and errors in strict', () => {
  const names = rules.map(({ name }) => `mistral-keys/${name}`);
  const isUsual = (name: string): boolean => name !== 'mistral-keys/handle-auth-error';
  expect(Object.keys(recommended.rules ?? {})).toEqual(names.filter(isUsual));
  expect(strict.rules).toEqual(Object.fromEntries(names.map((name) => [name, isUsual(name) ? 'error' : 'warn'])));
});

test('a preset is an object that can stand in a config, be spread, and be extended by name or by value', async () => {
  const expected = await levels([recommended], 'a.ts', ESLint);
  const files = ['**/*.ts'];
  const ways: Linter.Config[][] = [
    defineConfig([recommended]),
    [{ ...recommended, files }],
    defineConfig({ files, extends: [recommended] }),
    defineConfig({ files, plugins: { 'mistral-keys': plugin }, extends: ['mistral-keys/recommended'] }),
    // The presets and the user name one plugin.
    [recommended, strict, { plugins: { 'mistral-keys': plugin }, rules: { ...recommended.rules, 'mistral-keys/handle-auth-error': 'off' } }],
  ];
  for (const way of ways) expect(await levels(way, 'a.ts', ESLint)).toEqual(expected);
});

test('nothing is said of languages', () => {
  const metas: readonly unknown[] = Object.values(plugin.rules).map(({ meta }) => meta);
  for (const meta of metas) expect(meta).not.toHaveProperty('languages');
  for (const preset of [recommended, strict]) expect(Object.keys(preset).sort()).toEqual(['files', 'name', 'plugins', 'rules']);
});
