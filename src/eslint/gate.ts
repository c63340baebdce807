import type { TSESLint } from '@typescript-eslint/utils';
import { holdsCredential } from '../scan/concern.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * How a file can concern the rules: it names Mistral itself, it only holds what could be a key (then it matters whether
 * a file that names Mistral imports it), it imports others (then it matters whether one of them names Mistral), or not
 * at all.
 */
export type Concern = 'named' | 'credential' | 'importer' | 'none';

const concerns = new WeakMap<SourceCode, Concern>();

/**
 * Nearly every file ends here, after one look for two words (0.6 ms a megabyte) that all rules share.
 * @param words gives those by which the project's configuration lets files in that do not name Mistral
 */
export function concernOf(sourceCode: SourceCode, words: () => RegExp | undefined): Concern {
  let concern = concerns.get(sourceCode);
  if (concern === undefined) {
    concern = isJavaScript(sourceCode) ? concernOfText(sourceCode.text, words) : 'none';
    concerns.set(sourceCode, concern);
  }
  return concern;
}

function concernOfText(text: string, words: () => RegExp | undefined): Concern {
  if (/mistral|codestral/iu.test(text) || words()?.test(text) === true) return 'named';
  if (holdsCredential(text)) return 'credential';
  return /\b(?:from|import|require)[\s(]{0,9}["'][.@#~$]/u.test(text) ? 'importer' : 'none';
}

/** Parsers of other languages call their root a program too (JSON, YAML, TOML, Svelte); their nodes carry the language's name. */
const foreignNode = /^(?:JSON|YAML|TOML|Svelte|Astro|Document)/u;

/** The rules may be switched on for every file, also for those of a language that has no scopes or another tree. */
function isJavaScript(sourceCode: SourceCode): boolean {
  const { ast, scopeManager } = sourceCode as Partial<SourceCode>;
  if (ast === undefined || (ast.type as string) !== 'Program' || !Array.isArray(ast.body) || !scopeManager) return false;
  const first = ast.body[0];
  return first === undefined || !foreignNode.test(first.type);
}
