import { sdk, testRule } from './tester.js';

const client = `${sdk}const client = new Mistral({ apiKey: String(process.argv[2]) });\n`;

testRule('handle-auth-error', {
  valid: [
    `${client}export const models = () => client.models.list();`,
    `${client}client.models.list().catch(console.error);`,
    `${client}try {\n  await client.models.list();\n} catch (error) {\n  console.error(error);\n}`,
    { name: 'what is allowed', code: `${client}await client.models.list();`, options: [{ allow: ['client.models.list'] }] },
  ],
  invalid: [
    {
      name: 'at the top of a module',
      code: `${client}const models = await client.models.list();`,
      errors: [{ message: 'Nothing handles it when client.models.list fails, as with 401 for a rejected key.', line: 3, column: 22, endLine: 3, endColumn: 42 }],
    },
    {
      name: 'a promise that floats',
      code: `${client}client.models.list();`,
      errors: [{ messageId: 'unhandled', data: { call: 'client.models.list' }, line: 3, column: 1 }],
    },
    {
      name: 'a class that does not exist',
      code: "import { AuthenticationError } from '@mistralai/mistralai/models/errors';\nexport const isRejected = (error: unknown) => error instanceof AuthenticationError;",
      errors: [{ message: 'AuthenticationError of @mistralai/mistralai/models/errors does not exist: no such error is ever raised.', line: 2, column: 47 }],
    },
  ],
});
