import { isPython } from '../languages/registry.js';
import { plainVocabulary, type Vocabulary } from '../key/vocabulary.js';
import type { FileReader } from './files.js';
import { ImportGraph, type Behind } from './import-graph.js';
import { pythonSpecifiers } from './python-imports.js';
import type { Resolver } from './resolve.js';
import { loadsVariables } from './start-scripts.js';

const specifiers = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}(?<quote>["'])(?<specifier>[^"'\n]{1,300})\k<quote>/gu;

/** Scripts that a module starts beside itself. */
const workers = /\b(?:URL|Worker|register)\s{0,20}\(\s{0,20}(?<quote>["'])(?<specifier>[^"'\n]{1,300})\k<quote>/gu;

/** What so many modules import is looked at; an editor waits for it. */
const mostModules = 20_000;

/** Files that by custom pass on what others export. */
const isBarrel = /(?:^|\/)(?:(?:index|mod|main)\.[cm]?[jt]sx?|__init__\.py)$/u;

/** Which files import which, read off their text: parsing a whole project for one question would be noticed. */
export class Importers {
  readonly #imports = new ImportGraph((path) => (this.#texts.size < mostModules || this.#texts.has(path) ? this.#read(path).targets : []));
  readonly #starts = this.#imports.behind((path) => this.#read(path).speaks || this.#read(path).loads);
  /** By text: the modules that have it in them. */
  readonly #mentions = new Map<string, Behind>();
  #loaders: readonly string[] | undefined;
  #names: Set<string> | undefined;
  #concern: Set<string> | undefined;
  #byTarget: Map<string, Set<string>> | undefined;
  readonly #texts = new Map<string, { readonly speaks: boolean; readonly loads: boolean; readonly targets: readonly string[] }>();

  constructor(
    readonly files: FileReader,
    readonly resolver: Pick<Resolver, 'resolve'>,
    readonly vocabularyOf: (path: string) => Vocabulary = () => plainVocabulary,
  ) {}

  /** The files that import `path`, directly or through others, and name Mistral or are imported by one that does. */
  of(path: string): readonly string[] {
    if (this.#speakingNames().size === 0) return [];
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
    return [...found].filter((file) => this.#concerned().has(file)).sort();
  }

  /** The files that import `path` itself, as far as one that names Mistral leads to them. */
  direct(path: string): readonly string[] {
    return [...(this.#graph().get(path) ?? [])];
  }

  /** The files that the text of `path` asks for, to import or to start as workers; some are only needed for their types. */
  asked(path: string): readonly string[] {
    const bytes = this.files.read(path);
    const started = Array.from(bytes === undefined ? [] : latin1(bytes).matchAll(workers), (match) => match.groups?.['specifier'] ?? '');
    return [...this.#read(path).targets, ...started.flatMap((specifier) => this.resolver.resolve(path, specifier) ?? [])];
  }

  /** The modules with `text` in them, among those that lie behind others. */
  mentions(text: string): Behind {
    let known = this.#mentions.get(text);
    if (known === undefined) {
      known = this.#imports.behind((path) => this.#hasText(path, text));
      this.#mentions.set(text, known);
    }
    return known;
  }

  #hasText(path: string, text: string): boolean {
    const bytes = this.files.read(path);
    return bytes !== undefined && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);
  }

  /** The other files of the project that load the variables of a file, and import `path`, directly or through others. */
  loadersOf(path: string): readonly string[] {
    this.#loaders ??= this.files.list().filter((file) => this.#read(file).loads);
    const leading = this.#imports.behind((other) => other === path);
    return this.#loaders.filter((file) => file !== path && leading.some(file));
  }

  /** Does `path`, or a module that it imports, directly or through others, name Mistral or load the variables of a file? */
  concernsStart(path: string): boolean {
    return this.#starts.some(path);
  }

  /** Does a file import one that names Mistral? Then it may hand over a key without naming Mistral itself. */
  reachesMistral(path: string, text: string): boolean {
    if (this.#speakingNames().size === 0) return false;
    for (const specifier of specifiersIn(path, text)) {
      if (!this.#speakingNames().has(isPython(path) ? lastName(specifier) : stemOf(specifier))) continue;
      const target = this.resolver.resolve(path, specifier);
      if (target !== undefined && this.#leadsToMistral(target)) return true;
    }
    return false;
  }

  /** A file that names Mistral, or one that passes such a file's exports on: `lib/index.ts`. */
  #leadsToMistral(path: string): boolean {
    const { speaks, targets } = this.#read(path);
    return speaks || (isBarrel.test(path) && targets.some((target) => this.#read(target).speaks));
  }

  /** The names under which the files that name Mistral can be imported: looking for a name costs less than resolving it. */
  #speakingNames(): ReadonlySet<string> {
    if (this.#names === undefined) {
      this.#names = new Set();
      for (const path of this.#speakingFiles()) {
        const stem = stemOf(path);
        this.#names.add(stem);
        // A folder stands for its `index`, and may have one that passes the file on.
        this.#names.add(stemOf(path.slice(0, path.lastIndexOf('/'))));
      }
    }
    return this.#names;
  }

  #speakingFiles(): readonly string[] {
    return this.files.mistralFiles?.() ?? this.files.list().filter((file) => this.speaks(file));
  }

  #read(path: string): { readonly speaks: boolean; readonly loads: boolean; readonly targets: readonly string[] } {
    let known = this.#texts.get(path);
    if (known === undefined) {
      const bytes = this.files.read(path);
      const text = bytes === undefined ? '' : latin1(bytes);
      const targets: string[] = [];
      for (const specifier of specifiersIn(path, text)) {
        const target = this.resolver.resolve(path, specifier);
        if (target !== undefined) targets.push(target);
      }
      known = { speaks: this.vocabularyOf(path).speaksOfMistral(text), loads: loadsVariables.test(text), targets };
      this.#texts.set(path, known);
    }
    return known;
  }

  /** The files that name Mistral, and those that import one of them: what they hold can reach a client. */
  #concerned(): ReadonlySet<string> {
    if (this.#concern === undefined) {
      const speaking = this.#speakingFiles();
      this.#concern = new Set(speaking);
      // A scan asks only for the files that name Mistral; it looks for their importers by itself.
      for (const path of this.files.mistralFiles === undefined ? this.files.list() : []) {
        if (this.#concern.has(path)) continue;
        const bytes = this.files.read(path);
        if (bytes !== undefined && this.reachesMistral(path, latin1(bytes))) this.#concern.add(path);
      }
    }
    return this.#concern;
  }

  /** The imports of the files that are concerned, and of all that those lead to. */
  #graph(): Map<string, Set<string>> {
    if (this.#byTarget !== undefined) return this.#byTarget;
    const graph = new Map<string, Set<string>>();
    this.#byTarget = graph;
    const queue = [...this.#concerned()];
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

  /** Does a file name Mistral? */
  speaks(file: string): boolean {
    const known = this.#texts.get(file);
    if (known !== undefined) return known.speaks;
    const bytes = this.files.read(file);
    return bytes !== undefined && this.vocabularyOf(file).speaksOfMistral(latin1(bytes));
  }
}

/** Specifiers and names are ASCII as a rule, and bytes that are no text do no harm here. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The last part of a path or specifier without its ending: `factory` of `../lib/factory.js`. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$|\.vue$|\.py[iw]?$/u, '');
}

/** What the text of a file asks for. */
function specifiersIn(path: string, text: string): string[] {
  return isPython(path) ? pythonSpecifiers(text) : Array.from(text.matchAll(specifiers), (match) => match.groups?.['specifier'] ?? '');
}

/** The last name of a dotted one. */
function lastName(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('.') + 1);
}
