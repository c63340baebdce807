import { decodeUtf16 } from './decode.js';
import { detectEncoding, type Encoding } from './encoding.js';

/** The longest name that the gate looks for, in bytes of the widest encoding. */
export const longestName = 'codestral'.length * 2;

/** What the two names share but for one letter, in lower case: `istral`, `estral`. */
const tail = 'stral';
const windowSize = tail.length + 1;

/**
 * How far the search may jump from each byte that stands under the window's last place (Horspool's table, for both
 * names and both cases at once). 0 means that the byte is the last letter. Takes half the time of `Buffer.indexOf`
 * with a needle for each way to write the names, and knows all ways.
 */
const jumps = new Uint8Array(256).fill(windowSize);
for (const [index, letters] of ['ie', 's', 't', 'r', 'a', 'l'].entries()) {
  for (const letter of Array.from(letters)) {
    jumps[letter.charCodeAt(0)] = windowSize - 1 - index;
    jumps[letter.toUpperCase().charCodeAt(0)] = windowSize - 1 - index;
  }
}

/**
 * Says whether bytes name Mistral or Codestral, in upper, lower or mixed case, in UTF-8 or UTF-16. Nearly every file of
 * a project ends here.
 * @param bytes a file, or a stretch of one that starts at an even offset
 * @param encoding how the file spells text, where its start has told
 * @param words by which the configuration of the project lets files in, too
 */
export function namesMistral(bytes: Buffer, encoding?: Encoding, words?: RegExp): boolean {
  if (namesMistralInBytes(bytes) || words?.test(bytes.toString('latin1')) === true) return true;
  if (!bytes.includes(0)) return false;
  const spelt = encoding ?? detectEncoding(bytes);
  if (spelt !== 'utf-16le' && spelt !== 'utf-16be') return false;
  const text = decodeUtf16(bytes, spelt);
  return /mistral|codestral/iu.test(text) || words?.test(text) === true;
}

function namesMistralInBytes(bytes: Buffer): boolean {
  const length = bytes.length;
  let index = windowSize - 1;
  while (index < length) {
    const jump = jumps[bytes[index] ?? 0] ?? windowSize;
    if (jump > 0) index += jump;
    else {
      if (isNameEndingAt(bytes, index)) return true;
      // An `l` has no other place in the names, so the next window lies behind it.
      index += windowSize;
    }
  }
  return false;
}

function isNameEndingAt(bytes: Buffer, end: number): boolean {
  const start = end - tail.length;
  for (let offset = 1; offset <= tail.length; offset++) {
    if (lower(bytes[start + offset]) !== tail.charCodeAt(offset - 1)) return false;
  }
  return spells(bytes, start, 'mi') || spells(bytes, start, 'code');
}

/** Says whether `word` ends at `end`, in any case. */
function spells(bytes: Buffer, end: number, word: string): boolean {
  const start = end - word.length + 1;
  if (start < 0) return false;
  for (let offset = 0; offset < word.length; offset++) {
    if (lower(bytes[start + offset]) !== word.charCodeAt(offset)) return false;
  }
  return true;
}

function lower(byte: number | undefined): number {
  return (byte ?? 0) | 32;
}
