import { expect, test } from 'vitest';
import { pathFromBytes, shownPath, systemPath } from '../../src/scan/path-bytes.js';

const names: readonly Buffer[] = [
  Buffer.from('plain.ts'),
  Buffer.from('été/日本.ts'),
  Buffer.from([0x66, 0xe9, 0x2e, 0x74, 0x73]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc3]),
  Buffer.from([0xf0, 0x9f, 0x98]),
  Buffer.concat([Buffer.from('é'), Buffer.from([0xe9]), Buffer.from('😀')]),
  Buffer.from([0xed, 0xb2, 0x80]),
];

test('every name goes back to the system as it came', () => {
  for (const name of names) expect(Buffer.from(systemPath(pathFromBytes(name)))).toEqual(name);
});

test('a name in UTF-8 is a plain string', () => {
  expect(pathFromBytes(Buffer.from('été.ts'))).toBe('été.ts');
  expect(systemPath('été.ts')).toBe('été.ts');
});

test('bytes that are not UTF-8 are shown in hexadecimal', () => {
  expect(shownPath(pathFromBytes(Buffer.from([0x66, 0xe9, 0x2e, 0x74, 0x73])))).toBe('f\\xE9.ts');
  expect(shownPath('été.ts')).toBe('été.ts');
});
