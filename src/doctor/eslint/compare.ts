import { rules } from '../../../rules/index.js';
import type { Level, RuleOptions } from '../../../rules/rule.js';
import { lineIn } from '../../configuration/parse.js';
import type { FileReader } from '../../project/files.js';
import { decode } from '../../scan/decode.js';
import type { Origin, SettingsTree } from '../../scan/settings.js';
import type { EslintSetting } from './entries.js';
import type { EslintView } from './read.js';
import type { Preset, Where } from './value.js';

/** What the configuration of mistral-keys says of a rule. */
export interface OwnSetting {
  readonly level: Level;
  readonly options: RuleOptions;
  /** Where the level is set; by default nowhere. */
  readonly where?: Where;
  /** The preset that the level comes from. */
  readonly preset?: Preset;
  readonly whereOptions?: Where;
}

/** A way in which ESLint and scans differ. */
export type Difference =
  | { readonly kind: 'level' | 'options'; readonly rule: string; readonly own: OwnSetting; readonly eslint: EslintSetting }
  /** ESLint does not lint the file. */
  | { readonly kind: 'ignored'; readonly where?: Where }
  /** It lints the file without any rule of the plugin. */
  | { readonly kind: 'silent' }
  /** That cannot be told of these rules; without any, of none of them. */
  | { readonly kind: 'unknown'; readonly rules: readonly string[] };

/** Compares what ESLint makes of files with what scans do. */
export class Comparison {
  readonly #settings: SettingsTree;
  readonly #files: FileReader;

  constructor(settings: SettingsTree, files: FileReader) {
    this.#settings = settings;
    this.#files = files;
  }

  /** @param path absolute, with `/` */
  differences(path: string, view: EslintView): readonly Difference[] {
    const { rules: active } = this.#settings.for(path);
    // What the configuration leaves out or turns off is off in ESLint, too: the plugin reads it.
    const spoken = rules.filter(({ name }) => this.#settings.forRule(path, name, undefined) !== undefined);
    if (active.length === 0 || spoken.length === 0) return [];
    if (view.kind === 'ignored') return [view];
    if (view.kind === 'unknown') return [{ kind: 'unknown', rules: [] }];
    const pairs = spoken.map(({ name }) => {
      const { level = 'off', options = {} } = active.find(({ rule }) => rule.name === name) ?? {};
      return { rule: name, own: this.#own(path, name, level, options), eslint: view.rules.get(name) ?? 'unknown' };
    });
    if (pairs.every(({ eslint }) => eslint !== 'unknown' && eslint.level === 'off')) return [{ kind: 'silent' }];
    const unknown = pairs.filter(({ eslint }) => eslint === 'unknown' || eslint.options === 'unknown').map(({ rule }) => rule);
    const found = pairs.flatMap(({ rule, own, eslint }): Difference[] => {
      if (eslint === 'unknown') return [];
      if (eslint.level !== own.level) return [{ kind: 'level', rule, own, eslint }];
      return own.level === 'off' || sameOptions(own.options, eslint.options) ? [] : [{ kind: 'options', rule, own, eslint }];
    });
    return unknown.length === 0 ? found : [...found, { kind: 'unknown', rules: unknown.length === pairs.length ? [] : unknown }];
  }

  #own(path: string, rule: string, level: Level, options: RuleOptions): OwnSetting {
    const [where, whereOptions] = [this.#settings.origin(path, rule, 'level'), this.#settings.origin(path, rule, 'options')];
    const preset = where === undefined ? 'recommended' : where.preset;
    return {
      level,
      options,
      ...(preset === undefined ? {} : { preset }),
      ...(where === undefined ? {} : { where: this.#placeOf(where) }),
      ...(whereOptions === undefined ? {} : { whereOptions: this.#placeOf(whereOptions) }),
    };
  }

  #placeOf({ file, path }: Origin): Where {
    const bytes = this.#files.read(file);
    return { file, line: lineIn(bytes === undefined ? '' : (decode(bytes) ?? ''), path) };
  }
}

/** Options that ESLint is given prevail there; without any, those of the configuration hold. */
function sameOptions(own: RuleOptions, given: EslintSetting['options']): boolean {
  if (given === undefined || given === 'unknown' || Object.keys(given).length === 0) return true;
  return canonical(own) === canonical(given);
}

/** The lists are sets: their order says nothing. */
function canonical(options: object): string {
  return JSON.stringify((Object.entries(options) as [string, unknown][]).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => [name, Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value]));
}
