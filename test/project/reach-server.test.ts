import { describe, expect, it } from 'vitest';
import { app, exposedIn, manifest, reading, root } from './exposed.js';

const sdk = `import { Mistral } from '@mistralai/mistralai';\n`;

type Files = Readonly<Record<string, string>>;

describe('what stays on the server', () => {
  it.each<[string, Files, readonly string[]]>([
    ['next page, key in getServerSideProps only', { 'package.json': manifest('next'), 'pages/index.tsx': `import { client } from '../lib';\nimport fs from 'fs';\nexport async function getServerSideProps() { fs.readFileSync('x'); await client.models.list(); return { props: {} }; }\nexport default function Page() { return <b />; }\n`, 'lib.ts': reading }, []],
    ['next page, client on top for props', { 'package.json': manifest('next'), 'pages/index.tsx': `${sdk}const client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\nexport const getStaticProps = async () => ({ props: { n: (await client.models.list()).data.length } });\nexport default function Page({ n }) { return <b>{n}</b>; }\n` }, []],
    ['next api route', { 'package.json': manifest('next'), 'pages/api/ask.ts': `import { ask } from '../../lib';\nexport default async (q, r) => { await ask(); r.end(); };\n`, 'lib.ts': reading }, []],
    ['next middleware', { 'package.json': manifest('next'), 'middleware.ts': `import { ask } from './lib';\nexport const middleware = () => ask();\n`, 'lib.ts': reading }, []],
    ['next server component and use client child', { 'app/page.tsx': `import { ask } from '../lib';\nimport { B } from './B';\nexport default async () => { await ask(); return <B />; };\n`, 'app/B.tsx': `'use client';\nexport const B = () => <b />;\n`, 'lib.ts': reading }, []],
    ['remix loader only', { 'package.json': manifest('@remix-run/react'), 'app/routes/_index.tsx': `import { ask } from '../ai';\nexport const loader = async () => { await ask(); return null; };\nexport default function Index() { return <b />; }\n`, 'app/ai.ts': reading }, []],
    ['remix resource route', { 'package.json': manifest('@remix-run/react'), 'app/routes/api.ts': `import { ask } from '../ai';\nexport const action = () => ask();\n`, 'app/ai.ts': reading }, []],
    ['sveltekit endpoint', { 'package.json': manifest('@sveltejs/kit'), 'src/routes/api/+server.ts': `import { ask } from '$lib/ai';\nexport const GET = () => ask();\n`, 'src/lib/ai.ts': reading }, []],
    ['astro frontmatter', { 'src/pages/index.astro': `---\nimport { ask } from '../ai';\nconst r = await ask();\n---\n<b>{r}</b>\n`, 'src/ai.ts': reading }, []],
    ['nuxt server', { 'package.json': manifest('nuxt'), 'pages/index.vue': `<script setup>\nconst { data } = await useFetch('/api/ask');\n</script>\n`, 'server/api/ask.ts': `import { ask } from '../utils/ai';\nexport default defineEventHandler(() => ask());\n`, 'server/utils/ai.ts': reading }, []],
    ['expo api route', { 'package.json': manifest('expo', 'expo-router'), 'app/ask+api.ts': `import { ask } from '../ai';\nexport const POST = () => ask();\n`, 'ai.ts': reading }, []],
    ['server-only', { 'app/C.tsx': `'use client';\nimport { ask } from '../lib';\nexport const C = () => <b onClick={ask} />;\n`, 'lib.ts': `import 'server-only';\n${reading}` }, []],
    ['typeof window', { 'src/main.tsx': root, 'src/App.tsx': app, 'src/lib.ts': `${sdk}let client;\nif (typeof window === 'undefined') {\n  client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n}\nexport const ask = () => fetch('/api');\n` }, []],
    ['tanstack server function', { 'src/ui.tsx': `'use client';\nimport { ask } from './fn';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/fn.ts': `import { createServerFn } from '@tanstack/react-start';\n${sdk}const client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\nexport const ask = createServerFn({ method: 'POST' }).handler(async () => client.models.list());\n` }, []],
    ['server actions', { 'src/ui.tsx': `'use client';\nimport { ask } from './actions';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/actions.ts': `'use server';\nimport { client } from './lib';\nexport const ask = async () => client.models.list();\n`, 'src/lib.ts': reading }, []],
    ['gatsby node', { 'package.json': manifest('gatsby'), 'gatsby-node.js': `const { ask } = require('./src/ai');\nexports.createPages = () => ask();\n`, 'src/ai.js': reading }, []],
    ['node fs module behind a client', { 'src/ui.tsx': `'use client';\nimport { ask } from './lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/lib.ts': `import { readFileSync } from 'node:fs';\n${sdk}export const ask = () => new Mistral({ apiKey: process.env.MISTRAL_API_KEY }).models.list(readFileSync('x'));\n` }, []],
  ])('%s', (_name, files, expected) => {
    expect(exposedIn(files)).toEqual(expected);
  });
});
