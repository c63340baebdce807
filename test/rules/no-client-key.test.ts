import { sdk, testRule } from './tester.js';

testRule('no-client-key', {
  valid: [
    `${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY });`,
    'export const url = import.meta.env.VITE_MISTRAL_BASE_URL;',
    `'use client';\n${sdk}export const clientFor = (apiKey: string) => new Mistral({ apiKey });`,
    'export function GET() {\n  return Response.json({ configured: Boolean(process.env.MISTRAL_API_KEY) });\n}',
    { name: 'an allowed name', code: 'export const key = import.meta.env.VITE_MISTRAL_API_KEY;', options: [{ allow: ['VITE_MISTRAL_API_KEY'] }] },
  ],
  invalid: [
    {
      name: 'a public name',
      code: 'export const key = import.meta.env.VITE_MISTRAL_API_KEY;',
      errors: [{
        message: 'VITE_MISTRAL_API_KEY is public: the prefix VITE_ makes the bundler copy the Mistral API key into the browser.',
        line: 1, column: 20, endLine: 1, endColumn: 56,
      }],
    },
    {
      name: 'a read in a client module',
      code: `'use client';\n${sdk}new Mistral({ apiKey: process.env.MISTRAL_API_KEY });`,
      errors: [{
        messageId: 'clientModule',
        data: { entry: '"use client"', what: 'the Mistral API key of MISTRAL_API_KEY' },
        line: 3, column: 23, endLine: 3, endColumn: 50,
      }],
    },
    {
      name: 'a define of a bundler',
      code: "import { defineConfig } from 'vite';\nexport default defineConfig({ define: { __KEY__: JSON.stringify(process.env.MISTRAL_API_KEY) } });",
      filename: 'vite.config.ts',
      errors: [{ messageId: 'injection', line: 2 }],
    },
    {
      name: 'a response',
      code: 'export function GET() {\n  return Response.json({ key: process.env.MISTRAL_API_KEY });\n}',
      errors: [{ message: 'The response sends the Mistral API key of MISTRAL_API_KEY to the browser.', line: 2, column: 31, endLine: 2, endColumn: 58 }],
    },
    {
      name: 'another name is allowed',
      code: 'export const key = import.meta.env.VITE_MISTRAL_API_KEY;',
      options: [{ allow: ['MISTRAL_API_KEY'] }],
      errors: [{ messageId: 'publicName', line: 1, column: 20 }],
    },
  ],
});
