import type { Vocabulary } from '../../../key/vocabulary.js';
import { isTaskFile } from '../commands.js';
import type { TextFacts } from '../fact-list.js';
import { printingCommands } from './commands.js';
import { aliasesIn, keysExpanded } from './expansions.js';
import { tracesIn } from './traces.js';

const commandFile = /(?:^|[./])(?:dockerfile|containerfile|makefile|justfile|jenkinsfile|earthfile|procfile|crontab)(?:\.[^/]*)?$|\.(?:mk|make|just)$/iu;
const groovy = /(?:^|[./])jenkinsfile(?:\.[^/]*)?$/iu;

/** Adds what the commands of a file print of a key: of scripts, and of the steps of builds. In prose they are examples. */
export function addOutputs(list: TextFacts): void {
  const { source, kind } = list;
  const { path, text } = source;
  if (kind.language === 'shell' || kind.structure === 'yaml' || commandFile.test(path) || isTaskFile(path)) addCommands(list);
  if ((kind.language === 'shell' || kind.language === 'config') && text.includes('MISTRAL_DEBUG')) addDebugSwitches(list);
}

function addCommands(list: TextFacts): void {
  const { path, text } = list.source;
  const isShell = list.kind.language === 'shell';
  const quotes = isShell || groovy.test(path) ? 'shell' : 'format';
  for (const found of outputsOf(text, quotes, isShell ? 'file' : list.kind.structure === 'yaml' || groovy.test(path) ? 'block' : 'line', list.vocabulary)) {
    // A shebang looks like a comment.
    if (found.start === 0 || !list.isComment(found.start)) list.addOutput(found);
  }
}

