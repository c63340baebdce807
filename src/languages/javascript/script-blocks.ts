import { type Tag, TagReader } from './script-tags.js';

/** The kinds of file that hold scripts between other text. */
export type ScriptHost = 'vue' | 'svelte' | 'html' | 'astro';

/** One script. Offsets are 0-based UTF-16 units into the file, `end` exclusive; they hold its contents without the tags. */
export interface ScriptBlock {
  readonly start: number;
  readonly end: number;
  readonly lang: 'js' | 'jsx' | 'ts' | 'tsx';
  /** Vue's `<script setup>`. */
  readonly setup: boolean;
  /** Runs on the server alone: the frontmatter of Astro. */
  readonly server: boolean;
}

/** The scripts of a file, and its text with all else blanked. */
export interface ScriptBlocks {
  readonly text: string;
  readonly blocks: readonly ScriptBlock[];
}

/**
 * Finds the scripts of a file. The text it gives has the length of the whole file, so offsets hold in both; all but the
 * scripts is spaces, and line ends stay. Since it is parsed as one program, a `;` stands before each script but the first,
 * and a line end before that where both stand on one line: else `a = 1` and `(b)()` would become a call, and a comment at
 * the end of one script would hide the next.
 */
export function scriptBlocks(text: string, kind: ScriptHost): ScriptBlocks {
  const blocks = kind === 'vue' ? vueBlocks(text) : markupBlocks(text, kind);
  const parts: string[] = [];
  let end = 0;
  for (const block of blocks) {
    const gap = blank(text.slice(end, block.start));
    // A gap between scripts holds at least `</script>` and `<script>`, or `---`.
    if (parts.length > 0) parts.push(gap.slice(0, -2), /[\r\n]/u.test(gap) ? gap.slice(-2, -1) : '\n', ';');
    else parts.push(gap);
    parts.push(text.slice(block.start, block.end));
    end = block.end;
  }
  parts.push(blank(text.slice(end)));
  return { text: parts.join(''), blocks };
}

function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]+/gu, (run) => ' '.repeat(run.length));
}

/** Elements whose content is text up to their end tag. https://html.spec.whatwg.org/multipage/syntax.html#elements-2 */
const textElements = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);

function markupBlocks(text: string, kind: 'svelte' | 'html' | 'astro'): ScriptBlock[] {
  const reader = new TagReader(text, kind !== 'html');
  const blocks: ScriptBlock[] = [];
  const front = kind === 'astro' ? frontmatter(text, reader) : undefined;
  if (front !== undefined) {
    blocks.push({ ...front, lang: 'ts', setup: false, server: true });
    reader.offset = front.end + 3;
  }
  for (let tag = reader.next(kind); tag !== undefined; tag = reader.next(kind)) {
    // In HTML, `<script/>` opens all the same.
    if (tag.closing || !textElements.has(tag.name) || (tag.selfClosing && kind !== 'html')) continue;
    const content = reader.content(tag.name) ?? reader.rest();
    const lang = tag.name === 'script' && !tag.attributes.has('src') ? scriptLanguage(tag, kind) : undefined;
    if (lang !== undefined) blocks.push({ ...content, lang, setup: false, server: false });
  }
  return blocks;
}

/**
 * The scripts of a single-file component: the `<script>` elements at its root. All other elements at the root hold text, but
 * a `<template>` without a language of its own holds elements, and ends where all those within it have.
 */
function vueBlocks(text: string): ScriptBlock[] {
  const reader = new TagReader(text, false);
  const blocks: ScriptBlock[] = [];
  let blocksEnd = true;
  for (let tag = reader.next('html'); tag !== undefined; tag = reader.next('html')) {
    if (tag.closing || tag.selfClosing) continue;
    const lang = tag.attributes.get('lang')?.toLowerCase();
    if (tag.name === 'script') {
      const content = reader.content('script') ?? reader.rest();
      const known = languageOf(lang ?? 'js');
      if (known !== undefined && !tag.attributes.has('src')) {
        blocks.push({ ...content, lang: known, setup: tag.attributes.has('setup'), server: false });
      }
    } else if (blocksEnd) {
      // What is never closed is an error in Vue. Its first such element is passed over, and no further one is tried, since
      // every try goes to the end of the file.
      blocksEnd = tag.name === 'template' && (lang ?? 'html') === 'html' ? skipTemplate(reader) : reader.content(tag.name) !== undefined;
    }
  }
  return blocks;
}

/** Moves past the end of the `<template>` just opened; stays where it is not closed. */
function skipTemplate(reader: TagReader): boolean {
  const start = reader.offset;
  for (let depth = 1; depth > 0; ) {
    const tag = reader.next('vue');
    if (tag === undefined) {
      reader.offset = start;
      return false;
    }
    if (tag.name === 'template') depth += tag.closing ? -1 : tag.selfClosing ? 0 : 1;
    else if (!tag.closing && !tag.selfClosing && textElements.has(tag.name)) reader.content(tag.name);
  }
  return true;
}

/** @returns the code between the two `---`, of which the first is the first thing in the file, or what follows an open one */
function frontmatter(text: string, reader: TagReader): { start: number; end: number } | undefined {
  const start = text.length - text.trimStart().length + 3;
  if (!text.startsWith('---', start - 3)) return undefined;
  // A fence in a string or comment is none; where quotes mislead (in a regular expression), the next line that starts so is.
  const fence = reader.code(start, (at) => text.startsWith('---', at));
  if (fence !== undefined) return { start, end: fence };
  const line = /^[ \t]{0,100}---/gmu;
  line.lastIndex = start;
  const match = line.exec(text);
  return { start, end: match === null ? text.length : match.index + match[0].length - 3 };
}

/** @returns `undefined` for scripts that are no JavaScript: data, import maps, templates */
function scriptLanguage({ attributes }: Tag, kind: 'svelte' | 'html' | 'astro'): ScriptBlock['lang'] | undefined {
  const lang = attributes.get('lang');
  if (lang !== undefined && kind !== 'html') return languageOf(lang.toLowerCase());
  const type = (attributes.get('type') ?? '').trim().toLowerCase();
  if (/^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma)script)?$/u.test(type)) {
    // Astro compiles what has no attributes of its own as TypeScript.
    return kind === 'astro' && !attributes.has('is:inline') ? 'ts' : 'js';
  }
  if (/^(?:text|application)\/(?:babel|jsx)$/u.test(type)) return 'jsx';
  return /^(?:text|application)\/typescript$/u.test(type) ? 'ts' : undefined;
}

function languageOf(lang: string): ScriptBlock['lang'] | undefined {
  switch (lang) {
    case '':
    case 'js':
    case 'javascript':
      return 'js';
    case 'jsx':
      return 'jsx';
    case 'ts':
    case 'typescript':
      return 'ts';
    case 'tsx':
      return 'tsx';
    default:
      return undefined;
  }
}
