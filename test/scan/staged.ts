import { scan } from '../../src/scan/index.js';
import type { ScanOptions } from '../../src/scan/scan.js';

/** Synthetic keys. */
export const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
export const otherKey = 'Zz9yX8wV7uT6sR5qP4oN3mL2kJ1iH0gF';

/** A program with a key in its line 2. */
export function program(value = key): string {
  return `import { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${value}' });\nexport { client };\n`;
}

/** A program that names Mistral and does nothing wrong. */
export const cleanProgram = `import { Mistral } from '@mistralai/mistralai';\nexport { Mistral };\n`;

/** What a scan read, and what it reported. */
export interface Report {
  /** How many files were read. */
  readonly files: number;
  readonly bytes: number;
  /** `file:line rule`, in order. */
  readonly found: readonly string[];
  /** `file: reason`. */
  readonly skipped: readonly string[];
  readonly complete: boolean;
}

/** Scans what git holds. */
export async function report(cwd: string, options: ScanOptions): Promise<Report> {
  const faults: unknown[] = [];
  const { summary, findings, complete } = await scan({ ...options, cwd, onFault: (_file, error) => faults.push(error) });
  if (faults.length > 0) throw new AggregateError(faults, String(faults[0]));
  return {
    files: summary.files,
    bytes: summary.bytes,
    found: findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
    skipped: summary.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    complete,
  };
}

/** Scans what is staged. */
export function staged(cwd: string, ...paths: string[]): Promise<Report> {
  return report(cwd, { staged: true, paths });
}
