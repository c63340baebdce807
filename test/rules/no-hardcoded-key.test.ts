import { checkOf, key, redacted, sdk, testRule } from './tester.js';

const check = checkOf('process.env.MISTRAL_API_KEY', 'MISTRAL_API_KEY');
const codestralCheck = checkOf('process.env.CODESTRAL_API_KEY', 'CODESTRAL_API_KEY');

testRule('no-hardcoded-key', {
  valid: [
    `${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY });`,
    `${sdk}new Mistral({ apiKey: 'YOUR_API_KEY' });`,
    `const OPENAI_API_KEY = '${key}'; const model = 'mistral-small';`,
    { name: 'an allowed name', code: `const MISTRAL_API_KEY = '${key}';`, options: [{ allow: ['MISTRAL_API_KEY'] }] },
    { name: 'an allowed header', code: `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });`, options: [{ allow: ['Authorization'] }] },
  ],
  invalid: [
    {
      name: 'in a client',
      code: `${sdk}const client = new Mistral({ apiKey: '${key}' });\n`,
      errors: [{
        message: `The Mistral API key ${redacted} is hardcoded in the client’s key argument.`,
        line: 2, column: 39, endLine: 2, endColumn: 71,
        suggestions: [{ desc: 'Read the key from the environment and stop when it is not set.', output: `${sdk}${check}\nconst client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n` }],
      }],
    },
    {
      name: 'in a function, indented as the statement is',
      code: `${sdk}export function make() {\r\n  return new Mistral({ apiKey: '${key}' });\r\n}\r\n`,
      errors: [{
        messageId: 'bound', line: 3, column: 33, endLine: 3, endColumn: 65,
        suggestions: [{ messageId: 'readFromEnv', output: `${sdk}export function make() {\r\n  ${check}\r\n  return new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\r\n}\r\n` }],
      }],
    },
    {
      name: 'a key of Codestral is another',
      code: `const codestralKey = '${key}';`,
      errors: [{
        message: `The Mistral API key ${redacted} is hardcoded in codestralKey.`,
        line: 1, column: 23, endLine: 1, endColumn: 55,
        suggestions: [{ messageId: 'readFromEnv', output: `${codestralCheck}\nconst codestralKey = process.env.CODESTRAL_API_KEY;` }],
      }],
    },
    {
      name: 'behind the scheme of a header',
      code: `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });`,
      errors: [{
        message: `The Mistral API key ${redacted} is hardcoded in a request header.`,
        line: 1, column: 79, endLine: 1, endColumn: 111,
        suggestions: [{ messageId: 'readFromEnv', output: `${check}\nfetch('https://api.mistral.ai/v1/models', { headers: { Authorization: \`Bearer \${process.env.MISTRAL_API_KEY}\` } });` }],
      }],
    },
    {
      name: 'as a fallback',
      code: `${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY ?? '${key}' });`,
      errors: [{
        messageId: 'bound', line: 2, column: 55, endLine: 2, endColumn: 87,
        suggestions: [{ messageId: 'readFromEnv', output: `${sdk}${check}\nnew Mistral({ apiKey: process.env.MISTRAL_API_KEY });` }],
      }],
    },
    {
      name: 'no edit where nothing can be inserted, or the value is no whole literal',
      code: `${sdk}export const make = () => new Mistral({ apiKey: '${key}' });
try { new Mistral({ apiKey: '${key}' }); } catch { stop(); }
class Settings { mistralApiKey = '${key}'; }
enum Keys { MISTRAL_API_KEY = '${key}' }
process.env.MISTRAL_API_KEY = '${key}';
const MISTRAL_KEY = 'q7Hn2LxVt9BzKd4R' + 'wYm8Jc3PfSg6Ua5E';
if (on) new Mistral({ apiKey: '${key}' });`,
      errors: [2, 3, 4, 5, 6, 7, 8].map((line) => ({ messageId: 'bound', line })),
    },
    {
      name: 'no edit in what runs in the browser',
      code: `'use client';\nconst MISTRAL_API_KEY = '${key}';`,
      errors: [{ messageId: 'bound', line: 2, column: 26 }],
    },
    {
      name: 'in a comment',
      code: `// MISTRAL_API_KEY=${key}`,
      errors: [{ message: `The Mistral API key ${redacted} is hardcoded in a comment.`, line: 1, column: 20, endLine: 1, endColumn: 52 }],
    },
    {
      name: 'beside the name',
      code: `use('mistral', '${key}');`,
      errors: [{ message: `The literal ${redacted} beside Mistral looks like an API key.`, line: 1, column: 17, endLine: 1, endColumn: 49 }],
    },
    {
      name: 'another name is allowed',
      code: `const MISTRAL_API_KEY = '${key}';`,
      options: [{ allow: ['MISTRAL_KEY'] }],
      errors: [{ messageId: 'bound', suggestions: 1 }],
    },
  ],
});
