import type { ESLint, Linter } from 'eslint';
import type { Rule } from '../../rules/rule.js';
import { namespace } from '../scan/levels.js';

/** The presets, for a flat config. */
export type Presets = Readonly<Record<'recommended' | 'strict', Linter.Config>>;

/**
 * The files that the presets speak of. The last pattern matches `.vue` files by a double negation: ESLint lints every
 * file that a plain pattern matches, also where no parser for it is set, but takes a pattern that starts with `!` for a
 * word about files that are linted anyway.
 */
export const files = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}', '!**/!(*.vue)'];

/**
 * Makes a preset: one object, so that it can stand in a config as it is, be spread into another object, and be named
 * in `extends`.
 * @param plugin the very object that users import: ESLint refuses two plugins under one name
 */
export function presetOf(preset: keyof Presets, rules: readonly Rule[], plugin: ESLint.Plugin): Linter.Config {
  const active = rules.filter(({ levels }) => levels[preset] !== 'off');
  return {
    name: namespace + preset,
    files,
    plugins: { [namespace.slice(0, -1)]: plugin },
    rules: Object.fromEntries(active.map(({ name, levels }) => [namespace + name, levels[preset]])),
  };
}
