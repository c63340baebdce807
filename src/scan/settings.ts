import type { Level, Rule, RuleOptions } from '../../rules/rule.js';
import { type Configuration, configurationFile, configurationProperty, type Settings } from '../configuration/configuration.js';
import { type Glob, globOf, matchesAny } from '../configuration/glob.js';
import { parseConfiguration } from '../configuration/parse.js';
import { Vocabularies, vocabularyOf } from '../configuration/vocabularies.js';
import type { Vocabulary } from '../key/vocabulary.js';
import type { FileReader } from '../project/files.js';
import { folderOf, isWithin } from '../project/resolve-paths.js';
import { decode } from './decode.js';
import { type ActiveRule, chosenLevels, type LevelOptions } from './levels.js';

/** The rules and options that hold for a file. */
export interface FileSettings {
  readonly rules: readonly ActiveRule[];
  /** The configuration leaves it out. */
  readonly ignored: boolean;
  /** A suppression comment without a reason suppresses nothing. */
  readonly demandsReason: boolean;
  readonly vocabulary: Vocabulary;
}

/** What holds for one rule in a file. */
export interface RuleSettings {
  readonly options: RuleOptions;
  readonly vocabulary: Vocabulary;
}

/** Where the configuration says something: its file, and the names that lead to it. */
export interface Origin {
  /** Absolute, with `/`. */
  readonly file: string;
  readonly path: readonly (string | number)[];
  /** The preset, where it says so by `extends`. */
  readonly preset?: 'recommended' | 'strict';
}

/** A configuration where it stands. */
interface Configured {
  /** Absolute, with `/`; none where there is no configuration. */
  readonly file?: string;
  /** Absolute, with `/`. */
  readonly folder: string;
  readonly configuration: Configuration;
  readonly ignore: readonly Glob[];
  readonly overrides: readonly { readonly files: readonly Glob[]; readonly settings: Settings }[];
  /** By the numbers of the overrides that hold. */
  readonly known: Map<string, FileSettings>;
  /** Those of its vocabulary, wherever in it they are added. */
  readonly words: RegExp | undefined;
}

/** What the settings are made of. */
export interface SettingsSources {
  readonly rules: readonly Rule[];
  /** What the user asked for on the spot prevails over all configuration. */
  readonly options: LevelOptions & { readonly configuration?: boolean };
  readonly files: Pick<FileReader, 'read' | 'isFile'>;
  /** The folder above which no configuration is looked for, absolute, with `/`. */
  readonly root: string;
  /** Gives a path as messages show it. */
  readonly fileOf: (path: string) => string;
}

/** Finds the configuration of each file: the nearest one up the tree, which alone holds. Only folders that are asked about are looked into. */
export class SettingsTree {
  readonly #folders = new Map<string, Configured>();
  readonly #none: Configured;
  readonly #chosen: ReadonlyMap<string, Level>;
  readonly #vocabularies = new Vocabularies();

  /** @throws UnknownRuleError where the options name a rule that does not exist */
  constructor(readonly sources: SettingsSources) {
    this.#chosen = chosenLevels(sources.rules, sources.options);
    this.#none = this.#configuredAt(sources.root, {});
  }

  /**
   * @param path absolute, with `/`; need not exist
   * @throws ConfigurationError where the nearest configuration cannot be used
   */
  for(path: string): FileSettings {
    const { configured, holding, ignored } = this.#holding(path);
    const id = `${ignored ? 'ignored ' : ''}${holding.join(' ')}`;
    let settings = configured.known.get(id);
    if (settings === undefined) {
      settings = this.#settingsOf(configured.configuration, settingsAmong(configured, holding), ignored);
      configured.known.set(id, settings);
    }
    return settings;
  }

  /**
   * What holds for a rule in a file whatever its level, for a host that has levels of its own.
   * @param given options that prevail over those of the configuration
   * @returns `undefined` where the configuration turns the rule off, or leaves the file out
   * @throws ConfigurationError where the nearest configuration cannot be used
   */
  forRule(path: string, rule: string, given: RuleOptions | undefined): RuleSettings | undefined {
    const { entries, ignored } = this.#entriesFor(path, rule);
    return ignored || entries.map(levelOf).at(-1) === 'off' ? undefined : this.forBuilt(path, rule, given);
  }

  /** The same for a file that is judged whatever the configuration leaves out: what is built is seldom a part of scans. */
  forBuilt(path: string, rule: string, given?: RuleOptions): RuleSettings {
    const { all, entries } = this.#entriesFor(path, rule);
    const options = given ?? optionsAmong(entries);
    return { options, vocabulary: this.#vocabularies.of([...all, vocabularyOf(options)]) };
  }

  /**
   * Where the level of a rule in a file, or its options, come from.
   * @returns `undefined` where the configuration says nothing of it
   */
  origin(path: string, rule: string, part: 'level' | 'options'): Origin | undefined {
    const { configured, holding } = this.#holding(path);
    const { file, configuration, overrides } = configured;
    if (file === undefined) return undefined;
    const speaks = ({ rules }: Settings): boolean => {
      const entry = rules?.[rule];
      return entry !== undefined && (part === 'level' || hasOptions(entry));
    };
    const override = holding.findLast((index) => speaks(overrides[index]?.settings ?? {}));
    const start = file.endsWith('/package.json') ? [configurationProperty] : [];
    if (override !== undefined) return { file, path: [...start, 'overrides', override, 'rules', rule] };
    if (speaks(configuration)) return { file, path: [...start, 'rules', rule] };
    const preset = configuration.extends;
    return part === 'options' || preset === undefined ? undefined : { file, path: [...start, 'extends'], preset };
  }

  #entriesFor(path: string, rule: string): { readonly all: readonly Settings[]; readonly entries: readonly RuleEntry[]; readonly ignored: boolean } {
    const { configured, holding, ignored } = this.#holding(path);
    const all = [configured.configuration, ...settingsAmong(configured, holding)];
    return { all, entries: entriesFor(rule, all), ignored };
  }

