/** What a name of a module stands for. */
export type Outlined =
  | { readonly kind: 'function' }
  /** `base`: the first class that it extends, as the source spells it. */
  | { readonly kind: 'class'; readonly base: string | undefined }
  /** `name`: `*` for the module itself. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string };

const definition = /^(?:(?:async[ \t]+)?def[ \t]+(?<fn>\w+)|class[ \t]+(?<cls>\w+)[ \t]*(?:\((?<bases>[^()]{0,1000})\)[ \t]*)?:)/u;
const fromImport = /^[ \t]*from[ \t]+(?<specifier>[.\w]{1,200})[ \t]+import[ \t]+(?<names>\([^)]{0,20000}\)|(?:[^\n#\\]|\\\n){1,2000})/u;
const plainImport = /^[ \t]*import[ \t]+(?<modules>(?:[^\n#;\\]|\\\n){1,500})/u;

/** What sets names besides definitions and imports: all before a `=`, what has a type, and what stands behind these words. */
const assignment = /^(?<names>[^=\n#'"]{1,300})(?<![!<>=])=(?!=)/u;
const annotation = /^[ \t]*(?<names>\w+)[ \t]*:[ \t]*\S/u;
const words = /\b(?:as|for|global|del|nonlocal)[ \t]+(?<names>[^\n:=#]{1,200})/gu;

/**
 * What the names of a module stand for, read off its lines: a tenth of what parsing takes. A name that is set in more than
 * one way, or in one that lines do not tell, is not known.
 */
export class Outline {
  /** The modules all of whose names are imported. */
  readonly stars: string[] = [];
  readonly #names = new Map<string, Outlined | undefined>();

  constructor(text: string) {
    let isModule = true;
    for (let start = 0; start < text.length; ) {
      let end = endOfLine(text, start);
      const first = text.charAt(start);
      if (first !== '\n' && first !== '\r' && first !== '#' && first !== ' ' && first !== '\t' && first !== ')') {
        const rest = text.slice(start, Math.min(text.length, start + 1500));
        const found = definition.exec(rest);
        isModule = found === null && !/^(?:@|class\b|(?:async[ \t]+)?def\b)/u.test(rest);
        if (found === null) end = this.#statement(text, start, end);
        else if (found.groups?.['fn'] !== undefined) this.#set(found.groups['fn'], { kind: 'function' });
        else this.#set(found.groups?.['cls'] ?? '', classWith(found.groups?.['bases']));
      } else if (isModule || first === ')') end = this.#statement(text, start, end);
      start = end + 1;
    }
    for (const { groups } of text.matchAll(/^[ \t]+global[ \t]+(?<names>[\w, \t]{1,300})/gmu)) this.#unset(groups?.['names'] ?? '');
  }

  /** @returns `absent` where the module does not set the name, `undefined` where its lines do not tell what it is */
  of(name: string): Outlined | 'absent' | undefined {
    return this.#names.has(name) ? this.#names.get(name) : 'absent';
  }

  /**
   * A line outside of functions and classes.
   * @returns the end of the lines that were read
   */
  #statement(text: string, start: number, end: number): number {
    const line = text.slice(start, end);
    if (/^[ \t]*from\b/u.test(line)) {
      const found = fromImport.exec(text.slice(start, start + 22_000));
      const { specifier, names } = found?.groups ?? {};
      for (const { name, local } of importsIn(names ?? '')) {
        if (name === '*') this.stars.push(specifier ?? '');
        else this.#set(local, { kind: 'import', specifier: specifier ?? '', name });
      }
      return endOfLine(text, Math.max(end, start + (found?.[0].length ?? 0)));
    }
    if (/^[ \t]*import\b/u.test(line)) {
      const { modules } = plainImport.exec(text.slice(start, start + 1000))?.groups ?? {};
      for (const { name, local } of importsIn(modules ?? '')) {
        // `import a.b` binds `a`, and makes `a.b` known to it.
        if (local.includes('.')) this.#unset(local.slice(0, local.indexOf('.')));
        else this.#set(local, { kind: 'import', specifier: name, name: '*' });
      }
      return end;
    }
    const inner = /^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+(?<name>\w+)/u.exec(line)?.groups?.['name'];
    if (inner !== undefined) this.#unset(inner);
    this.#unset((assignment.exec(line) ?? annotation.exec(line))?.groups?.['names'] ?? '');
    for (const { groups } of line.matchAll(words)) this.#unset(groups?.['names'] ?? '');
    return end;
  }

  #set(name: string, outlined: Outlined | undefined): void {
    this.#names.set(name, this.#names.has(name) ? undefined : outlined);
  }

  #unset(names: string): void {
    for (const [name] of names.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) this.#names.set(name, undefined);
  }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function importsIn(list: string): { readonly name: string; readonly local: string }[] {
  return list.replace(/#[^\n]*/gu, '').replace(/[()\\]/gu, ' ').split(/[,;]/u).flatMap((part) => {
    const { name, local } = /^\s*(?<name>[\w.*]+)(?:\s+as\s+(?<local>\w+))?\s*$/u.exec(part)?.groups ?? {};
    return name === undefined ? [] : [{ name, local: local ?? name }];
  });
}

/** Only the first of several bases is followed, and none that is made by a call or a subscript. */
function classWith(bases = ''): Outlined | undefined {
  const plain = bases.replace(/#[^\n]*/gu, '').replace(/\[[^[\]]*\]/gu, '[]').replace(/\[\[\]\]|\[(?:\[\]|[^[\]])*\]/gu, '[]');
  const [first = ''] = plain.split(',').map((base) => base.trim()).filter((base) => base !== '' && !/^\w+\s*=/u.test(base));
  if (first === '' || /^[\w.]+\[\]$/u.test(first)) return { kind: 'class', base: undefined };
  return /^[\w.]+$/u.test(first) ? { kind: 'class', base: first } : undefined;
}
