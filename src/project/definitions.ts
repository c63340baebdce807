import { isLibrary } from '../languages/python/clients.js';
import { submoduleOf } from '../languages/python/imports.js';
import { Outline, type Outlined } from '../languages/python/outline.js';
import type { Definition } from '../flow/world.js';
import type { FileReader } from './files.js';
import type { Resolver } from './resolve.js';

/** How many imports and classes are gone through for one name. */
const maxDepth = 16;

/** What no module sets, or only the language. */
const nowhere: Definition = { kind: 'outside', modules: [], outside: [] };

/** Finds out without parsing what the names of Python modules stand for. */
export class Definitions {
  readonly #outlines = new Map<string, Outline>();
  readonly #known = new Map<string, Definition | undefined>();

  constructor(
    readonly files: FileReader,
    readonly resolver: Pick<Resolver, 'resolve'>,
    readonly speaks: (path: string) => boolean,
  ) {}

  /**
   * @param from absolute path of the importing module
   * @param names what is taken out of the module, and out of that; the last may be a method
   */
  of(from: string, specifier: string, names: readonly string[]): Definition | undefined {
    const folder = from.slice(0, from.lastIndexOf('/'));
    const key = `${folder}\n${specifier}\n${names.join('.')}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#imported(from, specifier, names, 0));
    return this.#known.get(key);
  }

  #imported(from: string, specifier: string, names: readonly string[], depth: number): Definition | undefined {
    const [name, ...rest] = names;
    if (name === undefined || depth > maxDepth) return undefined;
    // What the libraries give is known, wherever their source is.
    if (isLibrary(specifier)) return { kind: 'outside', modules: [], outside: [[specifier, ...names].join('.')] };
    const module = this.resolver.resolve(from, specifier);
    const outlined = module === undefined ? 'absent' : this.#outline(module).of(name);
    if (module !== undefined && outlined !== 'absent') return outlined === undefined ? undefined : this.#defined(module, name, outlined, rest, depth);
    const submodule = submoduleOf(specifier, name);
    if (this.resolver.resolve(from, submodule) !== undefined) return this.#imported(from, submodule, rest, depth + 1);
    if (module === undefined) return { kind: 'outside', modules: [], outside: [[specifier, ...names].join('.')] };
    for (const star of this.#outline(module).stars) {
      const target = this.resolver.resolve(module, star);
      if (target === undefined) return { kind: 'outside', modules: [], outside: [[star, ...names].join('.')] };
      const outline = this.#outline(target);
      if (outline.of(name) !== 'absent' || outline.stars.length > 0) return this.#imported(module, star, names, depth + 1);
    }
    return nowhere;
  }

  #defined(module: string, name: string, outlined: Outlined, rest: readonly string[], depth: number): Definition | undefined {
    if (outlined.kind === 'import') return this.#imported(module, outlined.specifier, outlined.name === '*' ? rest : [outlined.name, ...rest], depth + 1);
    if (outlined.kind === 'function') return rest.length > 0 ? undefined : { kind: 'function', modules: [this.#at(module)], outside: [] };
    if (rest.length > 1) return undefined;
    if (outlined.base === undefined) return { kind: 'class', modules: [this.#at(module)], outside: [] };
    const base = outlined.base === name ? undefined : this.#base(module, outlined.base.split('.'), depth + 1);
    return base === undefined || base.kind === 'function' ? undefined : { kind: 'class', modules: [this.#at(module), ...base.modules], outside: base.outside };
  }

  #base(module: string, [first = '', ...rest]: readonly string[], depth: number): Definition | undefined {
    const outlined = depth > maxDepth ? undefined : this.#outline(module).of(first);
    if (outlined === undefined) return undefined;
    // A class of the language, unless all names of another module are imported.
    if (outlined === 'absent') return this.#outline(module).stars.length > 0 ? undefined : nowhere;
    return this.#defined(module, first, outlined, rest, depth);
  }

  #at(path: string): Definition['modules'][number] {
    return { path, speaks: this.speaks(path) };
  }

  #outline(path: string): Outline {
    let outline = this.#outlines.get(path);
    if (outline === undefined) {
      const bytes = this.files.read(path);
      outline = new Outline(bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
      this.#outlines.set(path, outline);
    }
    return outline;
  }
}
