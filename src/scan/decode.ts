import { detectEncoding } from './encoding.js';

/**
 * Turns the bytes of a file into text, without its byte order mark. Bytes that are no UTF-8 become U+FFFD, as in
 * ESLint, and the text goes on behind them.
 * @returns `undefined` where the bytes are no text
 * @throws nothing; strings end at 2^29 − 24 units, so give it no more bytes than that
 */
export function decode(bytes: Uint8Array): string | undefined {
  const encoding = detectEncoding(bytes);
  if (encoding === 'binary') return undefined;
  if (encoding === 'utf-8') return withoutMark(view(bytes).toString('utf8'));
  return withoutMark(decodeUtf16(bytes, encoding));
}

/** @returns the text of UTF-16 bytes; an odd byte at the end is left out */
export function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const whole = view(bytes).subarray(0, bytes.length - (bytes.length % 2));
  return encoding === 'utf-16le' ? whole.toString('utf16le') : Buffer.from(whole).swap16().toString('utf16le');
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
