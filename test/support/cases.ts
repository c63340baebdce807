import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { folder as temporaryFolder } from '../scan/folder.js';

/** A finding as the file beside a fixture describes it. Only what is given is compared. */
export interface Expectation {
  readonly rule: string;
  readonly messageId?: string;
  /** In a folder of several files: the file, relative to the folder. */
  readonly file?: string;
  /** 1-based. */
  readonly line: number;
  /** The source text that the finding covers. */
  readonly text?: string;
}

/** One fixture: a file, or a folder of files that belong together. */
export interface Case {
  /** `no-client-key/invalid/next-env` */
  readonly name: string;
  readonly why: string;
  readonly expected: readonly Expectation[];
  /** The file or folder in `fixtures/`. */
  readonly path: string;
}

interface ExpectationFile {
  readonly why: string;
  readonly findings: readonly Expectation[];
}

const fixtures = resolve('fixtures/rules');
const expectationSuffix = '.expected.json';

/**
 * @returns every case under `fixtures/rules`, in order
 * @throws Error where an invalid case lacks its expectation file, or an expectation file its case
 */
export function allCases(): Case[] {
  return readdirSync(fixtures).flatMap((rule) => [...casesIn(rule, 'valid'), ...casesIn(rule, 'invalid')]);
}

/** The rows of a `test.each`, with the name first, so that `%s` shows it whole. */
export function named(cases: readonly Case[]): [string, Case][] {
  return cases.map((one) => [one.name, one]);
}

/** Copies a case to a temporary folder of its own, away from this repository. @returns the folder */
export function copyOf({ path }: Case): string {
  const folder = temporaryFolder();
  if (!statSync(path).isDirectory()) cpSync(path, join(folder, basename(path)));
  else cpSync(path, folder, { recursive: true, filter: (source) => basename(source) !== 'expected.json' });
  return folder;
}

/** The files of a case: itself, or what its folder holds, relative to that. */
export function filesOf({ path }: Case): string[] {
  return statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [basename(path)];
}

function casesIn(rule: string, kind: 'valid' | 'invalid'): Case[] {
  const folder = join(fixtures, rule, kind);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder);
  const expectations = new Set(entries.filter((entry) => entry.endsWith(expectationSuffix)));
  const cases = entries
    .filter((entry) => !expectations.has(entry))
    .map((entry): Case => {
      const path = join(folder, entry);
      const isFolder = statSync(path).isDirectory();
      const stem = isFolder ? entry : basename(entry, extname(entry));
      const name = `${rule}/${kind}/${stem}`;
      if (kind === 'valid') return { name: `${rule}/${kind}/${entry}`, why: 'Nothing is wrong here.', expected: [], path };
      if (!isFolder && !expectations.delete(stem + expectationSuffix)) {
        throw new Error(`${name} has no ${stem}${expectationSuffix}: write down what is to be found, and why.`);
      }
      const file = isFolder ? join(path, 'expected.json') : join(folder, stem + expectationSuffix);
      const { why, findings } = JSON.parse(readFileSync(file, 'utf8')) as ExpectationFile;
      return { name, why, expected: findings, path };
    });
  const [lone] = expectations;
  if (kind === 'invalid' && lone !== undefined) throw new Error(`${join(folder, lone)} belongs to no file beside it.`);
  return cases;
}
