import type { FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { Guards } from '../flow/guards.js';
import { Tracer } from '../flow/tracer.js';
import { addCommentSecrets, addSecret } from '../languages/javascript/facts/literals.js';
import { FactList } from '../languages/javascript/facts/context.js';
import { FactReader } from '../languages/javascript/facts/facts.js';
import { lower } from '../languages/javascript/lower.js';
import { dialectOf, parse } from '../languages/javascript/parse.js';
import { scriptBlocks } from '../languages/javascript/script-blocks.js';
import type { ScopeManagerLike } from '../languages/javascript/scopes.js';
import { javascript } from '../languages/javascript/semantics.js';
import { findSecrets } from '../languages/text/secrets.js';
import type { Comment } from '../facts/facts.js';
import type { Program } from '../program/nodes.js';
import type { FileReader } from './files.js';
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
  readonly #programs = new Map<string, Program | undefined>();
  readonly #resolver: Resolver;
  readonly #importers: Importers;
  readonly #reader: FactReader;

  constructor(readonly files: FileReader) {
    this.#resolver = new Resolver(files);
    this.#importers = new Importers(files, this.#resolver);
    const tracer = new Tracer({ resolve: (from, specifier) => this.#resolve(from, specifier) }, javascript);
    const reach = new BrowserReach({ files, program: (path) => this.#program(path), resolve: (from, specifier) => this.#resolve(from, specifier) });
    this.#reader = new FactReader(tracer, new Guards(tracer), reach, (program) => mistral.test(program.source.text));
  }

  /**
   * The facts of one file, its imports followed.
   * @param source the decoded file
   * @throws nothing for any text: what does not parse is read by the lexical detector
   */
  facts(source: SourceFile): FileFacts {
    const known = this.#programs.get(source.path);
    if (known?.source.text === source.text) return this.#reader.read(known);
    const parsed = parse(source, scriptOf(source));
    if (parsed.ok) {
      this.#programs.set(source.path, parsed.program);
      return this.#reader.read(parsed.program);
    }
    this.#programs.set(source.path, undefined);
    return lexicalFacts(source, parsed.comments);
  }

  /** The same for a file that ESLint has parsed. The project keeps it in place of what is on disk. */
  factsOfHost({ source, ast, scopeManager, comments }: ParsedByHost): FileFacts {
    const { language } = dialectOf(source.path);
    const program = lower(source, language, ast as Parameters<typeof lower>[2], scopeManager as ScopeManagerLike, comments);
    this.#programs.set(source.path, program);
    return this.#reader.read(program);
  }

  /** The files that import `path`, directly or through re-exports, and could give it findings of their making. */
  importers(path: string): readonly string[] {
    return this.#importers.of(path);
  }

  #resolve(from: Program, specifier: string): Program | undefined {
    const path = this.#resolver.resolve(from.source.path, specifier);
    return path === undefined || !script.test(path) || path.endsWith('.d.ts') ? undefined : this.#program(path);
  }

  #program(path: string): Program | undefined {
    if (this.#programs.has(path)) return this.#programs.get(path);
    this.#programs.set(path, undefined);
    const bytes = this.files.read(path);
    if (bytes === undefined) return undefined;
    const source = new SourceFile(path, new TextDecoder('utf-8').decode(bytes));
    const parsed = parse(source, scriptOf(source));
    const program = parsed.ok ? parsed.program : undefined;
    this.#programs.set(path, program);
    return program;
  }
}

/** The text to parse: all of a script, the script blocks of a component. */
function scriptOf(source: SourceFile): string {
  return source.path.endsWith('.vue') ? scriptBlocks(source.text, 'vue').text : source.text;
}

/** What can be said of a file that does not parse. */
function lexicalFacts(source: SourceFile, comments: readonly Comment[]): FileFacts {
  const list = new FactList();
  const { language } = dialectOf(source.path);
  for (const secret of findSecrets(source.text, { within: 'code' })) addSecret(secret, 'code', source, language, list);
  addCommentSecrets(comments, source, language, list);
  return { path: source.path, facts: list.facts, comments, parsed: false };
}
