import type { SourceFile } from '../../facts/source.js';
import { type Excerpt, ExcerptBuilder } from '../embedded/excerpt.js';
import { endingOf } from '../embedded/language-names.js';
import { excerptPath } from '../embedded/read.js';

/** A block of code between two lines of backquotes or tildes. Offsets are 0-based UTF-16 units into the document. */
export interface Fence {
  /** Behind the line that opens it. */
  readonly start: number;
  /** Before the line that closes it. */
  readonly end: number;
  /** The code as it would stand in a file of its own. */
  readonly code: Excerpt;
}

const marks = String.raw`(?:[ \t]{0,40}(?:[>*+-]|\d{1,9}[.)])(?=[ \t])){0,8}`;
const opening = new RegExp(String.raw`^(?<before>${marks}[ \t]{0,40})(?<fence>\x60{3,40}|~{3,40})[ \t]{0,8}(?<info>[^\x60\r\n]{0,200})\r?$`, 'u');
const quotes = /^(?:[ \t]{0,40}>[ \t]?){0,8}/u;
const closing = /^[ \t>]{0,80}(?<fence>`{3,40}|~{3,40})[ \t]{0,40}\r?$/u;
const longestLine = 400;

/** The fences of a document that name their language. One that is never closed counts as none. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function fencesOf(source: SourceFile): Fence[] {
  const { text } = source;
  const fences: Fence[] = [];
  let open: { readonly fence: string; readonly info: string; readonly indent: number; readonly start: number; readonly lines: [number, number][] } | undefined;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    const line = text.slice(start, Math.min(next, start + longestLine)).replace(/\n$/u, '');
    if (open === undefined) {
      const { before, fence, info } = opening.exec(line)?.groups ?? {};
      if (fence !== undefined) open = { fence, info: info ?? '', indent: (before ?? '').replace(quotes, '').length, start: next, lines: [] };
    } else {
      const fence = closing.exec(line)?.groups?.['fence'];
      if (fence !== undefined && fence.startsWith(open.fence)) {
        const ending = endingOf(languageOf(open.info));
        if (ending !== undefined) fences.push({ start: open.start, end: start, code: codeOf(source, open.lines, open.start, ending) });
        open = undefined;
      } else {
        const quoted = quotes.exec(line)?.[0].length ?? 0;
        const indent = /^[ \t]*/u.exec(line.slice(quoted, quoted + open.indent))?.[0].length ?? 0;
        open.lines.push([start + quoted + indent, next]);
      }
    }
    start = next;
  }
  return fences;
}

/** The first word behind the marks: `js title="a"`, `{.python}`, `{python echo=FALSE}`. */
function languageOf(info: string): string {
  return /^\{?\s{0,4}\.?(?<name>[\w+#-]{1,20})/u.exec(info)?.groups?.['name'] ?? '';
}

function codeOf(source: SourceFile, lines: readonly (readonly [number, number])[], start: number, ending: string): Excerpt {
  const code = new ExcerptBuilder(source);
  for (const [from, to] of lines) code.addVerbatim(from, to);
  return code.build(excerptPath(source, start, ending));
}
