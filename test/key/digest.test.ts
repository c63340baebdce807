import { describe, expect, it } from 'vitest';

import { digest, maskKeys } from '../../src/key/digest.js';
import { RandomText } from './random.js';

const random = new RandomText(5);
const key = random.key();
const other = random.key();

describe('digest', () => {
  it('shows four characters and the length', () => {
    expect(digest(key).redacted).toBe(`${key.slice(0, 4)}…(32)`);
  });

  it('shows nothing of a short value', () => {
    expect(digest('hunter2').redacted).toBe('…(7)');
    expect(digest('fifteen-letters').redacted).toBe('…(15)');
    expect(digest('').redacted).toBe('…(0)');
  });

  it('shows no control characters', () => {
    expect(digest(`\u001b[2J${key}`).redacted).toBe('…(36)');
  });

  it('tells keys apart and gives none away', () => {
    expect(digest(key).fingerprint).toMatch(/^[0-9a-f]{32}$/u);
    expect(digest(key).fingerprint).toBe(digest(key).fingerprint);
    expect(digest(key).fingerprint).not.toBe(digest(other).fingerprint);
  });

  it('stays the same from release to release, or baselines would break', () => {
    expect(digest('not a key of anybody').fingerprint).toBe('20d8c1bcce11371e7a8b89f20a705c15');
  });
});

describe('maskKeys', () => {
  it('masks everything in the shape of a key', () => {
    const masked = maskKeys(`a = "${key}"; b = 'sk-${other}'; c = x/${key}`);
    expect(masked).toBe(`a = "${key.slice(0, 4)}…(32)"; b = 'sk-${other.slice(0, 4)}…(32)'; c = x/${key.slice(0, 4)}…(32)`);
  });

  it('masks the values it is given, the longest first', () => {
    const hex = random.hex();
    expect(maskKeys(`${hex} and ${hex}ff`, [hex, `${hex}ff`])).toBe(`${hex.slice(0, 4)}…(32) and ${hex.slice(0, 4)}…(34)`);
  });

  it('takes values literally', () => {
    expect(maskKeys('x $&.*+?^$$ y', ['$&.*+?^$$'])).toBe('x …(9) y');
  });

  it('leaves other text alone', () => {
    const text = `import { Mistral } from '@mistralai/mistralai'; // ${random.hex()}`;
    expect(maskKeys(text)).toBe(text);
    expect(maskKeys('a b', ['', 'a'])).toBe('a b');
  });
});
