import type { Comment } from '../facts/facts.js';
import { lastNotAfter, type SourceFile } from '../facts/source.js';
import { namespace } from './levels.js';

/** A comment that suppresses findings, with the meaning that it has in ESLint. */
interface Directive {
  readonly type: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Names with their namespace; empty means all rules. */
  readonly rules: readonly string[];
  readonly comment: Comment;
  /** What stands behind `--`; empty where nothing does. */
  readonly reason: string;
  /** The line, 0-based, that `disable-line` and `disable-next-line` speak of. */
  readonly line: number;
  /** The rules of `rules` that have suppressed something. */
  readonly used: Set<string>;
}

/** A rule that a comment suppresses without need. */
export interface UnusedDirective {
  readonly comment: Comment;
  /** With its namespace. */
  readonly rule: string;
  /** It gives no reason though one is demanded, so it was never asked. */
  readonly lacksReason: boolean;
}

/** The suppression comments of one file. */
export class Suppressions {
  readonly #block: readonly Directive[];
  readonly #line: readonly Directive[];
  readonly #lineStarts: readonly number[];

  /**
   * @param lineStarts of the lines that the comments speak of, if these are not the lines of the file
   * @param demandsReason whether a comment without a reason suppresses nothing
   */
  constructor(
    source: SourceFile,
    comments: readonly Comment[],
    lineStarts = source.lineStarts,
    readonly demandsReason = false,
  ) {
    this.#lineStarts = lineStarts;
    const directives = comments.flatMap((comment) => directive(source, comment, (offset) => lastNotAfter(lineStarts, offset)) ?? []);
    this.#block = directives.filter(({ type }) => type === 'disable' || type === 'enable');
    this.#line = directives.filter(({ type }) => type === 'disable-line' || type === 'disable-next-line');
  }

  /**
   * Finds the comment that suppresses a finding, and notes it as used.
   * @param rule without namespace
   * @param start 0-based offset at which the finding starts
   * @returns its reason, empty where it gives none; `undefined` where no comment suppresses the finding
   */
  suppressing(rule: string, start: number): { readonly reason: string } | undefined {
    const name = namespace + rule;
    const line = lastNotAfter(this.#lineStarts, start);
    // The last that holds is the used one, and one of a line only where no block holds: so ESLint counts.
    const last = this.#blockAt(name, start) ?? this.#line.findLast((one) => one.line === line && concerns(one, name) && this.#counts(one));
    last?.used.add(name);
    return last;
  }

  /** Rules of this plugin that a comment names without having suppressed any finding of them. */
  unused(): UnusedDirective[] {
    return [...this.#block, ...this.#line]
      .filter(({ type }) => type !== 'enable')
      .flatMap((one) =>
        one.rules.filter((rule) => rule.startsWith(namespace) && !one.used.has(rule)).map((rule) => ({ comment: one.comment, rule, lacksReason: !this.#counts(one) })),
      );
  }

  #counts(one: Directive): boolean {
    return !this.demandsReason || one.reason !== '' || one.type === 'enable';
  }

  #blockAt(name: string, start: number): Directive | undefined {
    let disabled: Directive | undefined;
    for (const one of this.#block) {
      if (one.comment.start > start) break;
      if (concerns(one, name) && this.#counts(one)) disabled = one.type === 'disable' ? one : undefined;
    }
    return disabled;
  }
}

function concerns(one: Directive, name: string): boolean {
  return one.rules.length === 0 || one.rules.includes(name);
}

/**
 * Reads a comment as ESLint does (`ConfigCommentParser` of @eslint/plugin-kit, `getDisableDirectives` of ESLint): the
 * label, a list of rules, and behind `--` a reason. `//` takes only the forms of one line, since languages with `//`
 * have blocks too; `#` and `--` take all, since theirs have not.
 */
function directive(source: SourceFile, comment: Comment, lineOf: (offset: number) => number): Directive | undefined {
  const separator = /\s-{2,}\s/u.exec(comment.text);
  const text = separator === null ? comment.text : comment.text.slice(0, separator.index);
  const reason = separator === null ? '' : comment.text.slice(separator.index + separator[0].length).trim();
  const match = /^\s*eslint-(disable|enable|disable-line|disable-next-line)(?:\s|$)/u.exec(text);
  if (match === null) return undefined;
  const type = match[1] as Directive['type'];
  const start = lineOf(comment.start);
  const end = lineOf(Math.max(comment.start, comment.end - 1));
  if ((type === 'disable' || type === 'enable') && source.text.startsWith('//', comment.start)) return undefined;
  if (type === 'disable-line' && start !== end) return undefined;
  const rules = text
    .slice(match[0].length)
    .split(',')
    .map((name) => unquoted(name.trim()))
    .filter((name) => name !== '');
  return { type, rules: [...new Set(rules)], comment, reason, line: type === 'disable-next-line' ? end + 1 : start, used: new Set() };
}

function unquoted(name: string): string {
  return /^'.*'$|^".*"$/su.test(name) ? name.slice(1, -1) : name;
}
