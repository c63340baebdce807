import type { Finding } from '../finding.js';
import { type RelevantLine, relevantLines } from './relevance.js';

/**
 * The versions of one file, in any order. Of ten versions that differ in a few lines not all are understood in full: one is when a
 * line that may hold a key is new in it, and the one at `HEAD` always. In the others a key is known by its line.
 */
export class Versions {
  readonly #seen = new Set<number>();
  readonly #keys = new Map<number, Finding[]>();

  /**
   * @param always it is understood even where nothing in it is new
   * @param understand finds the keys in the whole text
   */
  keysIn(text: string, always: boolean, understand: () => readonly Finding[]): readonly Finding[] {
    const lines = relevantLines(text);
    if (lines.length === 0) return [];
    if (!always && lines.every(({ hash }) => this.#seen.has(hash))) return lines.flatMap((line) => this.#known(line));
    const findings = understand();
    const hashes = new Map(lines.map(({ hash, line }) => [line, hash]));
    for (const { hash } of lines) this.#seen.add(hash);
    for (const finding of findings) {
      const hash = hashes.get(finding.line);
      if (hash !== undefined) this.#keys.set(hash, [...(this.#keys.get(hash) ?? []), finding]);
    }
    return findings;
  }

  #known({ hash, line }: RelevantLine): readonly Finding[] {
    const known = new Map((this.#keys.get(hash) ?? []).map((finding) => [`${finding.rule} ${finding.column}`, finding]));
    return [...known.values()].map((finding) => ({ ...finding, line, endLine: line + finding.endLine - finding.line }));
  }
}
