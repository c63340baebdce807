import type { Comment, Fact, Language, OutputFact, TransportFact } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { digest } from '../../key/digest.js';
import { isMistralHost } from '../../key/hosts.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import type { TextKind } from '../registry.js';
import { lineAt } from './lines.js';
import type { LexicalSecret } from './secrets.js';

/** Collects the facts of a text, each place once. */
export class TextFacts {
  readonly facts: Fact[] = [];
  readonly #secrets = new Set<number>();
  readonly #names = new Set<string>();
  readonly #addresses = new Set<number>();
  readonly #settings = new Set<string>();
  #comment = 0;

  constructor(
    readonly source: SourceFile,
    readonly kind: TextKind,
    readonly comments: readonly Comment[],
    readonly vocabulary: Vocabulary = plainVocabulary,
  ) {}

  /** Adds a key, unless one was found there before. */
  addSecret(secret: LexicalSecret): void {
    if (this.#secrets.has(secret.start)) return;
    this.#secrets.add(secret.start);
    const key = digest(secret.value);
    if (secret.name !== undefined && this.#isSetAgain(`${secret.name} ${key.fingerprint}`, secret.start)) return;
    this.facts.push({
      kind: 'secret',
      place: { source: this.source, start: secret.start, end: secret.end },
      key,
      binding: secret.binding,
      sink: secret.sink,
      ...(secret.name === undefined ? {} : { name: secret.name }),
      within: this.isComment(secret.start) ? 'comment' : this.kind.within,
      language: this.kind.language,
      remedies: [],
    });
  }

  /** In a container file one variable may be declared and set: `ARG NAME=key`, `ENV NAME=key`. The first counts. */
  #isSetAgain(known: string, start: number): boolean {
    if (!/(?:^|[/.])(?:docker|container)file(?:\.|$)/iu.test(this.source.path)) return false;
    const line = lineAt(this.source.text, start).text;
    if (!/^\s*(?:ARG|ENV)\s/u.test(line)) return false;
    if (this.#settings.has(known)) return true;
    this.#settings.add(known);
    return false;
  }

  /** Notes that what begins there is no key, whatever it looks like. */
  dismiss(start: number): void {
    this.#secrets.add(start);
  }

  /** Adds a public variable of a key that is set; set twice for one purpose it is the first that counts. */
  addPublicName(start: number, name: string, prefix: string, scope: string): void {
    const known = `${scope} ${name}`;
    if (this.#names.has(known) || this.#names.has(String(start)) || this.isComment(start)) return;
    this.#names.add(known).add(String(start));
    const place = { source: this.source, start, end: start + name.length };
    this.facts.push({ kind: 'exposure', place, language: this.kind.language, how: { kind: 'public-name', name, prefix }, chain: [] });
  }

  /** Adds an address that is not encrypted, unless it was found before. */
  addPlain(start: number, end: number, host: string, language: Language): void {
    if (this.#addresses.has(start)) return;
    this.#addresses.add(start);
    const { source } = this;
    const scheme = /^http(?=:\/\/[\w.-]+(?![\w.-]|:\d))/iu.exec(source.text.slice(start, end))?.[0];
    const remedies: TransportFact['remedies'] = scheme === undefined || !isMistralHost(host) ? [] : [{ id: 'useHttps', edits: [{ source, start: start + scheme.length, end: start + scheme.length, text: 's' }] }];
    const length = /^[^\s"'`<>\\]*/u.exec(source.text.slice(start, end))?.[0].length ?? 0;
    this.facts.push({ kind: 'transport', place: { source, start, end: start + length }, language, how: { kind: 'plain-http', host }, remedies });
  }

  /** Adds another fact. */
  add(fact: Fact): void {
    this.facts.push(fact);
  }

  /** Adds what prints a key. */
  addOutput({ what, name, by, start, end }: { readonly what: OutputFact['what']; readonly name: string; readonly by: string; readonly start: number; readonly end: number }): void {
    this.facts.push({ kind: 'output', place: { source: this.source, start, end }, language: this.kind.language, what, name, by });
  }

  /** Whether a place lies in a comment. Cheap where places are asked for in the order of the text. */
  isComment(offset: number): boolean {
    if ((this.comments[this.#comment - 1]?.end ?? 0) > offset) this.#comment = 0;
    while ((this.comments[this.#comment]?.end ?? Infinity) <= offset) this.#comment++;
    return (this.comments[this.#comment]?.start ?? Infinity) <= offset;
  }
}
