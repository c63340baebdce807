import type { TextKind } from '../registry.js';
import { lineAt, type Line } from './lines.js';
import { filled, shellWords, type Word } from './shell-words.js';

/** A command that sends a request, with its arguments. */
export interface Command {
  readonly tool: 'curl' | 'wget' | 'httpie';
  readonly words: readonly Word[];
}

const tool = /(?<![\w./~-])(?:\/usr)?(?:\/local)?(?:\/bin\/)?(?<name>curl|curlie|wget|https?|xhs?)(?:\.exe)?(?=[ \t\\])/gu;
const wordBefore = String.raw`(?:then|do|else|if|elif|while|until|time|sudo|exec|command|nohup|eval|xargs|RUN|CMD|HEALTHCHECK|not)`;
/** What may stand before a command: the start of a line, another command, a key of YAML, variables that are set for it. */
const commandPosition = new RegExp(
  String.raw`(?:^|[;|&({!\x60@]|\b${wordBefore}(?:\s+-{1,2}[\w-]{1,20}(?:[= ]\d{1,6}[a-z]?)?){0,4}|\btimeout\s+\S{1,9}|\s-l?c\s*\\?["']|\b(?:sh|bat|pwsh|powershell)\s{0,4}\(?\s{0,4}(?:script:\s{0,4})?["']{1,3}|[\w."'-]{1,60}\s{0,4}[:=]\s{0,4}\\?["']?|\$\(|(?:^|\s)-\s{1,8}["']?)\s*(?:\w{1,60}=(?:"[^"]{0,200}"|'[^']{0,200}'|[^\s"']{0,200})\s+){0,6}$`,
  'u',
);
const lookBehind = 400;
/** So many words that look like a command are looked at, and so many here-documents. */
const mostCommands = 2000;
const mostDocuments = 200;

/** Keys of YAML that hold commands: those of CI systems, containers, task runners. */
const commandKey = /^(?:run|scripts?|(?:before|after|pre|post)\w*|commands?|cmds?|entrypoint|args|test|sh|shell|bash|pwsh|powershell|exec|inline\w*|install|build|steps?|execute|raw|[\w.-]+\.sh)$/iu;
const taskFile = /(?:^|\/)(?:package|composer|deno|tasks|project|devcontainer|turbo)\.jsonc?$/iu;

/** Whether a file of JSON holds commands: scripts of packages, tasks of editors. */
export function isTaskFile(path: string): boolean {
  return taskFile.test(path);
}

/** Whether files of a kind hold commands. */
export function holdsCommands(path: string, kind: TextKind): boolean {
  if (kind.structure === 'yaml') return true;
  if (kind.structure === 'json') return isTaskFile(path);
  return kind.language === 'shell' || (kind.language === 'config' && (kind.structure === 'none' || kind.structure === 'sections'));
}

