import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pluginPackage } from './value.js';

/** More packages than these behind one are not looked at. */
const mostPackages = 400;
/** A manifest has a few thousand characters. */
const longestManifest = 1_000_000;

/**
 * Whether an installed package can turn rules of this plugin on: only what depends on the plugin, or on a package that
 * does, has it at hand.
 * @param specifier as it is imported
 * @param folder of the file that imports it
 * @returns `undefined` where that cannot be told: the package is not installed, or much stands behind it
 */
export function dependsOnPlugin(specifier: string, folder: string): boolean | undefined {
  const name = packageOf(specifier);
  const first = name === undefined ? undefined : installed(name, folder);
  if (first === undefined) return undefined;
  const open = [first];
  const seen = new Set(open);
  for (const place of open) {
    if (seen.size > mostPackages) return undefined;
    for (const dependency of dependenciesOf(place)) {
      if (dependency === pluginPackage) return true;
      const next = installed(dependency, place);
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}

/** `@scope/name` of `@scope/name/part`; `undefined` for what is no package. */
function packageOf(specifier: string): string | undefined {
  return /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?=\/|$)/u.exec(specifier)?.[0];
}

/** The real folder of a package as Node finds it: of those that pnpm links, the dependencies stand beside that one. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    const found = attempt(() => (statSync(join(path, 'package.json')).isFile() ? realpathSync(path) : undefined));
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** What cannot be read names no dependencies. */
function dependenciesOf(folder: string): string[] {
  const file = join(folder, 'package.json');
  const manifest = attempt((): unknown => (statSync(file).size > longestManifest ? undefined : JSON.parse(readFileSync(file, 'utf8'))));
  return ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) => Object.keys(objectIn(manifest, kind)));
}

/** @returns `undefined` where the system refuses, or the text is no JSON */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

function objectIn(value: unknown, name: string): object {
  const part = typeof value === 'object' && value !== null && name in value ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof part === 'object' && part !== null ? part : {};
}
