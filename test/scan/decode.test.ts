import { expect, test } from 'vitest';
import { decode } from '../../src/scan/decode.js';
import { detectEncoding } from '../../src/scan/encoding.js';

const text = 'const né = "mistral";\r\n';

test('UTF-8 with and without mark', () => {
  expect(decode(Buffer.from(text))).toBe(text);
  expect(decode(Buffer.from(`\ufeff${text}`))).toBe(text);
});

test('UTF-16 in both byte orders, with and without mark', () => {
  for (const mark of ['\ufeff', '']) {
    const little = Buffer.from(mark + text, 'utf16le');
    expect(decode(little)).toBe(text);
    expect(decode(Buffer.from(little).swap16())).toBe(text);
  }
});

test('decoding leaves the bytes as they are', () => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const copy = Buffer.from(bytes);
  decode(bytes);
  expect(bytes).toEqual(copy);
});

test('an odd byte at the end of UTF-16 is left out', () => {
  expect(decode(Buffer.concat([Buffer.from('\ufeffab', 'utf16le'), Buffer.of(0x41)]))).toBe('ab');
});

test('what is no UTF-8 takes nothing of the text behind it along', () => {
  expect(decode(Buffer.from([0x61, 0xff, 0xe9, 0x62, 0xf0, 0x9f, 0x63, 0x80, 0x64]))).toBe('a\ufffd\ufffdb\ufffdc\ufffdd');
});

test('a text with a few NULs is a text', () => {
  expect(decode(Buffer.from(`a\0b${text}`))).toBe(`a\0b${text}`);
});

test('what is mostly controls is binary', () => {
  expect(detectEncoding(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0x3e, 0]))).toBe('binary');
  expect(decode(Buffer.alloc(100))).toBeUndefined();
});

test('nothing is the empty text', () => {
  expect(decode(Buffer.alloc(0))).toBe('');
});
