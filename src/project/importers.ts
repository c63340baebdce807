import type { FileReader } from './files.js';
import type { Resolver } from './resolve.js';

const mistral = /mistral|codestral/iu;
const specifiers = /(?:\bfrom|\bimport|\brequire)\s{0,20}\(?\s{0,20}(?<quote>["'])(?<specifier>[^"'\n]{1,300})\k<quote>/gu;

/** Which files import which, read off their text: parsing a whole project for one question would be noticed. */
export class Importers {
  #byTarget: Map<string, Set<string>> | undefined;

  constructor(
    readonly files: FileReader,
    readonly resolver: Resolver,
  ) {}

  /** The files that name Mistral and import `path`, directly or through others. */
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
    return [...found].sort();
  }

  #graph(): Map<string, Set<string>> {
    if (this.#byTarget !== undefined) return this.#byTarget;
    const graph = new Map<string, Set<string>>();
    for (const file of this.files.list()) {
      const bytes = this.files.read(file);
      if (bytes === undefined) continue;
      const text = Buffer.from(bytes).toString('latin1');
      if (!mistral.test(text)) continue;
      for (const match of text.matchAll(specifiers)) {
        const target = this.resolver.resolve(file, match.groups?.['specifier'] ?? '');
        if (target === undefined) continue;
        const importers = graph.get(target);
        if (importers === undefined) graph.set(target, new Set([file]));
        else importers.add(file);
      }
    }
    this.#byTarget = graph;
    return graph;
  }
}
