import { SourceFile } from '../facts/source.js';
import { clientEntry } from '../languages/javascript/exposures/client-modules.js';
import type { Reach, Way } from '../languages/program/exposures/reach.js';
import type { Program } from '../program/nodes.js';
import { decode } from '../scan/decode.js';
import { type BrowserStart, browserStart } from './browser-starts.js';
import { bundlerEntries, type ConfiguredEntry, extensionEntries } from './configured-entries.js';
import { type Demand, ownDemands, passedDemands } from './demands.js';
import { isConfiguration, isManifest } from './entry-candidates.js';
import { browserEntriesOf, type FileReader } from './files.js';
import { globImports, globMark } from './glob-imports.js';
import { islandsOf } from './islands.js';
import { Manifests } from './package-json.js';
import type { PublicPrefixes } from './public-prefixes.js';
import { RememberedFiles } from './resolve-cache.js';
import { folderOf, inFolder } from './resolve-paths.js';
import { isWithin, serverParts, staysOnServer } from './server-parts.js';
import { workerScripts } from './worker-scripts.js';

/** What the reach needs of the project. */
export interface Modules {
  readonly files: FileReader;
  readonly prefixes: PublicPrefixes;
  /** @returns the lowered scripts of a file, most often one; those that can't be read or do not parse are left out */
  programs(path: string): readonly Program[];
  /** @returns the absolute path of the module that a specifier means in a file of the project */
  resolve(from: string, specifier: string): string | undefined;
  /** @returns the files that a file asks for by its text; some that it needs only for types may be among them */
  asked(path: string): readonly string[];
}

/** A module of the browser, its own part. */
interface Module {
  readonly program: Program;
  readonly start: BrowserStart | undefined;
  readonly demands: readonly Demand[];
  readonly runs: (offset: number) => boolean;
  readonly server: boolean;
}

/** The step by which a module was first reached. `from` is the path of a module before it, if there is one. */
interface Step {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly note: string;
  readonly from: string | undefined;
}

/** One way on, with what is asked for at its end. */
interface Request {
  readonly path: string;
  readonly names: readonly string[] | 'all';
  readonly step: Step | undefined;
}

