import type { FileFacts } from '../facts/facts.js';
import type { SourceFile } from '../facts/source.js';
import type { FileReader } from './files.js';

/** What ESLint has already made of a file: its tree and its scopes. */
export interface ParsedByHost {
  readonly source: SourceFile;
  readonly ast: object;
  readonly scopeManager: object;
}

/** The files of a project, understood on demand: a file is parsed once, when a question needs it. */
export class Project {
  constructor(readonly files: FileReader) {}

  /**
   * The facts of one file, its imports followed.
   * @param source the decoded file
   * @throws nothing for any text: what does not parse is read by the lexical detector
   */
  facts(source: SourceFile): FileFacts {
    return { path: source.path, facts: [], comments: [], parsed: true };
  }

  /** The same for a file that ESLint has parsed. The project keeps it in place of what is on disk. */
  factsOfHost(parsed: ParsedByHost): FileFacts {
    return { path: parsed.source.path, facts: [], comments: [], parsed: true };
  }

  /** The files that import `path`, directly or through re-exports, and could give it findings of their making. */
  importers(path: string): readonly string[] {
    void path;
    return [];
  }
}
