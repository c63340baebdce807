import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { globOf, matchesAny } from '../../src/configuration/glob.js';
import { folder } from '../scan/folder.js';

const matched = (path: string, ...patterns: string[]): boolean => matchesAny(path, patterns.map(globOf));

const paths = ['a.ts', '.env', 'src/a.ts', 'src/a.test.ts', 'src/b.js', 'src/deep/er/a.test.tsx', 'dist/a.js', 'src/dist/c.js', 'src/[id]/page.ts', 'test/x1.ts', 'test/x2.ts', 'test/xy.ts'];
const patterns = ['**', '*', '*.ts', '**/*.ts', 'src', 'src/**', 'src/*', 'dist', '**/dist', '**/dist/**', '**/*.test.{ts,tsx}', '**/*.{test,spec}.ts', 'src/**/a*', '?.ts', 'test/x[0-9].ts', 'test/x[!0-9].ts', '.*', '{src,test}/*.ts', 'src/**/*.{js,test.{ts,tsx}}', 'src/', './src/a.ts'];

test.each(patterns)('%s leaves out what fast-glob leaves out', async (pattern) => {
  const cwd = folder(Object.fromEntries(paths.map((path) => [path, ''])));
  const left = await fastGlob('**', { cwd, dot: true, ignore: [pattern.replace(/^\.\/|\/$/gu, '')] });
  expect(paths.filter((path) => !matched(path, pattern)).sort()).toEqual(left.sort());
});

test('the last one that matches decides', () => {
  expect(matched('src/a.ts', 'src', '!src/a.ts')).toBe(false);
  expect(matched('src/b.ts', 'src', '!src/a.ts')).toBe(true);
  expect(matched('src/a.ts', '!src/a.ts', 'src')).toBe(true);
  expect(matched('src/a.ts')).toBe(false);
});

describe('patterns that mean harm are answered', () => {
  test.each(['*a'.repeat(50), '**/'.repeat(60) + 'x', '{a,b}'.repeat(30), `${'{a,'.repeat(60)}${'}'.repeat(60)}`, '['.repeat(100), '(a+)+$', '+(a|aa)+b', '{1..100000000}'])('%s', (pattern) => {
    expect(matched(`${'a/'.repeat(100)}${'a'.repeat(5000)}`, pattern)).toBe(false);
  });
});
