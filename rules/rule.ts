import type { FileFacts } from '../src/facts/facts.js';
import type { Edit, Place } from '../src/facts/source.js';
import type { KeyDigest } from '../src/key/digest.js';
import type { CauseId } from './causes.js';

export type Severity = 'error' | 'warning';
export type Level = 'off' | 'warn' | 'error';

/** What a rule found, in the terms of the rule; the hosts turn it into a report. */
export interface Problem {
  readonly messageId: string;
  /** Fills the `{{name}}` parts of message, symptom and fix. */
  readonly data: Readonly<Record<string, string>>;
  readonly place: Place;
  /** One of the causes of the rule. */
  readonly cause: CauseId;
  /** Set where the case is graver than the rule's level: it certainly fails. */
  readonly certain?: boolean;
  /** What one sees at run time. */
  readonly symptom: string;
  /** The concrete steps, in the language at hand, for one `help:` line. */
  readonly fix: string;
  readonly suggestions?: readonly { readonly messageId: string; readonly edits: readonly Edit[] }[];
  readonly key?: KeyDigest;
  readonly chain?: readonly { readonly place: Place; readonly note: string }[];
}

/** A rule: what is wrong, why, and how to mend it. It sees facts, never a syntax tree, so it speaks every language. */
export interface Rule {
  readonly name: string;
  /** One line for tables and `meta.docs.description`. */
  readonly description: string;
  /** The documented causes of what it reports, the usual one first. */
  readonly causes: readonly CauseId[];
  readonly levels: { readonly recommended: Level; readonly strict: Level };
  /** Sentences with `{{name}}` parts; suggestions have their sentences here too. */
  readonly messages: Readonly<Record<string, string>>;
  /** JSON schema of the one options object, as ESLint takes it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly defaultOptions: Readonly<Record<string, unknown>>;
  /** @returns the problems that the facts of one file amount to, in any order */
  check(facts: FileFacts, options: RuleOptions): Iterable<Problem>;
}

/** The options that rules share. */
export interface RuleOptions {
  /** Names that are left alone. What they name is up to the rule. */
  readonly allow?: readonly string[];
  /** What these add to the vocabulary of the file's facts; `sinks` are loggers. */
  readonly names?: readonly string[];
  readonly guards?: readonly string[];
  readonly publicPrefixes?: readonly string[];
  readonly sinks?: readonly string[];
}
