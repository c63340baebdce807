import type { SourceFile } from '../facts/source.js';
import type { Finding } from './finding.js';

/** A file or folder that was not read. */
export interface Skipped {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** What happened, and what to do about it. */
  readonly reason: string;
}

/** What a scan amounts to, in figures. */
export interface Summary {
  /** Files that were read, most of them only as far as it took to see that they do not name Mistral. */
  readonly files: number;
  /** The size of these files. */
  readonly bytes: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly skipped: readonly Skipped[];
  /** Wall-clock time. */
  readonly seconds: number;
}

/** A comment that suppresses a rule of this plugin where the rule finds nothing. Line and column are 1-based. */
export interface UnusedSuppression {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without namespace. */
  readonly rule: string;
  readonly message: string;
}

/** A finding that is not reported. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** What keeps it back: a comment at its place, or the baseline. */
  readonly by: 'comment' | 'baseline';
  /** Why, as whoever suppressed it says. */
  readonly reason?: string;
}

/** What a scan found. */
export interface ScanResult {
  readonly summary: Summary;
  /** Sorted by file and place. */
  readonly findings: readonly Finding[];
  readonly unusedSuppressions: readonly UnusedSuppression[];
  /** How many findings comments suppress. */
  readonly suppressed: number;
  /** What comments and the baseline keep back, sorted as the findings are. */
  readonly suppressedFindings: readonly SuppressedFinding[];
  /** How many findings the baseline knows; left out where no baseline was asked. */
  readonly known?: number;
  /** False where something that was to be read could not be: no finding does not mean clean then. */
  readonly complete: boolean;
}

/** A file with findings, for reports that show its lines. */
export interface FindingSource {
  readonly source: SourceFile;
  /** The literals that are keys, as the file spells them: never to be shown. */
  readonly secrets: readonly string[];
}

/** A result with what reports need besides. It holds file contents, keys among them, so it stays inside. */
export interface ScanOutcome {
  readonly result: ScanResult;
  /** By the `file` of the findings. */
  readonly sources: ReadonlyMap<string, FindingSource>;
  /** Set where the index was scanned. */
  readonly staged?: StagedFiles;
  /** What the scan chose to compare with, where nobody named it: a sentence without its full stop. */
  readonly choice?: string;
  /** Set where the history was scanned. */
  readonly history?: { readonly commits: number };
}

/** The files that were scanned in the index. */
export interface StagedFiles {
  /** There is no commit before. */
  readonly first: boolean;
  /** Those that were understood, as findings show them. */
  readonly files: ReadonlySet<string>;
}
