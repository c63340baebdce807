/** A word of an identifier: `Client`, `API`, `key`. */
const word = /[A-Z]{1,60}(?![a-z])|[A-Z]?[a-z]{1,60}/gu;

/** The marks that join the words of an identifier, a path or a model name. */
const joint = /[-_.:/@]/gu;

/** The words of a value without its digits: `['your', 'API', 'Key']` for `your-APIKey2`. */
export function wordsOf(value: string): string[] {
  return value.match(word) ?? [];
}

/**
 * Whether a value is made of words: an identifier in any case style, a path, a model name, a plain word.
 * Random text is told from words by its short chunks of letters, its chunks without a vowel and its scattered digits.
 * Of random keys of 32 characters this takes fewer than 7 in 10,000 for words.
 */
export function isWordy(value: string): boolean {
  const words = wordsOf(value);
  if (words.length === 0) return false;
  const joints = value.match(joint)?.length ?? 0;
  const digitGroups = value.match(/\d{1,512}/gu)?.length ?? 0;
  if (digitGroups > (joints >= 2 ? 4 : 2)) return false;
  let letters = 0;
  let inWords = 0;
  let withoutVowel = 0;
  for (const part of words) {
    letters += part.length;
    if (part.length < 3) continue;
    inWords += part.length;
    if (!/[aeiouy]/iu.test(part) || /[^aeiouy]{9}/iu.test(part)) withoutVowel += part.length;
  }
  return (
    letters / words.length >= 2.8 &&
    withoutVowel / letters <= (digitGroups === 0 ? 0.3 : 0.15) &&
    inWords / (value.length - joints) >= (joints >= 2 ? 0.6 : 0.8)
  );
}
