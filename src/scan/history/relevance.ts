import { isDigestName, isKeyName } from '../../key/names.js';
import { isKeyShaped } from '../../key/shape.js';
import { isWordy } from '../../key/words.js';

/** A line that may hold a key: a hash of it, and its number, 1-based. */
export interface RelevantLine {
  readonly hash: number;
  readonly line: number;
}

/**
 * Finds the lines of a text that may hold a key, or a part of one, and those that may suppress what is found. Versions of a file
 * repeat most lines, so a line is known by its hash, and judged once.
 */
export function relevantLines(text: string): readonly RelevantLine[] {
  const lines: RelevantLine[] = [];
  let line = 1;
  let start = 0;
  let high = highSeed;
  let low = lowSeed;
  for (let index = 0; index <= text.length; index++) {
    const unit = index < text.length ? text.charCodeAt(index) : lineFeed;
    if (unit !== lineFeed && unit !== carriageReturn && unit !== 0x2028 && unit !== 0x2029) {
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
      continue;
    }
    // 52 bits in two halves: lines do not meet by chance.
    const hash = (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
    if (index - start >= shortest && isRelevant(hash, text, start, index)) lines.push({ hash, line });
    if (unit === carriageReturn && text.charCodeAt(index + 1) === lineFeed) index++;
    line++;
    start = index + 1;
    high = highSeed;
    low = lowSeed;
  }
  return lines;
}

const lineFeed = 10;
const carriageReturn = 13;
const highSeed = 0xdeadbeef;
const lowSeed = 0x41c6ce57;

/** What suppresses a finding has to be seen in every version that has it. */
const suppression = 'eslint-disable';

/** Half a key is longer. */
const shortest = suppression.length;

const mostJudged = 500_000;
const judged = new Map<number, boolean>();

function isRelevant(hash: number, text: string, start: number, end: number): boolean {
  const known = judged.get(hash);
  if (known !== undefined) return known;
  const line = text.slice(start, end);
  const relevant = mayHoldKey(line) || line.includes(suppression);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(hash, relevant);
  return relevant;
}

/** Runs of characters that could be a key or, with others, a part of one. */
const pieces = /[\w+/=-]{16,400}/gu;
const digit = /\d/u;

/** Names of functions, files and models are made of words, and digests and identifiers stand under names that say so; keys do neither. */
function mayHoldKey(line: string): boolean {
  return Array.from(line.matchAll(pieces)).some(({ 0: run, index }) => ((digit.test(run) && !isWordy(run)) || isKeyShaped(run)) && !isDigest(line, index, run));
}

/** Longer than the names of digests in lock files, with what stands between name and value. */
const longestName = 60;

/** Whether a run is a digest by its looks and its name, as lock files hold thousands: `checksum: …`, `"id": "…"`, `sha256:…`. */
function isDigest(line: string, start: number, run: string): boolean {
  if (!/^[\da-f-]{32,128}$/u.test(run)) return false;
  const before = line.slice(Math.max(0, start - longestName), start);
  const name = /(?<![\w.-])(?<name>[\w.-]{1,50})["']?\s?[:=]\s?["']?$/u.exec(before)?.groups?.['name'];
  return name !== undefined && isDigestName(name) && !isKeyName(name);
}
