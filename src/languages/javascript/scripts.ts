import type { SourceFile } from '../../facts/source.js';
import { withShown } from './astro-page.js';
import { scriptBlocks, type ScriptHost } from './script-blocks.js';

/** A part of a file that is one program. */
export interface Script {
  /** As long as the file's text, with all but the part blanked. */
  readonly text: string;
  /** It runs in the browser by its kind. */
  readonly browser: boolean;
  /** The text with what the markup shows behind it: to be parsed in its place, if it does parse. */
  readonly shown?: string;
}

/** The kind of a file that holds scripts between other text, by its name; `undefined` where all of it is one script. */
export function scriptHostOf(path: string): ScriptHost | undefined {
  const ending = /\.(?<host>vue|svelte|astro|x?html?)$/iu.exec(path)?.groups?.['host']?.toLowerCase();
  return ending !== undefined && /html?$/u.test(ending) ? 'html' : (ending as ScriptHost | undefined);
}

/** The programs of a file: one, but for Astro, whose frontmatter stays on the server while its scripts do not. */
export function scriptsOf(source: SourceFile): readonly Script[] {
  const { path, text } = source;
  const host = scriptHostOf(path);
  if (host === undefined) return [{ text, browser: false }];
  const { text: scripts, blocks } = scriptBlocks(text, host);
  if (!blocks.some((b) => b.server)) return [{ text: scripts, browser: true }];
  const only = (server: boolean): string => blank(scripts, blocks.filter((b) => b.server !== server));
  const frontmatter = only(true);
  const from = (blocks.find((b) => b.server)?.end ?? 0) + 3;
  return [{ text: frontmatter, browser: false, shown: withShown(text, frontmatter, from) }, { text: only(false), browser: true }];
}

function blank(text: string, stretches: readonly { readonly start: number; readonly end: number }[]): string {
  let left = text;
  for (const { start, end } of stretches) left = left.slice(0, start) + left.slice(start, end).replace(/[^\r\n]/gu, ' ') + left.slice(end);
  return left;
}
