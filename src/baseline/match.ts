import type { Finding } from '../scan/finding.js';
import type { ScanOutcome } from '../scan/result.js';
import type { BaselineEntry } from './file.js';
import { identityOf } from './identity.js';

/** A finding with what a baseline holds of it. */
export interface Identified {
  readonly finding: Finding;
  readonly id: string;
  /** Relative to the folder of the baseline. */
  readonly file: string;
}

/** An entry, and how many of its findings were met. */
export interface Usage {
  readonly entry: BaselineEntry;
  /** Where its findings stand now. */
  readonly files: readonly string[];
}

/** What a baseline says of findings. */
export interface Match {
  readonly known: readonly { readonly found: Identified; readonly entry: BaselineEntry }[];
  readonly fresh: readonly Identified[];
  /** In the order of the entries; those that have expired are not among them. */
  readonly usages: readonly Usage[];
  readonly expired: readonly BaselineEntry[];
}

/** @param fileOf gives the file of a finding relative to the folder of the baseline */
export function identify({ result, sources }: ScanOutcome, fileOf: (file: string) => string): Identified[] {
  return result.findings.map((finding) => ({ finding, id: identityOf(finding, sources.get(finding.file)), file: fileOf(finding.file) }));
}

/**
 * Tells known findings from new ones. An entry covers as many findings as it counts, first those in its file, then others
 * that have moved; what is beyond that is new.
 * @param today as `YYYY-MM-DD`
 */
export function matchBaseline(entries: readonly BaselineEntry[], findings: readonly Identified[], today: string): Match {
  const isExpired = ({ expires }: BaselineEntry): boolean => expires !== undefined && expires < today;
  const usages = entries.filter((entry) => !isExpired(entry)).map((entry) => ({ entry, files: [] as string[] }));
  const byId = new Map<string, typeof usages>();
  for (const usage of usages) {
    const others = byId.get(usage.entry.id);
    if (others === undefined) byId.set(usage.entry.id, [usage]);
    else others.push(usage);
  }
  const covering = new Map<Identified, BaselineEntry>();
  for (const sameFile of [true, false]) {
    for (const found of findings) {
      if (covering.has(found)) continue;
      const usage = byId.get(found.id)?.find(({ entry, files }) => files.length < entry.count && (!sameFile || entry.file === found.file));
      if (usage === undefined) continue;
      usage.files.push(found.file);
      covering.set(found, usage.entry);
    }
  }
  return {
    known: [...covering].map(([found, entry]) => ({ found, entry })),
    fresh: findings.filter((found) => !covering.has(found)),
    usages,
    expired: entries.filter(isExpired),
  };
}
