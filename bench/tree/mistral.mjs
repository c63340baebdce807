import { markdown, notebook, python, yaml } from './documents.mjs';
import { letters } from './random.mjs';
import { typescript } from './typescript.mjs';

const guarded = `import { Mistral } from '@mistralai/mistralai';

const apiKey = process.env.MISTRAL_API_KEY;
if (!apiKey) throw new Error('MISTRAL_API_KEY is not set.');
export const client = new Mistral({ apiKey });

export async function answer(question: string) {
  const response = await client.chat.complete({ model: 'mistral-small-latest', messages: [{ role: 'user', content: question }] });
  return response.choices?.[0]?.message.content;
}
`;

const aiSdk = `import { createMistral } from '@ai-sdk/mistral';
import { generateText } from 'ai';

export const mistral = createMistral({ apiKey: process.env.MISTRAL_API_KEY });

export const summary = (prompt: string) => generateText({ model: mistral('mistral-large-latest'), prompt });
`;

const emptyFallback = `import { Mistral } from '@mistralai/mistralai';

export const client = new Mistral({ apiKey: process.env['MISTRAL_API_KEY'] ?? '' });
`;

const noKey = `import { Mistral } from '@mistralai/mistralai';

export const client = new Mistral();
`;

const request = `export async function complete(messages: { role: string; content: string }[]) {
  const response = await fetch('https://api.mistral.ai/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: \`Bearer \${process.env.MISTRAL_API_KEY}\` },
    body: JSON.stringify({ model: 'mistral-small-latest', messages }),
  });
  return response.json();
}
`;

const inBrowser = `import { Mistral } from '@mistralai/mistralai';

export const client = new Mistral({ apiKey: import.meta.env.VITE_MISTRAL_API_KEY });
`;

/** A made-up key: random characters, which open nothing. */
const hardcoded = (random) => `import { Mistral } from '@mistralai/mistralai';

export const client = new Mistral({ apiKey: '${random.characters(32, letters)}' });
`;

const mention = `export const providers = ['openai', 'anthropic', 'mistral', 'cohere'] as const;
export const models = { mistral: ['mistral-small-latest', 'codestral-latest'], openai: ['gpt-4o'] };
`;

/** Whole code files, in the proportions of projects that use Mistral: most get it right, and many only name it. */
const code = [guarded, guarded, guarded, aiSdk, request, emptyFallback, noKey, inBrowser, hardcoded, mention, mention, mention];

const pythonClient = `import os

from mistralai import Mistral

client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])


`;

const manual = `# Setting up

Create a key in the Mistral console and put it into \`.env\`:

\`\`\`sh
MISTRAL_API_KEY=your-api-key
\`\`\`

`;

const environment = `  assistant:
    environment:
      MISTRAL_API_KEY: \${MISTRAL_API_KEY}
`;

/**
 * A file about Mistral: a few lines about it, and then what such files hold besides.
 * @param {import('./random.mjs').Random} random
 * @param {'ts' | 'md' | 'py' | 'yml' | 'ipynb'} extension
 * @param {number} size
 */
export function aboutMistral(random, extension, size) {
  if (extension === 'md') return manual + markdown(random, size);
  if (extension === 'py') return pythonClient + python(random, size).replace('import os\n', '');
  if (extension === 'ipynb') return notebook(random, size, [pythonClient.trim()]);
  if (extension === 'yml') return yaml(random, size) + environment;
  const start = random.pick(code);
  const lines = typeof start === 'string' ? start : start(random);
  // Imports come first, as formatters have it; the clients' own import may follow them.
  return typescript(random, size, { siblings: [] }) + lines;
}
