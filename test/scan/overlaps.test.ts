import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scan } from '../../src/scan/index.js';

const key = 'Vm3xQ8zLp2RtYw7KdN4bHs9JcGf6TaEu';
const chunk = `fetch("https://api.mistral.ai/v1/models",{headers:{Authorization:"Bearer ${key}"}})`;
const map = JSON.stringify({ version: 3, sources: ['lib/a.js'], sourcesContent: [`const MISTRAL_API_KEY = '${key}';`], names: [], mappings: '' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overlaps-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function filesFound(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return (await scan({ cwd: folder, paths: ['.next'] })).findings.map(({ file, rule }) => `${file} ${rule}`);
}

it('reports a key of a build where the browser loads it, not in the map of another chunk nor in the server’s copy', async () => {
  const files = { '.next/static/chunks/a1.js': chunk, '.next/static/chunks/b2.js.map': map, '.next/server/chunks/c3.js': chunk };
  expect(await filesFound(files)).toEqual(['.next/static/chunks/a1.js no-client-key']);
});

it('reports it in the map where no chunk has it', async () => {
  expect(await filesFound({ '.next/static/chunks/b2.js.map': map })).toEqual(['.next/static/chunks/b2.js.map no-client-key']);
});

it('reports it in the server’s files where nothing else has it', async () => {
  expect(await filesFound({ '.next/server/chunks/c3.js': chunk })).toEqual(['.next/server/chunks/c3.js no-hardcoded-key']);
});
