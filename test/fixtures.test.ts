import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCases, copyOf, named, type Case, type Expectation } from './support/cases.js';
import { coveredText, foundOf, scanFiles } from './support/scanner.js';

const cases = allCases();

/** @returns what the scanner finds, as far as the expectation speaks of it, in the words of an expectation file */
async function findings({ expected, ...rest }: Case): Promise<Expectation[]> {
  const folder = copyOf({ expected, ...rest });
  // A rule that is off by itself has cases, too.
  const strict = rest.name.startsWith('handle-auth-error/');
  const found = (await scanFiles(folder, { strict })).map((finding) => ({
    rule: finding.rule,
    messageId: finding.messageId,
    file: finding.file,
    line: finding.line,
    text: coveredText(folder, foundOf(finding)),
  }));
  return found.map((finding) => {
    const counterpart = expected.find((one) => matches(one, finding));
    return counterpart ?? finding;
  });
}

function matches(expectation: Expectation, finding: Required<Expectation>): boolean {
  return Object.entries(expectation).every(([name, value]) => finding[name as keyof Expectation] === value);
}

function inOrder(findings: readonly Expectation[]): Expectation[] {
  const keyOf = ({ file = '', line, rule, text = '' }: Expectation): string => `${file} ${String(line).padStart(6)} ${rule} ${text}`;
  return [...findings].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

test('there are cases of every kind', () => {
  const kinds = new Set(cases.map(({ name }) => name.split('/').slice(0, 2).join('/')));
  expect([...kinds].sort()).toEqual(
    ['handle-auth-error', 'load-env-first', 'no-client-key', 'no-hardcoded-key', 'no-key-logging', 'no-unguarded-env', 'require-api-key', 'require-bearer-auth', 'require-https'].flatMap((rule) => [`${rule}/invalid`, `${rule}/valid`]),
  );
});

describe('the scanner finds what is written beside each fixture', () => {
  test.each(named(cases))('%s', async (_name, one) => {
    expect(inOrder(await findings(one)), `${one.path}\n${one.why}`).toEqual(inOrder(one.expected));
  });
});

test('the scanner finds what is written beside the applications', async () => {
  const { why, findings: expected } = JSON.parse(readFileSync('fixtures/apps/expected.json', 'utf8')) as Pick<Case, 'why'> & { findings: Expectation[] };
  expect(inOrder(await findings({ name: 'apps', why, expected, path: resolve('fixtures/apps') }))).toEqual(inOrder(expected));
});
