import type { Finding } from '../scan/finding.js';
import type { ScanOutcome } from '../scan/result.js';
import { Fingerprints } from './fingerprint.js';

/** What a report lists: a finding, or a comment that suppresses nothing, which counts as a warning. */
export interface Entry extends Pick<Finding, 'rule' | 'severity' | 'file' | 'line' | 'column' | 'endLine' | 'endColumn' | 'message'> {
  /** Tells it from every other entry of the report, and stays the same when lines move: 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** What the entry is made of, unless it is about a suppression. */
  readonly finding?: Finding;
}

/** The name under which comments that suppress nothing are listed. */
export const unusedSuppression = 'unused-suppression';

/** @returns everything that a report lists: the findings in their order, then the suppressions */
export function entriesOf({ result, sources }: ScanOutcome): Entry[] {
  const fingerprints = new Fingerprints(sources);
  const findings = result.findings.map((finding): Entry => ({ ...placeOf(finding), fingerprint: fingerprints.of(finding), finding }));
  const suppressions = result.unusedSuppressions.map((suppression): Entry => {
    const { line, column } = suppression;
    const place = { ...suppression, rule: unusedSuppression, severity: 'warning', endLine: line, endColumn: column } as const;
    return { ...placeOf(place), fingerprint: fingerprints.ofText([unusedSuppression, suppression.file, suppression.rule]) };
  });
  return [...findings, ...suppressions];
}

function placeOf({ rule, severity, file, line, column, endLine, endColumn, message }: Omit<Entry, 'fingerprint'>): Omit<Entry, 'fingerprint'> {
  return { rule, severity, file, line, column, endLine, endColumn, message };
}

/** @returns the entries of each file, files and entries in their order */
export function byFile(entries: readonly Entry[]): Map<string, Entry[]> {
  const files = new Map<string, Entry[]>();
  for (const entry of entries) {
    const others = files.get(entry.file);
    if (others === undefined) files.set(entry.file, [entry]);
    else others.push(entry);
  }
  return files;
}

/** @returns the entries, those at error level first */
export function gravestFirst(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'));
}

/** @returns a fix, which the findings word as a part of a line, as a sentence */
export function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/u.test(whole) ? whole : `${whole}.`;
}
