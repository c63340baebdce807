import type { FileReader } from '../../project/files.js';
import { folderOf } from '../../project/resolve-paths.js';
import { rules as allRules } from '../../../rules/index.js';
import { type Entry, entriesOf, type EslintSetting } from './entries.js';
import { Evaluator } from './evaluate.js';
import { ConfigModules } from './modules.js';
import { bringsIn, ignoresGlobally, type Match, matchesFiles, matchesIgnores } from './patterns.js';
import type { Where } from './value.js';

/** What ESLint does with a file. `unknown`: that cannot be told. */
export type EslintView =
  | { readonly kind: 'linted'; readonly rules: ReadonlyMap<string, EslintSetting | 'unknown'> }
  | { readonly kind: 'ignored'; readonly where?: Where }
  | { readonly kind: 'unknown' };

/** ESLint's configuration of a folder, as far as it can be told without running it. */
export interface EslintConfig {
  /** Absolute, with `/`. */
  readonly file: string;
  /** Whether it turns rules of the plugin on. */
  readonly plugin: Match;
  /** Whether it, or a module of the project that it imports, names the plugin. */
  readonly namesPlugin: boolean;
  /** @param path absolute, with `/`, below the folder of the configuration */
  readonly view: (path: string) => EslintView;
}

const off: EslintSetting = { level: 'off' };

/** Reads a configuration of ESLint. Nothing of it is run. */
export function readEslintConfig(file: string, files: FileReader, root: string): EslintConfig {
  const modules = new ConfigModules(files, root);
  const program = modules.program(file);
  const entries: readonly Entry[] = program === undefined ? entriesOf({ kind: 'unknown' }) : entriesOf(new Evaluator(modules).exported(program));
  const folder = folderOf(file);
  return { file, plugin: pluginIn(entries, modules), namesPlugin: modules.namesPlugin(), view: (path) => viewOf(path.slice(folder.length + 1), entries) };
}

function pluginIn(entries: readonly Entry[], modules: ConfigModules): Match {
  const turnsOn = (setting: EslintSetting | 'unknown'): boolean => setting !== 'unknown' && setting.level !== 'off';
  if (entries.some(({ rules, presence }) => presence === 'yes' && [...rules.values()].some(turnsOn))) return 'yes';
  const maybe = entries.some(({ rules, mayHideRules }) => mayHideRules || rules.size > 0);
  return maybe && modules.namesPlugin() ? 'maybe' : 'no';
}

/** @param path relative to the folder of the configuration */
function viewOf(path: string, entries: readonly Entry[]): EslintView {
  const left = leftOut(path, entries);
  if (left !== 'no') return left === 'maybe' ? { kind: 'unknown' } : ignoredBy(path, entries);
  const rules = new Map(allRules.map(({ name }) => [name, settingFor(name, path, entries)]));
  return { kind: 'linted', rules };
}

/** Whether ESLint leaves a file out, or nothing takes it in. Packages are not expected to do so. */
function leftOut(path: string, entries: readonly Entry[]): Match {
  const ignored = ignoresGlobally(path, ignoresIn(entries));
  if (ignored !== 'no') return ignored;
  if (/\.[cm]?js$/u.test(path)) return 'no';
  const taken = entries.map((entry): Match => {
    const last = entry.files.at(-1);
    if (entry.foreign || last === undefined) return entry.foreign ? 'maybe' : 'no';
    const brought = bringsIn(path, last);
    return brought === 'no' ? brought : holds(path, entry);
  });
  return taken.every((match) => match === 'no') ? 'yes' : 'no';
}

function ignoresIn(entries: readonly Entry[]): { readonly kind: 'list'; readonly items: Parameters<typeof matchesFiles>[1][] } {
  const items = entries.flatMap(({ global, ignores, presence }) => {
    if (!global) return [];
    return ignores.flatMap((value) => (value.kind === 'list' && presence === 'yes' ? value.items : [{ kind: 'unknown' } as const]));
  });
  return { kind: 'list', items };
}

function ignoredBy(path: string, entries: readonly Entry[]): EslintView {
  const by = entries.findLast(({ global, ignores }) => global && ignores.some((value) => ignoresGlobally(path, value) === 'yes'));
  return { kind: 'ignored', ...(by?.where === undefined ? {} : { where: by.where }) };
}

/** What holds for a rule: what the last config says that speaks of it, unless another may stand behind it. */
function settingFor(rule: string, path: string, entries: readonly Entry[]): EslintSetting | 'unknown' {
  const speaking = entries.toReversed().flatMap((entry) => {
    const setting = entry.rules.get(rule) ?? (entry.mayHideRules ? 'unknown' : undefined);
    const match = setting === undefined ? 'no' : holds(path, entry);
    return setting === undefined || match === 'no' ? [] : [{ setting, sure: match === 'yes' && setting !== 'unknown' }];
  });
  const end = speaking.findIndex(({ sure }) => sure);
  const [found, ...earlier] = end < 0 ? [] : speaking.slice(end);
  const setting = found === undefined || found.setting === 'unknown' ? off : found.setting;
  const possible = (end < 0 ? speaking : speaking.slice(0, end)).map((one) => one.setting);
  if (possible.some((one) => one === 'unknown' || one.level !== setting.level)) return 'unknown';
  if (setting.level === 'off') return setting;
  if (possible.some((one) => one !== 'unknown' && one.options !== undefined)) return { ...setting, options: 'unknown' };
  if (setting.options !== undefined) return setting;
  // A level by itself keeps the options that were given before.
  const given = earlier.find((one) => one.setting === 'unknown' || one.setting.options !== undefined);
  if (given === undefined) return setting;
  return { ...setting, options: given.sure && given.setting !== 'unknown' ? (given.setting.options ?? 'unknown') : 'unknown' };
}

function holds(path: string, { files, ignores, presence }: Entry): Match {
  const matches: Match[] = [presence, ...files.map((value) => matchesFiles(path, value)), ...ignores.map((value) => opposite(matchesIgnores(path, value)))];
  return matches.includes('no') ? 'no' : matches.includes('maybe') ? 'maybe' : 'yes';
}

function opposite(match: Match): Match {
  return match === 'maybe' ? match : match === 'yes' ? 'no' : 'yes';
}
