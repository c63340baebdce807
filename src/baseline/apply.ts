import type { ScanOutcome, SuppressedFinding } from '../scan/result.js';
import type { Match } from './match.js';

/** The outcome of a scan without what the baseline knows. */
export function withoutKnown({ result, ...rest }: ScanOutcome, { known, fresh }: Match): ScanOutcome {
  const findings = fresh.map(({ finding }) => finding);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const baselined = known.map(({ found, entry }): SuppressedFinding => ({ finding: found.finding, by: 'baseline', ...(entry.reason === undefined ? {} : { reason: entry.reason }) }));
  const suppressedFindings = [...result.suppressedFindings, ...baselined].sort(
    ({ finding: one }, { finding: other }) => (one.file === other.file ? one.line - other.line || one.column - other.column : one.file < other.file ? -1 : 1),
  );
  const summary = { ...result.summary, findings: findings.length, errors, warnings: findings.length - errors };
  return { ...rest, result: { ...result, summary, findings, suppressedFindings, known: known.length } };
}
