import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/scan/index.js';
import { type App, keys, nextApp, plainApp, viteApp } from './apps.js';
import { buildWithEsbuild, buildWithNext, buildWithVite, buildWithWebpack, type Built, outputFolder } from './bundlers.js';

let base: string;
beforeAll(() => {
  // Beside the packages that the apps import.
  base = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), '.apps-'));
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

let count = 0;
function write(app: App): string {
  const folder = join(base, String(++count));
  for (const [path, text] of Object.entries(app)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const redacted = Object.values(keys)
  .map((key) => `${key.slice(0, 4)}…(32)`)
  .sort();

/** The keys that a scan of a folder reports under `no-client-key`, each with the original line where one is told. */
async function keysFoundIn(folder: string, path: string): Promise<{ readonly keys: readonly string[]; readonly rules: readonly string[]; readonly origins: readonly string[] }> {
  const { findings, summary } = await scan({ cwd: folder, paths: [path] });
  expect(summary.files).toBeGreaterThan(0);
  expect(JSON.stringify(findings)).not.toContain(keys.literal);
  return {
    keys: findings.map(({ key }) => key?.redacted ?? '').sort(),
    rules: [...new Set(findings.map(({ rule }) => rule))],
    origins: findings.flatMap(({ chain = [] }) => chain.map(({ file, line }) => `${file}:${String(line)}`)).sort(),
  };
}

interface Bundler {
  readonly app: (clean: boolean) => App;
  readonly build: (folder: string, guarded: boolean) => Promise<Built>;
}
const bundlers: Readonly<Record<string, Bundler>> = {
  vite: { app: viteApp, build: buildWithVite },
  webpack: { app: plainApp, build: buildWithWebpack },
  esbuild: { app: plainApp, build: buildWithEsbuild },
};

describe.each(Object.entries(bundlers))('%s', (name, { app, build }) => {
  it('ships the three keys, and the scan of the output names them and the lines they were written on', async () => {
    const folder = write(app(false));
    expect(await build(folder, false)).toEqual({ ok: true, said: '' });
    const found = await keysFoundIn(folder, outputFolder);
    expect(found.rules).toEqual(['no-client-key']);
    expect(found.keys).toEqual(redacted);
    // A minifier may write the key of the settings out where they are used.
    expect(found.origins).toHaveLength(3);
    for (const origin of found.origins) expect(origin).toMatch(/^src\/(?:settings|ask)\.js:\d+$/u);
  });

  it('is stopped by the plugin, which names the module', async () => {
    const folder = write(app(false));
    const { ok, said } = await build(folder, true);
    expect(ok).toBe(false);
    expect(said).toContain('3 Mistral API keys would reach the browser with this build.');
    for (const key of redacted) expect(said).toContain(key);
    for (const key of Object.values(keys)) expect(said).not.toContain(key);
    expect(said).toContain('settings.js brought the key into this file');
  });

  it('builds the clean twin, in which nothing is found', async () => {
    const folder = write(app(true));
    expect(await build(folder, true)).toEqual({ ok: true, said: '' });
    expect((await keysFoundIn(folder, outputFolder)).keys).toEqual([]);
    expect((await keysFoundIn(folder, 'src')).keys).toEqual([]);
  });

  it(`is scanned before the build as well (${name})`, async () => {
    const folder = write(app(false));
    const { findings } = await scan({ cwd: folder, paths: ['src'] });
    const files = findings.filter(({ rule }) => rule === 'no-client-key' || rule === 'no-hardcoded-key').map(({ file }) => file);
    expect(files).toContain('src/settings.js');
    expect(files).toContain('src/ask.js');
  });
});

describe('builds for a server', () => {
  it('of Vite are left alone', async () => {
    const folder = write(viteApp(false));
    expect(await buildWithVite(folder, true, 'src/ask.js')).toEqual({ ok: true, said: '' });
  });

  it('of webpack are left alone', async () => {
    expect(await buildWithWebpack(write(plainApp(false)), true, 'node')).toEqual({ ok: true, said: '' });
  });

  it('of esbuild are left alone', async () => {
    expect(await buildWithEsbuild(write(plainApp(false)), true, 'node')).toEqual({ ok: true, said: '' });
  });
});

describe('next', () => {
  it('ships the three keys, and the scan of the output names them once each', async () => {
    const folder = write(nextApp(false));
    expect(await buildWithNext(folder)).toEqual({ ok: true, said: '' });
    const found = await keysFoundIn(folder, '.next');
    expect(found.rules).toEqual(['no-client-key']);
    expect(found.keys).toEqual(redacted);
    expect(found.origins).toContain('lib/settings.js:1');
  }, 240_000);

  it('builds the clean twin, in which nothing is found', async () => {
    const folder = write(nextApp(true));
    expect(await buildWithNext(folder)).toEqual({ ok: true, said: '' });
    expect((await keysFoundIn(folder, '.next')).keys).toEqual([]);
    expect((await keysFoundIn(folder, '.')).keys).toEqual([]);
  }, 240_000);

  it('is scanned before the build as well', async () => {
    const { findings } = await scan({ cwd: write(nextApp(false)) });
    const files = findings.filter(({ rule }) => rule === 'no-client-key').map(({ file, line }) => `${file}:${String(line)}`);
    // Git ignores the folder that the apps stand in, so a key in an env file is where it belongs; what a configuration hands over is reported there.
    expect(files).toEqual(['app/page.js:7', 'lib/settings.js:1', 'next.config.mjs:1']);
  });
});
