export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/** How many bytes at the start tell what a file is. */
const sampleSize = 8192;

/**
 * Tells how the bytes of a file spell text.
 * @param bytes the file, or its start
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, sampleSize);
  if (!sample.includes(0)) return 'utf-8';
  return detectByNuls(sample);
}

/**
 * Text in UTF-16 that is mostly Latin has a NUL in every second place. A text with a few NULs stays a text: one stray
 * byte must not hide a file. Where a tenth is NUL or another control that no text has, it is none.
 */
function detectByNuls(sample: Uint8Array): Encoding {
  let evenNuls = 0;
  let oddNuls = 0;
  let controls = 0;
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] ?? 0;
    if (byte === 0) {
      if (index % 2 === 0) evenNuls++;
      else oddNuls++;
    } else if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) controls++;
  }
  const half = sample.length / 2;
  const tenth = sample.length / 10;
  if (controls < tenth) {
    if (oddNuls > half / 2 && evenNuls < half / 10) return 'utf-16le';
    if (evenNuls > half / 2 && oddNuls < half / 10) return 'utf-16be';
  }
  return evenNuls + oddNuls + controls > tenth ? 'binary' : 'utf-8';
}
