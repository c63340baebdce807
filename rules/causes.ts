/** The documented causes of Mistral's authentication failures and key leaks. */
export const causes = {
  'missing-or-empty': {
    text: 'The environment variable MISTRAL_API_KEY is not set or is empty.',
    fix: 'Set it with a valid key before the application runs.',
    url: 'https://docs.mistral.ai/getting-started/quickstart/',
  },
  'invalid-or-expired': {
    text: 'The API key is incorrect or has expired.',
    fix: 'Create a new key in the Mistral console and update the variable.',
    url: 'https://console.mistral.ai/api-keys',
  },
  'passed-incorrectly': {
    text: 'The API key is passed incorrectly to the client constructor.',
    fix: 'Pass it as `apiKey` (TypeScript) or `api_key` (Python).',
    url: 'https://docs.mistral.ai/getting-started/clients/',
  },
  hardcoded: {
    text: 'The API key is embedded in source code: anyone with the code has the key.',
    fix: 'Load it from the environment or a secret manager; revoke and rotate the exposed key.',
    url: 'https://console.mistral.ai/api-keys',
  },
  'client-side': {
    text: 'The API key is embedded in client-side code that users can inspect.',
    fix: 'Call Mistral from a backend that adds the key.',
    url: 'https://docs.mistral.ai/getting-started/clients/',
  },
  'insecure-transport': {
    text: 'Requests must go over HTTPS.',
    fix: 'Use https:// and leave certificate checks on.',
    url: 'https://docs.mistral.ai/api/',
  },
  'wrong-auth-scheme': {
    text: 'Only `Authorization: Bearer` is supported.',
    fix: 'Send the key as a bearer header.',
    url: 'https://docs.mistral.ai/api/',
  },
  'exposed-in-output': {
    text: 'The API key is logged or exposed in output.',
    fix: 'Do not log the key; mask it.',
    url: 'https://console.mistral.ai/api-keys',
  },
  'unhandled-401': {
    text: 'A rejected key (401) is not caught.',
    fix: 'Catch the error, and ask for or reload the key before retrying.',
    url: 'https://docs.mistral.ai/api/',
  },
} as const;

export type CauseId = keyof typeof causes;
