import { appendFile } from 'node:fs/promises';
import { markdownFormat, type ReportSettings } from '../report/format.js';
import type { ScanOutcome } from '../scan/result.js';
import { UsageError } from './failure.js';

/**
 * Adds the Markdown report to the summary of the GitHub job, if it runs in one.
 * @throws UsageError where the summary cannot be written
 */
export async function writeJobSummary(outcome: ScanOutcome, settings: ReportSettings): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file === undefined || file === '') return;
  const report = (await markdownFormat())(outcome, settings);
  try {
    await appendFile(file, report);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`The summary of the job could not be written to ${file} (${code}): check what GITHUB_STEP_SUMMARY names.`);
  }
}
