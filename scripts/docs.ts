import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { rules } from '../rules/index.js';
import { configurationSchema } from '../src/configuration/schema.js';
import { optionList, pageHead, ruleTable, withPart } from './documentation.js';

const check = process.argv.includes('--check');

const parts = [
  { file: 'README.md', part: 'rules', content: ruleTable(rules) },
  ...rules.flatMap((rule) => [
    { file: `rules/${rule.name}.md`, part: 'head', content: pageHead(rule) },
    { file: `rules/${rule.name}.md`, part: 'options', content: optionList(rule) },
  ]),
];

const schemaFile = 'schema.json';
const schema = `${JSON.stringify(configurationSchema, undefined, 2)}\n`;
if (!existsSync(schemaFile) || readFileSync(schemaFile, 'utf8') !== schema) {
  if (check) {
    console.error(`${schemaFile} is not up to date. Run \`npm run docs\` and commit what changes.`);
    process.exitCode = 1;
  } else {
    await writeFile(schemaFile, schema);
    console.log(`${schemaFile} is written.`);
  }
}

for (const { file, part, content } of parts) {
  const text = await readFile(file, 'utf8');
  const wanted = withPart(text, part, content);
  if (wanted === text) continue;
  if (check) {
    console.error(`${file}: the part "${part}" is not up to date. Run \`npm run docs\` and commit what changes.`);
    process.exitCode = 1;
  } else {
    await writeFile(file, wanted);
    console.log(`${file}: the part "${part}" is written.`);
  }
}
