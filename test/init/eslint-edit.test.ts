import { expect, test } from 'vitest';
import { withPlugin } from '../../src/init/eslint-edit.js';

const line = "import mistralKeys from 'eslint-plugin-mistral-keys';";

test.each([
  ['a list', "import js from '@eslint/js';\n\nexport default [\n  js.configs.recommended, // base\n];\n", `import js from '@eslint/js';\n${line}\n\nexport default [\n  js.configs.recommended,\n  mistralKeys.configs.recommended, // base\n];\n`],
  ['a list on one line', 'export default [a, b]\n', `${line}\n\nexport default [a, b, mistralKeys.configs.recommended]\n`],
  ['an empty list', '// @ts-check\nexport default [];\n', `// @ts-check\n${line}\n\nexport default [mistralKeys.configs.recommended];\n`],
  [
    'defineConfig, in the manner of its imports',
    'import { defineConfig } from "eslint/config"\n\nexport default defineConfig([\n\t{ rules: {} }\n])\n',
    'import { defineConfig } from "eslint/config"\nimport mistralKeys from "eslint-plugin-mistral-keys"\n\nexport default defineConfig([\n\t{ rules: {} },\n\tmistralKeys.configs.recommended\n])\n',
  ],
  [
    'arguments of typescript-eslint',
    "import tseslint from 'typescript-eslint';\nexport default tseslint.config(\n  ...tseslint.configs.strict,\n);\n",
    `import tseslint from 'typescript-eslint';\n${line}\nexport default tseslint.config(\n  ...tseslint.configs.strict,\n  mistralKeys.configs.recommended,\n);\n`,
  ],
  ['a constant', 'const config = [\r\n  a,\r\n];\r\nexport default config;\r\n', `${line}\r\n\r\nconst config = [\r\n  a,\r\n  mistralKeys.configs.recommended,\r\n];\r\nexport default config;\r\n`],
  [
    'CommonJS',
    "'use strict';\nconst js = require('@eslint/js');\nmodule.exports = [js.configs.recommended];\n",
    "'use strict';\nconst js = require('@eslint/js');\nconst mistralKeys = require('eslint-plugin-mistral-keys');\nmodule.exports = [js.configs.recommended, mistralKeys.configs.recommended];\n",
  ],
  ['CommonJS without imports', "'use strict';\nmodule.exports = [];\n", "'use strict';\nconst mistralKeys = require('eslint-plugin-mistral-keys');\n\nmodule.exports = [mistralKeys.configs.recommended];\n"],
])('%s', (_, before, after) => {
  expect(withPlugin('eslint.config.js', before)).toBe(after);
});

test.each([
  ['another function', 'export default make([]);'],
  ['a promise', 'export default (async () => [])();'],
  ['no export', 'const a = [];'],
  ['a list that grows', 'export default [].concat(a);'],
  ['a hole', 'export default [a,,];'],
  ['a name that is taken', 'const mistralKeys = 1;\nexport default [a];'],
  ['a mistake', 'export default [a;'],
  ['an empty text', ''],
  ['what is built', 'let config = [a];\nexport default config;'],
  ['deep nesting', `export default ${'['.repeat(100_000)}`],
])('%s is left alone', (_, text) => {
  expect(withPlugin('eslint.config.js', text)).toBeUndefined();
});

test('TypeScript', () => {
  expect(withPlugin('eslint.config.ts', 'const files: string[] = [];\nexport default [{ files }];\n')).toBe(
    `${line}\n\nconst files: string[] = [];\nexport default [{ files }, mistralKeys.configs.recommended];\n`,
  );
});
