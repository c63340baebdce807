import type { RuleOptions } from '../../rules/rule.js';
import { plainVocabulary, Vocabulary, type VocabularyOptions, vocabularyOptions } from '../key/vocabulary.js';

/** Makes vocabularies, each once: by them the facts of a file are told apart. */
export class Vocabularies {
  readonly #known = new Map<string, Vocabulary>();

  /** @returns what all of the options add to what is known, the same object for the same options */
  of(options: readonly VocabularyOptions[]): Vocabulary {
    const merged = Object.fromEntries(vocabularyOptions.map((name) => [name, [...new Set(options.flatMap((one): readonly unknown[] => one[name] ?? []))]])) as VocabularyOptions;
    const id = JSON.stringify(merged);
    let vocabulary = this.#known.get(id);
    if (vocabulary === undefined) {
      vocabulary = Object.values(merged).every((list: readonly unknown[]) => list.length === 0) ? plainVocabulary : new Vocabulary(merged);
      this.#known.set(id, vocabulary);
    }
    return vocabulary;
  }
}

/** What the options of a rule add to the vocabulary. */
export function vocabularyOf({ names = [], guards = [], publicPrefixes = [], sinks = [] }: RuleOptions): VocabularyOptions {
  return { names, guards, publicPrefixes, loggers: sinks };
}
