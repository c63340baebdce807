import { isBuiltin } from 'node:module';
import type { Program } from '../program/nodes.js';
import { ConfiguredAliases } from './configured-aliases.js';
import type { FileReader } from './files.js';
import { exportTargets, importTargets, Manifests, packageEntries } from './package-json.js';
import { aliasCandidates } from './resolve-aliases.js';
import { RememberedFiles } from './resolve-cache.js';
import { folderOf, foldersUp, inFolder, isWithin } from './resolve-paths.js';
import { Probe } from './resolve-probe.js';
import { Workspaces } from './resolve-workspaces.js';
import { Tsconfigs } from './tsconfig.js';

/** Longer ones are data, not names of modules. */
const longestSpecifier = 1000;

/** `imports` that lead to `imports`: real ones never do. */
const mostHops = 5;

/**
 * Says which file of the project an import means, as Node, TypeScript and the usual bundlers would.
 *
 * The project ends at `root`, else at the nearest folder that holds `.git`: configuration above it is not read, and
 * nothing outside is ever an answer. Without either there is no bound. What is asked once is remembered, failures too:
 * see `invalidate`.
 */
export class Resolver {
  readonly #reader: FileReader;
  readonly #root: string | undefined;
  readonly #configuration: Configuration;
  #state: State;

  /**
   * @param root absolute path of the project's folder, where the reader shows no `.git` (the index of git)
   * @param configuration gives the lowered text of a bundler's configuration; without it none is looked at
   */
  constructor(files: FileReader, root?: string, configuration: Configuration = () => undefined) {
    this.#reader = files;
    this.#root = root;
    this.#configuration = configuration;
    this.#state = new State(files, root, configuration);
  }

  /**
   * @param from absolute path of the importing file
   * @param specifier what stands in `import … from '…'`, `require('…')` or `import('…')`
   * @returns absolute path of a file, or `undefined` for packages that are installed, for modules built into a runtime, for
   *   files asked for as text or address (`?raw`, `?url`), and for what cannot be found
   */
  resolve(from: string, specifier: string): string | undefined {
    return this.#state.resolve(folderOf(from), specifier);
  }

  /** Call this when a file was made, changed or removed. A change of a source file costs nothing. */
  invalidate(path: string): void {
    if (this.#state.isOutdated(path)) this.#state = new State(this.#reader, this.#root, this.#configuration);
  }
}

type Configuration = (path: string) => Program | undefined;

/** All that is remembered; it is thrown away as a whole. */
class State {
  readonly #root: string | undefined;
  readonly #files: RememberedFiles;
  readonly #manifests: Manifests;
  readonly #probe: Probe;
  readonly #tsconfigs: Tsconfigs;
  readonly #workspaces: Workspaces;
  readonly #aliases: ConfiguredAliases;
  readonly #answers = new Map<string, string | undefined>();

  constructor(files: FileReader, root: string | undefined, configuration: Configuration) {
    this.#root = root;
    this.#files = new RememberedFiles(files);
    this.#manifests = new Manifests(this.#files);
    this.#probe = new Probe(this.#files, this.#manifests);
    this.#tsconfigs = new Tsconfigs(this.#files);
    this.#workspaces = new Workspaces(this.#files, this.#manifests);
    this.#aliases = new ConfiguredAliases(this.#files, configuration);
  }

