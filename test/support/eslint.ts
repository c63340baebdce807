import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import babelParser from '@babel/eslint-parser';
import typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint-9';
import vueParser from 'vue-eslint-parser';
import plugin from '../../src/eslint/index.js';
import { isSource } from '../../src/scan/kinds.js';
import { filesIn, type Found } from './scanner.js';

/** The ESLint that the tests run in, by major version. */
export const linters = { 9: Linter9 as unknown as typeof Linter, 10: Linter };

const vueFiles: Linter.Config = {
  files: ['**/*.vue'],
  languageOptions: { parser: vueParser, parserOptions: { parser: typescriptParser } },
};

/** Configurations by the parser that they set. Each reads `.vue` files too. */
export const parsers: Readonly<Record<'espree' | 'typescript' | 'babel', readonly Linter.Config[]>> = {
  espree: [{ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }, vueFiles],
  typescript: [{ languageOptions: { parser: typescriptParser } }, vueFiles],
  babel: [
    {
      languageOptions: {
        parser: babelParser,
        parserOptions: {
          requireConfigFile: false,
          babelOptions: {
            configFile: false,
            babelrc: false,
            presets: [createRequire(import.meta.url).resolve('@babel/preset-typescript')],
            parserOpts: { plugins: ['jsx', 'decorators'] },
          },
        },
      },
    },
    vueFiles,
  ],
};

/** How to lint. */
export interface LintOptions {
  readonly version?: keyof typeof linters;
  readonly parser?: keyof typeof parsers;
  readonly preset?: keyof typeof plugin.configs;
}

/** What ESLint says of a file. */
export interface Linted {
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** The messages of the plugin's rules. */
  readonly messages: readonly Linter.LintMessage[];
  /** Why the parser gave up, if it did. */
  readonly fatal: string | undefined;
}

/** Lints a text as a file of a folder. */
export function lintText(folder: string, file: string, text: string, options: LintOptions = {}): Linted {
  const { version = 10, parser = 'typescript', preset = 'recommended' } = options;
  const linter = new linters[version]({ cwd: folder });
  const config = [plugin.configs[preset], ...parsers[parser]];
  const messages = linter.verify(text, config, { filename: join(folder, file) });
  return {
    file,
    text,
    messages: messages.filter(({ ruleId }) => ruleId?.startsWith('mistral-keys/') === true),
    fatal: messages.find(({ fatal }) => fatal === true)?.message,
  };
}

/** Lints the source files of a folder, but for Python, whose paths `wanted` matches. */
export function lintFolder(folder: string, options: LintOptions = {}, wanted = /./u): Linted[] {
  const files = filesIn(folder).filter((file) => isSource(file) && !/\.py[iw]?$/u.test(file) && wanted.test(file));
  return files.map((file) => lintText(folder, file, readFileSync(join(folder, file), 'utf8'), options));
}

/** @returns what ESLint found, in the terms of the scanner */
export function foundBy({ file, messages }: Linted): Found[] {
  return messages.map(({ ruleId, messageId = '', severity, line, column, endLine = line, endColumn = column, message }) => ({
    rule: (ruleId ?? '').replace('mistral-keys/', ''),
    messageId,
    severity: severity === 2 ? 'error' : 'warning',
    file,
    line,
    column,
    endLine,
    endColumn,
    message,
  }));
}
