import { expect, test } from 'vitest';
import { scan } from '../../src/scan/index.js';
import { folder } from './folder.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await scan({ cwd: folder(files) });
  return findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

test('a script of a page is read as JavaScript and runs in the browser', async () => {
  const page = `<html>\n<script>\nconst token = '${key}';\nfetch('https://api.mistral.ai/v1/models', { headers: { Authorization: 'Bearer ' + token } });\n</script>\n</html>\n`;
  expect(await found({ 'index.html': page })).toEqual(['index.html:3 no-client-key', 'index.html:3 no-hardcoded-key']);
});

test('a key in an attribute reaches everybody who opens the page; one in its text is documentation', async () => {
  const page = `<p>mistral</p>\n<chat data-mistral-api-key="${key}"></chat>\n<code>MISTRAL_API_KEY=${key}</code>\n<!-- <chat data-mistral-api-key="${key}"> -->\n`;
  expect(await found({ 'index.html': page })).toEqual(['index.html:2 no-client-key', 'index.html:2 no-hardcoded-key', 'index.html:3 no-hardcoded-key', 'index.html:4 no-hardcoded-key']);
});

test('a Svelte component runs in the browser', async () => {
  const component = `<script lang="ts">\nimport { Mistral } from '@mistralai/mistralai';\nconst client: Mistral = new Mistral({ apiKey: import.meta.env.VITE_MISTRAL_API_KEY });\n</script>\n<h1>a</h1>\n`;
  expect(await found({ 'App.svelte': component })).toEqual(['App.svelte:3 no-client-key']);
});

test('the frontmatter of an Astro page runs on the server', async () => {
  const page = `---\nimport { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${key}' });\n---\n<h1>a</h1>\n`;
  expect(await found({ 'a.astro': page })).toEqual(['a.astro:3 no-hardcoded-key']);
});

test('a page without keys is silent', async () => {
  const page = `<h1>Mistral</h1>\n<p>Set MISTRAL_API_KEY to &lt;your key&gt;.</p>\n<script>\nconst key = localStorage.getItem('mistralKey');\nfetch('/api/mistral', { method: 'POST' });\n</script>\n`;
  expect(await found({ 'index.html': page })).toEqual([]);
});

test('a script that does not parse is read by its lines', async () => {
  const page = `<script>\nconst mistralApiKey = '${key}';\nif (\n</script>\n`;
  expect(await found({ 'a.html': page })).toContain('a.html:2 no-hardcoded-key');
});
