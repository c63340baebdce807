import { key, sdk, testRule } from './tester.js';

testRule('no-key-logging', {
  valid: [
    'console.log(process.env.MISTRAL_API_KEY?.slice(0, 4));',
    'console.log(process.env.MISTRAL_API_KEY ? "set" : "missing");',
    'if (!process.env.MISTRAL_API_KEY) throw new Error("MISTRAL_API_KEY is not set");',
    `${sdk}export const connect = (apiKey: string) => new Mistral({ apiKey, debugLogger: undefined });`,
    { name: 'an allowed variable', code: 'console.log(process.env.MISTRAL_API_KEY);', options: [{ allow: ['MISTRAL_API_KEY'] }] },
    { name: 'an allowed option', code: `${sdk}export const connect = (apiKey: string) => new Mistral({ apiKey, debugLogger: console });`, options: [{ allow: ['debugLogger'] }] },
  ],
  invalid: [
    {
      name: 'a key',
      code: "console.log('key', process.env.MISTRAL_API_KEY);",
      errors: [{ message: 'console.log shows the Mistral API key of MISTRAL_API_KEY.', line: 1, column: 1, endLine: 1, endColumn: 48 }],
    },
    {
      name: 'a client',
      code: `${sdk}export function connect(apiKey: string) {\n  const client = new Mistral({ apiKey });\n  console.dir(client);\n  return client;\n}`,
      errors: [{ message: 'console.dir shows the Mistral client with the API key in it.', line: 4, column: 3, endColumn: 22 }],
    },
    {
      name: 'an error message',
      code: 'export function reject(mistralApiKey: string): never {\n  throw new Error(`bad key ${mistralApiKey}`);\n}',
      errors: [{ messageId: 'key', data: { by: 'The error message', name: 'mistralApiKey' }, line: 2, column: 9 }],
    },
    {
      name: 'a debug logger',
      code: `${sdk}export const connect = (apiKey: string) => new Mistral({ apiKey, debugLogger: console });`,
      errors: [{ message: 'debugLogger makes the Mistral client print its requests with the Authorization header.', line: 2, column: 66, endColumn: 86 }],
    },
    {
      name: 'the debug variable',
      code: 'process.env.MISTRAL_DEBUG = "0";',
      errors: [{ messageId: 'debug', data: { name: 'MISTRAL_DEBUG' }, line: 1, column: 1 }],
    },
    {
      name: 'the whole environment',
      code: `${sdk}const apiKey = process.env.MISTRAL_API_KEY;\nif (!apiKey) throw new Error('MISTRAL_API_KEY is not set');\nconsole.log(process.env);\nexport const client = new Mistral({ apiKey });`,
      errors: [{ message: 'console.log shows all environment variables, the Mistral API key among them.', line: 4 }],
    },
    {
      name: 'a literal, which no message shows',
      code: `const MISTRAL_KEY = '${key}';\nconsole.log(MISTRAL_KEY);`,
      errors: [{ message: 'console.log shows the Mistral API key of a literal.', line: 2 }],
    },
    {
      name: 'another name is allowed',
      code: 'console.log(process.env.MISTRAL_API_KEY);',
      options: [{ allow: ['CODESTRAL_API_KEY'] }],
      errors: [{ messageId: 'key', line: 1 }],
    },
  ],
});
