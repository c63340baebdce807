import type { FileReader } from './files.js';
import type { Resolver } from './resolve.js';

const mistral = /mistral|codestral/iu;
const specifiers = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}(?<quote>["'])(?<specifier>[^"'\n]{1,300})\k<quote>/gu;

/** Which files import which, read off their text: parsing a whole project for one question would be noticed. */
export class Importers {
  #byTarget: Map<string, Set<string>> | undefined;
  readonly #texts = new Map<string, { readonly speaks: boolean; readonly targets: readonly string[] }>();

  constructor(
    readonly files: FileReader,
    readonly resolver: Resolver,
  ) {}

  /** The files that import `path`, directly or through others, and name Mistral or are imported by one that does. */
  of(path: string): readonly string[] {
    const graph = this.#graph();
    const found = new Set<string>();
    const queue = [path];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const importer of graph.get(at) ?? []) {
        if (found.has(importer) || importer === path) continue;
        found.add(importer);
        queue.push(importer);
      }
    }
    return [...found].filter((file) => this.#read(file).speaks).sort();
  }

  /** The files that import `path` itself, as far as one that names Mistral leads to them. */
  direct(path: string): readonly string[] {
    return [...(this.#graph().get(path) ?? [])];
  }

  /** Does a file import one that names Mistral? Then it may hand over a key without naming Mistral itself. */
  reachesMistral(path: string, text: string): boolean {
    for (const match of text.matchAll(specifiers)) {
      const target = this.resolver.resolve(path, match.groups?.['specifier'] ?? '');
      if (target !== undefined && this.#read(target).speaks) return true;
    }
    return false;
  }

  #read(path: string): { readonly speaks: boolean; readonly targets: readonly string[] } {
    let known = this.#texts.get(path);
    if (known === undefined) {
      const bytes = this.files.read(path);
      const text = bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const targets: string[] = [];
      for (const match of text.matchAll(specifiers)) {
        const target = this.resolver.resolve(path, match.groups?.['specifier'] ?? '');
        if (target !== undefined) targets.push(target);
      }
      known = { speaks: mistral.test(text), targets };
      this.#texts.set(path, known);
    }
    return known;
  }

  /** The imports of the files that name Mistral, and of all that those lead to. */
  #graph(): Map<string, Set<string>> {
    if (this.#byTarget !== undefined) return this.#byTarget;
    const graph = new Map<string, Set<string>>();
    this.#byTarget = graph;
    const queue = [...(this.files.mistralFiles?.() ?? this.files.list().filter((file) => this.#speaks(file)))];
    const seen = new Set(queue);
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      for (const target of this.#read(file).targets) {
        const importers = graph.get(target);
        if (importers === undefined) graph.set(target, new Set([file]));
        else importers.add(file);
        if (seen.has(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
    return graph;
  }

  #speaks(file: string): boolean {
    const known = this.#texts.get(file);
    if (known !== undefined) return known.speaks;
    const bytes = this.files.read(file);
    return bytes !== undefined && mistral.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  }
}
