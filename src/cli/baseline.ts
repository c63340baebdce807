import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BaselineEntry, formatBaseline, isDate } from '../baseline/file.js';
import type { Identified, Match, Usage } from '../baseline/match.js';
import { maskKeys } from '../key/digest.js';
import { clean } from '../report/clean.js';
import { count } from '../report/closing.js';
import { skippedLine } from '../report/skipped.js';
import { scannerParts } from '../scan/parts.js';
import { runScan } from '../scan/scan.js';
import { matchOf, readBaseline, staleUsages } from './baseline-file.js';
import { baselineAt, type BaselinePlace, findBaseline, newBaseline } from './baseline-place.js';
import { exitStatus, UsageError } from './failure.js';
import { rejected } from './rejected.js';
import { writeFileWhole } from './report-file.js';

const known = {
  help: { type: 'boolean', short: 'h' },
  file: { type: 'string' },
  prune: { type: 'boolean' },
  strict: { type: 'boolean' },
  reason: { type: 'string' },
  expires: { type: 'string' },
} as const;

/**
 * `mistral-keys baseline`.
 * @returns the exit status
 */
export async function baselineCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals: paths } = parse(arguments_);
  if (values.help === true) {
    const { baselineHelp } = await import('./help.js');
    process.stdout.write(baselineHelp);
    return exitStatus.clean;
  }
  const { prune = false, reason, expires } = values;
  if (prune && (reason !== undefined || expires !== undefined)) throw new UsageError('--reason and --expires are for new entries: leave them out, or leave --prune out.');
  if (expires !== undefined && !isDate(expires)) throw new UsageError(`--expires takes a day as YYYY-MM-DD, not "${expires}".`);
  const place = values.file === undefined ? (findBaseline() ?? newBaseline()) : baselineAt(values.file);
  if (prune && !existsSync(place.name)) throw new UsageError(`There is no baseline ${place.name} to prune: make one with mistral-keys baseline.`);
  const entries = existsSync(place.name) ? readBaseline(place) : [];
  const outcome = await runScan(scannerParts, { paths, ...(values.strict === true ? { strict: true } : {}) });
  const { summary, complete } = outcome.result;
  for (const skipped of summary.skipped) process.stderr.write(`mistral-keys: ${clean(skippedLine(skipped))}\n`);
  if (!complete) throw new UsageError(`The baseline was not written: not everything could be read, and what was not read is not known.`);

  const match = matchOf(outcome, place, entries);
  const stale = staleUsages(match, place, paths);
  const kept = match.usages.flatMap((usage) => moved(usage, prune && stale.includes(usage)));
  const added = prune ? [] : newEntries(match, { ...(reason === undefined ? {} : { reason: maskKeys(reason) }), ...(expires === undefined ? {} : { expires }) });
  // What is found again after its entry has expired is recorded anew, unless the baseline is only pruned.
  const expired = prune ? [] : match.expired.filter(({ id }) => !match.fresh.some((found) => found.id === id));
  await writeFileWhole(place.name, formatBaseline([...kept, ...added, ...expired]), 'The baseline');
  process.stdout.write(`${clean(told(place, prune, match, stale))}\n`);
  return exitStatus.clean;
}

function parse(arguments_: readonly string[]) {
  try {
    return parseArgs({ args: [...arguments_], options: known, allowPositionals: true, strict: true });
  } catch (error) {
    throw rejected(error, Object.keys(known), 'baseline');
  }
}

/** An entry as it is written again: under the files where its findings stand now, without those that are gone if they are to go. */
function moved({ entry, files }: Usage, prune: boolean): BaselineEntry[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  const missing = entry.count - files.length;
  if (missing > 0 && !prune) counts.set(entry.file, (counts.get(entry.file) ?? 0) + missing);
  return [...counts].map(([file, times]) => ({ ...entry, file, count: times }));
}

function newEntries({ fresh }: Match, details: Pick<BaselineEntry, 'reason' | 'expires'>): BaselineEntry[] {
  const groups = new Map<string, Identified[]>();
  for (const found of fresh) {
    const group = `${found.id} ${found.file}`;
    groups.set(group, [...(groups.get(group) ?? []), found]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ id: first.id, rule: first.finding.rule, file: first.file, count: others.length + 1, ...details }],
  );
}

function told({ name }: BaselinePlace, prune: boolean, { known: old, fresh, expired }: Match, stale: readonly Usage[]): string {
  if (prune) {
    const gone = stale.reduce((sum, { entry, files }) => sum + entry.count - files.length, 0);
    const dropped = expired.length === 0 ? '' : `, ${count(expired.length, 'expired entry', 'expired entries')} taken out`;
    return `${name}: ${count(gone, 'finding')} gone and taken out${dropped}, ${old.length} still known${fresh.length === 0 ? '' : `; ${fresh.length} new, which --prune does not record`}.`;
  }
  const gone = stale.length === 0 ? '' : ` ${count(stale.length, 'entry', 'entries')} found less than known: --prune takes out what is mended.`;
  return `${name}: ${count(fresh.length, 'finding')} recorded, ${old.length} known before.${gone} Keys among them are still leaked: revoke them.`;
}
