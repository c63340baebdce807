import type { Comment, FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { Guards } from '../flow/guards.js';
import { Tracer } from '../flow/tracer.js';
import { FactReader } from '../languages/javascript/facts/facts.js';
import { lexicalFacts, recoveredFacts } from '../languages/javascript/facts/lexical.js';
import { lower } from '../languages/javascript/lower.js';
import { dialectOf, parse, type Parsed } from '../languages/javascript/parse.js';
import { scriptBlocks } from '../languages/javascript/script-blocks.js';
import { recover } from '../languages/javascript/recover.js';
import type { ScopeManagerLike } from '../languages/javascript/scopes.js';
import { javascript } from '../languages/javascript/semantics.js';
import { markupFacts, scriptHostOf } from '../languages/markup.js';
import { languageOf, type TextKind } from '../languages/registry.js';
import { textFacts } from '../languages/text/facts.js';
import type { Program } from '../program/nodes.js';
import { decode } from '../scan/decode.js';
import { type FileReader, parseLimit } from './files.js';
import { Importers } from './importers.js';
import { BrowserReach } from './reach.js';
import { Resolver } from './resolve.js';

/** What ESLint has already made of a file: its tree, its scopes and its comments. */
export interface ParsedByHost {
  readonly source: SourceFile;
  readonly ast: object;
  readonly scopeManager: object;
  readonly comments: readonly Comment[];
}

const mistral = /mistral|codestral/iu;
const script = /\.(?:[cm]?[jt]s|[jt]sx|vue)$/u;

/** The files of a project, understood on demand: a file is parsed once, when a question needs it. */
export class Project {
  readonly #parsed = new Map<string, { readonly source: SourceFile; readonly parsed: Parsed } | undefined>();
  /** By module and variable: the modules behind it that name the variable. */
  readonly #mentions = new Map<string, readonly string[]>();
  readonly #resolver: Resolver;
  readonly #importers: Importers;
  #reader: FactReader;

  constructor(readonly files: FileReader) {
    this.#resolver = new Resolver(files);
    this.#importers = new Importers(files, this.#resolver);
    this.#reader = this.#newReader();
  }

  /**
   * The facts of one file, its imports followed.
   * @param source the decoded file
   * @throws nothing for any text: what does not parse is read by the lexical detector
   */
  facts(source: SourceFile): FileFacts {
    const language = languageOf(source.path);
    return language?.kind === 'text' ? this.#textFacts(source, language) : this.#scriptFacts(source);
  }

  /** The facts of a file of the project as it is known here; `undefined` where it can't be read. */
  factsAt(path: string): FileFacts | undefined {
    const known = this.#load(path);
    return known === undefined ? undefined : this.#factsOf(known);
  }

  /** The facts of a file that ESLint has parsed. The project keeps it in place of what is on disk. */
  factsOfHost({ source, ast, scopeManager, comments }: ParsedByHost): FileFacts {
    const known = this.#parsed.get(source.path);
    if (known?.source.text === source.text && known.parsed.ok) return this.#factsOf(known);
    const { language } = dialectOf(source.path);
    const program = lower(source, language, ast as Parameters<typeof lower>[2], scopeManager as ScopeManagerLike, comments);
    return this.#factsOf(this.#keep(source, { ok: true, program }));
  }

  /** The files that name Mistral and import `path`, directly or through others: they can give it findings of their making. */
  importers(path: string): readonly string[] {
    return this.#importers.of(path);
  }

  /** Does a file that does not name Mistral import one that does? Then it may hand it a key. */
  reachesMistral(source: SourceFile): boolean {
    return this.#importers.reachesMistral(source.path, source.text);
  }

  /** The files read so far that pass a client on, or a parameter to one: who imports them may hand them a key. */
  wrappers(): readonly string[] {
    const programs = [...this.#parsed.values()].flatMap((p) => (p?.parsed.ok === true ? [p.parsed.program] : []));
    return programs.filter((p) => mistral.test(p.source.text) && this.#reader.isWrapper(p)).map((p) => p.source.path);
  }

  #scriptFacts(source: SourceFile): FileFacts {
    const known = this.#parsed.get(source.path);
    if (known?.source.text === source.text) return this.#factsOf(known);
    return this.#factsOf(this.#keep(source, parse(source, scriptOf(source))));
  }

  #textFacts(source: SourceFile, kind: TextKind): FileFacts {
    const host = scriptHostOf(kind);
    if (host === undefined || source.text.length > parseLimit) return textFacts(source, kind);
    const { blocks } = scriptBlocks(source.text, host);
    return markupFacts(source, kind, blocks.length === 0 ? undefined : this.#scriptFacts(source), blocks);
  }

  #factsOf({ source, parsed }: { readonly source: SourceFile; readonly parsed: Parsed }): FileFacts {
    if (parsed.ok) return this.#reader.read(parsed.program);
    const recovered = recover(source, scriptOf(source), parsed.at);
    if (recovered === undefined) return lexicalFacts(source, parsed.comments);
    return recoveredFacts(source, this.#reader.read(recovered.program), recovered.damage);
  }

  #keep(source: SourceFile, parsed: Parsed): { readonly source: SourceFile; readonly parsed: Parsed } {
    // What was worked out so far may speak of the file as it was before.
    if (this.#parsed.get(source.path) !== undefined) this.#reader = this.#newReader();
    const kept = { source, parsed };
    this.#parsed.set(source.path, kept);
    return kept;
  }

  #load(path: string): { readonly source: SourceFile; readonly parsed: Parsed } | undefined {
    if (this.#parsed.has(path)) return this.#parsed.get(path);
    const bytes = this.files.read(path);
    const text = bytes === undefined ? undefined : decode(bytes);
    if (text === undefined) {
      this.#parsed.set(path, undefined);
      return undefined;
    }
    const source = new SourceFile(path, text);
    return this.#keep(source, parse(source, scriptOf(source)));
  }

  #program(path: string): Program | undefined {
    const parsed = this.#load(path)?.parsed;
    return parsed?.ok === true ? parsed.program : undefined;
  }

  #resolve(from: Program, specifier: string): Program | undefined {
    const path = this.#resolver.resolve(from.source.path, specifier);
    return path === undefined || !script.test(path) || path.endsWith('.d.ts') ? undefined : this.#program(path);
  }

  #programsBehind(from: Program, specifier: string, name: string): readonly Program[] {
    const path = this.#resolver.resolve(from.source.path, specifier);
    if (path === undefined || !script.test(path)) return [];
    const key = `${path} ${name}`;
    let paths = this.#mentions.get(key);
    if (paths === undefined) {
      paths = [...this.#importers.behind(path)].filter((p) => script.test(p) && !p.endsWith('.d.ts') && this.#importers.hasText(p, name));
      this.#mentions.set(key, paths);
    }
    return paths.flatMap((p) => this.#program(p) ?? []);
  }

  #newReader(): FactReader {
    const resolve = (from: Program, specifier: string): Program | undefined => this.#resolve(from, specifier);
    const importersOf = (program: Program): readonly Program[] => this.#importers.direct(program.source.path).flatMap((path) => this.#program(path) ?? []);
    const tracer = new Tracer({ resolve, importersOf, programsBehind: (from, specifier, name) => this.#programsBehind(from, specifier, name) }, javascript);
    const reach = new BrowserReach({ files: this.files, program: (path) => this.#program(path), resolve });
    return new FactReader(tracer, new Guards(tracer), reach, (program) => mistral.test(program.source.text));
  }
}

/** The text to parse: all of a script, the script blocks of a component or a page. */
function scriptOf(source: SourceFile): string {
  if (source.path.endsWith('.vue')) return scriptBlocks(source.text, 'vue').text;
  const language = languageOf(source.path);
  const host = language?.kind === 'text' ? scriptHostOf(language) : undefined;
  return host === undefined ? source.text : scriptBlocks(source.text, host).text;
}
