import type { Place } from '../facts/source.js';
import { clientEntry } from '../languages/javascript/facts/exposures/client-modules.js';
import type { Reach } from '../languages/javascript/facts/exposures/reach.js';
import type { Dependency, Program } from '../program/nodes.js';
import { browserEntriesOf, type FileReader } from './files.js';

/** What the reach needs of the project. */
export interface Modules {
  readonly files: FileReader;
  /** @returns the lowered file; `undefined` where it can't be read or does not parse */
  program(path: string): Program | undefined;
  /** @returns the path that a specifier means in a program of the project */
  resolve(from: Program, specifier: string): Program | undefined;
}

/** One import on the way from an entry. */
interface Link {
  readonly from: Program;
  readonly dependency: Dependency;
}

const serverPath = /\.server\.[cm]?[jt]sx?$|(?:^|\/)lib\/server\/|(?:^|\/)pages\/api\/|(?:^|\/)route\.[jt]s$|(?:^|\/)middleware\.[jt]s$/u;
const configurations = ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs', 'vitest.config.ts', 'astro.config.mjs'];

/** Which modules the browser's entries reach through imports. Worked out once, when a module with a key asks. */
export class BrowserReach implements Reach {
  #links: Map<string, Link | undefined> | undefined;
  readonly #prefixes = new Map<string, readonly string[]>();

  constructor(readonly modules: Modules) {}

  chainTo(program: Program): readonly { readonly place: Place; readonly note: string }[] | undefined {
    if (endsChain(program)) return undefined;
    const links = this.#reached();
    if (!links.has(program.source.path)) return undefined;
    const chain: { place: Place; note: string }[] = [];
    let entry = program;
    for (let link = links.get(program.source.path); link !== undefined; link = links.get(link.from.source.path)) {
      const { from, dependency } = link;
      chain.unshift({ place: { source: from.source, start: dependency.start, end: dependency.end }, note: `imports ${dependency.specifier}` });
      entry = from;
    }
    const [first, ...rest] = chain;
    if (first === undefined) return [];
    return [{ ...first, note: `${clientEntry(entry) ?? 'the browser'} ${first.note}` }, ...rest];
  }

  isClientModule(program: Program): boolean {
    return clientEntry(program) !== undefined;
  }

  publicPrefixes(program: Program): readonly string[] {
    const { path } = program.source;
    return this.#prefixesOf(path.slice(0, path.lastIndexOf('/')));
  }

  #prefixesOf(folder: string): readonly string[] {
    const known = this.#prefixes.get(folder);
    if (known !== undefined) return known;
    let found: readonly string[] | undefined;
    for (const name of configurations) {
      const path = `${folder}/${name}`;
      if (!this.modules.files.isFile(path)) continue;
      const configuration = this.modules.program(path);
      found = configuration === undefined ? [] : envPrefixes(configuration);
      break;
    }
    const slash = folder.lastIndexOf('/');
    const isRoot = slash < 0 || this.modules.files.isFile(`${folder}/.git/HEAD`);
    found ??= isRoot ? [] : this.#prefixesOf(folder.slice(0, slash));
    this.#prefixes.set(folder, found);
    return found;
  }

  /** By path: an editor gives a file anew while the rest stays. */
  #reached(): Map<string, Link | undefined> {
    if (this.#links !== undefined) return this.#links;
    const links = new Map<string, Link | undefined>();
    this.#links = links;
    const queue: Program[] = [];
    for (const path of browserEntriesOf(this.modules.files)) {
      const program = this.modules.program(path);
      if (program === undefined || clientEntry(program) === undefined) continue;
      links.set(path, undefined);
      queue.push(program);
    }
    for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
      for (const dependency of from.dependencies) {
        if (dependency.typeOnly) continue;
        const target = this.modules.resolve(from, dependency.specifier);
        if (target === undefined || links.has(target.source.path) || endsChain(target)) continue;
        links.set(target.source.path, { from, dependency });
        queue.push(target);
      }
    }
    return links;
  }
}

/** Modules that stay on the server whoever imports them. */
function endsChain(program: Program): boolean {
  return (
    program.directives.includes('use server') ||
    serverPath.test(program.source.path) ||
    program.dependencies.some((d) => d.specifier === 'server-only' || d.specifier === '@tanstack/react-start/server-only')
  );
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
