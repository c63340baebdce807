import type { ScanOutcome } from '../scan/result.js';
import { cleanJson } from './clean.js';
import type { ReportSettings } from './format.js';
import { suppressedObject } from './json.js';

/** The report for programs that read line by line: an object a line, what it is in `type`, the summary last. */
export function jsonLinesReport({ result }: ScanOutcome, { tool, suppressed = false }: ReportSettings): string {
  const lines = [
    ...result.findings.map((finding) => ({ type: 'finding', ...finding })),
    ...result.unusedSuppressions.map((suppression) => ({ type: 'unused-suppression', ...suppression })),
    ...(suppressed ? result.suppressedFindings.map((one) => ({ type: 'suppressed', ...suppressedObject(one) })) : []),
    { type: 'summary', version: 1, tool, ...result.summary },
  ];
  return lines.map((line) => `${cleanJson(JSON.stringify(line))}\n`).join('');
}
