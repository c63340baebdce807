import { expect, test } from 'vitest';
import { type Arrival, type Departure, pairRenames } from '../../src/git/renames.js';

const lines = Array.from({ length: 10 }, (_, index) => `line ${index}\n`);

function arrival(path: string, text: string): Arrival {
  return { path, id: `id of ${text}`, bytes: Buffer.from(text) };
}

function pairs(came: Readonly<Record<string, string>>, gone: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const departures: Departure[] = Object.entries(gone).map(([path, text]) => ({ path, entry: { mode: '100644', id: `id of ${text}` } }));
  const contents = new Map(Object.values(gone).map((text) => [`id of ${text}`, Buffer.from(text)]));
  const found = pairRenames(Object.entries(came).map(([path, text]) => arrival(path, text)), departures, () => contents);
  return Object.fromEntries([...found].map(([path, departure]) => [path, departure.path]));
}

test('the same content, the same name first, each only once', () => {
  expect(pairs({ 'new/a.ts': 'x', 'new/b.ts': 'x', 'new/c.ts': 'x' }, { 'old/b.ts': 'x', 'old/z.ts': 'x' })).toEqual({ 'new/b.ts': 'old/b.ts', 'new/a.ts': 'old/z.ts' });
});

test('content of which half is the same, the likeliest first', () => {
  const whole = lines.join('');
  const most = [...lines.slice(0, 9), 'other\n'].join('');
  const half = [...lines.slice(0, 6), 'w', 'x', 'y', 'z'].join('');
  expect(pairs({ most, half }, { whole })).toEqual({ most: 'whole' });
  expect(pairs({ half }, { whole })).toEqual({ half: 'whole' });
});

test('content of which less is the same, and empty files, are no renames', () => {
  expect(pairs({ a: lines.slice(0, 4).join(''), b: '' }, { whole: lines.join(''), nothing: 'x' })).toEqual({});
});
