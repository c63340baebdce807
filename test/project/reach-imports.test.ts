import { describe, expect, it } from 'vitest';
import { app, exposedIn, reading, root } from './exposed.js';

const sdk = `import { Mistral } from '@mistralai/mistralai';\n`;

type Files = Readonly<Record<string, string>>;

describe('imports that lead there', () => {
  it.each<[string, Files, readonly string[]]>([
    ['type-only use elided by TypeScript', { 'src/main.tsx': root, 'src/App.tsx': `import { ask } from './lib';\nexport const App = (p: { ask: typeof import('./types') }) => <b />;\n`, 'src/lib.ts': reading }, []],
    ['type annotation only', { 'src/main.tsx': root, 'src/App.tsx': `import { Reply } from './lib';\nexport const App = ({ r }: { r: Reply }) => <b>{r.text}</b>;\n`, 'src/lib.ts': reading + 'export interface Reply { text: string }\n' }, []],
    ['barrel, unused export', { 'src/main.tsx': root, 'src/App.tsx': `import { sum } from './all';\nexport const App = () => <b>{sum(1)}</b>;\n`, 'src/all/index.ts': `export { ask } from './lib';\nexport * from './sum';\n`, 'src/all/sum.ts': 'export const sum = (a: number) => a;\n', 'src/all/lib.ts': reading }, []],
    ['barrel, used export through star', { 'src/main.tsx': root, 'src/App.tsx': `import { ask } from './all';\nexport const App = () => <b onClick={ask} />;\n`, 'src/all/index.ts': `export * from './sum';\nexport * from './lib';\n`, 'src/all/sum.ts': 'export const sum = (a: number) => a;\n', 'src/all/lib.ts': reading }, ['src/all/lib.ts:2']],
    ['barrel, renamed', { 'src/main.tsx': root, 'src/App.tsx': `import { question } from './all';\nexport const App = () => <b onClick={question} />;\n`, 'src/all/index.ts': `export { ask as question } from './lib';\n`, 'src/all/lib.ts': reading }, ['src/all/lib.ts:2']],
    ['barrel, import then export unused', { 'src/main.tsx': root, 'src/App.tsx': `import { sum } from './all';\nexport const App = () => <b>{sum(1)}</b>;\n`, 'src/all/index.ts': `import { ask } from './lib';\nimport { sum } from './sum';\nexport { ask, sum };\n`, 'src/all/sum.ts': 'export const sum = (a: number) => a;\n', 'src/all/lib.ts': reading }, []],
    ['barrel, import then export used', { 'src/main.tsx': root, 'src/App.tsx': `import { ask } from './all';\nexport const App = () => <b onClick={ask} />;\n`, 'src/all/index.ts': `import { ask } from './lib';\nexport { ask };\n`, 'src/all/lib.ts': reading }, ['src/all/lib.ts:2']],
    ['namespace of a barrel, one member', { 'src/main.tsx': root, 'src/App.tsx': `import * as all from './all';\nexport const App = () => <b>{all.sum(1)}</b>;\n`, 'src/all/index.ts': `export { ask } from './lib';\nexport * from './sum';\n`, 'src/all/sum.ts': 'export const sum = (a: number) => a;\n', 'src/all/lib.ts': reading }, []],
    ['namespace handed on', { 'src/main.tsx': root, 'src/App.tsx': `import * as all from './all';\nexport const App = () => <b {...all} />;\n`, 'src/all/index.ts': `export { ask } from './lib';\n`, 'src/all/lib.ts': reading }, ['src/all/lib.ts:2']],
    ['cycle', { 'src/main.tsx': root, 'src/App.tsx': app, 'src/lib.ts': `import { App } from './App';\n${sdk}export const ask = () => new Mistral({ apiKey: process.env.MISTRAL_API_KEY }).models.list(App);\n` }, ['src/lib.ts:3']],
    ['dynamic import', { 'src/main.tsx': root, 'src/App.tsx': `export const App = () => <b onClick={async () => (await import('./lib')).ask()} />;\n`, 'src/lib.ts': reading }, ['src/lib.ts:2']],
    ['require', { 'src/main.jsx': root.replace('!', ''), 'src/App.jsx': `const { ask } = require('./lib');\nexport const App = () => <b onClick={ask} />;\n`, 'src/lib.js': reading }, ['src/lib.js:2']],
    ['tsconfig alias', { 'tsconfig.json': '{ "compilerOptions": { "paths": { "#ai/*": ["./src/ai/*"] } } }', 'src/ui.tsx': `'use client';\nimport { ask } from '#ai/lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/ai/lib.ts': reading }, ['src/ai/lib.ts:2']],
    ['vite alias', { 'vite.config.ts': `import path from 'node:path';\nexport default { resolve: { alias: { ai: path.resolve(__dirname, './src/ai') } } };\n`, 'src/ui.tsx': `'use client';\nimport { ask } from 'ai/lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/ai/lib.ts': reading }, ['src/ai/lib.ts:2']],
    ['vite alias list with URL', { 'vite.config.ts': `import { fileURLToPath } from 'node:url';\nexport default { resolve: { alias: [{ find: '&', replacement: fileURLToPath(new URL('./src/ai', import.meta.url)) }] } };\n`, 'src/ui.tsx': `'use client';\nimport { ask } from '&/lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/ai/lib.ts': reading }, ['src/ai/lib.ts:2']],
    ['alias by a function', { 'vite.config.ts': `export default { resolve: { alias: aliases(import.meta) } };\n`, 'src/ui.tsx': `'use client';\nimport { ask } from 'ai/lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/ai/lib.ts': reading }, []],
    ['package imports', { 'package.json': '{ "imports": { "#lib": "./src/lib.ts" } }', 'src/ui.tsx': `'use client';\nimport { ask } from '#lib';\nexport const B = () => <b onClick={() => ask()} />;\n`, 'src/lib.ts': reading }, ['src/lib.ts:2']],
    ['workspace package', { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/ai/package.json': '{ "name": "@acme/ai", "main": "index.ts" }', 'packages/ai/index.ts': reading, 'packages/web/package.json': '{ "name": "@acme/web", "dependencies": { "@acme/ai": "workspace:*" } }', 'packages/web/ui.tsx': `'use client';\nimport { ask } from '@acme/ai';\nexport const B = () => <b onClick={() => ask()} />;\n` }, ['packages/ai/index.ts:2']],
  ])('%s', (_name, files, expected) => {
    expect(exposedIn(files)).toEqual(expected);
  });
});
