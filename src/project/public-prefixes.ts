import type { Expression, Program } from '../program/nodes.js';
import type { FileReader } from './files.js';

/** Files in which frameworks are told which variables the browser gets. */
const configurations = ['vite', 'electron.vite', 'vitest', 'astro', 'nuxt', 'svelte', 'farm', 'vike'].flatMap((name) => ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'].map((ending) => `${name}.config.${ending}`));

/** The prefixes of public variables that configurations name: Vite's `envPrefix`, SvelteKit's `publicPrefix`. */
export class PublicPrefixes {
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    readonly files: FileReader,
    readonly program: (path: string) => Program | undefined,
  ) {}

  /** @returns those of the nearest configurations in the folder or above it */
  in(folder: string): readonly string[] {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const paths = configurations.map((name) => `${folder}/${name}`).filter((file) => this.files.isFile(file));
    const slash = folder.lastIndexOf('/');
    const isRoot = slash < 0 || this.files.isFile(`${folder}/.git/HEAD`);
    const found = paths.length === 0 && !isRoot ? this.in(folder.slice(0, slash)) : paths.flatMap((path) => prefixesIn(this.program(path)));
    this.#known.set(folder, found);
    return found;
  }
}

function prefixesIn(configuration: Program | undefined): string[] {
  const prefixes: string[] = [];
  for (const node of configuration?.nodes ?? []) {
    if (node.kind === 'property' && (node.name === 'envPrefix' || node.name === 'publicPrefix')) prefixes.push(...textsOf(node.value));
  }
  return prefixes.filter((p) => p !== '');
}

/** The texts that stand in a value, or in the constant of the file that it names. */
function textsOf(value: Expression): string[] {
  if (value.kind === 'text') return [value.value];
  if (value.kind === 'array') return value.elements.flatMap((e) => (e === undefined ? [] : textsOf(e)));
  const origin = value.kind === 'name' ? value.binding?.origins[0] : undefined;
  return origin?.kind === 'value' && origin.path.length === 0 && origin.value.kind !== 'name' ? textsOf(origin.value) : [];
}
