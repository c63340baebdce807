import type { Manifests, PackageJson } from './package-json.js';
import type { RememberedFiles } from './resolve-cache.js';
import { matchesGlob } from './resolve-glob.js';
import { folderOf, foldersUp, inFolder, isWithin } from './resolve-paths.js';

/** A version that a registry answers: such a dependency is most likely no package of the workspace. */
const published = /^(?:[\d^~<>=v]|npm:|catalog:)/u;

/** Finds packages that stand in the project itself. */
export class Workspaces {
  readonly #files: RememberedFiles;
  readonly #manifests: Manifests;
  /** Per root of a workspace: name → folder. */
  readonly #packages = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: RememberedFiles, manifests: Manifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /**
   * @param folder where the import stands
   * @returns the folder of the package of that name: the importing package itself, one that it depends on by path, or one
   *   of the workspace
   */
  find(folder: string, top: string | undefined, name: string): string | undefined {
    const manifests = this.#manifests.above(folder, top);
    for (const manifest of manifests) {
      if (manifest.name === name) return manifest.folder;
      const path = /^(?:file|link|portal):(.+)$/u.exec(manifest.dependencies.get(name) ?? '')?.[1];
      if (path !== undefined) return inFolder(manifest.folder, path);
    }
    for (const root of foldersUp(folder, top)) {
      const globs = this.#globs(root);
      if (globs.length === 0) continue;
      const found = this.#guess(root, globs, name) ?? (mayBeLocal(manifests, name) ? this.#all(root, globs).get(name) : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #globs(root: string): readonly string[] {
    const yaml = this.#files.text(inFolder(root, 'pnpm-workspace.yaml'));
    return [...(this.#manifests.in(root)?.workspaces ?? []), ...(yaml === undefined ? [] : pnpmPackages(yaml))];
  }

  /** Folders are mostly named as their package, so most packages are found without a list of the whole project. */
  #guess(root: string, globs: readonly string[], name: string): string | undefined {
    const names = [name.slice(name.indexOf('/') + 1), name, name.replace(/^@/u, '').replace('/', '-')];
    for (const glob of globs) {
      const star = glob.indexOf('*');
      for (const guess of star < 0 ? [glob] : names.map((own) => glob.slice(0, star) + own)) {
        const folder = inFolder(root, guess);
        if (isWithin(folder, root) && this.#manifests.in(folder)?.name === name) return folder;
      }
    }
    return undefined;
  }

  #all(root: string, globs: readonly string[]): ReadonlyMap<string, string> {
    const known = this.#packages.get(root);
    if (known !== undefined) return known;
    const folders = new Set<string>();
    for (const file of this.#files.listBelow(root)) {
      for (const folder of foldersUp(folderOf(file), root)) {
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
    const wanted = globs.filter((glob) => !glob.startsWith('!'));
    const unwanted = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
    const packages = new Map<string, string>();
    for (const folder of folders) {
      const path = folder.slice(root.length).replace(/^\//u, '');
      if (!wanted.some((glob) => matchesGlob(path, glob)) || unwanted.some((glob) => matchesGlob(path, glob))) continue;
      const name = this.#manifests.in(folder)?.name;
      if (name !== undefined && !packages.has(name)) packages.set(name, folder);
    }
    this.#packages.set(root, packages);
    return packages;
  }
}

/** Listing a whole project for every `import 'react'` would be a waste. */
function mayBeLocal(manifests: readonly PackageJson[], name: string): boolean {
  const scope = /^@[^/]+\//u.exec(name)?.[0];
  if (scope !== undefined && manifests.some((manifest) => manifest.name?.startsWith(scope) === true)) return true;
  const version = manifests.map((manifest) => manifest.dependencies.get(name)).find((found) => found !== undefined);
  return version === undefined || !published.test(version);
}

/** The list `packages` of a pnpm-workspace.yaml, in the two forms in which people write it. */
function pnpmPackages(yaml: string): string[] {
  const lines = yaml.split(/\r?\n/u);
  const start = lines.findIndex((line) => /^packages\s*:/u.test(line));
  if (start < 0) return [];
  const inline = /^packages\s*:\s*\[([^\]]*)\]/u.exec(lines[start] ?? '')?.[1];
  if (inline !== undefined) return inline.split(',').map(unquoted).filter((item) => item !== '');
  const packages: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*-\s+(\S.*)$/u.exec(line)?.[1];
    if (item !== undefined) packages.push(unquoted(item));
    else if (/^[^\s#]/u.test(line)) break;
  }
  return packages;
}

function unquoted(item: string): string {
  const text = item.trim();
  return /^(['"])([^'"]*)\1/u.exec(text)?.[2] ?? text.replace(/\s#.*$/su, '').trim();
}
