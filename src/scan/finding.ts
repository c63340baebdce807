import type { CauseId } from '../../rules/causes.js';
import type { Severity } from '../../rules/rule.js';
import type { KeyDigest } from '../key/digest.js';

/** One thing to mend, as every report shows it. Lines and columns are 1-based, columns in UTF-16 units. */
export interface Finding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: Severity;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly cause: { readonly id: CauseId; readonly text: string; readonly url: string };
  readonly symptom: string;
  readonly fix: { readonly text: string; readonly edits?: readonly FindingEdit[] };
  readonly url: string;
  readonly key?: KeyDigest;
  readonly chain?: readonly { readonly file: string; readonly line: number; readonly note: string }[];
  /** The commit that added it, where commits are scanned; the date as ISO 8601 writes it. */
  readonly commit?: { readonly id: string; readonly author: string; readonly date: string; readonly subject: string };
}

/** Offsets are 0-based UTF-16 units into the file as it was read. */
export interface FindingEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
