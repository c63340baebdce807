import type { ScanOutcome, SuppressedFinding } from '../scan/result.js';
import { cleanJson } from './clean.js';
import type { ReportSettings } from './format.js';

/** The report for programs: one object, its format numbered by `version`. */
export function jsonReport({ result }: ScanOutcome, { tool, suppressed = false }: ReportSettings): string {
  const { summary, findings, unusedSuppressions, suppressedFindings, known } = result;
  const more = { ...(known === undefined ? {} : { known }), ...(suppressed ? { suppressed: suppressedFindings.map(suppressedObject) } : {}) };
  return `${cleanJson(JSON.stringify({ version: 1, tool, summary, findings, unusedSuppressions, ...more }, undefined, 2))}\n`;
}

/** A suppressed finding as programs read it: the finding, and in `suppression` what keeps it back. */
export function suppressedObject({ finding, by, reason }: SuppressedFinding): object {
  return { ...finding, suppression: { by, ...(reason === undefined ? {} : { reason }) } };
}
