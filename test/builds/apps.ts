/** The keys that the apps ship, by the way in which each gets into the build. Made up. */
export const keys = {
  public: 'B4nW8xKq2ZtRv6MhYp3LdJc9SfGe7TuQ',
  injected: 'K9dTq3WmZ6xRb8VnHy2LpJc5SfGu7EaT',
  literal: 'V8mQz2LpX7rTn4KdYw9HbGs3JcFa6EuR',
};

/** Path → text. */
export type App = Readonly<Record<string, string>>;

const models = 'https://api.mistral.ai/v1/models';
const page = (script: string): string => `<!doctype html>\n<title>app</title>\n<div id="root"></div>\n<script type="module" src="${script}"></script>\n`;

/** The module that the clean twins use in place of keys: their own server has it. */
const ownServer = `export const ask = (question) => fetch('/api/ask', { method: 'POST', body: question });\n`;
const settings = `export const settings = { model: 'small', token: '${keys.literal}' };\n`;

/** A React app of Vite with the real client. */
export function viteApp(clean: boolean): App {
  const main = `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ask } from './ask.js';

createRoot(document.getElementById('root')).render(createElement('button', { onClick: () => ask('hello') }, 'ask'));
`;
  if (clean) return { 'index.html': page('/src/main.js'), 'src/main.js': main, 'src/ask.js': ownServer };
  return {
    'index.html': page('/src/main.js'),
    'src/main.js': main,
    'src/settings.js': settings,
    'src/ask.js': `import { Mistral } from '@mistralai/mistralai';
import { settings } from './settings.js';

const clients = [settings.token, import.meta.env.VITE_MISTRAL_API_KEY, __MISTRAL_KEY__].map((apiKey) => new Mistral({ apiKey }));
const first = new Mistral({ apiKey: settings.token });

export const ask = async (content) => {
  for (const client of [first, ...clients]) await client.chat.complete({ model: settings.model, messages: [{ role: 'user', content }] });
  await fetch('${models}', { headers: { Authorization: \`Bearer \${import.meta.env.VITE_MISTRAL_API_KEY}\` } });
  await fetch('${models}', { headers: { Authorization: \`Bearer \${__MISTRAL_KEY__}\` } });
};
`,
    '.env': `VITE_MISTRAL_API_KEY=${keys.public}\n`,
    'vite.config.mjs': `export default { define: { __MISTRAL_KEY__: JSON.stringify(process.env.MISTRAL_API_KEY) } };\n`,
  };
}

/** An app without a framework, for webpack and esbuild. */
export function plainApp(clean: boolean): App {
  const main = `import { ask } from './ask.js';\n\ndocument.getElementById('root').addEventListener('click', () => ask('hello'));\n`;
  if (clean) return { 'src/main.js': main, 'src/ask.js': ownServer };
  return {
    'src/main.js': main,
    'src/settings.js': settings,
    'src/ask.js': `import { settings } from './settings.js';

const request = (authorization) => fetch('${models}', { headers: { authorization } });

export const ask = async () => {
  await request('Bearer ' + settings.token);
  await request(\`Bearer \${process.env.PUBLIC_MISTRAL_API_KEY}\`);
  await request(\`Bearer \${__MISTRAL_KEY__}\`);
};
`,
  };
}

/** An app of Next with its app router. */
export function nextApp(clean: boolean): App {
  const layout = `export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n`;
  const route = `export async function POST(request) {
  const key = process.env.MISTRAL_API_KEY;
  if (!key) throw new Error('Set MISTRAL_API_KEY.');
  return fetch('${models}', { headers: { Authorization: \`Bearer \${key}\` } });
}
`;
  const files = { 'app/layout.js': layout, 'app/api/ask/route.js': route, 'package.json': '{ "name": "app", "private": true }\n' };
  if (clean) return { ...files, 'lib/ask.js': ownServer, 'app/page.js': `'use client';\nimport { ask } from '../lib/ask';\n\nexport default function Page() {\n  return <button onClick={() => ask('hello')}>ask</button>;\n}\n`, 'next.config.mjs': 'export default {};\n' };
  return {
    ...files,
    'lib/settings.js': settings,
    'app/page.js': `'use client';
import { settings } from '../lib/settings';

const request = (key) => fetch('${models}', { headers: { Authorization: \`Bearer \${key}\` } });

export default function Page() {
  return <button onClick={() => Promise.all([request(settings.token), request(process.env.NEXT_PUBLIC_MISTRAL_API_KEY), request(process.env.MISTRAL_KEY)])}>ask</button>;
}
`,
    '.env': `NEXT_PUBLIC_MISTRAL_API_KEY=${keys.public}\n`,
    'next.config.mjs': `export default { env: { MISTRAL_KEY: process.env.MISTRAL_API_KEY }, productionBrowserSourceMaps: true };\n`,
  };
}
