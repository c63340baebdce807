import { sdk, testRule } from './tester.js';

const check = "if (!apiKey) throw new Error('MISTRAL_API_KEY is not set');\n";
const early = `import dotenv from 'dotenv';\n${sdk}const apiKey = process.env.MISTRAL_API_KEY;\n${check}`;

testRule('load-env-first', {
  valid: [
    `import 'dotenv/config';\n${sdk}const apiKey = process.env.MISTRAL_API_KEY;\n${check}export const client = new Mistral({ apiKey });`,
    `import dotenv from 'dotenv';\n${sdk}dotenv.config();\nconst apiKey = process.env.MISTRAL_API_KEY;\n${check}export const client = new Mistral({ apiKey });`,
    { name: 'an allowed variable', code: `${early}dotenv.config();`, options: [{ allow: ['MISTRAL_API_KEY'] }] },
  ],
  invalid: [
    {
      name: 'a read before the load',
      code: `${early}dotenv.config();`,
      filename: 'chat.ts',
      errors: [{
        message: 'MISTRAL_API_KEY is read before dotenv.config() loads it.',
        line: 3, column: 16, endLine: 3, endColumn: 43,
        suggestions: [{ messageId: 'loadFirst', output: `import 'dotenv/config';\n${early}dotenv.config();` }],
      }],
    },
    {
      name: 'a load with options, which no import does',
      code: `${early}dotenv.config({ path: '.env.local' });`,
      filename: 'chat.ts',
      errors: [{ messageId: 'read', line: 3, suggestions: [] }],
    },
    {
      name: 'a client that reads the environment',
      code: `import { config } from 'dotenv';\n${sdk}export const client = new Mistral();\nconfig();`,
      filename: 'chat.ts',
      errors: [{
        message: 'Mistral is made, and reads the environment, before config() loads it.',
        line: 3, column: 23,
        suggestions: [{ messageId: 'loadFirst', output: `import 'dotenv/config';\nimport { config } from 'dotenv';\n${sdk}export const client = new Mistral();\nconfig();` }],
      }],
    },
    {
      name: 'a key by a name of the project',
      code: "import dotenv from 'dotenv';\nexport const key = process.env.LLM_GATEWAY_KEY;\ndotenv.config();",
      options: [{ names: ['LLM_GATEWAY_KEY'] }],
      errors: [{ messageId: 'read', data: { name: 'LLM_GATEWAY_KEY', loader: 'dotenv.config()' }, line: 2 }],
    },
    {
      name: 'the loader of Node',
      code: "const { CODESTRAL_API_KEY } = process.env;\nprocess.loadEnvFile();\nif (!CODESTRAL_API_KEY) throw new Error('CODESTRAL_API_KEY is not set');",
      errors: [{ messageId: 'read', data: { name: 'CODESTRAL_API_KEY', loader: 'process.loadEnvFile()' }, line: 1 }],
    },
  ],
});
