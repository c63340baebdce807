import { createRequire } from 'node:module';
import type * as Oxc from 'oxc-parser';
import { analyze } from '@typescript-eslint/scope-manager';
import type { Comment, Language } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import type { Program } from '../../program/nodes.js';
import { lower } from './lower.js';
import type { ScopeManagerLike } from './scopes.js';

// ESLint's rules are synchronous, so what they may need is loaded synchronously, and only when a question asks for it.
const require = createRequire(import.meta.url);
let oxc: typeof Oxc | undefined;

/** How a file is read: by its ending. */
export function dialectOf(path: string): { readonly lang: 'js' | 'jsx' | 'ts' | 'tsx' | 'dts'; readonly language: Language } {
  if (/\.d\.[cm]?ts$/u.test(path)) return { lang: 'dts', language: 'typescript' };
  if (/\.[cm]?ts$/u.test(path)) return { lang: 'ts', language: 'typescript' };
  if (/\.(?:tsx|vue|svelte|astro)$/u.test(path)) return { lang: 'tsx', language: 'typescript' };
  return { lang: 'jsx', language: 'javascript' };
}

/** What came of parsing: a program, or the comments alone and where the first error stands. */
export type Parsed =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly comments: readonly Comment[]; readonly at: number };

/**
 * Parses JavaScript or TypeScript with oxc and lowers it.
 * @param text what to parse in place of the source's own text, of the same length (script blocks of other files)
 */
export function parse(source: SourceFile, text: string = source.text): Parsed {
  oxc ??= require('oxc-parser') as typeof Oxc;
  const { lang, language } = dialectOf(source.path);
  let failed: Parsed | undefined;
  for (const sourceType of sourceTypes(source.path)) {
    const result = oxc.parseSync(source.path, text, { lang, sourceType, range: true, preserveParens: false, astType: 'ts' });
    const tree = result.program;
    const comments = result.comments.map((c) => ({ start: c.start, end: c.end, text: c.value }));
    const first = result.errors.find((e) => e.severity === 'Error');
    if (first !== undefined && tree.body.length === 0) {
      // The error as a module tells where the damage is: as a script the imports would be at fault.
      failed ??= { ok: false, comments, at: first.labels[0]?.start ?? 0 };
      continue;
    }
    try {
      return { ok: true, program: lower(source, language, tree, analyseScopes(tree, sourceType), comments) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ok: false, comments, at: 0 };
    }
  }
  return failed ?? { ok: false, comments: [], at: 0 };
}

/** A `.js` file may be either; a module is the likelier, and what fails as one is tried as a script. */
function sourceTypes(path: string): readonly ('module' | 'script')[] {
  return /\.c[jt]s$/u.test(path) ? ['script'] : ['module', 'script'];
}

function analyseScopes(tree: Oxc.Program, sourceType: 'module' | 'script'): ScopeManagerLike {
  // The tree is ESTree in everything that scopes depend on; its types are oxc's own.
  const estree = tree as unknown as Parameters<typeof analyze>[0];
  return analyze(estree, { sourceType, lib: [], jsxPragma: null });
}
