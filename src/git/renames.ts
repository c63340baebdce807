import type { Entry, RawChange } from './raw-diff.js';

/** A file that came. */
export interface Arrival {
  readonly path: string;
  readonly id: string;
  readonly bytes: Buffer;
}

/** A file that went. */
export interface Departure {
  readonly path: string;
  readonly entry: Entry;
}

/** Git's own measure: a file is a renamed one when half of it is the same. */
const leastAlike = 0.5;

/** Larger files are paired only when nothing in them changed, and so many files at most are compared, as with git's `diff.renameLimit`. */
const largest = 1_000_000;
const mostCompared = 400;

/**
 * Finds the files that came by renaming ones that went: those with the same content first, then those of which at least half is the
 * same, the likeliest first. A copy is no rename, since the file that it was made from did not go.
 * @param read gives the content of a file that went; asked only where names of contents do not tell
 * @returns what went, by the path of what came
 */
export function pairRenames(came: readonly Arrival[], gone: readonly Departure[], read: (departures: readonly Departure[]) => ReadonlyMap<string, Buffer>): ReadonlyMap<string, Departure> {
  const pairs = new Map<string, Departure>();
  const left = new Set(gone);
  const take = (path: string, departure: Departure): void => {
    pairs.set(path, departure);
    left.delete(departure);
  };
  const byId = new Map<string, Departure[]>();
  for (const departure of gone) byId.set(departure.entry.id, [...(byId.get(departure.entry.id) ?? []), departure]);
  for (const sameName of [true, false]) {
    for (const { path, id } of came) {
      if (pairs.has(path)) continue;
      const match = byId.get(id)?.find((departure) => left.has(departure) && (!sameName || nameOf(departure.path) === nameOf(path)));
      if (match !== undefined) take(path, match);
    }
  }
  const open = came.filter(({ path, bytes }) => !pairs.has(path) && bytes.length > 0 && bytes.length <= largest).slice(0, mostCompared);
  const candidates = [...left].slice(0, mostCompared);
  if (open.length === 0 || candidates.length === 0) return pairs;
  for (const { path, departure } of likest(open, candidates, read(candidates))) {
    if (!pairs.has(path) && left.has(departure)) take(path, departure);
  }
  return pairs;
}

function likest(open: readonly Arrival[], candidates: readonly Departure[], contents: ReadonlyMap<string, Buffer>): readonly { path: string; departure: Departure }[] {
  const old = candidates.flatMap((departure) => {
    const bytes = contents.get(departure.entry.id);
    return bytes === undefined || bytes.length > largest ? [] : [{ departure, size: bytes.length, lines: linesOf(bytes) }];
  });
  const found = open.flatMap(({ path, bytes }) => {
    const lines = linesOf(bytes);
    return old.flatMap(({ departure, size, lines: oldLines }) => {
      const whole = Math.max(size, bytes.length);
      if (Math.min(size, bytes.length) < whole * leastAlike) return [];
      const alike = shared(lines, oldLines) / whole;
      return alike < leastAlike ? [] : [{ path, departure, alike, named: nameOf(path) === nameOf(departure.path) }];
    });
  });
  return found.sort((one, other) => other.alike - one.alike || Number(other.named) - Number(one.named) || (one.path < other.path ? -1 : 1));
}

function linesOf(bytes: Buffer): Map<string, number> {
  const lines = new Map<string, number>();
  for (const line of bytes.toString('latin1').split('\n')) lines.set(line, (lines.get(line) ?? 0) + 1);
  return lines;
}

/** @returns how many bytes of lines both have */
function shared(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let bytes = 0;
  for (const [line, count] of one) bytes += Math.min(count, other.get(line) ?? 0) * (line.length + 1);
  return bytes;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** @returns the files that went with the changes */
export function departures(changes: readonly RawChange[]): Departure[] {
  return changes.flatMap(({ path, old, new: now }) => (now === undefined && old?.mode.startsWith('100') === true ? [{ path, entry: old }] : []));
}
