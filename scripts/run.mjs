// Runs a script of this folder: `node scripts/run.mjs NAME [arguments]`. The scripts are TypeScript, which the oldest
// supported Node cannot run, so rolldown, which builds the package, bundles them first.
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const name = process.argv[2];
if (name === undefined) {
  console.error('Usage: node scripts/run.mjs NAME [arguments], from the root of the project.');
  process.exit(2);
}

// Inside the project, so that the bundle finds the packages that it imports.
const folder = resolve('node_modules/.cache/mistral-keys');
const file = resolve(folder, `${name}-${process.pid}.mjs`);
await mkdir(folder, { recursive: true });
await build({
  input: `scripts/${name}.ts`,
  platform: 'node',
  external: (id) => /^[^./]/u.test(id) && !id.startsWith('scripts/'),
  // One file, also where a module would be loaded later.
  output: { file, format: 'esm', codeSplitting: false },
  logLevel: 'warn',
});
process.argv.splice(1, 2, file);
try {
  await import(pathToFileURL(file).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(file, { force: true });
}