  resolve(folder: string, specifier: string): string | undefined {
    const name = moduleName(specifier);
    if (name === undefined) return undefined;
    const key = `${folder}\0${name}`;
    if (this.#answers.has(key)) return this.#answers.get(key);
    const top = this.#top(folder);
    const found = this.#find(folder, top, name);
    const answer = found !== undefined && this.#isOfProject(found, folder, top) ? found : undefined;
    this.#answers.set(key, answer);
    return answer;
  }

  /** A package.json may belong to a workspace that has been listed without it. */
  isOutdated(path: string): boolean {
    return path.endsWith('/package.json') || this.#files.isOutdated(path);
  }

  #top(folder: string): string | undefined {
    if (this.#root !== undefined && isWithin(folder, this.#root)) return this.#root;
    for (const place of foldersUp(folder, undefined)) {
      // `.git` is a file in worktrees and submodules.
      if (this.#files.isFile(inFolder(place, '.git/HEAD')) || this.#files.isFile(inFolder(place, '.git'))) return place;
    }
    return undefined;
  }

  #isOfProject(path: string, folder: string, top: string | undefined): boolean {
    if (top !== undefined && !isWithin(path, top)) return false;
    return !path.includes('/node_modules/') || folder.includes('/node_modules/');
  }

  #find(folder: string, top: string | undefined, name: string): string | undefined {
    if (/^\.\.?(?:\/|$)/u.test(name)) return this.#probe.find(inFolder(folder, name) + (/(?:^|\/)\.{0,2}$/u.test(name) ? '/' : ''));
    // Vite takes `/x` from the folder of the app, and serves what stands in `public` as if it stood there.
    if (name.startsWith('/')) {
      const apps = this.#apps(folder, top);
      return this.#first(['.', './public', './static'].flatMap((place) => apps.map((app) => inFolder(app, place + name))));
    }
    if (isBuiltin(name)) return undefined;
    return (
      this.#first(this.#tsconfigs.candidates(folder, top, name)) ??
      this.#named(folder, top, name, 0) ??
      this.#first(this.#apps(folder, top).flatMap((app) => [...this.#aliases.candidates(app, name), ...aliasCandidates(app, name)]))
    );
  }

  /** A name that package.json files explain: `#x`, and packages of the project. */
  #named(folder: string, top: string | undefined, name: string, hops: number): string | undefined {
    if (!name.startsWith('#')) return this.#package(folder, top, name);
    const manifest = this.#manifests.above(folder, top)[0];
    if (manifest === undefined || hops > mostHops) return undefined;
    for (const target of importTargets(manifest, name)) {
      const found = target.startsWith('./')
        ? this.#probe.findInPackage(manifest.folder, target)
        : this.#named(manifest.folder, top, target, hops + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #package(folder: string, top: string | undefined, specifier: string): string | undefined {
    const match = /^(?<name>(?:@[^/]+\/)?[^/@$~.][^/]*)(?<rest>\/.*)?$/u.exec(specifier)?.groups;
    if (match === undefined) return undefined;
    const home = this.#workspaces.find(folder, top, match['name'] ?? '');
    if (home === undefined) return undefined;
    const subpath = `.${match['rest'] ?? ''}`;
    const manifest = this.#manifests.in(home);
    const targets = manifest === undefined ? undefined : subpath === '.' ? packageEntries(manifest) : exportTargets(manifest, subpath);
    for (const target of targets ?? [subpath]) {
      const found = this.#probe.findInPackage(home, target);
      if (found !== undefined) return found;
    }
    return subpath === '.' ? this.#probe.findInPackage(home, 'index') : undefined;
  }

  #first(paths: Iterable<string>): string | undefined {
    for (const path of paths) {
      const found = this.#probe.find(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The folders that may be that of an app: those with a package.json, the nearest first, else all, the outermost first. */
  #apps(folder: string, top: string | undefined): readonly string[] {
    const manifests = this.#manifests.above(folder, top);
    return manifests.length > 0 ? manifests.map((manifest) => manifest.folder) : [...foldersUp(folder, top)].reverse();
  }
}

/** @returns the specifier without its query; `undefined` where it names no module of a project */
function moduleName(specifier: string): string | undefined {
  if (specifier.length > longestSpecifier || specifier.includes('\0')) return undefined;
  const at = specifier.indexOf('?');
  const name = at < 0 ? specifier : specifier.slice(0, at);
  // `?worker&url` is the address of a module that is built all the same.
  const flags = at < 0 ? [] : specifier.slice(at + 1).split('&');
  if (!flags.some((flag) => /^(?:shared)?worker$/u.test(flag)) && flags.some((flag) => flag === 'raw' || flag === 'url')) return undefined;
  // Schemes: `node:`, `https:`, `data:`, `virtual:`, `astro:` …
  return name === '' || /^[a-z][\w+.-]*:/iu.test(name) ? undefined : name;
}
