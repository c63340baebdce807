import type { Unread } from './discover.js';
import type { Finding } from './finding.js';
import type { Summary } from './result.js';

/** What a scan knows when it ends. */
export interface Tally {
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  readonly notes: readonly Unread[];
  /** When it began, as `performance.now()` told. */
  readonly started: number;
}

/** @param fileOf gives a path as findings show it */
export function summaryOf({ files, bytes, findings, unread, notes, started }: Tally, fileOf: (path: string) => string): Summary {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return {
    files,
    bytes,
    findings: findings.length,
    errors,
    warnings: findings.length - errors,
    skipped: [...unread, ...notes].map(({ path, reason }) => ({ file: fileOf(path), reason })),
    seconds: Math.round(performance.now() - started) / 1000,
  };
}
