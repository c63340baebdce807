import type { Comment } from '../../facts/facts.js';
import type { CommentStyle } from '../registry.js';

interface Marks {
  /** Matches a string, so that no comment begins in it, or what opens a comment. */
  readonly pattern: RegExp;
  /** What closes a comment by what opens it; one that is not listed ends with its line. */
  readonly closing: Readonly<Record<string, string>>;
}

/** Strings end with their line; what is longer than the bound is looked into, which keeps the search linear. */
const string = String.raw`"(?:[^"\\\n]|\\.){0,500}"|(?<!\w)'(?:[^'\\\n]|\\.){0,500}'`;
const hash = String.raw`(?<![^\s;])#`;
const slash = String.raw`(?<!:)\/\/|\/\*`;
/** A comment of a template that the file is made from. */
const helm = String.raw`\{\{-? ?\/\*`;
const blocks = { '/*': '*/' };
const helmBlocks = { '{{/*': '*/', '{{-/*': '*/', '{{ /*': '*/', '{{- /*': '*/' };

const marks: Readonly<Record<Exclude<CommentStyle, 'none'>, Marks>> = {
  hash: { pattern: marksOf(`${hash}|${helm}`), closing: helmBlocks },
  // The mark at the start of a line, of Ruby and of Perl, up to the end that the language has for it.
  ruby: { pattern: marksOf(String.raw`${hash}|(?<=^|\n)=(?:begin|pod)\b`), closing: { '=begin': '\n=end', '=pod': '\n=cut' } },
  julia: { pattern: marksOf(`#=|${hash}`), closing: { '#=': '=#' } },
  nim: { pattern: marksOf(String.raw`#\[|${hash}`), closing: { '#[': ']#' } },
  nix: { pattern: marksOf(String.raw`${hash}|\/\*`), closing: blocks },
  slash: { pattern: marksOf(slash), closing: blocks },
  'slash-hash': { pattern: marksOf(`${slash}|${hash}`), closing: blocks },
  markup: { pattern: /(?<open><!--|\{\/\*)/gu, closing: { '<!--': '-->', '{/*': '*/}' } },
  template: {
    pattern: /(?<open><!--|\{\/\*|(?<!\{)\{[#*]|\{\{-? ?\/\*|\{\{!--|\{\{!|\{\{--|<%#|<%--|<#--|@\*|\{% comment %\}|(?<=(?:^|\n)[ \t]{0,80})\/\/)/gu,
    closing: {
      ...helmBlocks,
      ...{ '<!--': '-->', '{/*': '*/}', '{#': '#}', '{*': '*}', '{{!--': '--}}', '{{!': '}}', '{{--': '--}}', '<%#': '%>', '<%--': '--%>', '<#--': '-->', '@*': '*@' },
      '{% comment %}': '{% endcomment',
    },
  },
  dash: { pattern: marksOf(String.raw`--\[\[|--|\/\*|\{-`), closing: { ...blocks, '--[[': ']]', '{-': '-}' } },
  semicolon: { pattern: marksOf(String.raw`(?<!\S)(?:;{1,8}|#)|(?<=(?:^|\n)[ \t]{0,40})!`), closing: {} },
  lisp: { pattern: /"(?:[^"\\\n]|\\.){0,500}"|(?<open>#\||(?<!\\);{1,8})/gu, closing: { '#|': '|#' } },
  ml: { pattern: marksOf(String.raw`${slash}|\(\*(?!\))`), closing: { ...blocks, '(*': '*)' } },
  pascal: { pattern: marksOf(String.raw`(?<!:)\/\/|\(\*|\{`), closing: { '(*': '*)', '{': '}' } },
  exclamation: { pattern: marksOf('!'), closing: {} },
  vim: { pattern: /^[ \t]{0,80}(?<open>["#])/gmu, closing: {} },
  asciidoc: { pattern: /^(?<open>\/{4}|\/\/(?!\/))/gmu, closing: { '////': '\n////' } },
  // What goes on behind the two dots is a directive, a target or a note where it begins with a name and colons, or a bracket.
  rst: { pattern: /^[ \t]{0,40}(?<open>\.\.)(?=[ \t]{1,8}(?![\w:+-]{1,60}::|[_[|]))/gmu, closing: {} },
  powershell: { pattern: marksOf(String.raw`<#|${hash}`), closing: { '<#': '#>' } },
  batch: { pattern: /^[ \t]{0,40}(?<open>::|@?rem(?![^\s:]))/gimu, closing: {} },
  apostrophe: { pattern: /"[^"\n]{0,500}"|(?<open>'|(?<!\S)rem(?=\s))/giu, closing: {} },
  percent: { pattern: /(?<!\\)(?<open>%{1,8})/gu, closing: {} },
};

function marksOf(open: string): RegExp {
  return new RegExp(`${string}|(?<open>${open})`, 'gu');
}

const lineEnd = /[\r\n]|$/gu;

/** The comments of a text in the marks of its language, in order. Takes one pass. */
export function commentsOf(text: string, style: CommentStyle): Comment[] {
  if (style === 'none') return [];
  const { pattern, closing } = marks[style];
  const search = new RegExp(pattern);
  const comments: Comment[] = [];
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const open = match.groups?.['open'];
    if (open === undefined) continue;
    const content = match.index + match[0].length;
    const close = closing[open];
    const stop = close === undefined ? endOfLine(text, content) : text.indexOf(close, content);
    // A comment that is never closed goes on to the end of the file.
    const contentEnd = stop < 0 ? text.length : stop;
    const end = Math.min(text.length, contentEnd + (close?.length ?? 0));
    comments.push({ start: content - open.length, end, text: text.slice(content, contentEnd) });
    search.lastIndex = end;
  }
  return comments;
}

function endOfLine(text: string, offset: number): number {
  lineEnd.lastIndex = offset;
  return lineEnd.exec(text)?.index ?? text.length;
}
