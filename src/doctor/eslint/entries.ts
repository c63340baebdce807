import { isRecord } from '../../configuration/record.js';
import type { Level } from '../../../rules/rule.js';
import { namespace } from '../../scan/levels.js';
import type { Match } from './patterns.js';
import { type ObjectValue, partOf, type Preset, propertyOf, type Value, type Where } from './value.js';

/** What ESLint's configuration sets for a rule. */
export interface EslintSetting {
  readonly level: Level;
  /** Where none are given, earlier ones are kept. `unknown`: they cannot be told. */
  readonly options?: Readonly<Record<string, unknown>> | 'unknown';
  readonly where?: Where;
  /** The preset that says so. */
  readonly preset?: Preset;
}

/** One config of the list that ESLint's configuration exports. */
export interface Entry {
  /** `maybe`: whether it is in the list is decided at run time. */
  readonly presence: Exclude<Match, 'no'>;
  /** All of them have to take a file in. */
  readonly files: readonly Value[];
  readonly ignores: readonly Value[];
  /** By the name of the rule, without a namespace. `unknown`: it may be set to anything. */
  readonly rules: ReadonlyMap<string, EslintSetting | 'unknown'>;
  /** It may set rules that cannot be seen. */
  readonly mayHideRules: boolean;
  /** It leaves files out for all configs. */
  readonly global: boolean;
  /** A package gives it, which may take files in or leave them out. */
  readonly foreign: boolean;
  readonly where?: Where;
}

const absent: Value = { kind: 'absent' };
const metaFields = new Set(['name', 'ignores', 'basePath']);
const common: Entry = { presence: 'yes', files: [], ignores: [], rules: new Map(), mayHideRules: false, global: false, foreign: false };

/** What is around a config: the conditions of those that extend it. */
type Around = Pick<Entry, 'presence' | 'files' | 'ignores'>;

/** The configs that an exported value amounts to, in the order in which they hold. */
export function entriesOf(exported: Value): readonly Entry[] {
  const namespaces = new Map<string, ObjectValue | undefined>([[namespace.slice(0, -1), undefined]]);
  findPlugins(exported, namespaces);
  return collect(exported, common, namespaces);
}

/** The names under which the plugin is registered. */
function findPlugins(value: Value, found: Map<string, ObjectValue | undefined>): void {
  if (value.kind === 'list') for (const item of value.items) findPlugins(item, found);
  if (value.kind === 'either') for (const one of value.values) findPlugins(one, found);
  if (value.kind !== 'object') return;
  findPlugins(propertyOf(value, 'extends'), found);
  const plugins = propertyOf(value, 'plugins');
  if (plugins.kind !== 'object') return;
  for (const [name, plugin] of plugins.properties) {
    if (plugin.kind === 'object' && plugin.isPlugin) found.set(name, plugin);
    // What a package has made of it may be it all the same.
    else if (plugin.kind === 'unknown' && !found.has(name)) found.set(name, undefined);
  }
}

function collect(value: Value, around: Around, namespaces: ReadonlyMap<string, ObjectValue | undefined>): Entry[] {
  switch (value.kind) {
    case 'list':
      return value.items.flatMap((item) => collect(item, around, namespaces));
    case 'either':
      return value.values.flatMap((one) => collect(one, { ...around, presence: 'maybe' }, namespaces));
    case 'object':
      return ofObject(value, around, namespaces);
    case 'foreign':
      return [{ ...common, ...around, foreign: true }];
    case 'unknown':
      return [{ ...common, ...around, foreign: true, mayHideRules: true }];
    default:
      return [];
  }
}

function ofObject(value: ObjectValue, around: Around, namespaces: ReadonlyMap<string, ObjectValue | undefined>): Entry[] {
  const conditions = (['files', 'ignores'] as const).map((name) => propertyOf(value, name));
  const [files = absent, ignores = absent] = conditions;
  const global = value.others === 'none' && [...value.properties.keys()].every((name) => metaFields.has(name));
  // Patterns that are relative to a folder of their own are not followed.
  const based = propertyOf(value, 'basePath').kind === 'absent' ? [] : [{ kind: 'unknown' } as const];
  const own: Around = {
    presence: around.presence,
    files: [...around.files, ...(files.kind === 'absent' ? [] : [files]), ...based],
    ignores: [...around.ignores, ...(ignores.kind === 'absent' ? [] : [ignores])],
  };
  const extended = extendedBy(propertyOf(value, 'extends'), namespaces).flatMap((one) => collect(one, own, namespaces));
  const { rules, mayHideRules } = rulesOf(propertyOf(value, 'rules'), namespaces);
  return [...extended, { ...common, ...own, rules, mayHideRules, global, foreign: value.others !== 'none', where: value.where }];
}

/** `extends` of `defineConfig`: configs, lists of them, and texts that name a config of a plugin. */
function extendedBy(value: Value, namespaces: ReadonlyMap<string, ObjectValue | undefined>): Value[] {
  const items = value.kind === 'list' ? value.items : value.kind === 'absent' ? [] : [value];
  return items.map((item): Value => {
    if (item.kind !== 'text') return item;
    const slash = item.value.indexOf('/');
    const space = item.value.slice(0, Math.max(0, slash));
    if (!namespaces.has(space)) return { kind: 'foreign' };
    const plugin = namespaces.get(space);
    return plugin === undefined ? { kind: 'unknown' } : partOf(plugin, ['configs', item.value.slice(slash + 1)]);
  });
}

function rulesOf(value: Value, namespaces: ReadonlyMap<string, unknown>): Pick<Entry, 'rules' | 'mayHideRules'> {
  if (value.kind !== 'object') return { rules: new Map(), mayHideRules: value.kind === 'unknown' || value.kind === 'either' };
  const rules = new Map<string, EslintSetting | 'unknown'>();
  for (const [name, setting] of value.properties) {
    const slash = name.indexOf('/');
    if (slash > 0 && namespaces.has(name.slice(0, slash))) rules.set(name.slice(slash + 1), settingOf(setting));
  }
  return { rules, mayHideRules: value.others === 'unknown' };
}

function settingOf(value: Value): EslintSetting | 'unknown' {
  const [first = absent, ...options] = value.kind === 'list' ? value.items : [value];
  if (first.kind !== 'text' && first.kind !== 'constant') return 'unknown';
  const level = levelOf(first.value);
  if (level === undefined) return 'unknown';
  const [given] = options.map(dataOf);
  const preset = first.kind === 'text' ? first.preset : undefined;
  return { level, ...(given === undefined ? {} : { options: isRecord(given) ? given : 'unknown' }), where: first.where, ...(preset === undefined ? {} : { preset }) };
}

/** As ESLint takes levels. */
export function levelOf(value: unknown): Level | undefined {
  return ([['off', 0], ['warn', 1], ['error', 2]] as const).find((names) => names.some((name) => name === value))?.[0];
}

/** The data that a value is; `unknown` where it cannot be seen whole. */
function dataOf(value: Value): unknown {
  switch (value.kind) {
    case 'text':
    case 'constant':
      return value.value;
    case 'list': {
      const items = value.items.map(dataOf);
      return items.includes(hidden) ? hidden : items;
    }
    case 'object': {
      const parts = [...value.properties].map(([name, part]) => [name, dataOf(part)] as const);
      return value.others !== 'none' || parts.some(([, part]) => part === hidden) ? hidden : Object.fromEntries(parts);
    }
    default:
      return hidden;
  }
}

const hidden = Symbol('cannot be seen');
