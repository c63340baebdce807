import { checkOf, sdk, testRule } from './tester.js';

const read = 'process.env.MISTRAL_API_KEY';
const client = `new Mistral({ apiKey: ${read} })`;
const check = checkOf(read, 'MISTRAL_API_KEY');
const keyCheck = checkOf('key', 'MISTRAL_API_KEY');

/** What is reported on the second line, and the lines that the suggestion makes of the code. */
function reported(code: string, column: number, output?: string, text = read) {
  const suggestions = output === undefined ? {} : { suggestions: [{ messageId: 'insertGuard', output: `${sdk}${output}` }] };
  return { code: `${sdk}${code}`, errors: [{ messageId: 'unguarded', line: 2, column, endLine: 2, endColumn: column + text.length, ...suggestions }] };
}

testRule('no-unguarded-env', {
  valid: [
    `${sdk}const key = ${read};\nif (!key) throw new Error('unset');\nnew Mistral({ apiKey: key });`,
    `${sdk}export const client = ${read} ? ${client} : null;`,
    `export const enabled = Boolean(${read});`,
    "import { ChatMistralAI } from '@langchain/mistralai';\nnew ChatMistralAI({ apiKey: process.env.MISTRAL_API_KEY });",
    { name: 'an allowed name', code: `${sdk}${client};`, options: [{ allow: ['MISTRAL_API_KEY'] }] },
  ],
  invalid: [
    {
      name: 'as an option: the check comes ahead of the statement',
      code: `${sdk}${client};`,
      errors: [{
        message: `${read} reaches the Mistral client without a check that stops when it is unset or empty.`,
        line: 2, column: 23, endLine: 2, endColumn: 50,
        suggestions: [{ desc: 'Stop with an error when MISTRAL_API_KEY is not set.', output: `${sdk}${check}\n${client};` }],
      }],
    },
    {
      name: 'an empty fallback, which a client takes for a key',
      code: `${sdk}new Mistral({ apiKey: ${read} ?? '' });`,
      errors: [{
        message: `${read} falls back to an empty string, which reaches the Mistral client and defeats its own fallback.`,
        line: 2, column: 23, endLine: 2, endColumn: 50,
        suggestions: [{ messageId: 'insertGuard', output: `${sdk}${check}\nnew Mistral({ apiKey: ${read} ?? '' });` }],
      }],
    },
    {
      name: 'an empty fallback in a request, which has no other key',
      code: `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: \`Bearer \${${read} ?? ''}\` } });`,
      errors: [{
        message: `${read} falls back to an empty string, which reaches a request to Mistral.`,
        line: 1, column: 81, endLine: 1, endColumn: 108,
        suggestions: 1,
      }],
    },
    reported(`const key = ${read};\nnew Mistral({ apiKey: key });`, 13, `const key = ${read};\n${keyCheck}\nnew Mistral({ apiKey: key });`),
    reported(`const key = ${read}; // of the team\nnew Mistral({ apiKey: key });`, 13, `const key = ${read}; // of the team\n${keyCheck}\nnew Mistral({ apiKey: key });`),
    reported(`const key = ${read}\n;[new Mistral({ apiKey: key })].forEach(use)`, 13, `const key = ${read}\n;\n${keyCheck}[new Mistral({ apiKey: key })].forEach(use)`),
    reported('const { MISTRAL_API_KEY: key } = process.env;\nnew Mistral({ apiKey: key });', 9, `const { MISTRAL_API_KEY: key } = process.env;\n${keyCheck}\nnew Mistral({ apiKey: key });`, 'MISTRAL_API_KEY: key'),
    reported(`const key = ${read}, client = new Mistral({ apiKey: key });`, 13, `${check}\nconst key = ${read}, client = new Mistral({ apiKey: key });`),
    reported(`export default ${client};`, 38, `${check}\nexport default ${client};`),
    reported(`const config = { key: ${read} };\nnew Mistral({ apiKey: config.key });`, 23, `${check}\nconst config = { key: ${read} };\nnew Mistral({ apiKey: config.key });`),
    reported("new Mistral({ apiKey: Deno.env.get('MISTRAL_API_KEY') });", 23, `${checkOf("Deno.env.get('MISTRAL_API_KEY')", 'MISTRAL_API_KEY')}\nnew Mistral({ apiKey: Deno.env.get('MISTRAL_API_KEY') });`, "Deno.env.get('MISTRAL_API_KEY')"),
    // There is no place for a statement.
    reported(`export const make = () => ${client};`, 49),
    reported(`export const make = () => ({ client: ${client} });`, 60),
    reported(`class Chat { client = ${client}; }`, 45),
    reported(`if (on) ${client};`, 31),
    reported(`export function make(key = ${read}) { return new Mistral({ apiKey: key }); }`, 28),
    // The read is not certain to take place.
    reported(`const client = on && ${client};`, 44),
    // The check would be caught at once.
    reported(`try { ${client}; } catch { warn(); }`, 29),
    // A stand-in keeps the program going.
    reported(`new Mistral({ apiKey: ${read} ?? 'unset' });`, 23),
    {
      name: 'no edit for a variable that must not stay public',
      code: `${sdk}new Mistral({ apiKey: process.env.VITE_MISTRAL_API_KEY });`,
      errors: [{ messageId: 'unguarded', line: 2, column: 23 }],
    },
    {
      name: 'another name is allowed',
      code: `${sdk}${client};`,
      options: [{ allow: ['CODESTRAL_API_KEY'] }],
      errors: [{ messageId: 'unguarded', suggestions: 1 }],
    },
  ],
});
