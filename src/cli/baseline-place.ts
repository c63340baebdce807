import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { repositoryRoot } from '../git/repository.js';
import { slashed } from '../scan/discover.js';

/** The name under which a baseline is found without being asked for. */
const baselineFile = '.mistral-keys-baseline.json';

/** Where a baseline stands, or is to stand. */
export interface BaselinePlace {
  /** Relative to the working directory, with `/`. */
  readonly name: string;
  /** Absolute, with `/`. */
  readonly folder: string;
  /** Turns a path relative to the working directory into one relative to the folder of the baseline, with `/`. */
  readonly fileOf: (file: string) => string;
}

/** The baseline in the working directory, else in the root of the repository; `undefined` where there is none. */
export function findBaseline(): BaselinePlace | undefined {
  const root = repositoryRoot(process.cwd());
  const found = [process.cwd(), ...(root === undefined ? [] : [root])].map((folder) => join(folder, baselineFile)).find((file) => existsSync(file));
  return found === undefined ? undefined : baselineAt(found);
}

/** Where a new baseline belongs: in the root of the repository, or without one in the working directory. */
export function newBaseline(): BaselinePlace {
  return baselineAt(join(repositoryRoot(process.cwd()) ?? process.cwd(), baselineFile));
}

/** @param file relative to the working directory, or absolute */
export function baselineAt(file: string): BaselinePlace {
  const path = resolve(file);
  const folder = dirname(path);
  return { name: slashed(relative(process.cwd(), path)), folder: slashed(folder), fileOf: (inner) => slashed(relative(folder, resolve(inner))) };
}
