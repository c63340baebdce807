import { clean } from '../report/clean.js';
import { wantsColour } from '../report/colours.js';
import { formats, historyFormat, type ReportSettings } from '../report/format.js';
import { skippedLine } from '../report/skipped.js';
import { scannerParts } from '../scan/parts.js';
import type { ScanOutcome, ScanResult } from '../scan/result.js';
import { runScan } from '../scan/scan.js';
import { baselineAt, findBaseline } from './baseline-place.js';
import { exitStatus, UsageError } from './failure.js';
import { describeFault, isDebugging } from './fault.js';
import { type Output, parseScanOptions, type ScanCommandOptions } from './options.js';
import { Progress } from './progress.js';
import { readStandardInput } from './standard-input.js';
import { startFolder } from './start-folder.js';
import { version } from './version.js';

/**
 * `mistral-keys scan`.
 * @returns the exit status
 */
export async function scanCommand(arguments_: readonly string[]): Promise<number> {
  const options = parseScanOptions(arguments_);
  if (options.help) {
    const { scanHelp } = await import('./help.js');
    process.stdout.write(scanHelp);
    return exitStatus.clean;
  }
  if ((options.staged || options.pushed !== undefined) && isSkipped()) return exitStatus.clean;
  if (options.pushed !== undefined) return await scanPushed(options, options.pushed);
  const outcome = await withoutKnown(await scan(options), options);
  for (const output of options.outputs) await write(output, outcome, options);
  if (outcome.choice !== undefined) process.stderr.write(`mistral-keys: ${clean(outcome.choice)}.\n`);
  tellSkipped(outcome.result);
  const status = statusOf(outcome.result, options);
  if (outcome.staged !== undefined && status === exitStatus.findings && options.outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    const { stagedAdvice } = await import('./staged-advice.js');
    process.stdout.write(stagedAdvice(outcome.result, outcome.staged));
  }
  return status;
}

/** Hooks skip by themselves, too: then neither Node nor this command is needed. */
function isSkipped(): boolean {
  const { MISTRAL_KEYS_SKIP: skip } = process.env;
  if (skip === undefined || skip === '' || skip === '0') return false;
  process.stderr.write('mistral-keys: skipped, as MISTRAL_KEYS_SKIP is set.\n');
  return true;
}

/** Scans each commit that a push brings; those without findings are passed over in silence. */
async function scanPushed(options: ScanCommandOptions, [remote]: readonly string[]): Promise<number> {
  if (process.stdin.isTTY && process.env['PRE_COMMIT_REMOTE_NAME'] === undefined) throw new UsageError('--pushed reads what git gives to a pre-push hook: see mistral-keys hook install --pre-push.');
  const { commitChanges, frameworkUpdate, GitStore, pushedCommits, scanChanges } = await import('../scan/git.js');
  const store = new GitStore(process.cwd());
  const progress = new Progress(process.stderr.isTTY, 'commits');
  const statuses = new Set<number>();
  const updates = frameworkUpdate(store, process.env) ?? (await readStandardInput()).toString('latin1');
  const commits = pushedCommits(store, updates, remote ?? process.env['PRE_COMMIT_REMOTE_NAME']);
  for (const [index, commit] of commits.entries()) {
    progress.show(index, commits.length);
    const { strict, rules, configuration } = options;
    const found = await scanChanges(scannerParts, { ...(strict ? { strict } : {}), rules, configuration, onFault: tellFault }, commitChanges(store, commit));
    const outcome = await withoutKnown(found, { ...options, staged: true });
    progress.clear();
    const status = statusOf(outcome.result, options);
    statuses.add(status);
    tellSkipped(outcome.result);
    if (status === exitStatus.clean) continue;
    process.stdout.write(`Commit ${commit.id.slice(0, 12)}:\n`);
    for (const output of options.outputs) await write(output, outcome, options);
  }
  if (statuses.has(exitStatus.findings)) {
    const { pushedAdvice } = await import('./pushed-advice.js');
    process.stdout.write(pushedAdvice);
  }
  return Math.max(exitStatus.clean, ...statuses);
}

function tellSkipped({ summary }: ScanResult): void {
  for (const skipped of summary.skipped) process.stderr.write(`mistral-keys: ${clean(skippedLine(skipped))}\n`);
}

function tellFault(_file: string, error: unknown): void {
  if (isDebugging()) process.stderr.write(`${describeFault(error)}\n`);
}

async function scan(options: ScanCommandOptions): Promise<ScanOutcome> {
  const { paths, bundle, strict, rules, stdinFilename, staged, since, history, configuration } = options;
  const progress = new Progress(process.stderr.isTTY);
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  // What a long scan has found is told when the user ends it; a second Ctrl-C ends at once.
  if (history !== undefined) process.once('SIGINT', interrupt);
  try {
    return await runScan(scannerParts, {
      paths,
      bundle,
      ...(strict ? { strict } : {}),
      rules,
      staged,
      ...(since === undefined ? {} : { since }),
      ...(history === undefined ? {} : { history, signal: interruption.signal }),
      configuration,
      ...(stdinFilename === undefined ? {} : { input: { path: stdinFilename, bytes: await readStandardInput() } }),
      onProgress: (done, total, detail) => {
        progress.show(done, total, detail);
      },
      onFault: tellFault,
    });
  } finally {
    process.off('SIGINT', interrupt);
    progress.clear();
  }
}

/** The outcome without what the baseline knows, if there is one. */
async function withoutKnown(outcome: ScanOutcome, { baseline, paths, stdinFilename, staged, since, history }: ScanCommandOptions): Promise<ScanOutcome> {
  const place = baseline === false ? undefined : baseline === undefined ? findBaseline() : baselineAt(baseline);
  if (place === undefined) return outcome;
  const isWhole = stdinFilename === undefined && !staged && since === undefined && history === undefined;
  const { applyBaseline } = await import('./baseline-file.js');
  return applyBaseline(outcome, place, isWhole ? paths : undefined);
}

async function write({ format, file }: Output, outcome: ScanOutcome, options: ScanCommandOptions): Promise<void> {
  const load = format === 'text' && outcome.history !== undefined ? historyFormat : formats[format];
  if (load === undefined) throw new UsageError(`There is no format "${format}".`);
  const settings: ReportSettings = {
    colour: file === undefined && options.colour && wantsColour(process.env, process.stdout.isTTY),
    tool: { name: 'mistral-keys', version },
    finished: new Date(),
    start: startFolder(options.paths),
    suppressed: options.reportSuppressed,
  };
  const report = (await load())(outcome, settings);
  if (file === undefined) process.stdout.write(report);
  else await (await import('./report-file.js')).writeReport(file, report);
  if (format === 'github') await (await import('./job-summary.js')).writeJobSummary(outcome, settings);
}

/** What could not be read counts more than what was found: a hook must not take an incomplete job for a whole one. */
function statusOf({ summary, unusedSuppressions, complete }: ScanResult, { maxWarnings }: ScanCommandOptions): number {
  if (!complete) return exitStatus.failed;
  const tooMany = maxWarnings !== undefined && summary.warnings + unusedSuppressions.length > maxWarnings;
  return summary.errors > 0 || tooMany ? exitStatus.findings : exitStatus.clean;
}
