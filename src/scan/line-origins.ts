import type { SourceFile } from '../facts/source.js';

/** How many insertions and deletions are looked for where no line stands out; beyond that all lines count as new. */
const mostEdits = 128;

/** How often stretches between lines that stand out are divided again. */
const deepest = 32;

/** A stretch of both texts, in lines from 0, ends exclusive. */
interface Stretch {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
  readonly depth: number;
}

/**
 * Says for each line of a text where it stood before. How lines end does not matter, so a file that only went from CRLF to LF has
 * no new line, nor has one that only changed its encoding.
 *
 * Lines that both texts hold once divide the texts (patience diff); between them the shortest way from one text to the
 * other is looked for (Myers 1986, http://www.xmailserver.org/diff2.pdf) as long as it is short. Time is linear in the
 * texts.
 * @returns by line of `after` (from 0) the line of `before`, 1-based, or 0 for a line that is new
 */
export function lineOrigins(before: SourceFile, after: SourceFile): Uint32Array {
  const numbers = new Map<string, number>();
  const old = numbered(before, numbers);
  const now = numbered(after, numbers);
  const origins = new Uint32Array(now.length);
  const match = (oldLine: number, newLine: number): void => {
    origins[newLine] = oldLine + 1;
  };
  const stretches: Stretch[] = [{ oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: now.length, depth: 0 }];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    let { oldStart, oldEnd, newStart, newEnd } = stretch;
    while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === now[newStart]) match(oldStart++, newStart++);
    while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === now[newEnd - 1]) match(--oldEnd, --newEnd);
    if (oldStart === oldEnd || newStart === newEnd) continue;
    const rest = { oldStart, oldEnd, newStart, newEnd, depth: stretch.depth + 1 };
    const anchors = rest.depth > deepest ? [] : rising(onceInBoth(old, now, rest));
    if (anchors.length === 0) {
      for (const [oldLine, newLine] of shortestWay(old, now, rest)) match(oldLine, newLine);
      continue;
    }
    for (const [oldLine, newLine] of [...anchors, [oldEnd, newEnd] as const]) {
      stretches.push({ oldStart, oldEnd: oldLine, newStart, newEnd: newLine, depth: rest.depth });
      if (newLine < newEnd) match(oldLine, newLine);
      oldStart = oldLine + 1;
      newStart = newLine + 1;
    }
  }
  return origins;
}

/** The lines as numbers, the same for the same text. */
function numbered(source: SourceFile, numbers: Map<string, number>): Uint32Array {
  return Uint32Array.from(source.lineStarts, (_start, index) => {
    const line = source.line(index + 1);
    let number = numbers.get(line);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(line, number);
    }
    return number;
  });
}

/** The lines that either stretch holds once, in the order of the new text. */
function onceInBoth(old: Uint32Array, now: Uint32Array, { oldStart, oldEnd, newStart, newEnd }: Stretch): (readonly [number, number])[] {
  const places = placesOfSingles(old, oldStart, oldEnd);
  const singles = placesOfSingles(now, newStart, newEnd);
  const pairs: (readonly [number, number])[] = [];
  for (const [line, newLine] of singles) {
    const oldLine = places.get(line);
    if (newLine >= 0 && oldLine !== undefined && oldLine >= 0) pairs.push([oldLine, newLine]);
  }
  return pairs;
}

/** @returns by line where it stands, or −1 where it stands more than once */
function placesOfSingles(lines: Uint32Array, start: number, end: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let index = start; index < end; index++) {
    const line = lines[index] ?? 0;
    places.set(line, places.has(line) ? -1 : index);
  }
  return places;
}

/** The longest run of pairs whose first parts rise too, found by patience sorting. */
function rising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  /** The index of the pair on top of each pile, and below each pair the one on top of the pile to its left. */
  const tops: number[] = [];
  const previous: number[] = [];
  const first = (index: number | undefined): number => pairs[index ?? 0]?.[0] ?? 0;
  for (const [index, [value]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first(tops[middle]) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}

/** The pairs of equal lines on the shortest way from one stretch to the other; none where that takes too many edits. */
function shortestWay(old: Uint32Array, now: Uint32Array, { oldStart, oldEnd, newStart, newEnd }: Stretch): (readonly [number, number])[] {
  const oldLength = oldEnd - oldStart;
  const newLength = newEnd - newStart;
  const offset = mostEdits + 1;
  /** By diagonal, how far into the old stretch the way leads so far; a copy from each round finds the way back. */
  const reach = new Int32Array(2 * offset + 1);
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= mostEdits; edits++) {
    rounds.push(reach.slice());
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(reach, offset, diagonal, edits);
      let y = x - diagonal;
      while (x < oldLength && y < newLength && old[oldStart + x] === now[newStart + y]) {
        x++;
        y++;
      }
      reach[offset + diagonal] = x;
      if (x >= oldLength && y >= newLength) return wayBack(rounds, offset, oldLength, newLength).map(([i, j]) => [oldStart + i, newStart + j]);
    }
  }
  return [];
}

/** Whether the best way onto a diagonal inserts a line, coming from the diagonal above, or deletes one. */
function inserts(reach: Int32Array, offset: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach[offset + diagonal - 1] ?? 0) < (reach[offset + diagonal + 1] ?? 0);
}

function startOn(reach: Int32Array, offset: number, diagonal: number, edits: number): number {
  if (edits === 0) return 0;
  return inserts(reach, offset, diagonal, edits) ? (reach[offset + diagonal + 1] ?? 0) : (reach[offset + diagonal - 1] ?? 0) + 1;
}

function wayBack(rounds: readonly Int32Array[], offset: number, oldLength: number, newLength: number): [number, number][] {
  const pairs: [number, number][] = [];
  let x = oldLength;
  let y = newLength;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const reach = rounds[edits];
    if (reach === undefined) break;
    const diagonal = x - y;
    const start = startOn(reach, offset, diagonal, edits);
    while (x > start) pairs.push([--x, --y]);
    if (edits > 0 && inserts(reach, offset, diagonal, edits)) y--;
    else x--;
  }
  return pairs;
}
