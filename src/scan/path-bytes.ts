import { isUtf8 } from 'node:buffer';

/**
 * Names of files are bytes, and not all of them are UTF-8. Paths are strings here; a byte that is no UTF-8 stands as a
 * lone surrogate (U+DC80 + byte − 0x80), as in Python's PEP 383, so every name goes to the system as it came.
 */

const escapedByte = /[\udc80-\udcff]/u;
const escapedBytes = /[\udc80-\udcff]/gu;
const escapeBase = 0xdc00;

/** @returns the path of these bytes; `systemPath` gives the bytes back */
export function pathFromBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let path = '';
  let offset = 0;
  while (offset < bytes.length) {
    const length = sequenceLength(bytes, offset);
    path += length === 0 ? String.fromCharCode(escapeBase + (bytes[offset] ?? 0)) : bytes.toString('utf8', offset, offset + length);
    offset += Math.max(length, 1);
  }
  return path;
}

/** @returns what `node:fs` takes: the path itself, or its bytes where it holds some that are not UTF-8 */
export function systemPath(path: string): string | Buffer {
  if (!escapedByte.test(path)) return path;
  const parts: Buffer[] = [];
  let last = 0;
  for (const match of path.matchAll(escapedBytes)) {
    parts.push(Buffer.from(path.slice(last, match.index)), Buffer.of(match[0].charCodeAt(0) - escapeBase));
    last = match.index + 1;
  }
  parts.push(Buffer.from(path.slice(last)));
  return Buffer.concat(parts);
}

/** @returns the path as people may read it: bytes that are not UTF-8 as `\xE9` */
export function shownPath(path: string): string {
  if (!escapedByte.test(path)) return path;
  return path.replace(escapedBytes, (unit) => `\\x${(unit.charCodeAt(0) - escapeBase).toString(16).toUpperCase()}`);
}

/** @returns the length of the valid UTF-8 sequence at `offset`, or 0 where there is none */
function sequenceLength(bytes: Buffer, offset: number): number {
  for (let length = 1; length <= 4 && offset + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(offset, offset + length))) return length;
  }
  return 0;
}
