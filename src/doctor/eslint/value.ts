import { rules } from '../../../rules/index.js';
import { files as presetFiles } from '../../eslint/configs.js';
import { namespace } from '../../scan/levels.js';

/** Where something is said. */
export interface Where {
  /** Absolute, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export type Preset = 'recommended' | 'strict';

/** What an expression of ESLint's configuration amounts to, as far as that can be told without running it. */
export type Value =
  | TextValue
  | { readonly kind: 'constant'; readonly value: number | boolean | null; readonly where: Where }
  | { readonly kind: 'absent' }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | ObjectValue
  /** One of these; which, is decided when it runs. */
  | { readonly kind: 'either'; readonly values: readonly Value[] }
  /** Something of a package that does not know this plugin. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' };

export interface TextValue {
  readonly kind: 'text';
  readonly value: string;
  readonly where: Where;
  /** The preset that says so. */
  readonly preset?: Preset;
}

/** An object, or the part of one that can be seen. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, Value>;
  /** What may stand in it besides: nothing, what a package without this plugin gives, or anything. */
  readonly others: 'none' | 'foreign' | 'unknown';
  readonly where: Where;
  readonly isPlugin: boolean;
}

/** The package as it is imported. */
export const pluginPackage = 'eslint-plugin-mistral-keys';

const ruleNames = new Set(rules.map(({ name }) => name));

/** What an object has under a name. */
export function propertyOf({ properties, others }: ObjectValue, name: string): Value {
  return properties.get(name) ?? { kind: others === 'none' ? 'absent' : others };
}

/** What names lead to from a value. */
export function partOf(value: Value, path: readonly (string | undefined)[]): Value {
  let part = value;
  for (const name of path) {
    if (part.kind === 'foreign') return part;
    if (part.kind !== 'object' || name === undefined) return { kind: 'unknown' };
    part = propertyOf(part, name);
  }
  return part;
}

/** Whether a value may have a part in what this plugin does. */
export function concernsPlugin(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'text':
      return value.value.includes(namespace.slice(0, -1));
    case 'list':
      return value.items.some(concernsPlugin);
    case 'either':
      return value.values.some(concernsPlugin);
    case 'object':
      return value.isPlugin || value.others === 'unknown' || [...value.properties].some(([name, part]) => ruleNames.has(name.slice(name.indexOf('/') + 1)) || concernsPlugin(part));
    default:
      return false;
  }
}

/** What the package exports, where it is used. */
export function pluginValue(where: Where): ObjectValue {
  const plugin: ObjectValue = { ...objectOf({}, where), isPlugin: true };
  const presetValue = (preset: Preset): ObjectValue => {
    const text = (value: string): TextValue => ({ kind: 'text', value, where, preset });
    const active = rules.filter(({ levels }) => levels[preset] !== 'off');
    return objectOf({
      name: text(namespace + preset),
      files: { kind: 'list', items: presetFiles.map(text) },
      plugins: objectOf({ [namespace.slice(0, -1)]: plugin }, where),
      rules: objectOf(Object.fromEntries(active.map(({ name, levels }) => [namespace + name, text(levels[preset])])), where),
    }, where);
  };
  const configs = objectOf({ recommended: presetValue('recommended'), strict: presetValue('strict') }, where);
  return { ...plugin, properties: new Map([['configs', configs], ['rules', objectOf({}, where)], ['meta', objectOf({}, where)]]) };
}

function objectOf(properties: Readonly<Record<string, Value>>, where: Where): ObjectValue {
  return { kind: 'object', properties: new Map(Object.entries(properties)), others: 'none', where, isPlugin: false };
}
