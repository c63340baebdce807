import type { Level, Rule, RuleOptions } from '../../rules/rule.js';
import type { Vocabulary } from '../key/vocabulary.js';
import { nearest } from './nearest.js';

/** Which rules run, and at which level. */
export interface LevelOptions {
  /** Takes the levels of `strict` instead of `recommended`. */
  readonly strict?: boolean;
  /** Levels by rule name, with or without `mistral-keys/`; they prevail over the preset's. */
  readonly rules?: Readonly<Record<string, Level>>;
}

/** A rule that runs. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly level: 'warn' | 'error';
  /** The user chose the level, so a grave case does not raise it. */
  readonly chosen: boolean;
  readonly options: RuleOptions;
  /** By which the facts are read that it is given. */
  readonly vocabulary: Vocabulary;
}

/** A rule name that nobody knows. */
export class UnknownRuleError extends Error {
  constructor(name: string, known: readonly string[]) {
    super(`There is no rule "${name}". Did you mean "${nearest(name, known)}"?`);
    this.name = 'UnknownRuleError';
  }
}

/** The namespace of the rules in ESLint. */
export const namespace = 'mistral-keys/';

/**
 * The levels that the options choose, by rule.
 * @throws UnknownRuleError where the options name a rule that is not among `rules`
 */
export function chosenLevels(rules: readonly Rule[], options: LevelOptions): ReadonlyMap<string, Level> {
  const chosen = new Map<string, Level>();
  const names = rules.map((rule) => rule.name);
  for (const [name, level] of Object.entries(options.rules ?? {})) {
    const bare = name.startsWith(namespace) ? name.slice(namespace.length) : name;
    if (!names.includes(bare)) throw new UnknownRuleError(name, names);
    chosen.set(bare, level);
  }
  return chosen;
}
