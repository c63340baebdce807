import { expect, test } from 'vitest';
import { relevantLines } from '../../src/scan/history/relevance.js';

const key = 'hT5vQ9zLmB2xWc7RkYp4NsJd8FgA3eUq';

function linesOf(text: string): number[] {
  return relevantLines(text).map(({ line }) => line);
}

test('lines with what could be a key, or half of one', () => {
  expect(linesOf(`a\nconst k = '${key}';\nconst half = '${key.slice(0, 16)}' +\n`)).toEqual([2, 3]);
});

test('a key without digits, and digits under the name of a key', () => {
  expect(linesOf("'qWmZtRbYxKpLvNsJdHgFcAeUqTzBnMwX'\nMISTRAL_API_KEY=0f1e2d3c4b5a69788796a5b4c3d2e1f0\n")).toEqual([1, 2]);
});

test('names made of words, digests and identifiers under their names are none', () => {
  expect(
    linesOf(
      [
        'export class ChatCompletionResponse2 {}',
        'checksum: 0f1e2d3c4b5a69788796a5b4c3d2e1f0',
        '"id": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",',
        'hash = "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"',
        'git_object: 0f1e2d3c4b5a69788796a5b4c3d2e1f0deadbeef',
      ].join('\n'),
    ),
  ).toEqual([]);
});

test('lines end as in every editor, and comments that suppress count', () => {
  expect(linesOf(`\r\n${key}\r${key}\u2028${key}\u2029# eslint-disable-line\n\n${key}`)).toEqual([2, 3, 4, 5, 7]);
});

test('the same line has the same hash wherever it stands, another line another', () => {
  const [one, two, three] = relevantLines(`${key}\n\n${key}\n${key}x0`);
  expect(one?.hash).toBe(two?.hash);
  expect(three?.hash).not.toBe(one?.hash);
});
