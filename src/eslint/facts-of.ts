import { resolve } from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import type { RuleOptions } from '../../rules/rule.js';
import type { FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { vocabularyOf } from '../configuration/vocabularies.js';
import { Vocabulary } from '../key/vocabulary.js';
import { loadsVariables } from '../project/start-scripts.js';
import { slashed } from '../scan/discover.js';
import type { RuleSettings } from '../scan/settings.js';
import { type Concern, concernOf } from './gate.js';
import { type LintedProject, projectOf } from './project-of.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What the project says of the file that ESLint is at. */
export interface LintedFacts {
  /** The file as ESLint has it. */
  readonly source: SourceFile;
  /** The facts of the file and of those that import it, whose facts may lie in it. In the order in which the scanner reads them. */
  readonly files: readonly FileFacts[];
}

const known = new WeakMap<Context['sourceCode'], Map<Vocabulary, LintedFacts>>();

/** ESLint gives the same object for all files that the same configuration holds for. */
const vocabularies = new WeakMap<RuleOptions, Vocabulary>();

function vocabularyOfOptions(given: RuleOptions): Vocabulary {
  let vocabulary = vocabularies.get(given);
  if (vocabulary === undefined) vocabularies.set(given, (vocabulary = new Vocabulary(vocabularyOf(given))));
  return vocabulary;
}

/** How ESLint's file concerns a rule at all. @param given the options in ESLint's configuration */
export function concernIn(context: Context, given: RuleOptions): Concern {
  if (given.names !== undefined && vocabularyOfOptions(given).speaksOfMistral(context.sourceCode.text)) return 'named';
  return concernOf(context.sourceCode, () => {
    const { path, project } = placeOf(context);
    return project.settings.words(path);
  });
}

/**
 * What holds for a rule in the linted file.
 * @param given the options in ESLint's configuration; without any, those of the project's own configuration hold
 * @returns `undefined` where the project's configuration turns the rule off, or leaves the file out
 */
export function settingsIn(context: Context, rule: string, given: RuleOptions): RuleSettings | undefined {
  const { path, project } = placeOf(context);
  return project.settings.forRule(path, rule, Object.keys(given).length > 0 ? given : undefined);
}

/** The facts are gathered once for each file and vocabulary, whichever rule asks first. */
export function factsOf(context: Context, vocabulary: Vocabulary): LintedFacts {
  const { sourceCode } = context;
  let byVocabulary = known.get(sourceCode);
  if (byVocabulary === undefined) known.set(sourceCode, (byVocabulary = new Map<Vocabulary, LintedFacts>()));
  let facts = byVocabulary.get(vocabulary);
  if (facts === undefined) byVocabulary.set(vocabulary, (facts = gather(context, vocabulary)));
  return facts;
}

/** ESLint calls a text without a name `<input>`, and a block of another file `page.md/0.js`: both are paths like others. */
function placeOf({ filename, cwd }: Context): { readonly path: string; readonly project: LintedProject } {
  const path = slashed(resolve(cwd, filename));
  return { path, project: projectOf(path, slashed(resolve(cwd))) };
}

function gather(context: Context, vocabulary: Vocabulary): LintedFacts {
  const { sourceCode } = context;
  const { path, project: linted } = placeOf(context);
  const project = linted.projects.by(vocabulary === linted.settings.for(path).vocabulary ? undefined : vocabulary);
  const source = new SourceFile(path, sourceCode.text);
  const concern = concernIn(context, {});
  const named = concern === 'named' || vocabulary.speaksOfMistral(source.text) || loadsVariables.test(source.text) || project.reachesMistral(source);
  if (!named && (concern === 'importer' || project.importers(path).length === 0)) return { source, files: [] };
  const { ast, scopeManager } = sourceCode;
  if (scopeManager === null) return { source, files: [] };
  const comments = sourceCode.getAllComments().map(({ range: [start, end], value }) => ({ start, end, text: value }));
  const own = project.factsOfHost({ source, ast, scopeManager, comments });
  const files = project.importers(path).flatMap((importer) => project.factsAt(importer) ?? []);
  if (named) files.push(own);
  return { source, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}
