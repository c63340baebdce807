import { sdk, testRule } from './tester.js';

const openai = "import OpenAI from 'openai';\n";
const url = "baseURL: 'https://api.mistral.ai/v1'";
const implicit = 'Mistral is constructed without apiKey: it works only while MISTRAL_API_KEY is set.';

/** A construction that is reported whole, and the constructions that the suggestion makes of it. */
function construction(code: string, messageId: string, suggestion?: readonly [messageId: string, output: string], head = sdk) {
  const suggestions = suggestion === undefined ? {} : { suggestions: [{ messageId: suggestion[0], output: `${head}${suggestion[1]};` }] };
  const lines = code.split('\n');
  const last = lines.at(-1) ?? '';
  const place = { line: 2, column: 1, endLine: 1 + lines.length, endColumn: last.length + 1 };
  return { code: `${head}${code};`, errors: [{ messageId, ...place, ...suggestions }] };
}

testRule('require-api-key', {
  valid: [
    { name: 'a check by a function that stops', code: `import { requireSecret } from '@acme/checks';\n${sdk}requireSecret(process.env.MISTRAL_API_KEY);\nnew Mistral();`, options: [{ guards: ['requireSecret'] }] },
    `${sdk}new Mistral({ apiKey });`,
    `${sdk}new Mistral({ ...options });`,
    `${sdk}new Mistral(options);`,
    `${sdk}if (!process.env.MISTRAL_API_KEY) throw new Error('unset');\nnew Mistral();`,
    `${sdk}new Mistral({ serverURL: 'http://localhost:8000' });`,
    "import { ChatMistralAI } from '@langchain/mistralai';\nnew ChatMistralAI();",
    `${openai}new OpenAI();`,
    'class Mistral {}\nnew Mistral();',
    { name: 'an allowed class', code: `${sdk}new Mistral();`, options: [{ allow: ['Mistral'] }] },
  ],
  invalid: [
    {
      name: 'no argument',
      code: `${sdk}const client = new Mistral();\n`,
      errors: [{
        message: implicit, line: 2, column: 16, endLine: 2, endColumn: 29,
        suggestions: [{ desc: 'Pass the key as apiKey.', output: `${sdk}const client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n` }],
      }],
    },
    construction('new Mistral', 'implicitEnv', ['insertKey', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction('new (Mistral)( )', 'implicitEnv', ['insertKey', 'new (Mistral)({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction('new Mistral(/* ( */)', 'implicitEnv'),
    construction('new Mistral({})', 'implicitEnv', ['insertKey', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction('new Mistral({ timeoutMs: 1 })', 'implicitEnv', ['insertKey', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY, timeoutMs: 1 })']),
    construction('new Mistral({\n  timeoutMs: 1,\n})', 'implicitEnv', ['insertKey', 'new Mistral({\n  apiKey: process.env.MISTRAL_API_KEY,\n  timeoutMs: 1,\n})']),
    construction('new Mistral({ apiKey: undefined })', 'implicitEnv', ['insertKey', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction("new Mistral({ serverURL: 'https://codestral.mistral.ai' })", 'implicitEnv', ['insertKey', "new Mistral({ apiKey: process.env.CODESTRAL_API_KEY, serverURL: 'https://codestral.mistral.ai' })"]),
    construction("new Mistral({ apiKey: '' })", 'empty', ['insertKey', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction('new Mistral({ api_key: secret })', 'ignoredOption', ['renameOption', 'new Mistral({ apiKey: secret })']),
    construction("new Mistral({ 'key': secret })", 'ignoredOption', ['renameOption', 'new Mistral({ apiKey: secret })']),
    construction('new Mistral({ token })', 'ignoredOption', ['renameOption', 'new Mistral({ apiKey: token })']),
    construction("new Mistral({ ['api_key']: secret })", 'ignoredOption'),
    construction('new Mistral({ api_key: secret, apiKey: undefined })', 'ignoredOption'),
    construction('new Mistral(process.env.MISTRAL_API_KEY)', 'positional', ['moveIntoOptions', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY })']),
    construction('new Mistral(process.env.MISTRAL_API_KEY!)', 'positional', ['moveIntoOptions', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY! })']),
    construction('new Mistral(process.env.MISTRAL_API_KEY as string,)', 'positional', ['moveIntoOptions', 'new Mistral({ apiKey: process.env.MISTRAL_API_KEY as string },)']),
    construction('new Mistral((process.env.MISTRAL_API_KEY))', 'positional'),
    construction('new Mistral(process.env.MISTRAL_API_KEY, { timeoutMs: 1 })', 'positional'),
    construction(`new OpenAI({ ${url} })`, 'otherVendorsKey', ['insertKey', `new OpenAI({ apiKey: process.env.MISTRAL_API_KEY, ${url} })`], openai),
    {
      name: 'no edit in what runs in the browser',
      code: `'use client';\n${sdk}new Mistral();`,
      errors: [{ messageId: 'implicitEnv', line: 3, column: 1 }],
    },
    {
      name: 'another class is allowed',
      code: `${sdk}new Mistral();`,
      options: [{ allow: ['OpenAI'] }],
      errors: [{ messageId: 'implicitEnv', suggestions: 1 }],
    },
  ],
});
