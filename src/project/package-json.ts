import { isRecord } from '../configuration/record.js';
import { type RememberedFiles, strings } from './resolve-cache.js';
import { foldersUp, inFolder } from './resolve-paths.js';
import { fillStar, matchPattern } from './resolve-pattern.js';

/** Real workspaces have a handful of globs. */
const mostWorkspaces = 200;

/** The parts of a package.json that say where imports lead. */
export interface PackageJson {
  /** Absolute path of the folder it stands in. */
  readonly folder: string;
  readonly name: string | undefined;
  /** `undefined` where the package has no `exports`, so that all its files are open. */
  readonly exports: unknown;
  readonly imports: unknown;
  /** Main modules by the older fields, the likeliest to be source code first. */
  readonly mains: readonly string[];
  /** Globs of the folders of workspace packages. */
  readonly workspaces: readonly string[];
  /** Name → version or place, of every kind of dependency. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** The package.json files of a project, each read once. */
export class Manifests {
  readonly #files: RememberedFiles;
  readonly #known = new Map<string, PackageJson | undefined>();

  constructor(files: RememberedFiles) {
    this.#files = files;
  }

  /** @returns what the package.json in `folder` says, or `undefined` where there is none that can be read */
  in(folder: string): PackageJson | undefined {
    if (this.#known.has(folder)) return this.#known.get(folder);
    const value = this.#files.json(inFolder(folder, 'package.json'));
    const manifest = isRecord(value) ? packageJson(folder, value) : undefined;
    this.#known.set(folder, manifest);
    return manifest;
  }

  /** @returns those in `folder` and above it up to `top`, the nearest first */
  above(folder: string, top: string | undefined): readonly PackageJson[] {
    return [...foldersUp(folder, top)].flatMap((place) => this.in(place) ?? []);
  }
}

/** @param value the parsed file; what has an unexpected form counts as absent */
function packageJson(folder: string, value: Readonly<Record<string, unknown>>): PackageJson {
  const { name, workspaces } = value;
  const kinds = [value['dependencies'], value['devDependencies'], value['peerDependencies'], value['optionalDependencies']];
  return {
    folder,
    name: typeof name === 'string' ? name : undefined,
    exports: value['exports'] ?? undefined,
    imports: value['imports'],
    mains: strings([value['source'], value['svelte'], value['module'], value['main'], value['types'], value['typings']]),
    workspaces: strings(isRecord(workspaces) ? workspaces['packages'] : workspaces).slice(0, mostWorkspaces),
    dependencies: new Map(
      kinds.flatMap((kind) => (isRecord(kind) ? Object.entries(kind) : [])).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

/** @returns the paths, relative to the package, that may be its main module */
export function packageEntries(manifest: PackageJson): readonly string[] {
  return [...(exportTargets(manifest, '.') ?? []), ...manifest.mains];
}

/**
 * @param subpath `.` or `./x`
 * @returns paths relative to the package, the best first, or `undefined` where the package does not say
 */
export function exportTargets(manifest: PackageJson, subpath: string): readonly string[] | undefined {
  const { exports } = manifest;
  if (exports === undefined) return undefined;
  if (isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'))) return mapped(exports, subpath);
  return subpath === '.' ? targets(exports, 0) : [];
}

/**
 * @param specifier `#x`
 * @returns paths relative to the package (`./x`), or the names of packages, the best first
 */
export function importTargets(manifest: PackageJson, specifier: string): readonly string[] {
  return isRecord(manifest.imports) ? mapped(manifest.imports, specifier) : [];
}

function mapped(map: Readonly<Record<string, unknown>>, key: string): string[] {
  const match = matchPattern(new Map(Object.entries(map)), key);
  return match === undefined ? [] : targets(match.value, 0).map((target) => fillStar(target, match.star));
}

/** Conditions that hold for code that runs, as sources or in Node. */
const usual = new Set(['source', 'development', 'svelte', 'node', 'import', 'module', 'module-sync', 'default']);

/** Real conditions nest three or four deep. */
const deepest = 20;

/** The targets in order: those of the usual conditions as they stand, then the others, then declarations. */
function targets(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => targets(item, depth + 1));
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .map(([condition, target]) => ({ rank: rank(condition), target }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ target }) => targets(target, depth + 1));
}

function rank(condition: string): number {
  if (usual.has(condition)) return 0;
  return condition.startsWith('types') ? 2 : 1;
}
