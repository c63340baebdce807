/** A tag of HTML or a language like it. */
export interface Tag {
  /** The offset of its `<`. */
  readonly start: number;
  /** In small letters. */
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  /** Those that say what a script is; names in small letters, `''` where there is no value. The first of a name counts. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The braces of attributes whose value is code. */
  readonly code: readonly Stretch[];
  /** Astro sends the component to the browser: `client:load`. */
  readonly hydrated: boolean;
}

/**
 * Where the text between tags turns to something else: in a Vue template to code between `{{` and `}}`, in Svelte to code in
 * braces, both without tags; in Astro code may hold tags, but comments in braces do not.
 */
const stops = { html: /</gu, vue: /<|\{\{/gu, svelte: /[<{]/gu, astro: /<|\{\/\*/gu };

/** A stretch of the text, `end` exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Names of elements are shorter, and so is code nested less deeply. */
const longestName = 100;
const deepestCode = 1000;

const notable = new Set(['lang', 'src', 'setup', 'type', 'is:inline']);

/**
 * Reads the tags of a text one after the other, in one pass: a search that failed is not tried again from further on.
 * A tag or comment that the file ends in ends the reading, as in a browser.
 */
export class TagReader {
  /** Where the next tag is looked for. */
  offset = 0;
  readonly #text: string;
  readonly #braced: boolean;
  readonly #absent = new Set<string>();
  #codeEnds = true;

  /** @param braced whether values of attributes may be code in braces or between backquotes (Svelte, Astro) */
  constructor(text: string, braced: boolean) {
    this.#text = text;
    this.#braced = braced;
  }

  /** @returns the next tag outside of comments, or `undefined` at the end; `offset` is then behind it */
  next(language: keyof typeof stops): Tag | undefined {
    const pattern = stops[language];
    for (;;) {
      pattern.lastIndex = this.offset;
      const stop = pattern.exec(this.#text);
      if (stop === null) return undefined;
      const at = stop.index;
      if (stop[0] === '<') {
        const tag = this.#markup(at);
        if (tag === 'end') return undefined;
        if (tag !== 'none') return tag;
      } else if (stop[0] === '{{') {
        this.offset = this.#after('}}', at + 2) ?? at + 2;
      } else if (stop[0] === '{/*') {
        this.offset = this.#after('*/', at + 3) ?? at + 3;
      } else {
        this.offset = this.#braces(at) ?? at + 1;
      }
    }
  }

  /**
   * The content of an element that holds text alone, whose start tag has just been read; `offset` is then behind its end tag.
   * @returns `undefined` where it is not closed
   */
  content(name: string): Stretch | undefined {
    const text = this.#text;
    const endTag = `</${name}`;
    if (name.length > longestName || this.#absent.has(endTag)) return undefined;
    const start = this.offset;
    for (let end = text.indexOf('</', start); end >= 0; end = text.indexOf('</', end + 2)) {
      const after = end + endTag.length;
      if (text.slice(end, after).toLowerCase() !== endTag || !/[\s/>]/u.test(text[after] ?? '')) continue;
      this.offset = this.#after('>', after) ?? text.length;
      return { start, end };
    }
    this.#absent.add(endTag);
    return undefined;
  }

  /** All that is left. */
  rest(): Stretch {
    const start = this.offset;
    this.offset = this.#text.length;
    return { start, end: this.#text.length };
  }

  /**
   * Goes through JavaScript, past its strings, templates and comments.
   * @param isEnd asked at every offset that lies in none of these and in no braces opened since `start`
   * @returns the offset of the end, or `undefined` where there is none. Regular expressions are not known, and a quote in one
   *   may mislead.
   */
  code(start: number, isEnd: (offset: number) => boolean): number | undefined {
    const text = this.#text;
    /** What is open: `{`, or a template. */
    const open: string[] = [];
    for (let at = start; at < text.length; at++) {
      const inTemplate = open.at(-1) === '`';
      if (open.length === 0 && isEnd(at)) return at;
      if (open.length > deepestCode) return undefined;
      const c = text[at];
      if (c === '\\') at++;
      else if (c === '`' && inTemplate) open.pop();
      else if (c === '`') open.push(c);
      else if (inTemplate) {
        if (c === '$' && text[at + 1] === '{') open.push(text[++at] ?? '');
      } else if (c === '{') open.push(c);
      else if (c === '}') open.pop();
      else if (c === '"' || c === "'") at = this.#stringEnd(at);
      else if (c === '/' && text[at + 1] === '/') at = this.#lineEnd(at) - 1;
      else if (c === '/' && text[at + 1] === '*') at = (this.#after('*/', at + 2) ?? text.length) - 1;
    }
    return undefined;
  }

  /** Reads what a `<` begins: `'none'` where it is no tag, `'end'` where the file ends in it. */
  #markup(at: number): Tag | 'none' | 'end' {
    const text = this.#text;
    const closing = text[at + 1] === '/';
    const nameAt = at + (closing ? 2 : 1);
    if (/[a-zA-Z]/u.test(text[nameAt] ?? '')) return this.#tag(at, nameAt, closing) ?? 'end';
    this.offset = at + 1;
    if (text.startsWith('<!--', at)) {
      // `<!-->` and `<!--->` are whole comments.
      const short = this.#match(/-?>/uy, at + 4);
      const end = short > at + 4 ? short : this.#commentEnd(at + 4);
      if (end === undefined) return 'end';
      this.offset = end;
      return 'none';
    }
    if (text[at + 1] === '!' || text[at + 1] === '?') this.offset = this.#after('>', at) ?? this.offset;
    return 'none';
  }

  #commentEnd(from: number): number | undefined {
    const end = /--!?>/gu;
    end.lastIndex = from;
    return end.test(this.#text) ? end.lastIndex : undefined;
  }

  #tag(start: number, nameAt: number, closing: boolean): Tag | undefined {
    const text = this.#text;
    const nameEnd = this.#match(/[^\s/>]*/uy, nameAt);
    const name = text.slice(nameAt, nameEnd).toLowerCase();
    const attributes = new Map<string, string>();
    const code: Stretch[] = [];
    let hydrated = false;
    let at = nameEnd;
    for (;;) {
      at = this.#match(/[\s/]*/uy, at);
      if (at >= text.length) return undefined;
      if (text[at] === '>') break;
      const attributeAt = at;
      at = this.#braced && text[at] === '{' ? (this.#braces(at) ?? at + 1) : this.#match(/.[^\s/>=]*/suy, at);
      const attribute = text.slice(attributeAt, at).toLowerCase();
      hydrated ||= attribute.startsWith('client:');
      if (this.#braced && text[attributeAt] === '{') code.push({ start: attributeAt, end: at });
      const equals = this.#match(/\s*=\s*/uy, at);
      let value = '';
      if (equals > at) {
        const end = this.#valueEnd(equals);
        if (end === undefined) return undefined;
        if (this.#braced && text[equals] === '{') code.push({ start: equals, end });
        if (notable.has(attribute)) value = text.slice(equals, end).replace(/^(["'])(.*)\1$/su, '$2');
        at = end;
      }
      if (notable.has(attribute) && !attributes.has(attribute)) attributes.set(attribute, value);
    }
    this.offset = at + 1;
    return { start, name, closing, selfClosing: !closing && text[at - 1] === '/', attributes, code, hydrated };
  }

  #valueEnd(at: number): number | undefined {
    const first = this.#text[at];
    if (first === '"' || first === "'") return this.#after(first, at + 1);
    if (this.#braced) {
      if (first === '{') return this.#braces(at) ?? at + 1;
      if (first === '`') return this.#after('`', at + 1);
    }
    return this.#match(/[^\s>]*/uy, at);
  }

  /** @returns the offset behind the braces that open at `at`; once some do not close, none are tried */
  #braces(at: number): number | undefined {
    if (!this.#codeEnds) return undefined;
    const end = this.code(at + 1, (offset) => this.#text[offset] === '}');
    if (end === undefined) this.#codeEnds = false;
    return end === undefined ? undefined : end + 1;
  }

  /** @returns the offset of the quote that ends a string, or `at` itself where none does so on the line */
  #stringEnd(at: number): number {
    const quote = this.#text[at];
    for (let end = at + 1; end < this.#text.length; end++) {
      const c = this.#text[end];
      if (c === '\n' || c === '\r') return at;
      if (c === quote) return end;
      if (c === '\\') end++;
    }
    return at;
  }

  #lineEnd(at: number): number {
    return this.#match(/[^\r\n]*/uy, at);
  }

  /** @returns the end of what a sticky expression matches at `at`, or `at` where it does not */
  #match(expression: RegExp, at: number): number {
    expression.lastIndex = at;
    return expression.test(this.#text) ? expression.lastIndex : at;
  }

  /** @returns the offset behind the next `needle` */
  #after(needle: string, from: number): number | undefined {
    const at = this.#absent.has(needle) ? -1 : this.#text.indexOf(needle, from);
    if (at < 0) this.#absent.add(needle);
    return at < 0 ? undefined : at + needle.length;
  }
}
