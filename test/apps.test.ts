import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder as temporaryFolder } from './scan/folder.js';
import type { Expectation } from './support/cases.js';
import { coveredText, foundOf, scanFiles } from './support/scanner.js';

test('the scanner finds in the applications what is written beside them', async () => {
  const expected = JSON.parse(readFileSync('fixtures/apps/expected.json', 'utf8')) as { readonly findings: readonly Expectation[] };
  const folder = join(temporaryFolder(), 'apps');
  cpSync('fixtures/apps', folder, { recursive: true });
  const found = (await scanFiles(folder)).map((finding): Expectation => {
    const { rule, messageId, file, line } = finding;
    return { rule, messageId, file, line, text: coveredText(folder, foundOf(finding)) };
  });
  const keyOf = ({ file = '', line, rule }: Expectation): string => `${file} ${String(line).padStart(6)} ${rule}`;
  const inOrder = (list: readonly Expectation[]): Expectation[] => [...list].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  expect(inOrder(found).map(({ text, ...rest }, i) => (inOrder(expected.findings)[i]?.text === undefined ? rest : { ...rest, text }))).toEqual(inOrder(expected.findings));
});
