import { describe, expect, test } from 'vitest';
import { examine } from '../../../src/doctor/doctor.js';
import { readProject } from '../../../src/doctor/project.js';
import { eslintProject } from './project.js';

const plugin = "import mistralKeys from 'eslint-plugin-mistral-keys';\n";
const mistral = "import { Mistral } from '@mistralai/mistralai';\nexport const mistral = new Mistral();\n";

/** What the checks about ESLint say, with what to do. */
async function said(files: Readonly<Record<string, string>>, id = 'eslint-levels'): Promise<string[]> {
  const path = eslintProject({ 'src/a.js': mistral, ...files });
  const checks = await examine(await readProject(path, path, {}), { now: new Date() });
  return checks.filter((check) => check.id === id).map(({ status, text, fix }) => `${status}: ${text}${fix === undefined ? '' : ` | ${fix}`}`);
}

describe('levels and options of ESLint against those of scans', () => {
  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['no configuration, and the preset', { 'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended];` }, ['ok: eslint.config.js gives each rule the level and the options that scans take.']],
    [
      'both strict',
      { 'eslint.config.js': `${plugin}export default [mistralKeys.configs.strict];`, '.mistral-keys.json': '{ "extends": "strict" }' },
      ['ok: eslint.config.js gives each rule the level and the options that scans take.'],
    ],
    [
      'strict here, recommended there',
      { 'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended];`, '.mistral-keys.json': '{\n  "extends": "strict"\n}' },
      [
        ...['require-api-key', 'no-unguarded-env', 'load-env-first'].map((rule) => `warning: ${rule}: error in scans (.mistral-keys.json:2, strict), warn in ESLint (eslint.config.js:2, recommended). | mistralKeys.configs.strict in eslint.config.js, or "extends": "recommended" in .mistral-keys.json`),
        'warning: handle-auth-error: warn in scans (.mistral-keys.json:2, strict), off in ESLint (eslint.config.js). | mistralKeys.configs.strict in eslint.config.js, or "handle-auth-error": "off" under "rules" in .mistral-keys.json',
      ],
    ],
    [
      'a rule that is on by strict there alone',
      { 'eslint.config.js': `${plugin}export default [\n  mistralKeys.configs.recommended,\n  { rules: { 'mistral-keys/handle-auth-error': 'warn' } },\n];` },
      [`warning: handle-auth-error: off in scans (by default), warn in ESLint (eslint.config.js:4). | 'mistral-keys/handle-auth-error': 'off' in eslint.config.js, or "handle-auth-error": "warn" under "rules" in .mistral-keys.json`],
    ],
    [
      'levels of a package.json, by files',
      {
        'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended];`,
        'package.json': '{\n  "type": "module",\n  "mistral-keys": {\n    "overrides": [\n      { "files": ["lib/**"], "rules": {\n        "no-client-key": "warn" } }\n    ]\n  }\n}',
        'lib/b.js': mistral,
      },
      [`warning: no-client-key: warn in scans (package.json:6), error in ESLint (eslint.config.js:2, recommended) for lib/b.js. | 'mistral-keys/no-client-key': 'warn' in eslint.config.js, or "no-client-key": "error" under "rules" in package.json`],
    ],
    [
      'what is off, or ignored, is so in both',
      { 'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended];`, '.mistral-keys.json': '{ "ignore": ["lib"], "rules": { "no-client-key": "off" } }', 'lib/b.js': mistral },
      ['ok: eslint.config.js gives each rule the level and the options that scans take.'],
    ],
    [
      'options',
      {
        'eslint.config.js': `${plugin}export default [\n  mistralKeys.configs.recommended,\n  { rules: {\n    'mistral-keys/no-unguarded-env': ['warn', { allow: ['B', 'A'] }],\n    'mistral-keys/no-key-logging': ['error', { allow: ['A'] }],\n    'mistral-keys/no-client-key': ['error', { allow: ['A'] }],\n  } },\n];`,
        '.mistral-keys.json': '{\n  "rules": {\n    "no-unguarded-env": ["warn", { "allow": ["A", "B"] }],\n    "no-client-key": ["error", { "allow": ["B"] }] }\n}',
      },
      [
        'warning: no-client-key: the options in eslint.config.js:7 prevail in ESLint, and scans take those of .mistral-keys.json:4. | Keep the options in .mistral-keys.json alone: ESLint reads them there.',
        'warning: no-key-logging: the options in eslint.config.js:6 prevail in ESLint, and scans know none. | Keep the options in .mistral-keys.json alone: ESLint reads them there.',
      ],
    ],
    [
      'files that ESLint leaves out, or has no rule for',
      { 'eslint.config.js': `${plugin}export default [\n  { ignores: ['lib/'] },\n  { ...mistralKeys.configs.recommended, files: ['src/**'] },\n];`, 'lib/b.js': mistral, 'c.js': mistral },
      [
        'warning: ESLint runs no rule of the plugin on c.js, which scans read. | Let the entry with mistralKeys.configs.recommended in eslint.config.js take it in.',
        'warning: ESLint leaves out lib/b.js, which scans read (eslint.config.js:3). | Let eslint.config.js take it in; until then only scans see what is wrong there.',
      ],
    ],
    [
      'what cannot be told',
      { 'eslint.config.js': `${plugin}import acme from 'eslint-config-acme';\nexport default [...acme, mistralKeys.configs.recommended];` },
      ['unknown: What eslint.config.js sets for the rules cannot be told without running it. | npx mistral-keys doctor --run-eslint'],
    ],
    [
      'what a condition decides',
      { 'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended, ...(process.env.CI ? [{ rules: { 'mistral-keys/no-client-key': 'warn' } }] : [])];` },
      ['unknown: What eslint.config.js sets for no-client-key cannot be told without running it. | npx mistral-keys doctor --run-eslint'],
    ],
    [
      'each configuration of a monorepo',
      {
        'eslint.config.js': `${plugin}export default [mistralKeys.configs.recommended];`,
        'packages/web/eslint.config.js': `${plugin}export default [mistralKeys.configs.strict];`,
        'packages/web/src/b.js': mistral,
        'packages/web/.mistral-keys.json': '{ "extends": "strict" }',
        'packages/api/src/c.js': mistral,
        'packages/api/.mistral-keys.json': '{ "rules": { "require-https": "warn" } }',
      },
      [
        `warning: require-https: warn in scans (packages/api/.mistral-keys.json:1), error in ESLint (eslint.config.js:2, recommended) for packages/api/src/c.js. | 'mistral-keys/require-https': 'warn' in eslint.config.js, or "require-https": "error" under "rules" in packages/api/.mistral-keys.json`,
        'ok: packages/web/eslint.config.js gives each rule the level and the options that scans take.',
      ],
    ],
    ['no plugin', { 'eslint.config.js': 'export default [];' }, []],
  ])('%s', async (_name, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });
});

describe('whether ESLint has the plugin', () => {
  const fix = 'npm install --save-dev eslint-plugin-mistral-keys, then add mistralKeys.configs.recommended to the list that it exports: npx mistral-keys init --eslint does so.';

  test('CI that runs ESLint looks for keys as far as can be told', async () => {
    const files = { 'eslint.config.js': `${plugin}import acme from 'eslint-config-acme';\nexport default acme(mistralKeys);`, '.gitlab-ci.yml': 'script: npx eslint .' };
    expect(await said(files, 'ci')).toEqual(['ok: .gitlab-ci.yml runs ESLint, whose configuration names the plugin.']);
    expect(await said(files)).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['it is in a comment', { 'eslint.config.js': '// mistral-keys\nexport default [];' }, ['warning: eslint.config.js names the plugin, but no rule of it is on. | Add mistralKeys.configs.recommended to the list that is exported.']],
    ['it is imported and not used', { 'eslint.config.js': `${plugin}export default [];` }, ['warning: eslint.config.js names the plugin, but no rule of it is on. | Add mistralKeys.configs.recommended to the list that is exported.']],
    ['a module of the project has it', { 'eslint.config.js': "import keys from './keys.js';\nexport default [keys];", 'keys.js': `${plugin}export default mistralKeys.configs.recommended;` }, ['ok: eslint.config.js has the plugin.']],
    ['only a package of the workspace has it', { 'packages/web/eslint.config.mjs': `${plugin}export default [mistralKeys.configs.recommended];`, 'packages/web/a.js': mistral }, ['ok: packages/web/eslint.config.mjs has the plugin.']],
    ['one of two has it', { 'eslint.config.js': 'export default [];', 'packages/web/eslint.config.mjs': `${plugin}export default [mistralKeys.configs.recommended];`, 'packages/web/a.js': mistral }, ['ok: packages/web/eslint.config.mjs has the plugin.', `warning: eslint.config.js does not have the plugin. | ${fix}`]],
    ['that is decided elsewhere', { 'eslint.config.js': `${plugin}import acme from 'eslint-config-acme';\nexport default acme(mistralKeys);` }, ['unknown: eslint.config.js names the plugin; whether a rule of it is on cannot be told without running the configuration. | npx mistral-keys doctor --run-eslint']],
  ])('%s', async (_name, files, expected) => {
    expect(await said(files, 'eslint')).toEqual(expected);
  });
});
