import { type Manifests, packageEntries } from './package-json.js';
import type { RememberedFiles } from './resolve-cache.js';
import { inFolder } from './resolve-paths.js';

/** What a name without an ending may mean; declarations come last, as they hold no values. */
const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte', '.json', '.d.ts', '.d.mts', '.d.cts'];

/**
 * What a name with an ending of compiled code may mean: the source comes first.
 * https://www.typescriptlang.org/docs/handbook/modules/reference.html#file-extension-substitution
 */
const substitutes: readonly (readonly [ending: string, instead: readonly string[]])[] = [
  ['.d.ts', ['.ts', '.tsx', '.js', '.d.ts']],
  ['.d.mts', ['.mts', '.mjs', '.d.mts']],
  ['.d.cts', ['.cts', '.cjs', '.d.cts']],
  ['.js', ['.ts', '.tsx', '.js', '.jsx', '.d.ts']],
  ['.jsx', ['.tsx', '.jsx', '.d.ts']],
  ['.mjs', ['.mts', '.mjs', '.d.mts']],
  ['.cjs', ['.cts', '.cjs', '.d.cts']],
];

/** Folders that hold what a build made, and what may stand below them before the path of the source begins. */
const built = /^(?:dist|build|out|lib|es|esm|cjs|output)\/(?:(?:esm?|cjs|node|browser|types)\/)?/u;

/** Finds the file that a path means, whose ending may be missing or that of the compiled file. */
export class Probe {
  readonly #files: RememberedFiles;
  readonly #manifests: Manifests;

  constructor(files: RememberedFiles, manifests: Manifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** @returns the file or the entry of the folder at `path`; a `/` at its end says that a folder is meant */
  find(path: string): string | undefined {
    const whole = inFolder('/', path);
    return (path.endsWith('/') ? undefined : this.#file(whole)) ?? this.#entry(whole);
  }

  /**
   * The same for a path that a package.json gives, relative to its folder. It often names what a build will make
   * (`./dist/index.js`): the source of that is meant (`src/index.ts`), where there is one.
   */
  findInPackage(folder: string, path: string): string | undefined {
    const plain = path.replace(/^\.\//u, '');
    const source = plain.replace(built, '');
    const places = source === plain ? [plain, `src/${plain}`] : [`src/${source}`, ...(source.startsWith('src/') ? [source] : []), plain, source];
    for (const place of places) {
      const found = this.#file(inFolder(folder, place)) ?? this.#index(inFolder(folder, place));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** @returns the main module of the package or plain folder */
  #entry(folder: string): string | undefined {
    const manifest = this.#manifests.in(folder);
    for (const entry of manifest === undefined ? [] : packageEntries(manifest)) {
      const found = this.findInPackage(folder, entry);
      if (found !== undefined) return found;
    }
    return this.#index(folder);
  }

  #index(folder: string): string | undefined {
    return this.#first(inFolder(folder, 'index'), endings);
  }

  #file(path: string): string | undefined {
    const substitute = substitutes.find(([ending]) => path.endsWith(ending));
    if (substitute !== undefined) {
      const found = this.#first(path.slice(0, -substitute[0].length), substitute[1]);
      if (found !== undefined) return found;
    }
    if (path.includes('.', path.lastIndexOf('/') + 1) && this.#files.isFile(path)) return path;
    return this.#first(path, endings);
  }

  #first(stem: string, candidates: readonly string[]): string | undefined {
    const ending = candidates.find((candidate) => this.#files.isFile(stem + candidate));
    return ending === undefined ? undefined : stem + ending;
  }
}
