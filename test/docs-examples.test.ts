import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folder as folderWith } from './scan/folder.js';
import { lintFolder } from './support/eslint.js';
import { scanFiles } from './support/scanner.js';

interface Example {
  readonly kind: 'Incorrect' | 'Correct';
  readonly number: number;
  /** The language of the fence, which is also the ending of the file. */
  readonly language: string;
  readonly text: string;
}

/** @returns the fenced examples under the headings Incorrect and Correct */
function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  for (const section of page.split(/^(?=#{1,3} )/mu)) {
    const kind = /^### (Incorrect|Correct)$/mu.exec(section)?.[1] as Example['kind'] | undefined;
    if (kind === undefined) continue;
    for (const [, language = '', text = ''] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)) {
      examples.push({ kind, number: examples.length + 1, language, text });
    }
  }
  return examples;
}

const pages = readdirSync('rules').filter((file) => file.endsWith('.md'));

describe.each(pages)('the examples of %s', (file) => {
  const rule = file.replace(/\.md$/u, '');
  const examples = examplesOf(readFileSync(`rules/${file}`, 'utf8'));

  test('are all read', () => {
    const fences = readFileSync(`rules/${file}`, 'utf8').match(/^```\w+$/gmu) ?? [];
    expect(examples.map(({ language }) => `\`\`\`${language}`)).toEqual(fences);
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(['Incorrect', 'Correct']));
  });

  test.each(examples)('$kind, no. $number', async ({ kind, language, text }) => {
    const folder = folderWith({ [`example.${language}`]: text });
    const scanned = (await scanFiles(folder, { strict: true })).map((finding) => finding.rule);
    const linted = lintFolder(folder, { preset: 'strict' }).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId?.replace('mistral-keys/', '')));
    expect(scanned.includes(rule), `the scanner found ${JSON.stringify(scanned)} in\n${text}`).toBe(kind === 'Incorrect');
    expect(linted.includes(rule), `ESLint found ${JSON.stringify(linted)} in\n${text}`).toBe(kind === 'Incorrect');
  });
});
