import { resolve } from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import type { FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { loadsVariables } from '../project/start-scripts.js';
import { slashed } from '../scan/discover.js';
import { concernOf } from './gate.js';
import { projectOf } from './project-of.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What the project says of the file that ESLint is at. */
export interface LintedFacts {
  /** The file as ESLint has it. */
  readonly source: SourceFile;
  /** The facts of the file and of those that import it, whose facts may lie in it. In the order in which the scanner reads them. */
  readonly files: readonly FileFacts[];
}

const known = new WeakMap<Context['sourceCode'], LintedFacts>();

/** The facts are gathered once for each file, whichever rule asks first. */
export function factsOf(context: Context): LintedFacts {
  const { sourceCode } = context;
  let facts = known.get(sourceCode);
  if (facts === undefined) {
    facts = gather(context);
    known.set(sourceCode, facts);
  }
  return facts;
}

function gather({ sourceCode, filename, cwd }: Context): LintedFacts {
  const folder = slashed(resolve(cwd));
  // ESLint calls a text without a name `<input>`, and a block of another file `page.md/0.js`: both are paths like others.
  const path = slashed(resolve(cwd, filename));
  const source = new SourceFile(path, sourceCode.text);
  const project = projectOf(path, folder);
  const concern = concernOf(sourceCode);
  const named = concern === 'named' || loadsVariables.test(source.text) || project.reachesMistral(source);
  if (!named && (concern === 'importer' || project.importers(path).length === 0)) return { source, files: [] };
  const { ast, scopeManager } = sourceCode;
  if (scopeManager === null) return { source, files: [] };
  const comments = sourceCode.getAllComments().map(({ range: [start, end], value }) => ({ start, end, text: value }));
  const own = project.factsOfHost({ source, ast, scopeManager, comments });
  const files = project.importers(path).flatMap((importer) => project.factsAt(importer) ?? []);
  if (named) files.push(own);
  return { source, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}
