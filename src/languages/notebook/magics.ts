import type { ExcerptBuilder } from '../embedded/excerpt.js';
import { endingOf, endingOfCommand } from '../embedded/language-names.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { lastLine, shownExpression, variablesShown } from './shown.js';

/** A part of a cell that is no Python. Offsets are 0-based UTF-16 units into the code of the notebook. */
export interface ForeignPart {
  readonly start: number;
  readonly end: number;
  /** The ending, or the end, of the name of a file that would hold it. */
  readonly ending: string;
}

/** Cell magics whose cell is Python of the notebook. */
const transparent = /^(?:time|timeit|capture|prun|memit|mprun|lprun|scalene|heat|wandb|skip_if|run_if|with_\w+|mlflow\w*|sage|notify|snakeviz|pyinstrument|debug|tb|ipytest|manim|opts|chart|matplotlib|__\w+)$/u;
const cellMagic = /^(?:%%(?<name>!|[\w.]{1,40})(?<rest>[^\r\n]{0,1000})|%(?<language>sh|bash|md|sql|scala|r|fs)[ \t]{0,40}(?=\r?\n))/u;
const lineMagic =
  /^(?<indent>[ \t]{0,200})(?:(?<target>[\w*(][\w.,*[\]()'" ]{0,100}=[ \t]{0,10})(?<assigned>[!%])(?!=)|(?<mark>!!?|%(?=[A-Za-z])|\?{1,2})|(?<help>[\w.*]{1,100}\?{1,2})[ \t]{0,40}\r?$)/u;
const environment = /^%(?:set_)?env[ \t]{1,10}(?<name>\w{1,100})(?:[ \t]{0,10}=[ \t]{0,10}|[ \t]{1,10})(?<quote>["']?)(?<value>[^\r\n]{0,500})$/u;
const shownVariable = /^%env[ \t]{1,10}(?<name>\w{1,100})[ \t]{0,40}\r?$/u;
const dotenv = /^%dotenv(?![\w.])/u;
const timed = /^%time(?:it)?[ \t](?:[ \t]{0,8}-[a-z]{1,8}[ \t]{0,4}\d{0,8}[ \t]){0,4}/u;

/** What IPython puts in the place of what it runs itself. */
const run = 'get_ipython()';

/**
 * Adds the Python of a cell to the program of its notebook. Where IPython has syntax of its own, as much stands in the
 * program as matters to it. https://ipython.readthedocs.io/en/stable/interactive/magics.html
 *
 * @param text the code of all cells
 * @param cell where the cell stands in it
 * @returns the parts of the cell that are no Python
 */
export function addCell(program: ExcerptBuilder, text: string, { start, end }: Pick<ForeignPart, 'start' | 'end'>, vocabulary: Vocabulary): ForeignPart[] {
  const parts: ForeignPart[] = [];
  const first = start + (/^\s*/u.exec(text.slice(start, end))?.[0].length ?? 0);
  const { name, rest, language } = cellMagic.exec(text.slice(first, Math.min(end, first + 1200)))?.groups ?? {};
  let at = start;
  if (name !== undefined || language !== undefined) {
    const feed = text.slice(first, end).indexOf('\n');
    const content = feed < 0 ? end : first + feed + 1;
    parts.push({ start: first, end: content, ending: 'sh' });
    if (name === undefined || !transparent.test(name)) {
      parts.push({ start: content, end, ending: endingOfCell(name ?? language ?? '', rest ?? '') });
      return parts;
    }
    at = content;
  }
  const lines = new PythonLines(text, at, end);
  const last = lastLine(text, at, end);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const magic = line.begins ? lineMagic.exec(text.slice(line.start, Math.min(line.end, line.start + 400)))?.groups : undefined;
    if (magic === undefined) {
      const next = lines.skip();
      const shown = line.begins && line.start === last ? shownExpression(text.slice(line.start, line.end)) : undefined;
      if (shown !== undefined) program.addSpelled('display(', line.start, line.start);
      program.addVerbatim(line.start, line.start + (shown?.length ?? 0));
      if (shown !== undefined) program.addMade(')');
      program.addVerbatim(line.start + (shown?.length ?? 0), next);
      continue;
    }
    const { indent = '', target = '', assigned, mark, help } = magic;
    const command = line.start + indent.length + target.length;
    const commandEnd = lines.skipCommand();
    const sign = mark ?? assigned ?? '';
    if (help === undefined && !sign.startsWith('?')) parts.push({ start: command + sign.length, end: commandEnd, ending: 'sh' });
    program.addVerbatim(line.start, command);
    if (mark === '%') addLineMagic(program, text, command, commandEnd);
    else if (mark?.startsWith('!') === true) addCommand(program, text.slice(command, commandEnd), { start: command, end: commandEnd }, vocabulary);
    else program.addSpelled(run, command, commandEnd);
  }
  return parts;
}

/** IPython puts the values of Python's variables into a command before the shell sees it. */
function addCommand(program: ExcerptBuilder, command: string, { start, end }: Pick<ForeignPart, 'start' | 'end'>, vocabulary: Vocabulary): void {
  const shown = variablesShown(command.replace(/^!{1,2}/u, ''), vocabulary);
  program.addSpelled(shown.length === 0 ? run : `print(${shown.join(', ')})`, start, end);
}

/**
 * `%env NAME=value` sets a variable, `%env NAME` shows it, `%dotenv` loads a file of them, `%time statement` runs a
 * statement; of others nothing is known.
 */
function addLineMagic(program: ExcerptBuilder, text: string, start: number, end: number): void {
  const magic = text.slice(start, end);
  const timing = timed.exec(magic)?.[0];
  if (timing !== undefined) {
    program.addVerbatim(start + timing.length, end);
    return;
  }
  const variable = shownVariable.exec(magic)?.groups?.['name'];
  if (variable !== undefined) {
    program.addSpelled(`import os; display(os.environ["${variable}"])`, start, end);
    return;
  }
  // The documentation of python-dotenv: "Load .env files in IPython".
  if (dotenv.test(magic)) {
    program.addSpelled('import dotenv; dotenv.load_dotenv()', start, end);
    return;
  }
  const { name, quote, value } = environment.exec(magic)?.groups ?? {};
  if (name === undefined || value === undefined) {
    program.addSpelled(run, start, end);
    return;
  }
  const at = start + magic.length - value.length;
  const bare = (quote !== '' && value.trimEnd().endsWith(quote ?? '') ? value.trimEnd().slice(0, -1) : value).trimEnd();
  program.addSpelled(`import os; os.environ["${name}"] = `, start, start);
  // IPython puts in the values of `$name` and `{name}`.
  if (/["\\${]/u.test(bare) || bare === '') {
    program.addSpelled(run, start, end);
    return;
  }
  program.addMade('"');
  program.addVerbatim(at, at + bare.length);
  program.addMade('"');
}

/** What a cell magic makes of its cell: a script of a language, a file. */
function endingOfCell(name: string, rest: string): string {
  const words = rest.trim().split(/\s+/u).filter((word) => !word.startsWith('-'));
  if (/^(?:writefile|file|save|writetemplate|write_and_run)$/u.test(name)) return fileName(words[0] ?? '');
  if (name === 'script') return endingOfCommand(words.join(' ')) ?? 'sh';
  if (name === '!') return 'sh';
  return endingOf(name) ?? 'txt';
}

function fileName(path: string): string {
  const name = path.replace(/^["']|["']$/gu, '');
  return name.slice(name.lastIndexOf('/') + 1).replace(/^\./u, '') || 'txt';
}

/** Goes through Python by its lines, and knows which of them begin a statement. */
class PythonLines {
  #at: number;
  #depth = 0;
  /** The quotes of the string that is open. */
  #quotes = '';
  #joined = false;
  #end = 0;

  constructor(
    readonly text: string,
    start: number,
    readonly end: number,
  ) {
    this.#at = start;
  }

  /** @returns the next line, without its end */
  next(): { readonly start: number; readonly end: number; readonly begins: boolean } | undefined {
    if (this.#at >= this.end) return undefined;
    this.#end = this.#lineEnd(this.#at);
    return { start: this.#at, end: this.#end, begins: this.#depth === 0 && this.#quotes === '' && !this.#joined };
  }

  /** Goes past a line of Python; @returns the offset behind it and its end */
  skip(): number {
    let at = this.#at;
    this.#joined = false;
    for (; at < this.#end; at++) {
      const c = this.text[at] ?? '';
      if (c === '\\') {
        this.#joined = at + 1 === this.#end;
        at++;
      } else if (this.#quotes !== '') {
        if (this.text.startsWith(this.#quotes, at)) {
          at += this.#quotes.length - 1;
          this.#quotes = '';
        }
      } else if (c === '#') break;
      else if (c === '"' || c === "'") {
        this.#quotes = this.text.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
        at += this.#quotes.length - 1;
      } else if (c === '(' || c === '[' || c === '{') this.#depth++;
      else if (c === ')' || c === ']' || c === '}') this.#depth = Math.max(0, this.#depth - 1);
    }
    // Only a string between three quotes goes on.
    if (this.#quotes.length === 1 && !this.#joined) this.#quotes = '';
    return this.#leave();
  }

  /** Goes past a command, which a backslash joins to the next line; @returns the offset behind it, where its line ends */
  skipCommand(): number {
    while (this.text[this.#end - 1] === '\\' && this.#end < this.end) this.#end = this.#lineEnd(this.#end + 1);
    this.#at = this.#end;
    return this.#end;
  }

  #leave(): number {
    this.#at = Math.min(this.end, this.#end + 1);
    return this.#at;
  }

  #lineEnd(start: number): number {
    const feed = this.text.indexOf('\n', start);
    return feed < 0 || feed > this.end ? this.end : feed;
  }
}