/** Which modules the browser's entries reach through imports. Worked out when a module with a key asks. */
export class BrowserReach implements Reach {
  readonly #remembered: RememberedFiles;
  readonly #manifests: Manifests;
  readonly #modules = new Map<string, Module | undefined>();
  readonly #configured = new Map<string, readonly Request[]>();
  readonly #ways = new Map<string, Way | undefined>();
  #importers: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(readonly modules: Modules) {
    this.#remembered = new RememberedFiles(modules.files);
    this.#manifests = new Manifests(this.#remembered);
  }

  wayTo(program: Program): Way | undefined {
    const { path } = program.source;
    const own = clientEntry(program);
    if (own !== undefined) return { entry: own, chain: [], runs: runsIn(program, new Set()) };
    // The frontmatter of a page of Astro has the path of its scripts, and stays on the server.
    if (path.endsWith('.astro')) return undefined;
    if (!this.#ways.has(path)) this.#ways.set(path, this.#findWay(path));
    return this.#ways.get(path);
  }

  isClientModule(program: Program): boolean {
    return clientEntry(program) !== undefined;
  }

  configurations(program: Program): readonly Program[] {
    const folder = `${folderOf(program.source.path)}/`;
    const above = this.modules.files.list().filter((path) => isConfiguration(path) && folder.startsWith(`${folderOf(path)}/`));
    return above.flatMap((path) => this.modules.programs(path));
  }

  publicPrefixes(program: Program): readonly string[] {
    return this.modules.prefixes.in(folderOf(program.source.path));
  }

  #findWay(path: string): Way | undefined {
    const concerned = this.#leadingTo(path);
    if (concerned.size === 0) return undefined;
    const steps = new Map<string, Step | undefined>();
    const asked = new Map<string, Set<string> | 'all'>();
    const queue = [...concerned].sort().flatMap((file) => this.#startsIn(file));
    for (const { path: at, names, step } of queue) {
      const module = concerned.has(at) ? this.#moduleAt(at) : undefined;
      if (module === undefined || module.server) continue;
      const isNew = !steps.has(at);
      if (isNew) steps.set(at, step);
      const demands = [...(isNew ? module.demands : []), ...passedDemands(module.program, without(module.start, added(asked, at, names)))];
      queue.push(...this.#requests(module.program.source, at, demands));
    }
    const target = steps.has(path) ? this.#moduleAt(path) : undefined;
    if (target === undefined) return undefined;
    const chain: Step[] = [];
    for (let step = steps.get(path); step !== undefined; step = step.from === undefined ? undefined : steps.get(step.from)) chain.unshift(step);
    const [first] = chain;
    const entry = first === undefined ? target.start?.entry : first.from === undefined ? first.note : this.#moduleAt(first.from)?.start?.entry;
    if (entry === undefined) return undefined;
    const notes = chain.map((step, i) => ({ place: { source: step.source, start: step.start, end: step.end }, note: i === 0 && step.from !== undefined ? `${entry} ${step.note}` : step.note }));
    return { entry: notes[0]?.note ?? entry, chain: notes, runs: target.runs };
  }

  /** The requests with which a file starts: its own, or for what it names. */
  #startsIn(path: string): readonly Request[] {
    const known = this.#configured.get(path);
    if (known !== undefined) return known;
    const requests: Request[] = [];
    for (const program of this.modules.programs(path)) {
      for (const demand of islandsOf(program)) requests.push(...this.#requests(program.source, undefined, [demand], 'a component with client: in the page'));
    }
    const named = this.#namedIn(path);
    if (named !== undefined) {
      for (const { specifier, start, end, entry } of named.entries) {
        const target = this.#resolveEntry(path, specifier);
        if (target !== undefined) requests.push({ path: target, names: [], step: { source: named.source, start, end, note: entry, from: undefined } });
      }
    }
    if (this.#moduleAt(path)?.start !== undefined) requests.push({ path, names: 'all', step: undefined });
    this.#configured.set(path, requests);
    return requests;
  }

  #namedIn(path: string): { readonly source: SourceFile; readonly entries: readonly ConfiguredEntry[] } | undefined {
    if (isManifest(path)) {
      const bytes = this.modules.files.read(path);
      const text = bytes === undefined ? undefined : decode(bytes);
      if (text === undefined) return undefined;
      const source = new SourceFile(path, text);
      return { source, entries: extensionEntries(source, this.#remembered.json(path)) };
    }
    const [program] = this.modules.programs(path);
    return program === undefined ? undefined : { source: program.source, entries: bundlerEntries(program) };
  }

  /** What a manifest names is often what a build makes of a module of the same name in `src`. */
  #resolveEntry(from: string, specifier: string): string | undefined {
    const found = this.modules.resolve(from, specifier);
    if (found !== undefined || !isManifest(from)) return found;
    const app = this.#manifests.above(folderOf(from), undefined)[0]?.folder ?? folderOf(from);
    return this.modules.resolve(inFolder(app, 'package.json'), inFolder('./src', specifier).replace(/^(?!\.)/u, './'));
  }

  #requests(source: SourceFile, from: string | undefined, demands: readonly Demand[], note?: string): Request[] {
    return demands.flatMap(({ dependency: { specifier, start, end }, names }) => {
      const path = this.modules.resolve(source.path, specifier);
      return path === undefined ? [] : [{ path, names, step: { source, start, end, note: note ?? `imports ${specifier}`, from } }];
    });
  }

  /** The part of a file that may run in the browser: of a page of Astro its scripts. */
  #moduleAt(path: string): Module | undefined {
    if (this.#modules.has(path)) return this.#modules.get(path);
    const programs = this.modules.programs(path);
    const program = programs.find(({ browser }) => browser) ?? (path.endsWith('.astro') ? undefined : programs[0]);
    const module = program === undefined ? undefined : this.#moduleOf(program);
    this.#modules.set(path, module);
    return module;
  }

  #moduleOf(program: Program): Module {
    const manifest = this.#manifests.above(folderOf(program.source.path), undefined)[0];
    const start = browserStart(program, manifest, (name) => this.#isNamedInComponents(name, manifest?.folder ?? ''));
    const runs = runsIn(program, start?.serverExports ?? new Set());
    const demands = [...ownDemands(program, runs), ...workerScripts(program), ...globImports(program, () => this.modules.files.list())];
    const server = staysOnServer(program, demands);
    return { program, start: server ? undefined : start, demands, runs, server };
  }

  /** The module and all that lead to it by their text, if a file among them may be an entry. */
  #leadingTo(path: string): ReadonlySet<string> {
    const importers = this.#importersFromEntries();
    if (!importers.has(path)) return new Set();
    const found = new Set([path]);
    // A set yields what is added while it is gone through.
    for (const at of found) for (const importer of importers.get(at) ?? []) found.add(importer);
    return found;
  }

  /** Of every module that the text of an entry leads to: the modules that ask for it. */
  #importersFromEntries(): ReadonlyMap<string, readonly string[]> {
    if (this.#importers !== undefined) return this.#importers;
    const importers = new Map<string, string[]>();
    for (const path of browserEntriesOf(this.modules.files)) importers.set(path, []);
    // A map yields what is added while it is gone through.
    for (const path of importers.keys()) {
      for (const target of this.#targets(path)) {
        const known = importers.get(target);
        if (known === undefined) importers.set(target, [path]);
        else known.push(path);
      }
    }
    this.#importers = importers;
    return importers;
  }

  #targets(path: string): readonly string[] {
    const named = [...(this.#namedIn(path)?.entries ?? [])].flatMap(({ specifier }) => this.#resolveEntry(path, specifier) ?? []);
    const page = /\.(?:x?html?|vue)$/iu.test(path) ? this.modules.programs(path).flatMap(({ source, dependencies }) => dependencies.flatMap((d) => this.modules.resolve(source.path, d.specifier) ?? [])) : [];
    const bytes = this.modules.files.read(path);
    const isGlobbing = bytes !== undefined && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(globMark);
    const globbed = isGlobbing ? this.modules.programs(path).flatMap((program) => globImports(program, () => this.modules.files.list())) : [];
    return [...this.modules.asked(path), ...named, ...page, ...globbed.flatMap(({ dependency }) => this.modules.resolve(path, dependency.specifier) ?? [])];
  }

  /** Does a component below a folder use a name that it need not import? */
  #isNamedInComponents(name: string, folder: string): boolean {
    const word = new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`, 'u');
    return browserEntriesOf(this.modules.files).some((path) => {
      const bytes = path.endsWith('.vue') && path.startsWith(`${folder}/`) ? this.modules.files.read(path) : undefined;
      return bytes !== undefined && word.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    });
  }
}

function runsIn(program: Program, serverExports: ReadonlySet<string>): (offset: number) => boolean {
  const parts = serverParts(program, serverExports);
  return parts.length === 0 ? () => true : (offset) => !isWithin({ start: offset }, parts);
}

/** Notes what is asked of a module; @returns what of it is new */
function added(asked: Map<string, Set<string> | 'all'>, path: string, names: readonly string[] | 'all'): readonly string[] | 'all' {
  const before = asked.get(path);
  if (before === 'all') return [];
  if (names === 'all') {
    asked.set(path, 'all');
    return 'all';
  }
  const known = before ?? new Set();
  const fresh = names.filter((name) => !known.has(name));
  asked.set(path, new Set([...known, ...fresh]));
  return fresh;
}

function without(start: BrowserStart | undefined, names: readonly string[] | 'all'): readonly string[] | 'all' {
  return names === 'all' || start === undefined ? names : names.filter((name) => !start.serverExports.has(name));
}
