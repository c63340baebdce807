import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Packages that the declarations may import: who uses the plugin has ESLint, and what this package depends on. */
const allowed = new Set(['eslint', 'unplugin']);

const entries = ['src/eslint/index.d.ts', 'src/scan/index.d.ts', 'src/bundler/index.d.ts'];

/**
 * Writes the declarations that the entries reach, and no other.
 * @param folder where they go, with the paths of their sources
 * @throws Error where a source does not type-check, or a declaration imports a package that users need not have
 */
export async function writeDeclarations(folder: string): Promise<void> {
  const emitted = await mkdtemp(join(tmpdir(), 'mistral-keys-types-'));
  try {
    await emit(emitted);
    const reached = new Set(entries.map((entry) => resolve(emitted, entry)));
    for (const file of reached) {
      for (const next of await imported(file)) reached.add(next);
      const target = resolve(folder, relative(emitted, file));
      await mkdir(dirname(target), { recursive: true });
      await copyFile(file, target);
    }
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

async function emit(folder: string): Promise<void> {
  const compiler = resolve('node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', folder]);
  } catch (error) {
    const output = typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`The declarations could not be written: the sources do not type-check.\n${output}`, { cause: error });
  }
}

/** The declaration files that one imports by a relative path. */
async function imported(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const files: string[] = [];
  for (const [, from, inline, reference] of text.matchAll(
    /(?:\bfrom|^import) ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)|<reference types=['"]([^'"]+)['"]/gmu,
  )) {
    const specifier = from ?? inline ?? reference ?? '';
    if (specifier.startsWith('.')) files.push(resolve(dirname(file), specifier.replace(/\.js$/u, '.d.ts')));
    else if (!allowed.has(specifier)) {
      throw new Error(`${file} imports "${specifier}", which users of the package need not have. Declare the type here.`);
    }
  }
  return files;
}
