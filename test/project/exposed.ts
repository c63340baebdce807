import { SourceFile } from '../../src/facts/source.js';
import { memoryReader } from '../../src/project/memory.js';
import { Project } from '../../src/project/project.js';

const sdk = `import { Mistral } from '@mistralai/mistralai';\n`;
const rest = `export const ask = () => client.models.list();\n`;

/** A synthetic key. */
export const key = 'q7Hn2LxVt9BzKd4RwYm8Jc3PfSg6Ua5E';
/** A module that reads a key on its second line, and one that holds one there. */
export const reading = `${sdk}export const client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n${rest}`;
export const holding = `${sdk}export const client = new Mistral({ apiKey: '${key}' });\n${rest}`;
/** The start of a React app, and a component that asks Mistral. */
export const root = `import { createRoot } from 'react-dom/client';\nimport { App } from './App';\ncreateRoot(document.getElementById('root')!).render(<App />);\n`;
export const app = `import { ask } from './lib';\nexport const App = () => <button onClick={ask}>x</button>;\n`;

/** @returns a package.json with these dependencies */
export function manifest(...dependencies: readonly string[]): string {
  return JSON.stringify({ name: 'app', dependencies: Object.fromEntries(dependencies.map((name) => [name, '^1.0.0'])) });
}

/** @returns where keys stand in modules that the browser loads, as `file:line` */
export function exposedIn(files: Readonly<Record<string, string>>): readonly string[] {
  const project = new Project(memoryReader(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text]))));
  const places = Object.entries(files).flatMap(([path, text]) => {
    const source = new SourceFile(`/app/${path}`, text);
    return project.facts(source).facts.flatMap((fact) => (fact.kind === 'exposure' && fact.how.kind === 'client-module' ? [`${path}:${String(source.position(fact.place.start).line)}`] : []));
  });
  return places.sort();
}
