import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BaselineEntry, parseBaseline } from '../baseline/file.js';
import { withoutKnown } from '../baseline/apply.js';
import { identify, type Match, matchBaseline, type Usage } from '../baseline/match.js';
import { isWithin } from '../project/resolve-paths.js';
import { clean } from '../report/clean.js';
import { count } from '../report/closing.js';
import { slashed } from '../scan/discover.js';
import type { ScanOutcome } from '../scan/result.js';
import type { BaselinePlace } from './baseline-place.js';
import { UsageError } from './failure.js';

/**
 * @throws UsageError where it cannot be read
 * @throws BaselineError where it is none
 */
export function readBaseline({ name }: BaselinePlace): readonly BaselineEntry[] {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`The baseline ${name} could not be read (${code}): check the path, or make one with mistral-keys baseline.`);
  }
  return parseBaseline(text, name);
}

/** Tells what the baseline knows of the findings of a scan. */
export function matchOf(outcome: ScanOutcome, place: BaselinePlace, entries: readonly BaselineEntry[]): Match {
  // Days are those of Greenwich, so that an entry ends everywhere at once.
  return matchBaseline(entries, identify(outcome, place.fileOf), new Date().toISOString().slice(0, 10));
}

/**
 * Takes what the baseline knows out of an outcome, and says on the standard error what is wrong with the baseline.
 * @param paths what was scanned whole; without it nothing is said of entries that match nothing
 */
export function applyBaseline(outcome: ScanOutcome, place: BaselinePlace, paths: readonly string[] | undefined): ScanOutcome {
  const match = matchOf(outcome, place, readBaseline(place));
  const stale = paths === undefined || !outcome.result.complete ? [] : staleUsages(match, place, paths);
  if (match.expired.length > 0) warn(`${count(match.expired.length, 'entry', 'entries')} of ${place.name} ${match.expired.length === 1 ? 'has' : 'have'} expired and no longer ${match.expired.length === 1 ? 'counts' : 'count'}.`);
  if (stale.length > 0) {
    const [first] = stale;
    warn(`${count(stale.length, 'entry', 'entries')} of ${place.name} found less than ${stale.length === 1 ? 'it knows' : 'they know'}, such as ${first?.entry.rule} in ${first?.entry.file}. Take out what is mended: mistral-keys baseline --prune`);
  }
  return withoutKnown(outcome, match);
}

/** The entries of the scanned files that found less than they count. */
export function staleUsages({ usages }: Match, { folder }: BaselinePlace, paths: readonly string[]): readonly Usage[] {
  const scanned = (paths.length === 0 ? ['.'] : paths).map((path) => slashed(resolve(path)));
  return usages.filter(({ entry, files }) => files.length < entry.count && scanned.some((path) => isWithin(slashed(resolve(folder, entry.file)), path)));
}

function warn(message: string): void {
  process.stderr.write(`mistral-keys: ${clean(message)}\n`);
}
