import { createHmac } from 'node:crypto';

import { findKeyShapes } from './shape.js';

/** What may be kept and shown of a key: never the key itself. */
export interface KeyDigest {
  /** A few characters and an ellipsis: `Ab3d…(32)`. */
  readonly redacted: string;
  /** A hash that tells two keys apart and gives neither away. */
  readonly fingerprint: string;
}

/**
 * The context of the fingerprint, public and fixed, so that a key has the same fingerprint on every machine and in every
 * baseline. A key holds 32 random characters, about 190 bits: no one can try them all, so a fast hash gives nothing away
 * and a slow one would only make scans slow. The context keeps fingerprints apart from plain hashes of the same key.
 */
const context = 'eslint-plugin-mistral-keys fingerprint 1';

/** @returns the redacted form of a key and its fingerprint of 32 hexadecimal digits */
export function digest(value: string): KeyDigest {
  return {
    redacted: redact(value),
    fingerprint: createHmac('sha256', context).update(value).digest('hex').slice(0, 32),
  };
}

/** At most four characters, at most a quarter of the value, and only such as a terminal shows as they are. */
function redact(value: string): string {
  const shown = /^[!-~]{4}/u.exec(value)?.[0] ?? '';
  return `${value.length >= 4 * shown.length && value.length >= 16 ? shown : ''}…(${value.length})`;
}

/** A value shorter than this gives no more away than the redacted form; hiding it would only make the text unreadable. */
const shortestMasked = 5;

/**
 * Replaces the given values, and everything in the shape of a key, by their redacted form: for source lines and messages
 * that are about to be shown. Masks more than is a key: an integrity hash of the same shape is hidden too.
 *
 * @param values the keys that are known, of whatever shape
 */
export function maskKeys(text: string, values: Iterable<string> = []): string {
  let masked = text;
  const known = new Set(values);
  for (const value of [...known].sort((one, other) => other.length - one.length)) {
    if (value.length >= shortestMasked) masked = masked.replaceAll(value, () => redact(value));
  }
  let result = '';
  let done = 0;
  for (const run of findKeyShapes(masked)) {
    result += masked.slice(done, run.start) + redact(run.value);
    done = run.end;
  }
  return result + masked.slice(done);
}
