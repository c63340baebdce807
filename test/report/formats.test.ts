import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../src/facts/source.js';
import { formats } from '../../src/report/format.js';
import { hostileOutcome } from './hostile.js';
import { finding, outcome, settings } from './outcome.js';

describe.each(Object.entries(formats))('%s', (_name, load) => {
  test('lets no control, mark of direction or end of line of others through', async () => {
    const text = (await load())(hostileOutcome(), settings);
    // A mark at the very start tells the encoding.
    // eslint-disable-next-line no-control-regex -- the controls are what it is about
    expect(text.replace(/^\ufeff/u, '').replace(/\r\n/gu, '\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
    expect(text).toContain('payload');
  });

  test('shows what is found: rule, place and message', async () => {
    const source = new SourceFile('src/a.ts', 'one\ntwo three');
    const text = (await load())(outcome(source, [finding(source, 8, 13, { message: 'Something stands here.' })]), settings);
    for (const part of ['no-hardcoded-key', 'src/a.ts', '2', 'Something stands here.']) expect(text).toContain(part);
  });

  test('says something where nothing is found, and the same each time', async () => {
    const format = await load();
    const nothing = outcome(new SourceFile('a.ts', ''), []);
    expect(format(nothing, settings)).toBe(format(nothing, settings));
    const text = format(nothing, settings);
    expect(text.trim()).not.toBe('');
    expect(text.endsWith('\n')).toBe(true);
  });
});
