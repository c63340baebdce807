import type { Level, RuleOptions } from '../../rules/rule.js';
import type { VocabularyOptions } from '../key/vocabulary.js';

/** What may be set for a folder, or for some of its files. */
export interface Settings extends VocabularyOptions {
  readonly rules?: Readonly<Record<string, Level | readonly [Level, RuleOptions?]>>;
  readonly requireSuppressionReason?: boolean;
}

/** The content of a `.mistral-keys.json`, or of `mistral-keys` in a package.json. */
export interface Configuration extends Settings {
  readonly extends?: 'recommended' | 'strict';
  readonly ignore?: readonly string[];
  readonly overrides?: readonly (Settings & { readonly files: readonly string[] })[];
}

/** A configuration that cannot be used. The message says where, and what to do. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}

/** The name of the file. */
export const configurationFile = '.mistral-keys.json';
/** The property of a package.json. */
export const configurationProperty = 'mistral-keys';
