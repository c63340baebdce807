/** A word of a command line. Offsets are 0-based UTF-16 units into the text; they cover the word with its quotes. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** The word as the command gets it; a variable that is filled in stands between two `filled` marks, by its name. */
  readonly text: string;
}

/** Stands around the name of what is filled in when the command runs. */
export const filled = '\u0000';

export interface ShellSyntax {
  /** The command stands in a string of JSON or of YAML, whose quotes are escaped: `\"`. */
  readonly escaped: boolean;
  /** Whether a line end at an offset goes on with the command. */
  readonly joins: (offset: number) => boolean;
}

const longestCommand = 20_000;
/** What ends a command. */
const ends = new Set(['|', ';', '&', ')', '`']);

/**
 * The words of a command line up to its end. Redirections are left out.
 * @param start offset of the first word
 */
export function shellWords(text: string, start: number, syntax: ShellSyntax): Word[] {
  return new Reader(text, start, syntax).read();
}

class Reader {
  #at: number;
  readonly #limit: number;

  constructor(
    readonly text: string,
    start: number,
    readonly syntax: ShellSyntax,
  ) {
    this.#at = start;
    this.#limit = Math.min(text.length, start + longestCommand);
  }

  read(): Word[] {
    const words: Word[] = [];
    let redirected = false;
    while (this.#skipSpace()) {
      const character = this.text[this.#at] ?? '';
      if (character === '>' || character === '<') {
        if (this.text.startsWith('<<', this.#at)) break;
        while (/[<>&|]/u.test(this.text[this.#at] ?? '')) this.#at++;
        redirected = true;
        continue;
      }
      const word = this.#word();
      if (word === undefined) break;
      const isDescriptor = /^\d$/u.test(word.text) && /[<>]/u.test(this.text[this.#at] ?? '');
      if (!redirected && !isDescriptor) words.push(word);
      redirected = false;
    }
    return words;
  }

  /** @returns whether the command goes on */
  #skipSpace(): boolean {
    for (; this.#at < this.#limit; this.#at++) {
      const rest = this.text.slice(this.#at, this.#at + 4);
      const continuation = /^(?:\\{1,2}|\^|`)[ \t]?\r?\n/u.exec(rest)?.[0];
      if (continuation !== undefined) {
        this.#at += continuation.length - 1;
        continue;
      }
      if (/^[ \t]/u.test(rest)) continue;
      if (!/^\r?\n/u.test(rest)) break;
      if (!this.syntax.joins(this.#at)) return false;
    }
    const character = this.text[this.#at];
    if (character === undefined || this.#at >= this.#limit || character === '#' || ends.has(character)) return false;
    // An escaped line end, or the end of the string that the command stands in.
    return !(this.syntax.escaped && (character === '"' || this.text.startsWith('\\n', this.#at)));
  }

  #word(): Word | undefined {
    const start = this.#at;
    let value = '';
    while (this.#at < this.#limit) {
      const character = this.text[this.#at] ?? '';
      if (/[\s<>]/u.test(character) || ends.has(character)) break;
      if (this.syntax.escaped && (character === '"' || this.text.startsWith('\\n', this.#at))) break;
      value += this.#piece(character);
    }
    return this.#at === start ? undefined : { start, end: this.#at, text: value };
  }

  #piece(character: string): string {
    const escapedQuote = this.syntax.escaped && this.text.startsWith('\\"', this.#at);
    if (escapedQuote) return this.#quoted('\\"', true);
    if (character === '"') return this.#quoted('"', true);
    if (character === "'") return this.#quoted("'", false);
    if (character === '$' || this.text.startsWith('{{', this.#at)) return this.#filled();
    if (character === '\\') {
      this.#at += 2;
      return this.text[this.#at - 1] ?? '';
    }
    this.#at++;
    return character;
  }

  #quoted(quote: string, fills: boolean): string {
    this.#at += quote.length;
    let value = '';
    while (this.#at < this.#limit && !this.text.startsWith(quote, this.#at)) {
      const character = this.text[this.#at] ?? '';
      if (this.syntax.escaped && character === '"') return value;
      // Templates of other programs (CI, Ansible) are filled in whatever the quotes are.
      if (this.text.startsWith('{{', this.#at) || this.text.startsWith('${{', this.#at) || (fills && character === '$')) value += this.#filled();
      else if (fills && quote === '"' && character === '\\') {
        this.#at += 2;
        value += this.text[this.#at - 1] ?? '';
      } else {
        this.#at++;
        value += character;
      }
    }
    this.#at += quote.length;
    return value;
  }

  /** `$NAME`, `${NAME:-default}`, `$(command)`, `${{ secrets.NAME }}`, `{{ name }}`. */
  #filled(): string {
    const rest = this.text.slice(this.#at, this.#at + 300);
    const template = /^\$?\{\{(?<inner>[^{}]{0,200})\}\}/u.exec(rest);
    const braced = /^\$\$?\{(?<name>\w{1,100})(?:\[[^\]]{0,20}\])?(?::?-(?<fallback>[^{}]{0,200})|[^{}]{0,100})\}/u.exec(rest);
    const plain = /^\$\$?(?:env:)?(?<name>\w{1,100}|[@*#?!])/u.exec(rest);
    const made = /^\$\((?<name>\w{1,100})\)/u.exec(rest);
    const match = template ?? braced ?? plain ?? made;
    if (match !== null) {
      this.#at += match[0].length;
      const { fallback, inner, name = '' } = match.groups ?? {};
      if (fallback !== undefined && /^https?:/u.test(fallback)) return fallback;
      return filled + (inner === undefined ? name : (inner.split(/[^\w-]+/u).findLast((part) => part !== '') ?? '')) + filled;
    }
    if (rest.startsWith('$(')) return this.#substitution();
    this.#at++;
    return rest.slice(0, 1);
  }

  /** What a command prints is not known. */
  #substitution(): string {
    let depth = 0;
    for (; this.#at < this.#limit; this.#at++) {
      const character = this.text[this.#at];
      if (character === '(') depth++;
      else if (character === ')' && --depth === 0) {
        this.#at++;
        break;
      }
    }
    return filled + filled;
  }
}