  #holding(path: string): { readonly configured: Configured; readonly holding: readonly number[]; readonly ignored: boolean } {
    const configured = this.#at(folderOf(path));
    const inside = path.slice(configured.folder.length).replace(/^\//u, '');
    const holding = configured.overrides.flatMap(({ files }, index) => (matchesAny(inside, files) ? [index] : []));
    return { configured, holding, ignored: matchesAny(inside, configured.ignore) };
  }

  /**
   * The words by which its configuration lets a file in that does not name Mistral; `undefined` where it adds none.
   * @param path absolute, with `/`; need not exist
   * @throws ConfigurationError where the nearest configuration cannot be used
   */
  words(path: string): RegExp | undefined {
    return this.#at(folderOf(path)).words;
  }

  #at(folder: string): Configured {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    let found = this.sources.options.configuration === false ? this.#none : this.#read(folder);
    found ??= folder === this.sources.root || !isWithin(folder, this.sources.root) || folderOf(folder) === folder ? this.#none : this.#at(folderOf(folder));
    this.#folders.set(folder, found);
    return found;
  }

  #read(folder: string): Configured | undefined {
    for (const name of [configurationFile, 'package.json']) {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      const bytes = this.sources.files.read(path);
      const text = bytes === undefined ? undefined : (decode(bytes) ?? '\0');
      if (text === undefined || (name !== configurationFile && !text.includes(`"${configurationProperty}"`))) continue;
      const configuration = parseConfiguration(text, this.sources.fileOf(path));
      if (configuration !== undefined) return this.#configuredAt(folder, configuration, path);
    }
    return undefined;
  }

  #configuredAt(folder: string, configuration: Configuration, file?: string): Configured {
    const { ignore = [], overrides = [] } = configuration;
    const additions = [configuration, ...overrides].flatMap((settings) => [settings, ...Object.values(settings.rules ?? {}).map((entry) => vocabularyOf(optionsOf(entry)))]);
    return {
      ...(file === undefined ? {} : { file }),
      folder,
      configuration,
      ignore: ignore.map(globOf),
      overrides: overrides.map((settings) => ({ files: settings.files.map(globOf), settings })),
      known: new Map(),
      words: this.#vocabularies.of(additions).words,
    };
  }

  #settingsOf(configuration: Configuration, overrides: readonly Settings[], ignored: boolean): FileSettings {
    const all = [configuration, ...overrides];
    const strict = this.sources.options.strict ?? configuration.extends === 'strict';
    const rules = this.sources.rules.flatMap((rule): ActiveRule[] => {
      const entries = entriesFor(rule.name, all);
      const chosen = this.#chosen.get(rule.name) ?? entries.map(levelOf).at(-1);
      const level = chosen ?? rule.levels[strict ? 'strict' : 'recommended'];
      const options = optionsAmong(entries);
      const vocabulary = this.#vocabularies.of([...all, vocabularyOf(options)]);
      return level === 'off' ? [] : [{ rule, level, chosen: chosen !== undefined, options, vocabulary }];
    });
    const demandsReason = all.map((settings) => settings.requireSuppressionReason).findLast((value) => value !== undefined) ?? false;
    return { rules: ignored ? [] : rules, ignored, demandsReason, vocabulary: this.#vocabularies.of(all) };
  }
}

type RuleEntry = Level | readonly [Level, RuleOptions?];

function entriesFor(rule: string, all: readonly Settings[]): RuleEntry[] {
  return all.flatMap((settings) => {
    const entry = settings.rules?.[rule];
    return entry === undefined ? [] : [entry];
  });
}

/** An override that gives only a level keeps the options, as in ESLint. */
function optionsAmong(entries: readonly RuleEntry[]): RuleOptions {
  const last = entries.findLast(hasOptions);
  return last === undefined ? {} : optionsOf(last);
}

function hasOptions(entry: RuleEntry): boolean {
  return typeof entry !== 'string' && entry.length > 1;
}

function settingsAmong({ overrides }: Configured, holding: readonly number[]): Settings[] {
  return overrides.flatMap(({ settings }, index) => (holding.includes(index) ? [settings] : []));
}

function levelOf(entry: RuleEntry): Level {
  return typeof entry === 'string' ? entry : entry[0];
}

function optionsOf(entry: RuleEntry): RuleOptions {
  return typeof entry === 'string' ? {} : (entry[1] ?? {});
}
