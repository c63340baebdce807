import { describe, expect, test } from 'vitest';
import { isSendable, keyFlaws } from '../../src/key/flaws.js';
import { RandomText } from './random.js';

const key = new RandomText(5).key();

describe('keyFlaws', () => {
  test('has nothing to say of a key', () => {
    for (let seed = 1; seed < 50; seed++) expect(keyFlaws(new RandomText(seed).key())).toEqual([]);
  });

  test.each([
    ['', ['empty']],
    ['  ', ['empty']],
    ['YOUR_API_KEY', ['placeholder']],
    ['"your-api-key-here"', ['placeholder', 'quotes']],
    [`${key}\n`, ['line-end']],
    [`${key}\r\n`, ['line-end']],
    [`Bearer ${key}`, ['bearer']],
    [`"${key}"`, ['quotes']],
    [`'Bearer ${key}'`, ['bearer', 'quotes']],
    [` ${key}`, ['spaces']],
    [`${key} `, ['spaces']],
    [`“${key}”`, ['characters']],
    [`${key}\u200b`, ['characters']],
    [key.slice(1), ['shape']],
    ['0123456789abcdef0123456789abcdef', ['placeholder']],
    ['e41c07b9d25f86a3c9107fe2b4d86a35', ['shape']],
  ])('%j', (value, ids) => {
    const flaws = keyFlaws(value);
    expect(flaws.map(({ id }) => id)).toEqual(ids);
    for (const { text, fix } of flaws) expect(`${text} ${fix}`).not.toContain(key.slice(1, 9));
  });

  test('only the shape is no certain failure', () => {
    expect(keyFlaws(key.slice(1)).map(({ fatal }) => fatal)).toEqual([false]);
    expect(keyFlaws(`"${key}"`).map(({ fatal }) => fatal)).toEqual([true]);
  });
});

test.each([
  [key, true],
  [`"${key}"`, true],
  ['', false],
  [`${key}\n`, false],
  [`“${key}”`, false],
])('isSendable(%j) is %s', (value, sendable) => {
  expect(isSendable(value)).toBe(sendable);
});
