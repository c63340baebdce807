import { createHash } from 'node:crypto';
import type { Finding } from '../scan/finding.js';
import type { FindingSource } from '../scan/result.js';
import { frameOf } from './frame.js';

/**
 * Gives the findings of one report names by which other programs know them again. A name is made of the rule, the file
 * and the key, or where there is none the masked line without its spaces, so it outlives moved and reindented lines.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /** @param sources by the `file` of the findings */
  constructor(readonly sources: ReadonlyMap<string, FindingSource>) {}

  /** @returns 32 hexadecimal digits, others for each finding */
  of(finding: Finding): string {
    const { rule, messageId, file, key, commit } = finding;
    return this.ofText([rule, messageId, file, commit?.id ?? '', key?.fingerprint ?? this.#lineOf(finding)]);
  }

  /** @returns 32 hexadecimal digits for what these parts tell apart, others each time */
  ofText(parts: readonly string[]): string {
    const text = JSON.stringify(parts);
    const count = this.#seen.get(text) ?? 0;
    this.#seen.set(text, count + 1);
    return createHash('sha256').update(`${text} ${count}`).digest('hex').slice(0, 32);
  }

  #lineOf(finding: Finding): string {
    const source = this.sources.get(finding.file);
    if (source === undefined) return finding.message;
    const { before, marked, after } = frameOf(finding, source).line;
    return `${before}${marked}${after}`.replace(/\s+/gu, '');
  }
}
