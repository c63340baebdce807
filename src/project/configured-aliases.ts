import type { Expression, Program, Property } from '../program/nodes.js';
import type { RememberedFiles } from './resolve-cache.js';
import { inFolder } from './resolve-paths.js';

/** Configurations of bundlers and frameworks that may name aliases. */
const tools = ['vite', 'webpack', 'rspack', 'rollup', 'rolldown', 'svelte', 'nuxt', 'astro', 'vue', 'rsbuild', 'babel', 'electron.vite'];
const names = tools.flatMap((tool) => ['ts', 'mts', 'js', 'mjs', 'cjs'].map((ending) => `${tool}.config.${ending}`));

/** Real chains of `path.resolve(__dirname, 'a', 'b')` are short. */
const longestPath = 10;

/** An alias and the absolute path that it stands for. */
type Alias = readonly [name: string, path: string];

/** Aliases that bundlers are told of, where they stand in the text of a configuration: it is read, never run. */
export class ConfiguredAliases {
  readonly #known = new Map<string, readonly Alias[]>();

  /** @param program gives the lowered text of a configuration */
  constructor(
    readonly files: RememberedFiles,
    readonly program: (path: string) => Program | undefined,
  ) {}

  /**
   * @param folder of an app
   * @returns absolute paths, whose ending may be missing, that the specifier may mean there
   */
  candidates(folder: string, specifier: string): readonly string[] {
    return this.#in(folder).flatMap(([name, path]) => {
      if (specifier === name) return [path];
      return specifier.startsWith(`${name}/`) ? [inFolder(path, `./${specifier.slice(name.length + 1)}`)] : [];
    });
  }

  #in(folder: string): readonly Alias[] {
    let aliases = this.#known.get(folder);
    if (aliases === undefined) {
      aliases = names.flatMap((name) => this.#readIn(inFolder(folder, name), folder));
      this.#known.set(folder, aliases);
    }
    return aliases;
  }

  #readIn(path: string, folder: string): readonly Alias[] {
    if (!this.files.isFile(path) || this.files.text(path)?.includes('alias') !== true) return [];
    const nodes = this.program(path)?.nodes ?? [];
    return nodes.flatMap((node) => (node.kind === 'property' && node.name === 'alias' ? aliasesIn(node, folder) : []));
  }
}

/** `{ '@': path }`, or a list of `{ find: '@', replacement: path }`. */
function aliasesIn({ value }: Property, folder: string): Alias[] {
  if (value.kind === 'object') return value.properties.flatMap((p) => (p.kind === 'property' ? aliasOf(p.name, p.value, folder) : []));
  if (value.kind !== 'array') return [];
  return value.elements.flatMap((element) => {
    if (element?.kind !== 'object') return [];
    const part = (name: string): Expression | undefined => element.properties.find((p) => p.kind === 'property' && p.name === name)?.value;
    const find = part('find');
    return find?.kind === 'text' ? aliasOf(find.value, part('replacement'), folder) : [];
  });
}

function aliasOf(name: string | undefined, value: Expression | undefined, folder: string): Alias[] {
  const path = value === undefined ? undefined : pathOf(value);
  // SvelteKit writes `x/*` for what lies below x, webpack `x$` for x alone.
  const plain = name?.replace(/\/\*?$|\$$/u, '') ?? '';
  return path === undefined || plain === '' ? [] : [[plain, inFolder(folder, `./${path.replace(/\/\*$/u, '')}`)]];
}

/** @returns the path relative to the configuration's folder; `undefined` where it is not plain to see */
function pathOf(value: Expression): string | undefined {
  if (value.kind === 'text') return value.value;
  // `new URL('./src', import.meta.url).pathname`
  if (value.kind === 'member' && value.property === 'pathname') return pathOf(value.object);
  if (value.kind === 'template') return joined(value.parts);
  if (value.kind !== 'call') return undefined;
  const name = value.callee.kind === 'name' ? value.callee.name : value.callee.kind === 'member' ? value.callee.property : undefined;
  const [first] = value.args;
  if (name === 'URL') return first?.kind === 'text' ? first.value : undefined;
  if (name === 'fileURLToPath') return first === undefined ? undefined : pathOf(first);
  return name === 'resolve' || name === 'join' ? joined(value.args) : undefined;
}

function joined(parts: readonly Expression[]): string | undefined {
  if (parts.length > longestPath) return undefined;
  const texts = parts.map((part, i) => (part.kind === 'text' ? part.value : i === 0 && isFolder(part) ? '.' : undefined));
  return texts.every((text) => text !== undefined) ? texts.join('/') : undefined;
}

/** The folder of the configuration: `__dirname`, `import.meta.dirname`, `process.cwd()`. */
function isFolder(node: Expression): boolean {
  if (node.kind === 'name') return node.name === '__dirname';
  if (node.kind === 'member') return node.property === 'dirname' && node.object.kind === 'import-meta';
  return node.kind === 'call' && node.callee.kind === 'member' && node.callee.property === 'cwd';
}
