// Packs the package, installs it as a user would, and looks at what arrived: exports, types, command, weight.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const name = 'eslint-plugin-mistral-keys';
const limits = { megabytes: 14, packages: 45 };

const importing = `
  import plugin from '${name}';
  import * as scanner from '${name}/scanner';
  if (Object.keys(plugin.rules).length === 0) throw new Error('The plugin has no rules.');
  if (Object.keys(scanner).length === 0) throw new Error('The scanner exports nothing.');
`;
const requiring = `
  const plugin = require('${name}');
  if (Object.keys(plugin.rules).length === 0) throw new Error('The plugin has no rules.');
`;

const folder = await mkdtemp(join(tmpdir(), 'mistral-keys-package-'));
try {
  const tarball = await pack();
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', tarball], folder);
  const installed = join(folder, 'node_modules', name);

  await step('publint', () => judge('publint', ['run', installed, '--strict', '--pack', 'false']));
  // Node's require(esm) is what CommonJS gets, and what the other profiles of the check do not know.
  await step('attw', () => judge('attw', [tarball, '--profile', 'esm-only']));
  await step('import', () => run('node', ['--input-type=module', '--eval', importing], folder));
  await step('require', () => run('node', ['--input-type=commonjs', '--eval', requiring], folder));
  await step('command', () => run(join(folder, 'node_modules/.bin/mistral-keys'), ['--version'], folder));
  await step('install scripts', noInstallScripts);
  await step('weight', weight);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function pack(): Promise<string> {
  const output = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder]);
  // What `prepare` prints comes first.
  const [packed] = JSON.parse(output.slice(output.indexOf('[\n'))) as { filename: string; size: number; entryCount: number }[];
  if (packed === undefined) throw new Error('npm pack made no package.');
  console.log(`packed: ${(packed.size / 1e3).toFixed(0)} kB, ${packed.entryCount} files`);
  return join(folder, packed.filename);
}

async function noInstallScripts(): Promise<string> {
  for (const path of await manifests()) {
    const { scripts = {} } = JSON.parse(await readFile(path, 'utf8')) as { scripts?: Record<string, string> };
    const found = ['preinstall', 'install', 'postinstall'].filter((hook) => hook in scripts);
    if (found.length > 0) throw new Error(`${path} runs ${found.join(', ')} at installation.`);
  }
  return 'none';
}

async function weight(): Promise<string> {
  let bytes = 0;
  for (const entry of await readdir(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  const megabytes = bytes / 1e6;
  const packages = (await manifests()).length;
  const figures = `${megabytes.toFixed(2)} MB of ${limits.megabytes}, ${packages} packages of ${limits.packages}`;
  if (megabytes > limits.megabytes || packages > limits.packages) throw new Error(figures);
  return figures;
}

/** The package.json of every package that the installation brought. */
async function manifests(): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
  const paths: string[] = [];
  for (const key of Object.keys(lock.packages)) {
    const path = join(folder, key, 'package.json');
    // Native bindings for other platforms are locked, but not installed.
    if (key !== '' && (await stat(path).catch(() => undefined)) !== undefined) paths.push(path);
  }
  return paths;
}

/** @param check gives what is worth a line, and throws where the package fails it */
async function step(title: string, check: () => Promise<string>): Promise<void> {
  try {
    const figures = (await check()).trim();
    console.log(`${title}: ${figures === '' ? 'ok' : figures}`);
  } catch (error) {
    console.error(`${title}: FAILED\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** @returns what the command printed; throws what it printed where it fails */
async function run(command: string, args: readonly string[], cwd = '.'): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, maxBuffer: 1e8 })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

/** Runs a tool of ours whose report only matters when it complains. */
async function judge(tool: string, args: readonly string[]): Promise<string> {
  await run(resolve('node_modules/.bin', tool), args);
  return 'ok';
}
