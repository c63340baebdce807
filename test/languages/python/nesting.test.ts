import { describe, expect, test } from 'vitest';
import { nestsTooDeep } from '../../../src/languages/python/nesting.js';

describe('brackets nest too deep', () => {
  test.each([
    ['parentheses', '('.repeat(201)],
    ['of all kinds', '([{'.repeat(67)],
    ['that close again', `x = ${'['.repeat(300)}${']'.repeat(300)}`],
    ['behind a string that is left open', `x = "\n${'('.repeat(201)}`],
    ['behind an escaped quote', String.raw`x = "\"" ` + '('.repeat(201)],
    ['behind a comment', `# it's\n${'('.repeat(201)}`],
  ])('%s', (_name, text) => {
    expect(nestsTooDeep(text)).toBe(true);
  });
});

describe('brackets do not nest too deep', () => {
  test.each([
    ['as deep as Python goes', `${'('.repeat(200)}${')'.repeat(200)}`],
    ['many in a row', 'f()[0]{}\n'.repeat(10_000)],
    ['in strings', `x = "${'('.repeat(300)}" '${'['.repeat(300)}'`],
    ['in long strings', `x = """${'(\n'.repeat(300)}"""\ny = '''${'{\n"'.repeat(300)}'''`],
    ['in comments', `# ${'('.repeat(300)}\n`],
    ['in a string that goes on in the next line', `x = "a\\\n${'('.repeat(300)}"`],
    ['none', ''],
  ])('%s', (_name, text) => {
    expect(nestsTooDeep(text)).toBe(false);
  });
});
