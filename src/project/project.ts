import type { Comment, FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { Guards } from '../flow/guards.js';
import { Tracer } from '../flow/tracer.js';
import type { Semantics, World } from '../flow/world.js';
import { bundleFacts } from '../languages/bundle/facts.js';
import { isBrowserBundle } from '../languages/bundle/recognise.js';
import type { Dialect } from '../languages/program/context.js';
import { javascriptDialect } from '../languages/javascript/dialect.js';
import { plainVocabulary, type Vocabulary } from '../key/vocabulary.js';
import { FactReader } from '../languages/program/facts.js';
import { lexicalFacts, recoveredFacts } from '../languages/javascript/lexical.js';
import { lower } from '../languages/javascript/lower.js';
import { scriptBlocks, type ScriptHost } from '../languages/javascript/script-blocks.js';
import { scriptHostOf, scriptsOf } from '../languages/javascript/scripts.js';
import { recover } from '../languages/javascript/recover.js';
import type { ScopeManagerLike } from '../languages/javascript/scopes.js';
import { javascript } from '../languages/javascript/semantics.js';
import { endingOfScript } from '../languages/embedded/language-names.js';
import { outerPath, readAs } from '../languages/embedded/read.js';
import { languageOf } from '../languages/language-of.js';
import { markupFacts } from '../languages/markup.js';
import { documentFacts } from '../languages/markdown/facts.js';
import { notebookFacts } from '../languages/notebook/facts.js';
import { pythonDialect } from '../languages/python/dialect.js';
import { python } from '../languages/python/semantics.js';
import { isPython, languageOf as fileLanguageOf, type TextKind } from '../languages/registry.js';
import { textFacts } from '../languages/text/facts.js';
import type { Program } from '../program/nodes.js';
import { decode } from '../scan/decode.js';
import { Definitions } from './definitions.js';
import { type FileReader, parseLimit } from './files.js';
import { Importers } from './importers.js';
import { PublicPrefixes } from './public-prefixes.js';
import { type AnyParsed, hasNoEnding, isModule, isProgram, parseAll, type ParsedFile, programsOf } from './parsed-file.js';
import { BrowserReach } from './reach.js';
import { PythonPins } from './python-pins.js';
import { PythonResolver } from './resolve-python.js';
import { Resolver } from './resolve.js';
import { startsWithVariables } from './start-scripts.js';
import { isTestFile } from './test-files.js';

/** What ESLint has already made of a file: its tree, its scopes and its comments. */
export interface ParsedByHost {
  readonly source: SourceFile;
  readonly ast: object;
  readonly scopeManager: object;
  readonly comments: readonly Comment[];
}

/**
 * So many modules are followed from one file. Packages whose `__init__` imports all the rest lead to a thousand, which
 * takes many seconds; what lies beyond is taken for something outside of the project.
 */
const mostModules = 200;

/** The readers of facts, a language each, and what they remember of configurations. */
interface Readers {
  readonly prefixes: PublicPrefixes;
  readonly javascript: FactReader;
  readonly python: FactReader;
}

/** The files of a project, understood on demand: a file is parsed once, when a question needs it. */
export class Project {
  readonly #parsed = new Map<string, ParsedFile | undefined>();
  /** The modules that others have led to: what is known of those speaks of the same programs. */
  readonly #shared = new Set<string>();
  /** The modules that the file which is read now has led to, and whether there were too many. */
  readonly #visited = new Set<string>();
  #exhausted = false;
  readonly #resolver: Pick<Resolver, 'resolve'>;
  readonly #importers: Importers;
  readonly #vocabularyOf: (path: string) => Vocabulary;
  readonly #definitions: Definitions;
  #readers: Readers;

  /**
   * @param bundles whether all files are what a bundler wrote for the browser; else their looks decide
   * @param vocabularyOf gives the vocabulary by which the facts of a file are read
   */
  constructor(
    readonly files: FileReader,
    readonly bundles = false,
    vocabularyOf: (path: string) => Vocabulary = () => plainVocabulary,
  ) {
    this.#vocabularyOf = (path) => vocabularyOf(outerPath(path));
    const resolvers = { javascript: new Resolver(files, undefined, (path) => this.#program(path)), python: new PythonResolver(files) };
    this.#resolver = { resolve: (from, specifier) => resolvers[isPython(from) || hasNoEnding(from) ? 'python' : 'javascript'].resolve(from, specifier) };
    this.#importers = new Importers(files, this.#resolver, this.#vocabularyOf);
    this.#definitions = new Definitions(files, this.#resolver, (path) => this.#importers.speaks(path));
    this.#readers = this.#newReaders();
  }

  /**
   * The facts of one file, its imports followed.
   * @param source the decoded file
   * @throws nothing for any text: what does not parse is read by the lexical detector
   */
  facts(source: SourceFile): FileFacts {
    this.#begin();
    const language = fileLanguageOf(source.path, source.text);
    const isText = language?.kind === 'text' && !source.path.endsWith('.map');
    if (this.bundles || isBrowserBundle(source.path, source.text, this.files)) {
      return bundleFacts(source, this.files, isText ? this.#textFacts(source, language) : undefined, this.#vocabularyOf(source.path));
    }
    return language?.kind === 'text' ? this.#textFacts(source, language) : this.#scriptFacts(source);
  }

  /** The facts of a file of the project as it is known here; `undefined` where it can't be read. */
  factsAt(path: string): FileFacts | undefined {
    this.#begin();
    const known = this.#load(path);
    return known === undefined ? undefined : this.#factsOf(known);
  }

  /** The facts of a file that ESLint has parsed. The project keeps it in place of what is on disk. */
  factsOfHost({ source, ast, scopeManager, comments }: ParsedByHost): FileFacts {
    this.#begin();
    if (isBrowserBundle(source.path, source.text, this.files)) return bundleFacts(source, this.files, undefined, this.#vocabularyOf(source.path));
    const known = this.#parsed.get(source.path);
    const host = scriptHostOf(source.path);
    if (known?.source.text !== source.text || !known.scripts.every((s) => s.ok)) {
      const program = lower(source, languageOf(source.path), ast as Parameters<typeof lower>[2], scopeManager as ScopeManagerLike, comments, host !== undefined);
      this.#keep(source, [{ ok: true, program }]);
    }
    const scripts = this.#scriptFacts(source);
    const language = fileLanguageOf(source.path);
    return host === undefined || language?.kind !== 'text' ? scripts : this.#markupFacts(source, language, host, scripts);
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
    const programs = [...this.#parsed.values()].flatMap(programsOf);
    return programs.filter((p) => this.#speaks(p) && this.#isWrapper(p)).map((p) => p.source.path);
  }

  /** The files read so far that read a key as soon as they are imported: it matters whether who imports them has loaded its variables. */
  readersAtStart(): readonly string[] {
    const programs = [...this.#parsed.values()].flatMap(programsOf);
    return programs.filter((p) => this.#speaks(p) && this.#readerOf(p).readsAtStart(p)).map((p) => p.source.path);
  }

  /** A new file: what the last one led to counts no longer. */
  #begin(): void {
    this.#visited.clear();
    this.#exhausted = false;
  }

  #scriptFacts(source: SourceFile): FileFacts {
    const known = this.#parsed.get(source.path);
    if (known?.source.text === source.text) return this.#factsOf(known);
    const facts = this.#factsOf(this.#keep(source, parseAll(source)));
    // Trees take forty times the room of the text; nobody asks for that of a file which nothing leads to.
    if (!this.#shared.has(source.path) && !this.#vocabularyOf(source.path).speaksOfMistral(source.text)) this.#parsed.delete(source.path);
    return facts;
  }

  /** Reads a text that stands in another file, which nothing imports. */
  #readExcerpt(source: SourceFile): FileFacts {
    const language = fileLanguageOf(source.path);
    return language?.kind === 'text' ? this.#textFacts(source, language) : this.#factsOf({ source, scripts: parseAll(source) });
  }

  #textFacts(source: SourceFile, kind: TextKind): FileFacts {
    const read = (excerpt: SourceFile): FileFacts => this.#readExcerpt(excerpt);
    const vocabulary = this.#vocabularyOf(source.path);
    if (kind.structure === 'notebook') return notebookFacts(source, kind, read, vocabulary);
    if (source.text.length > parseLimit) return textFacts(source, kind, vocabulary);
    if (kind.structure === 'markdown') return documentFacts(source, kind, read, vocabulary);
    const script = kind.structure === 'none' ? endingOfScript(source.path, source.text) : undefined;
    if (script !== undefined) return readAs(source, script, read);
    const host = scriptHostOf(source.path);
    if (host === undefined && kind.comments === 'template') return markupFacts(source, kind, undefined, [], vocabulary);
    if (host === undefined) return textFacts(source, kind, kind.setsVariables ? this.#withPrefixes(source.path, vocabulary) : vocabulary);
    return this.#markupFacts(source, kind, host, undefined);
  }

  /** The vocabulary of a file that sets variables: the bundler beside it may be told of more prefixes. */
  #withPrefixes(path: string, vocabulary: Vocabulary): Vocabulary {
    return vocabulary.withPublicPrefixes(this.#readers.prefixes.in(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  }

  /** @param scripts the facts of its scripts, where they are known */
  #markupFacts(source: SourceFile, kind: TextKind, host: ScriptHost, scripts: FileFacts | undefined): FileFacts {
    const { blocks } = scriptBlocks(source.text, host);
    return markupFacts(source, kind, scripts ?? (blocks.length === 0 ? undefined : this.#scriptFacts(source)), blocks, this.#vocabularyOf(source.path));
  }

  #speaks({ source }: Program): boolean {
    return this.#vocabularyOf(source.path).speaksOfMistral(source.text);
  }

  #isWrapper(program: Program): boolean {
    try {
      return this.#readerOf(program).isWrapper(program);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return false;
    }
  }

  #factsOf({ source, scripts }: ParsedFile): FileFacts {
    try {
      const parts = scripts.map((parsed, i) => this.#analysed(source, parsed, i));
      const [only] = parts;
      return only !== undefined && parts.length === 1 ? only : merged(source, parts);
    } catch (error) {
      // A chain of thousands of members nests deeper than the stack: keys are found without a tree.
      if (!(error instanceof RangeError)) throw error;
      return lexicalFacts(source, scripts.flatMap((s) => (s.ok ? s.program.comments : s.comments)), this.#vocabularyOf(source.path));
    }
  }

  #analysed(source: SourceFile, parsed: AnyParsed, index: number): FileFacts {
    const vocabulary = this.#vocabularyOf(source.path);
    if (parsed.ok) {
      const facts = this.#readerOf(parsed.program).read(parsed.program);
      return 'damage' in parsed && parsed.damage.length > 0 ? recoveredFacts(source, facts, parsed.damage, vocabulary) : facts;
    }
    if (!('at' in parsed)) return lexicalFacts(source, parsed.comments, vocabulary);
    const script = scriptsOf(source)[index];
    const recovered = script === undefined ? undefined : recover(source, script, parsed.at);
    if (recovered === undefined) return lexicalFacts(source, parsed.comments, vocabulary);
    return recoveredFacts(source, this.#readers.javascript.read(recovered.program), recovered.damage, vocabulary);
  }

  #readerOf({ language }: Program): FactReader {
    return language === 'python' ? this.#readers.python : this.#readers.javascript;
  }

  #keep(source: SourceFile, scripts: readonly AnyParsed[]): ParsedFile {
    // What was worked out so far may speak of the file as it was before.
    if (this.#parsed.get(source.path) !== undefined) this.#readers = this.#newReaders();
    const kept = { source, scripts };
    this.#parsed.set(source.path, kept);
    return kept;
  }

  #load(path: string): ParsedFile | undefined {
    this.#shared.add(path);
    if (this.#parsed.has(path)) return this.#parsed.get(path);
    const bytes = this.files.read(path);
    const text = bytes === undefined ? undefined : decode(bytes);
    if (text === undefined) {
      this.#parsed.set(path, undefined);
      return undefined;
    }
    const source = new SourceFile(path, text);
    return this.#keep(source, parseAll(source));
  }

  #program(path: string): Program | undefined {
    if (!this.#visited.has(path) && this.#visited.size >= mostModules) {
      this.#exhausted = true;
      return undefined;
    }
    this.#visited.add(path);
    const first = this.#load(path)?.scripts[0];
    return first?.ok === true ? first.program : undefined;
  }

  #resolve(from: Program, specifier: string): Program | undefined {
    const path = this.#resolver.resolve(from.source.path, specifier);
    return path === undefined || !(isProgram(path) || path.endsWith('.json')) ? undefined : this.#program(path);
  }

  #concernsStart(from: Program, specifier: string): boolean {
    const path = this.#resolver.resolve(from.source.path, specifier);
    return path !== undefined && this.#importers.concernsStart(path);
  }

  #programsBehind(from: Program, specifier: string, name: string): readonly Program[] {
    const path = this.#resolver.resolve(from.source.path, specifier);
    if (path === undefined || !isProgram(path)) return [];
    return this.#importers.mentions(name).all(path).filter(isProgram).flatMap((p) => this.#program(p) ?? []);
  }

  #leadsToText(from: Program, specifier: string, text: string): boolean {
    const path = this.#resolver.resolve(from.source.path, specifier);
    return path !== undefined && isProgram(path) && this.#importers.mentions(text).some(path);
  }

  #newReaders(): Readers {
    const resolve = (from: Program, specifier: string): Program | undefined => this.#resolve(from, specifier);
    // Tests call what they like: they say nothing of how the program goes.
    const importersOf = ({ source: { path } }: Program): readonly Program[] =>
      this.#importers.direct(path).flatMap((importer) => (isTestFile(importer) && !isTestFile(path) ? [] : (this.#program(importer) ?? [])));
    const pins = new PythonPins(this.files);
    const world: World = {
      vocabularyOf: ({ source }) => this.#vocabularyOf(source.path),
      isExhausted: () => this.#exhausted,
      resolve,
      importersOf,
      programsBehind: (from, specifier, name) => this.#programsBehind(from, specifier, name),
      definitionOf: (from, specifier, names) => (from.language === 'python' ? this.#definitions.of(from.source.path, specifier, names) : undefined),
      leadsToText: (from, specifier, text) => this.#leadsToText(from, specifier, text),
      concernsStart: (from, specifier) => this.#concernsStart(from, specifier),
      loadersOf: (program) => this.#importers.loadersOf(program.source.path).flatMap((path) => this.#program(path) ?? []),
      startsWithVariables: (program) => startsWithVariables(this.files, program.source.path),
      readsVariable: ({ source }) => pins.readsVariable(source.path, source.text),
    };
    const prefixes = new PublicPrefixes(this.files, (path) => programsOf(this.#load(path))[0]);
    const reach = new BrowserReach({
      files: this.files,
      prefixes,
      programs: (path) => (isModule(path) ? programsOf(this.#load(path)) : []),
      resolve: (from, specifier) => this.#resolver.resolve(from, specifier),
      asked: (path) => (isModule(path) ? this.#importers.asked(path) : []),
    });
    const readerOf = (semantics: Semantics, dialect: Dialect): FactReader => {
      const tracer = new Tracer(world, semantics);
      return new FactReader(tracer, new Guards(tracer), reach, (program) => this.#speaks(program), dialect);
    };
    return { javascript: readerOf(javascript, javascriptDialect), python: readerOf(python, pythonDialect), prefixes };
  }
}

function merged(source: SourceFile, parts: readonly FileFacts[]): FileFacts {
  return {
    path: source.path,
    facts: parts.flatMap((p) => p.facts),
    comments: parts.flatMap((p) => p.comments),
    parsed: parts.every((p) => p.parsed),
  };
}
