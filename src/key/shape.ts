import { isSequence } from './sequence.js';
import { isWordy } from './words.js';

/** A stretch of text. Offsets are 0-based UTF-16 units, `end` exclusive. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/**
 * The least entropy of a key in bits per character: 99.98 % of random keys lie above 4.0, a hexadecimal digest never exceeds 3.95.
 */
const leastEntropy = 4;

/**
 * Whether a value looks like a key of Mistral: 32 letters and digits that look random. Mistral documents no format;
 * a digest, a UUID without dashes, an identifier and a counting sequence do not pass, of random keys all but one in a thousand do.
 */
export function isKeyShaped(value: string): boolean {
  return (
    value.length === 32 &&
    /^[A-Za-z0-9]{32}$/u.test(value) &&
    (value.match(/[A-Z]/gu)?.length ?? 0) >= 3 &&
    (value.match(/[a-z]/gu)?.length ?? 0) >= 3 &&
    !/^[0-9A-Fa-f]{32}$/u.test(value) &&
    entropy(value) >= leastEntropy &&
    !isSequence(value) &&
    !isWordy(value)
  );
}

/** Shannon entropy of a value, in bits per UTF-16 unit. */
export function entropy(value: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** Longer than any key of any vendor, most of which write `-` and `_`; with `+`, `/` or `=` it is ciphertext. */
const longestCredential = 256;
const longestBase64Credential = 96;

/**
 * Whether a literal that reaches a key sink could be a credential at all: a key, or another 20 characters and more without
 * spaces that are no word, identifier, path, URL, date or model id. Hexadecimal values and other vendors' keys could.
 */
export function couldBeCredential(value: string): boolean {
  if (isKeyShaped(value)) return true;
  if (value.length < 20 || value.length > longestCredential) return false;
  if (!/^[\w\-.+/~=:|!#%^&*@?$]+$/u.test(value)) return false;
  if (/[+/=]/u.test(value) && value.length > longestBase64Credential) return false;
  if ((value.match(/[A-Za-z]/gu)?.length ?? 0) < 4 || new Set(value).size < 8) return false;
  return !isAddress(value) && !isModelOrDigest(value) && !isTimestamp(value) && !isWordy(value);
}

/** A URL, a path, a mail address. */
function isAddress(value: string): boolean {
  return /^[A-Za-z][\w+.-]{0,20}:\/\/|^(?:~|\.{1,2})?\/|^[A-Za-z]:[/\\]|^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}$/u.test(value);
}

/** An agent id, a fine-tuned model, a labelled digest. */
function isModelOrDigest(value: string): boolean {
  return /^(?:ag|ft):|^(?:sha\d{1,3}|md5)[-:]/u.test(value);
}

function isTimestamp(value: string): boolean {
  return /^\d{4}-\d\d-\d\d[T_]/u.test(value);
}

/** 32 letters and digits that no letter or digit touches, but for one that is part of an escape: `\n`, `%20`. */
const alphanumericRun =
  /(?<![A-Za-z0-9])(?:(?<=\\)[bfnrtv]|(?<=%)[0-9A-Fa-f]{2})?(?<run>[A-Za-z0-9]{32})(?![A-Za-z0-9])/gu;

/** Finds everything in the shape of a key in one pass, whatever stands around it. */
export function* findKeyShapes(text: string, start = 0, end: number = text.length): Generator<Run, void> {
  const pattern = new RegExp(alphanumericRun);
  pattern.lastIndex = start;
  // Without the cut, a short range of a long text would be searched to the end of the text. The character behind the range is for the lookahead.
  const searched = end < text.length ? text.slice(0, end + 1) : text;
  for (let match = pattern.exec(searched); match !== null; match = pattern.exec(searched)) {
    const runEnd = match.index + match[0].length;
    if (runEnd > end) return;
    const value = match.groups?.['run'] ?? '';
    if (isKeyShaped(value)) yield { start: runEnd - value.length, end: runEnd, value };
  }
}

/**
 * Finds the key-shaped runs of a text in one pass. A run that is part of a longer token is none: base64, an integrity
 * hash, `sk-…`, a JWT, a hash in the path of a URL or in a file name; nor is the name of a variable or a function.
 *
 * @param start 0-based offset at which to begin
 * @param end 0-based offset beyond which no run may reach
 */
export function* findKeyShapedRuns(text: string, start = 0, end: number = text.length): Generator<Run, void> {
  for (const run of findKeyShapes(text, start, end)) if (!isPartOfToken(text, run)) yield run;
}

/** `postgres://user:`, `https://` */
const isUserinfo = /[a-z][a-z\d+.-]{1,20}:\/\/(?:[^\s/@:"']{0,60}:)?$/iu;

/** Whether the URL whose userinfo a run is leads to Mistral: `mistral://KEY@default`, `https://KEY@api.mistral.ai`. */
function leadsToMistral(text: string, { start, end }: Run): boolean {
  return /(?:mistral(?:ai)?|codestral):\/\/(?:[^\s/@:"']{0,60}:)?$/iu.test(text.slice(Math.max(0, start - 100), start)) || /^@[\w.-]{0,40}\bmistral\.ai\b/iu.test(text.slice(end, end + 60));
}

/** How far before a run the beginning of an encrypted value is looked for. */
const longestSealed = 600;

/** Whether an offset lies in an encrypted value: `ENC[AES256_GCM,data:…]` of SOPS, `ENC(…)` of Jasypt. */
export function isSealed(text: string, offset: number): boolean {
  return /\bENC[[(][^\])\s]*$/u.test(text.slice(Math.max(0, offset - longestSealed), offset));
}

/**
 * Whether the characters around a run join it to a longer token, or it is part of an encrypted value. A slash before it makes
 * a path, two make a comment.
 */
function isPartOfToken(text: string, run: Run): boolean {
  if (isSealed(text, run.start)) return true;
  const before = text.slice(Math.max(0, run.start - 3), run.start);
  const after = text.slice(run.end, run.end + 3);
  if (after.startsWith('@') && isUserinfo.test(text.slice(Math.max(0, run.start - 100), run.start))) return !leadsToMistral(text, run);
  return /[A-Za-z0-9+/][-_+.]$|:\/\/$|(?<![/*])\/$|\$$/u.test(before) || /^[-_+/.][A-Z\d+/]|^[(=]|^%(?:2B|2F|3D)/iu.test(after) || (before.endsWith('<') && after.startsWith('@'));
}
