import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SourceFile } from '../../src/facts/source.js';
import { decode } from '../../src/scan/decode.js';
import { slashed } from '../../src/scan/discover.js';
import type { Finding } from '../../src/scan/finding.js';
import { scan } from '../../src/scan/index.js';
import type { LevelOptions } from '../../src/scan/levels.js';

/** A finding in the terms in which the two hosts are compared. Lines and columns are 1-based. */
export interface Found {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: 'error' | 'warning';
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** @returns the files of a folder, relative to it, with `/`, in order */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => slashed(relative(folder, join(entry.parentPath, entry.name)))).sort();
}

/**
 * Scans every file of a folder, named one by one: to ask git what there is would take longer than the scan.
 * @throws Error where the scanner had a fault of its own
 */
export async function scanFiles(folder: string, options: LevelOptions = {}): Promise<readonly Finding[]> {
  const faults: unknown[] = [];
  const result = await scan({ ...options, cwd: folder, paths: filesIn(folder), onFault: (_file, error) => faults.push(error) });
  if (faults.length > 0) throw new AggregateError(faults, `The scanner failed in ${folder}: ${String(faults[0])}`);
  return result.findings;
}

/** @returns what can be compared of a finding */
export function foundOf(finding: Finding): Found {
  const { rule, messageId, severity, file, line, column, endLine, endColumn, message } = finding;
  return { rule, messageId, severity, file, line, column, endLine, endColumn, message };
}

/** @returns the source text that a finding covers */
export function coveredText(folder: string, { file, line, column, endLine, endColumn }: Found): string {
  const text = decode(readFileSync(join(folder, file))) ?? '';
  const { lineStarts } = new SourceFile(file, text);
  return text.slice((lineStarts[line - 1] ?? 0) + column - 1, (lineStarts[endLine - 1] ?? 0) + endColumn - 1);
}
