import { describe, expect, test } from 'vitest';
import { allCases, copyOf, filesOf, named } from './support/cases.js';
import { foundBy, lintFolder, type LintOptions } from './support/eslint.js';
import { type Found, foundOf, scanFiles } from './support/scanner.js';

/** What the plugin's presets apply to. Of other languages ESLint knows nothing. */
const scripts = /\.(?:[cm]?[jt]s|[jt]sx|vue)$/u;

/**
 * Every ESLint and parser that is to find what the scanner finds, with the endings of the files that the parser takes.
 * Babel 7 has no parser that works in ESLint 10.
 */
const hosts: readonly (LintOptions & { readonly files: RegExp })[] = [
  { version: 10, parser: 'typescript', files: scripts },
  { version: 9, parser: 'typescript', files: scripts },
  { version: 9, parser: 'babel', files: scripts },
  { version: 10, parser: 'espree', files: /\.(?:[cm]?js|jsx)$/u },
  { version: 9, parser: 'espree', files: /\.(?:[cm]?js|jsx)$/u },
];

/** Cases with a file that no parser takes: there ESLint stops, and the scanner goes on. */
const broken = new Set(['no-hardcoded-key/invalid/after-syntax-error', 'no-hardcoded-key/invalid/conflict-markers']);

/** Cases that turn on `import x = require(…)`, `namespace` or `enum`: Babel's scopes hold no variables for these, so its rules say nothing. */
const unknownToBabel = new Set([
  'no-hardcoded-key/invalid/enum-member',
  'no-hardcoded-key/invalid/namespace-import',
  'no-hardcoded-key/invalid/namespace-member',
  'no-unguarded-env/invalid/satisfies-and-const',
  'require-api-key/invalid/import-equals-require',
]);

function inOrder(found: readonly Found[]): Found[] {
  const keyOf = ({ file, line, column, rule }: Found): string => `${file} ${[line, column].map((part) => String(part).padStart(6)).join(' ')} ${rule}`;
  return [...found].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

// With `strict`, where every rule is an error: under `recommended` the scanner raises a rule where something certainly
// fails, while ESLint gives a rule one level.
describe('ESLint finds what the scanner finds, and says the same', () => {
  test.each(named(allCases().filter((one) => filesOf(one).some((file) => scripts.test(file)))))('%s', async (_name, one) => {
    const scanned = (await scanFiles(copyOf(one), { strict: true })).map(foundOf);
    for (const host of hosts) {
      // A folder of its own: what one parser has read is kept for the files that import it.
      const folder = copyOf(one);
      const linted = lintFolder(folder, { ...host, preset: 'strict' }, host.files);
      const title = `${one.path}: ESLint ${String(host.version)}, ${String(host.parser)}`;
      const fatal = linted.flatMap((file) => file.fatal ?? []);
      if (broken.has(one.name)) expect.soft(fatal, title).toHaveLength(linted.length);
      else {
        const files = new Set(linted.map(({ file }) => file));
        const silent = host.parser === 'babel' && unknownToBabel.has(one.name);
        expect.soft(fatal, title).toEqual([]);
        expect.soft(inOrder(linted.flatMap(foundBy)), title).toEqual(silent ? [] : inOrder(scanned.filter(({ file }) => files.has(file))));
      }
    }
  });
});
