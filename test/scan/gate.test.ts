import { describe, expect, test } from 'vitest';
import { namesMistral } from '../../src/scan/gate.js';

function passes(text: string): boolean {
  return namesMistral(Buffer.from(text));
}

describe('text in UTF-8', () => {
  test.each(['mistral', 'MISTRAL', 'Mistral', 'mIsTrAl', 'codestral', 'CODESTRAL', 'CodeStral', '@mistralai/x', 'mistra mistral', 'lllmistral'])(
    '%s passes',
    (text) => {
      expect(passes(text)).toBe(true);
      expect(passes(`${'x'.repeat(1001)}${text}${'y'.repeat(7)}`)).toBe(true);
    },
  );

  test.each(['', 'stral', 'istral', 'estral', 'ministral', 'orchestral', 'mistra', 'mis tral', 'codistral', 'mastral', 'm\u00efstral', 'l', 'llllllll'])(
    '"%s" does not',
    (text) => {
      expect(passes(text)).toBe(false);
      expect(passes(`${'x'.repeat(1001)}${text}`)).toBe(false);
    },
  );

  test('agrees with a regular expression on texts made of its own letters', () => {
    let seed = 7;
    const random = (limit: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % limit;
    };
    const pieces = ['mi', 'code', 's', 't', 'r', 'a', 'l', 'stral', 'STRAL', 'i', 'e', 'x', 'Mistra', 'odestral'];
    let hits = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: 1 + random(8) }, () => pieces[random(pieces.length)]).join('');
      const expected = /mistral|codestral/iu.test(text);
      if (expected) hits++;
      expect(passes(text), text).toBe(expected);
    }
    expect(hits).toBeGreaterThan(100);
  });
});

describe('text in UTF-16', () => {
  test.each(['Mistral', 'CODESTRAL'])('%s passes in both byte orders, with and without mark', (name) => {
    const text = `const a = "${name}";`;
    for (const mark of ['\ufeff', '']) {
      const little = Buffer.from(mark + text, 'utf16le');
      expect(namesMistral(little)).toBe(true);
      expect(namesMistral(Buffer.from(little).swap16())).toBe(true);
    }
  });

  test('other text does not', () => {
    expect(namesMistral(Buffer.from('\ufeffconst a = 1;', 'utf16le'))).toBe(false);
  });
});

test('a name between NUL bytes passes', () => {
  expect(namesMistral(Buffer.from('\0\0mistral\0'))).toBe(true);
});
