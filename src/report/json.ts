import type { ScanOutcome } from '../scan/result.js';
import { cleanJson } from './clean.js';
import type { ReportSettings } from './format.js';

/** The report for programs: one object, its format numbered by `version`. */
export function jsonReport({ result }: ScanOutcome, { tool }: ReportSettings): string {
  const { summary, findings, unusedSuppressions } = result;
  return `${cleanJson(JSON.stringify({ version: 1, tool, summary, findings, unusedSuppressions }, undefined, 2))}\n`;
}
