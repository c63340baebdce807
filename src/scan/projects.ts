import type { Vocabulary } from '../key/vocabulary.js';
import type { SettingsTree } from './settings.js';

/** A project as it is understood: each file by the vocabulary that its configuration gives it, or all by that of a rule. */
export class Projects<P> {
  #shared: P | undefined;
  readonly #own = new Map<Vocabulary, P>();

  /** @param make gives a project in which each file is understood by a vocabulary */
  constructor(
    readonly settings: Pick<SettingsTree, 'for'>,
    readonly make: (vocabularyOf: (path: string) => Vocabulary) => P,
  ) {}

  get shared(): P {
    return (this.#shared ??= this.make((path) => this.settings.for(path).vocabulary));
  }

  /** @param own the vocabulary of a rule, where its options add to that of the files */
  by(own: Vocabulary | undefined): P {
    if (own === undefined) return this.shared;
    let project = this.#own.get(own);
    if (project === undefined) this.#own.set(own, (project = this.make(() => own)));
    return project;
  }

  /** Those that were asked for. */
  all(): P[] {
    return [...(this.#shared === undefined ? [] : [this.#shared]), ...this.#own.values()];
  }
}
