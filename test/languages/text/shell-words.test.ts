import { describe, expect, test } from 'vitest';
import { filled, shellWords } from '../../../src/languages/text/shell-words.js';

/** The words of a command, with `<name>` in place of what is filled in. */
function words(text: string, options: { escaped?: boolean; joins?: boolean } = {}): string[] {
  const found = shellWords(text, 0, { escaped: options.escaped ?? false, joins: () => options.joins ?? false });
  return found.map((word) => word.text.replaceAll(new RegExp(`${filled}([^${filled}]*)${filled}`, 'gu'), '<$1>'));
}

describe('the words of a command', () => {
  test.each([
    ['-s  -H "a: b" url', ['-s', '-H', 'a: b', 'url']],
    ["-H 'a: $B' url", ['-H', 'a: $B', 'url']],
    ["-H 'Bearer '\"$KEY\"", ['-H', 'Bearer <KEY>']],
    ['${BASE}/models $1', ['<BASE>/models', '<1>']],
    ['${BASE:-https://a.example}/models', ['https://a.example/models']],
    ['"${HEADERS[@]}" url', ['<HEADERS>', 'url']],
    ['-H "a: ${{ secrets.MISTRAL_API_KEY }}"', ['-H', 'a: <MISTRAL_API_KEY>']],
    ['$(BASE)/models', ['<BASE>/models']],
    ['-d "$(cat a.json)" url', ['-d', '<>', 'url']],
    ['a \\\n  b\nc', ['a', 'b']],
    ['a | b', ['a']],
    ['a; b', ['a']],
    ['a && b', ['a']],
    ['a) b', ['a']],
    ['a > out.txt b 2>&1', ['a', 'b']],
    ['a # b', ['a']],
    ['a#b "c;d"', ['a#b', 'c;d']],
    ['"never closed', ['never closed']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('a line end may go on', () => {
    expect(words('a\n  b', { joins: true })).toEqual(['a', 'b']);
  });

  test('in a string of JSON, quotes are escaped, and the string ends the command', () => {
    expect(words('-H \\"a: b\\" url", "next": "c"', { escaped: true })).toEqual(['-H', 'a: b', 'url']);
  });

  test('places cover the word with its quotes', () => {
    expect(shellWords('a "b c" d', 0, { escaped: false, joins: () => false }).map(({ start, end }) => [start, end])).toEqual([[0, 1], [2, 7], [8, 9]]);
  });

  test('a command without an end is cut off', () => {
    expect(shellWords('a '.repeat(100_000), 0, { escaped: false, joins: () => false }).length).toBeLessThanOrEqual(10_000);
  });
});