/** The commands of a file that send requests. */
export function* commandsIn(text: string, kind: TextKind, isComment: (offset: number) => boolean): Generator<Command> {
  const search = new RegExp(tool);
  const printed = kind.language === 'shell' || kind.structure === 'yaml' ? printedStretches(text) : [];
  for (let count = 0, match = search.exec(text); match !== null && count < mostCommands; count++, match = search.exec(text)) {
    const at = match.index;
    if (isComment(at) || printed.some(({ start, end }) => at >= start && at < end)) continue;
    const before = text.slice(Math.max(lineAt(text, at).start, at - lookBehind), at);
    if (!commandPosition.test(before)) continue;
    const yaml = kind.structure === 'yaml' ? yamlStyle(text, at) : undefined;
    if (kind.structure === 'yaml' && yaml === undefined) continue;
    const escaped = kind.structure === 'json' || /\b(?:sh|bat|pwsh|powershell)\s{0,4}\(?\s{0,4}(?:script:\s{0,4})?"\s*$/u.test(before) || yaml?.quoted === true || (kind.structure === 'sections' && /=\s*"[^"]*$/u.test(before));
    const words = shellWords(text, search.lastIndex, { escaped, joins: yaml?.joins ?? (() => false) });
    const { name = '' } = match.groups ?? {};
    yield { tool: name === 'wget' ? 'wget' : name.startsWith('curl') ? 'curl' : 'httpie', words };
  }
}

/** Here-documents that are printed, or thrown away: what stands in them is text. */
function printedStretches(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const opening = /^(?<command>[^\n<]{0,200})<<-?\s{0,4}["']?(?<mark>\w{1,40})["']?[^\n]{0,200}\n/gmu;
  for (let count = 0, match = opening.exec(text); match !== null && count < mostDocuments; count++, match = opening.exec(text)) {
    const { command = '', mark = '' } = match.groups ?? {};
    const end = new RegExp(String.raw`^[\t ]*${mark}\s*$`, 'mu').exec(text.slice(opening.lastIndex, opening.lastIndex + 100_000));
    if (end === null) continue;
    if (/(?:^|[\s;|&(])(?:cat|tee|echo|printf|print|usage|:|less|read)(?:\s|$)/u.test(command)) found.push({ start: opening.lastIndex, end: opening.lastIndex + end.index });
    opening.lastIndex += end.index;
  }
  return found;
}

interface YamlStyle {
  readonly quoted: boolean;
  readonly joins: (offset: number) => boolean;
}

const outermost = 400;

/** How the scalar that a command stands in is written, and whether its key says that it is a command. */
function yamlStyle(text: string, at: number): YamlStyle | undefined {
  const line = lineAt(text, at);
  const own = /^\s*(?:-\s+)*(?<key>["']?[\w.-]{1,60}["']?)\s*:\s+(?<quote>["'])?/u.exec(line.text);
  const item = /^\s*(?:-\s+)+(?<quote>["'])?/u.exec(line.text);
  // `- curl …` and `- run: curl …` go on in lines that are indented deeper.
  const deeper = (offset: number): boolean => goesOn(text, offset, line.indent + 1) && !/^\s*(?:-\s|[\w.-]+:\s)/u.test(lineAt(text, offset + 1).text);
  if (own?.groups?.['key'] !== undefined && own[0].length <= at - line.start + 1 && !isBlockScalar(text, line)) {
    return commandKey.test(own.groups['key'].replace(/["']/gu, '')) ? { quoted: own.groups['quote'] === '"', joins: deeper } : undefined;
  }
  let indent = line.indent;
  let above = line;
  for (let count = 0; count < outermost && above.start > 0; count++) {
    above = lineAt(text, above.start - 1);
    if (above.text.trim() === '' || above.text.trimStart().startsWith('#')) continue;
    const key = /^\s*(?:-\s+)*["']?(?<key>[\w.-]{1,60})["']?\s*:\s*(?:[&!]\S+\s+)?(?<block>[|>])?/u.exec(above.text);
    const listItem = item !== null && key !== null && above.indent <= indent && !above.text.trimStart().startsWith('-');
    if (above.indent >= indent && !listItem) continue;
    indent = Math.min(indent, above.indent);
    const listBlock = /^\s*-\s+(?<block>[|>])/u.exec(above.text)?.groups?.['block'];
    if (listBlock !== undefined) return { quoted: false, joins: (offset) => listBlock === '>' && goesOn(text, offset, line.indent) };
    if (key?.groups?.['key'] === undefined) continue;
    if (!commandKey.test(key.groups['key'])) return undefined;
    const { block } = key.groups;
    if (block !== undefined) return { quoted: false, joins: (offset) => block === '>' && goesOn(text, offset, line.indent) };
    const { indent: outer } = above;
    return { quoted: item?.groups?.['quote'] === '"', joins: item === null ? (offset) => goesOn(text, offset, outer + 1) : deeper };
  }
  return undefined;
}

/** Is the line behind a line end no blank one, and indented as deep? */
function goesOn(text: string, offset: number, indent: number): boolean {
  const { text: next, indent: own } = lineAt(text, offset + 1);
  return next.trim() !== '' && own >= indent;
}

/** Does a line that looks like a key stand in a block of text? */
function isBlockScalar(text: string, line: Line): boolean {
  let above = line;
  for (let count = 0; count < 60 && above.start > 0; count++) {
    above = lineAt(text, above.start - 1);
    if (above.text.trim() === '' || above.indent >= line.indent) continue;
    return /[|>][-+\d]{0,2}\s*(?:#.*)?$/u.test(above.text);
  }
  return false;
}

/** The names of what is filled into a word. */
export function filledNames(word: string): string[] {
  return word.split(filled).filter((_part, index) => index % 2 === 1);
}
