import { newRule } from './new-rule/create.js';

const name = process.argv[2];
if (name === undefined || process.argv.length > 3) {
  console.error('Usage: npm run new-rule NAME, for example npm run new-rule no-key-in-url');
  process.exitCode = 2;
} else {
  for (const file of await newRule('.', name)) console.log(file);
  console.log(`\nNow say in these files what ${name} reports, then run \`npm run docs\` and \`npm test\`.`);
}
