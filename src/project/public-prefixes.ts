import type { Program } from '../program/nodes.js';
import type { FileReader } from './files.js';

const configurations = ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs', 'vitest.config.ts', 'astro.config.mjs'];

/** The prefixes of public variables that configurations of Vite name. */
export class PublicPrefixes {
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    readonly files: FileReader,
    readonly program: (path: string) => Program | undefined,
  ) {}

  /** @returns those of the nearest configuration in the folder or above it */
  in(folder: string): readonly string[] {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const path = configurations.map((name) => `${folder}/${name}`).find((file) => this.files.isFile(file));
    const configuration = path === undefined ? undefined : this.program(path);
    const slash = folder.lastIndexOf('/');
    const isRoot = slash < 0 || this.files.isFile(`${folder}/.git/HEAD`);
    const found = configuration !== undefined ? envPrefixes(configuration) : path !== undefined || isRoot ? [] : this.in(folder.slice(0, slash));
    this.#known.set(folder, found);
    return found;
  }
}

function envPrefixes(configuration: Program): string[] {
  const prefixes: string[] = [];
  for (const node of configuration.nodes) {
    if (node.kind !== 'property' || node.name !== 'envPrefix') continue;
    if (node.value.kind === 'text') prefixes.push(node.value.value);
    if (node.value.kind === 'array') for (const e of node.value.elements) if (e?.kind === 'text') prefixes.push(e.value);
  }
  return prefixes.filter((p) => p !== '');
}
