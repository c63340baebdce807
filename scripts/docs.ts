import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rules } from '../rules/index.js';
import { helpPages } from '../src/cli/help-pages.js';
import { configurationSchema } from '../src/configuration/schema.js';
import { optionList, pageHead, ruleTable, withPart } from './documentation.js';
import { manPage } from './man-page.js';

const check = process.argv.includes('--check');
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

const parts = [
  { file: 'README.md', part: 'rules', content: ruleTable(rules) },
  ...rules.flatMap((rule) => [
    { file: `rules/${rule.name}.md`, part: 'head', content: pageHead(rule) },
    { file: `rules/${rule.name}.md`, part: 'options', content: optionList(rule) },
  ]),
];

for (const { file, part, content } of parts) {
  const text = await readFile(file, 'utf8');
  await update(file, `the part "${part}"`, text, withPart(text, part, content));
}
const wholes = [
  { file: 'schema.json', what: 'the schema', wanted: `${JSON.stringify(configurationSchema, undefined, 2)}\n` },
  { file: 'man/mistral-keys.1', what: 'the man page', wanted: manPage(helpPages, version) },
];
for (const { file, what, wanted } of wholes) await update(file, what, await readFile(file, 'utf8').catch(() => ''), wanted);

async function update(file: string, what: string, text: string, wanted: string): Promise<void> {
  if (wanted === text) return;
  if (check) {
    console.error(`${file}: ${what} is not up to date. Run \`npm run docs\` and commit what changes.`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`${file}: ${what} is written.`);
  }
}
