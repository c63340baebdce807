import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { mistralKeys } from '../../src/bundler/index.js';
import { keys } from './apps.js';

/** A build: whether it came through, and what it said. */
export interface Built {
  readonly ok: boolean;
  readonly said: string;
}

/** Where a build puts its files, relative to the app. */
export const outputFolder = 'dist';

const require = createRequire(import.meta.url);
const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(require.resolve(name)).href)) as T;
const told = (error: unknown): Built => ({ ok: false, said: error instanceof Error ? error.message : String(error) });

interface Vite {
  readonly build: (config: object) => Promise<unknown>;
}

export async function buildWithVite(folder: string, guarded: boolean, ssr?: string): Promise<Built> {
  const { build } = await load<Vite>('vite');
  process.env['MISTRAL_API_KEY'] = keys.injected;
  try {
    const plugins = guarded ? [mistralKeys.vite()] : [];
    await build({ root: folder, logLevel: 'silent', plugins, build: { sourcemap: true, outDir: outputFolder, ...(ssr === undefined ? {} : { ssr }) } });
    return { ok: true, said: '' };
  } catch (error) {
    return told(error);
  } finally {
    delete process.env['MISTRAL_API_KEY'];
  }
}

interface Stats {
  hasErrors(): boolean;
  toJson(options: object): { readonly errors: readonly { readonly message: string }[] };
}
interface Webpack {
  readonly default: {
    (options: object, done: (error: Error | null, stats?: Stats) => void): void;
    readonly DefinePlugin: new (values: Readonly<Record<string, string>>) => object;
  };
}

export async function buildWithWebpack(folder: string, guarded: boolean, target = 'web'): Promise<Built> {
  const { default: webpack } = await load<Webpack>('webpack');
  const define = new webpack.DefinePlugin({ __MISTRAL_KEY__: JSON.stringify(keys.injected), 'process.env.PUBLIC_MISTRAL_API_KEY': JSON.stringify(keys.public) });
  const options = {
    mode: 'production', target, context: folder, entry: './src/main.js', devtool: 'source-map',
    output: { path: join(folder, outputFolder) }, plugins: guarded ? [define, mistralKeys.webpack() as object] : [define],
  };
  return new Promise((resolve) => {
    webpack(options, (error, stats) => {
      if (error !== null || stats === undefined) resolve(told(error));
      else resolve({ ok: !stats.hasErrors(), said: stats.toJson({ errors: true }).errors.map(({ message }) => message).join('\n') });
    });
  });
}

interface Esbuild {
  readonly build: (options: object) => Promise<unknown>;
}

export async function buildWithEsbuild(folder: string, guarded: boolean, platform = 'browser'): Promise<Built> {
  const { build } = await load<Esbuild>('esbuild');
  try {
    await build({
      absWorkingDir: folder, entryPoints: ['src/main.js'], bundle: true, minify: true, sourcemap: true, platform, logLevel: 'silent', outdir: outputFolder,
      define: { __MISTRAL_KEY__: JSON.stringify(keys.injected), 'process.env.PUBLIC_MISTRAL_API_KEY': JSON.stringify(keys.public) },
      plugins: guarded ? [mistralKeys.esbuild()] : [],
    });
    return { ok: true, said: '' };
  } catch (error) {
    return told(error);
  }
}

const framework = 'next';

/** Next bundles by itself and takes no plugin: its output is scanned. */
export async function buildWithNext(folder: string): Promise<Built> {
  const env = { ...process.env, NODE_ENV: 'production', MISTRAL_API_KEY: keys.injected, NEXT_TELEMETRY_DISABLED: '1', CI: '1' } as const;
  try {
    await promisify(execFile)(process.execPath, [join(dirname(require.resolve(`${framework}/package.json`)), 'dist/bin/next'), 'build'], { cwd: folder, env });
    return { ok: true, said: '' };
  } catch (error) {
    return told(error);
  }
}
