import { clean } from '../report/clean.js';
import { wantsColour } from '../report/colours.js';
import { formats, historyFormat, type ReportSettings } from '../report/format.js';
import { skippedLine } from '../report/skipped.js';
import { scannerParts } from '../scan/parts.js';
import type { ScanOutcome, ScanResult } from '../scan/result.js';
import { runScan } from '../scan/scan.js';
import { exitStatus, UsageError } from './failure.js';
import { describeFault, isDebugging } from './fault.js';
import { type Output, parseScanOptions, type ScanCommandOptions } from './options.js';
import { Progress } from './progress.js';
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
  const outcome = await scan(options);
  for (const output of options.outputs) await write(output, outcome, options);
  if (outcome.choice !== undefined) process.stderr.write(`mistral-keys: ${clean(outcome.choice)}.\n`);
  for (const skipped of outcome.result.summary.skipped) process.stderr.write(`mistral-keys: ${clean(skippedLine(skipped))}
`);
  const status = statusOf(outcome.result, options);
  if (outcome.staged !== undefined && status === exitStatus.findings && options.outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    const { stagedAdvice } = await import('./staged-advice.js');
    process.stdout.write(stagedAdvice(outcome.result, outcome.staged));
  }
  return status;
}

async function scan(options: ScanCommandOptions): Promise<ScanOutcome> {
  const { paths, bundle, strict, rules, stdinFilename, staged, since, history } = options;
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
      strict,
      rules,
      staged,
      ...(since === undefined ? {} : { since }),
      ...(history === undefined ? {} : { history, signal: interruption.signal }),
      ...(stdinFilename === undefined ? {} : { input: { path: stdinFilename, bytes: await readStandardInput() } }),
      onProgress: (done, total, detail) => {
        progress.show(done, total, detail);
      },
      onFault: (_file, error) => {
        if (isDebugging()) process.stderr.write(`${describeFault(error)}\n`);
      },
    });
  } finally {
    process.off('SIGINT', interrupt);
    progress.clear();
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function write({ format, file }: Output, outcome: ScanOutcome, options: ScanCommandOptions): Promise<void> {
  const load = format === 'text' && outcome.history !== undefined ? historyFormat : formats[format];
  if (load === undefined) throw new UsageError(`There is no format "${format}".`);
  const settings: ReportSettings = {
    colour: file === undefined && options.colour && wantsColour(process.env, process.stdout.isTTY),
    tool: { name: 'mistral-keys', version },
    finished: new Date(),
  };
  const report = (await load())(outcome, settings);
  if (file === undefined) process.stdout.write(report);
  else await (await import('./report-file.js')).writeReport(file, report);
  if (format === 'github') await (await import('./job-summary.js')).writeJobSummary(outcome);
}

/** What could not be read counts more than what was found: a hook must not take an incomplete job for a whole one. */
function statusOf({ summary, unusedSuppressions, complete }: ScanResult, { maxWarnings }: ScanCommandOptions): number {
  if (!complete) return exitStatus.failed;
  const tooMany = maxWarnings !== undefined && summary.warnings + unusedSuppressions.length > maxWarnings;
  return summary.errors > 0 || tooMany ? exitStatus.findings : exitStatus.clean;
}
