import { isRecord } from '../configuration/record.js';
import { type RememberedFiles, strings } from './resolve-cache.js';
import { folderOf, foldersUp, inFolder } from './resolve-paths.js';
import { fillStar, matchPattern } from './resolve-pattern.js';

/** The options that say where imports lead. A path in them belongs to the folder of the file that holds it. */
interface Options {
  readonly baseUrl?: { readonly path: string; readonly folder: string };
  readonly paths?: { readonly targets: ReadonlyMap<string, readonly string[]>; readonly folder: string };
}

/** Chains and lists in real projects are far shorter. The first ends circles too. */
const longestChain = 50;
const mostReferences = 100;

/** Reads `tsconfig.json` and `jsconfig.json`: `paths`, `baseUrl`, `extends` of files, and split configurations. */
export class Tsconfigs {
  readonly #files: RememberedFiles;
  /** What each file says together with those it extends. */
  readonly #options = new Map<string, Options>();

  constructor(files: RememberedFiles) {
    this.#files = files;
  }

  /**
   * What a specifier that is not relative may mean, the nearest configuration first. TypeScript asks that one alone;
   * bundlers are often told by hand of an outer one, so that is asked next.
   * @returns absolute paths whose ending may be missing
   */
  *candidates(folder: string, top: string | undefined, specifier: string): Generator<string> {
    for (const place of foldersUp(folder, top)) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const path = inFolder(place, name);
        if (!this.#files.isFile(path)) continue;
        for (const config of [path, ...this.#references(path)]) yield* meanings(this.#read(config, 0), place, specifier);
      }
    }
  }

  /**
   * The parts of a split configuration (`tsconfig.app.json` beside `tsconfig.json`, as Vite's and Angular's templates have it).
   * References to other folders are projects of their own.
   */
  #references(path: string): string[] {
    const value = this.#files.json(path);
    const references = isRecord(value) && Array.isArray(value['references']) ? value['references'] : [];
    return references
      .slice(0, mostReferences)
      .flatMap((reference) => (isRecord(reference) ? strings([reference['path']]) : []))
      .map((reference) => inFolder(folderOf(path), reference))
      .filter((reference) => folderOf(reference) === folderOf(path) && this.#files.isFile(reference));
  }

  #read(path: string, depth: number): Options {
    const known = this.#options.get(path);
    if (known !== undefined) return known;
    const value = this.#files.json(path);
    if (!isRecord(value)) return {};
    const folder = folderOf(path);
    const bases = typeof value['extends'] === 'string' ? [value['extends']] : strings(value['extends']);
    let options: Options = {};
    for (const base of depth < longestChain ? bases : []) {
      const file = this.#base(folder, base);
      if (file !== undefined) options = { ...options, ...this.#read(file, depth + 1) };
    }
    options = { ...options, ...own(value['compilerOptions'], folder) };
    this.#options.set(path, options);
    return options;
  }

  /** @returns the file that `extends` names; `undefined` for one in a package, as such hold no paths of this project */
  #base(folder: string, base: string): string | undefined {
    if (!/^(?:\.{0,2}|[a-z]:)\//iu.test(base)) return undefined;
    const path = inFolder(folder, base);
    return [path, `${path}.json`].find((file) => this.#files.isFile(file));
  }
}

function own(compilerOptions: unknown, folder: string): Options {
  if (!isRecord(compilerOptions)) return {};
  const { baseUrl, paths } = compilerOptions;
  return {
    ...(typeof baseUrl === 'string' ? { baseUrl: { path: baseUrl, folder } } : {}),
    ...(isRecord(paths) ? { paths: { targets: new Map(Object.entries(paths).map(([key, targets]) => [key, strings(targets)])), folder } } : {}),
  };
}

/** @param folder where the configuration that was not extended stands: `${configDir}` means that one */
function* meanings({ baseUrl, paths }: Options, folder: string, specifier: string): Generator<string> {
  const place = (base: string, path: string): string =>
    path.startsWith('${configDir}') ? inFolder(folder, `.${path.slice('${configDir}'.length)}`) : inFolder(base, path);
  const base = baseUrl === undefined ? undefined : place(baseUrl.folder, baseUrl.path);
  if (paths !== undefined) {
    const match = matchPattern(paths.targets, specifier);
    for (const target of match?.value ?? []) yield place(base ?? paths.folder, fillStar(target, match?.star ?? ''));
  }
  if (base !== undefined && !specifier.startsWith('#')) yield inFolder(base, specifier);
}
