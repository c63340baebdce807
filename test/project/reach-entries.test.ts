import { describe, expect, it } from 'vitest';
import { app, exposedIn, holding, key, manifest, reading, root } from './exposed.js';

const sdk = `import { Mistral } from '@mistralai/mistralai';\n`;

type Files = Readonly<Record<string, string>>;

describe('entries of the browser', () => {
  it.each<[string, Files, readonly string[]]>([
    ['react root', { 'src/main.tsx': root, 'src/App.tsx': app, 'src/lib.ts': reading }, ['src/lib.ts:2']],
    ['react root, no render', { 'src/main.tsx': root.replace('createRoot(document', 'other(document').replace("import { createRoot }", 'import { version as other }'), 'src/App.tsx': app, 'src/lib.ts': reading }, []],
    ['vue root', { 'src/main.ts': `import { createApp } from 'vue';\nimport { plugin } from './lib';\nimport App from './App.vue';\ncreateApp(App).use(plugin).mount('#app');\n`, 'src/App.vue': '<template><b/></template>\n', 'src/lib.ts': reading.replace('ask', 'plugin') }, ['src/lib.ts:2']],
    ['vue ssr entry-server', { 'src/entry-server.ts': `import { createSSRApp } from 'vue';\nimport { renderToString } from 'vue/server-renderer';\nimport { ask } from './lib';\nexport const render = () => renderToString(createSSRApp({ setup: ask }));\n`, 'src/lib.ts': reading }, []],
    ['react ssr server', { 'server/index.tsx': `import { renderToString } from 'react-dom/server';\nimport { ask } from '../lib';\nexport const r = () => renderToString(<b onClick={ask} />);\n`, 'lib.ts': reading }, []],
    ['angular', { 'src/main.ts': `import { bootstrapApplication } from '@angular/platform-browser';\nimport { App } from './app/app';\nbootstrapApplication(App);\n`, 'src/app/app.ts': `import { Component, inject } from '@angular/core';\nimport { Ai } from './ai';\n@Component({ template: '' })\nexport class App { constructor(private ai: Ai) {} }\n`, 'src/app/ai.ts': `${sdk}export class Ai { client = new Mistral({ apiKey: '${key}' }); }\n` }, ['src/app/ai.ts:2']],
    ['next page, component uses it', { 'package.json': manifest('next'), 'pages/index.tsx': `import { ask } from '../lib';\nexport default function Page() { return <b onClick={ask} />; }\n`, 'lib.ts': holding }, ['lib.ts:2']],
    ['pages folder of another tool', { 'package.json': manifest('express'), 'pages/index.tsx': `import { ask } from '../lib';\nexport default function Page() { return ask(); }\n`, 'lib.ts': reading }, []],
    ['remix component', { 'package.json': manifest('@remix-run/react'), 'app/routes/_index.tsx': `import { ask } from '../ai';\nexport default function Index() { return <b onClick={ask} />; }\n`, 'app/ai.ts': reading }, ['app/ai.ts:2']],
    ['sveltekit universal load', { 'package.json': manifest('@sveltejs/kit'), 'src/routes/+page.ts': `import { ask } from '$lib/ai';\nexport const load = () => ask();\n`, 'src/lib/ai.ts': holding }, ['src/lib/ai.ts:2']],
    ['svelte component', { 'src/routes/+page.svelte': `<script>\nimport { ask } from '$lib/ai';\n</script>\n<button on:click={ask}>x</button>\n`, 'src/lib/ai.ts': reading }, ['src/lib/ai.ts:2']],
    ['astro script', { 'src/pages/index.astro': `---\nconst r = 1;\n---\n<b>{r}</b>\n<script>\nimport { ask } from '../ai';\nask();\n</script>\n`, 'src/ai.ts': reading }, ['src/ai.ts:2']],
    ['astro island', { 'src/pages/index.astro': `---\nimport Chat from '../Chat';\n---\n<Chat\n  client:load />\n`, 'src/Chat.tsx': `import { ask } from './ai';\nexport default () => <b onClick={ask} />;\n`, 'src/ai.ts': reading }, ['src/ai.ts:2']],
    ['astro component rendered on the server', { 'src/pages/index.astro': `---\nimport Chat from '../Chat';\n---\n<Chat />\n`, 'src/Chat.tsx': `import { ask } from './ai';\nexport default () => <b onClick={ask} />;\n`, 'src/ai.ts': reading }, []],
    ['nuxt plugin', { 'package.json': manifest('nuxt'), 'plugins/ai.ts': `${sdk}export default defineNuxtPlugin(() => ({ provide: { ai: new Mistral({ apiKey: '${key}' }) } }));\n` }, ['plugins/ai.ts:2']],
    ['expo App', { 'package.json': manifest('expo', 'react-native'), 'App.tsx': `import { ask } from './src/ai';\nexport default function App() { return ask(); }\n`, 'src/ai.ts': holding }, ['src/ai.ts:2']],
    ['expo router screen', { 'package.json': manifest('expo', 'expo-router'), 'app/index.tsx': `import { ask } from '../ai';\nexport default function S() { return ask(); }\n`, 'ai.ts': holding }, ['ai.ts:2']],
    ['react native @env', { 'package.json': manifest('react-native'), 'src/Chat.tsx': `import { Text } from 'react-native';\nimport { MISTRAL_API_KEY } from '@env';\n${sdk}const client = new Mistral({ apiKey: MISTRAL_API_KEY });\nexport const Chat = () => <Text>{String(client)}</Text>;\n` }, ['src/Chat.tsx:4']],
    ['extension background', { 'manifest.json': '{ "manifest_version": 3, "background": { "service_worker": "background.js" } }', 'background.js': `import { ask } from './ai.js';\nchrome.runtime.onMessage.addListener(ask);\n`, 'ai.js': holding }, ['ai.js:2']],
    ['extension content script, source in src', { 'public/manifest.json': '{ "manifest_version": 3, "content_scripts": [{ "matches": ["*"], "js": ["content.js"] }] }', 'package.json': manifest(), 'src/content.ts': `import { ask } from './ai';\nask();\n`, 'src/ai.ts': holding }, ['src/ai.ts:2']],
    ['web app manifest', { 'manifest.json': '{ "name": "x", "background": { "service_worker": "background.js" } }', 'background.js': `import { ask } from './ai.js';\nask();\n`, 'ai.js': reading }, []],
    ['webpack entry', { 'webpack.config.js': `const path = require('path');\nmodule.exports = { entry: { app: './src/start.js' }, output: { path: path.resolve(__dirname, 'dist') } };\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, ['src/ai.js:2']],
    ['webpack for node', { 'webpack.config.js': `module.exports = { target: 'node', entry: './src/start.js' };\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, []],
    ['webpack, unknown entry', { 'webpack.config.js': `module.exports = { entry: entries(), output: {} };\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, []],
    ['esbuild browser', { 'build.mjs': `import { build } from 'esbuild';\nawait build({ entryPoints: ['src/start.js'], bundle: true, platform: 'browser', outfile: 'public/app.js' });\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, ['src/ai.js:2']],
    ['esbuild node', { 'build.mjs': `import { build } from 'esbuild';\nawait build({ entryPoints: ['src/start.js'], bundle: true, platform: 'node', outfile: 'out.js' });\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, []],
    ['rollup iife', { 'rollup.config.js': `export default { input: 'src/start.js', output: { file: 'public/app.js', format: 'iife' } };\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, ['src/ai.js:2']],
    ['rollup esm library', { 'rollup.config.js': `export default { input: 'src/start.js', output: { file: 'dist/app.js', format: 'es' } };\n`, 'src/start.js': `import { ask } from './ai.js';\nask();\n`, 'src/ai.js': reading }, []],
    ['worker of a client module', { 'src/main.tsx': root, 'src/App.tsx': `const w = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });\nexport const App = () => <b onClick={() => w.postMessage(1)} />;\n`, 'src/worker.ts': `import { ask } from './lib';\nonmessage = ask;\n`, 'src/lib.ts': reading }, ['src/lib.ts:2']],
    ['worker thread of node', { 'src/index.ts': `import { Worker } from 'node:worker_threads';\nnew Worker(new URL('./worker.ts', import.meta.url));\n`, 'src/worker.ts': `import { ask } from './lib';\nask();\n`, 'src/lib.ts': reading }, []],
    ['service worker', { 'src/main.tsx': root, 'src/App.tsx': `navigator.serviceWorker.register('/sw.js');\nexport const App = () => <b />;\n`, 'public/sw.js': `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n` }, ['public/sw.js:1']],
    ['gatsby page', { 'package.json': manifest('gatsby'), 'src/pages/index.jsx': `import { ask } from '../ai';\nexport default () => <b onClick={ask} />;\n`, 'src/ai.js': holding }, ['src/ai.js:2']],
    ['test of a component', { 'package.json': manifest('next'), 'pages/index.test.tsx': `import { ask } from '../lib';\ntest('x', ask);\nexport default 1;\n`, 'lib.ts': reading }, []],
    ['html classic script', { 'public/index.html': '<script src="app.js"></script>\n', 'public/app.js': `fetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n` }, ['public/app.js:1']],
    ['byok', { 'src/main.tsx': root, 'src/App.tsx': app, 'src/lib.ts': `${sdk}export const ask = () => new Mistral({ apiKey: localStorage.getItem('k') ?? '' }).models.list();\n` }, []],
  ])('%s', (_name, files, expected) => {
    expect(exposedIn(files)).toEqual(expected);
  });
});