/** What a command prints of a key. Offsets are 0-based UTF-16 units, in the text that was searched. */
export interface CommandOutput {
  readonly what: 'key' | 'trace' | 'debug';
  readonly name: string;
  readonly by: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the commands of a text print of a key.
 * @param quotes whose are the quotes around a command: the shell's, or those of a format such as YAML?
 * @param extent how far `set -x` holds
 */
export function outputsOf(text: string, quotes: 'shell' | 'format', extent: 'file' | 'block' | 'line', vocabulary: Vocabulary): CommandOutput[] {
  const aliases = aliasesIn(text, vocabulary);
  const found: CommandOutput[] = [];
  for (const { command, start, end, shown } of printingCommands(text, quotes)) {
    const [key] = keysExpanded(shown, aliases, vocabulary);
    if (key !== undefined) found.push({ what: 'key', name: key.name, by: command, start, end });
  }
  for (const { start, end, spelling, until } of tracesIn(text, extent)) {
    const name = keyUnderTrace(text.slice(end, until), aliases, vocabulary);
    if (name !== undefined) found.push({ what: 'trace', name, by: spelling, start, end });
  }
  for (const pattern of [lookup, hereDocument, evaluated, template]) {
    for (const match of text.matchAll(pattern)) {
      const { by = '', name = '', shown = '' } = match.groups ?? {};
      const [key] = name === '' ? keysExpanded(shown, aliases, vocabulary) : [{ name }];
      if (key !== undefined && (vocabulary.isKeyName(key.name) || aliases.has(key.name) || /^(?:MI|CODE)STRAL$/iu.test(key.name))) found.push({ what: 'key', name: key.name, by: by.trim().split(/\s/u)[0] ?? by, start: match.index + match[0].indexOf(by), end: match.index + match[0].trimEnd().length });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** `printenv X`, `env | grep MISTRAL`, `declare -p X`. */
const lookup =
  /(?<=(?:^|[\n;&|"'>:-])[ \t]{0,40})(?<by>printenv[ \t]{1,4}|(?:declare|typeset)[ \t]{1,4}-p[ \t]{1,4}|(?:Get-ChildItem|gci|Get-Item|ls|dir)[ \t]{1,4}[Ee]nv:|(?:env|printenv|set|export(?:[ \t]-p)?|declare[ \t]-[px]{1,2})[ \t]{0,4}\|[ \t]{0,4}(?:sort[ \t]{0,4}\|[ \t]{0,4})?e?grep[ \t]{1,4}(?:-[EiFn]{1,4}[ \t]{1,4})?["']?\^?)(?<name>\w{1,80})=?["']?[ \t]{0,4}(?=[\n;&"')]|$)/gu;
/** `cat <<EOF` with the key in the document. */
const hereDocument = /(?<=^|[\n;&|{][ \t]{0,40})(?<by>cat)[ \t]{0,4}<<-?[ \t]{0,2}(?<tag>[A-Za-z_]\w{0,20})[ \t]{0,4}\n(?<shown>[\s\S]{0,2000}?)\n[ \t]{0,40}\k<tag>(?=\s|$)/gu;
/** `node -e "console.log(process.env.X)"`, `python -c "print(os.environ['X'])"`. */
const evaluated =
  /(?<by>console\.(?:log|error|info)|print)\((?:process\.env\.|os\.environ(?:\.get\(|\[)\\?["']|os\.getenv\(\\?["'])(?<name>\w{1,80})(?:\\?["'][\])])?\)/gu;
/** Ansible's `debug: msg="{{ x }}"` and `debug: var=x`. */
const template = /(?<=(?:^|\n)[ \t-]{0,40}(?:ansible\.builtin\.)?)(?<by>debug):[ \t]{0,4}(?:\n[ \t]{1,40})?(?:msg[:=][^\n]{0,200}?\{\{[ \t]{0,4}|var[:=][ \t]{0,4}["']?)(?<name>\w{1,80})(?=[ \t]{0,4}\}\}|["']?[ \t]{0,4}(?:\n|$))/gu;

const given = /(?<![\w$-])(?:export[ \t]{1,4})?(?<name>[A-Za-z_]\w{0,79})=["']?(?:\$\(|`)/gu;

/** A key that a traced command shows: one that it expands, or is assigned. */
function keyUnderTrace(text: string, aliases: ReadonlySet<string>, vocabulary: Vocabulary): string | undefined {
  const commands = text.replace(/(?<=^|\s)#[^\n]*/gu, '').replace(/\B'[^'\n$]{0,200}\$[^'\n]{0,200}'/gu, '');
  for (const key of keysExpanded(commands, aliases, vocabulary)) return key.name;
  for (const { groups } of commands.matchAll(given)) if (vocabulary.isKeyName(groups?.['name'] ?? '')) return groups?.['name'];
  return undefined;
}

const debug = /(?<![\w$.{%-])(?<around>["']?)MISTRAL_DEBUG\k<around>(?<joint>[ \t]{0,4}(?:=(?![=~])|:(?!-))[ \t]{0,4}|[ \t]{1,4}|["']?[ \t]{0,4}\r?\n[ \t]{1,40}["']?value["']?:[ \t]{0,4})(?<quote>["']?)(?<value>[^\s"'#,;&|)\]}]{1,80})\k<quote>/gu;

/** `MISTRAL_DEBUG` that is given any text but an empty one. */
function addDebugSwitches(list: TextFacts): void {
  const { path, text } = list.source;
  const isStrict = list.kind.language === 'shell' && !/\.(?:ps1|psm1|fish|nu|bat|cmd)$/iu.test(path);
  for (const match of text.matchAll(debug)) {
    const { joint = '', value = '' } = match.groups ?? {};
    if (/^(?:[$%<{~[!]|null$)/u.test(value) || list.isComment(match.index)) continue;
    const near = text.slice(Math.max(0, match.index - 200), match.index);
    const before = near.slice(near.lastIndexOf('\n') + 1);
    // In a shell `X= command` empties the variable, and `echo X y` speaks of it.
    if (isStrict && joint !== '=') continue;
    if (joint.trim() === '' && !/(?:\bENV|\bsetx|\bset -\w+)[ \t]+$/u.test(before)) continue;
    list.addOutput({ what: 'debug', name: 'MISTRAL_DEBUG', by: 'MISTRAL_DEBUG', start: match.index, end: match.index + match[0].length });
  }
}
