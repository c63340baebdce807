import { rules } from '../../../rules/index.js';
import { ciServices } from '../../init/ci.js';
import { formats } from '../../report/format.js';
import type { OptionHelp } from '../help-pages.js';

/** What can stand behind an option: one of these words, a file, or what only the user knows. */
export type Values = readonly string[] | 'file' | 'unknown';

const levels = ['off', 'warn', 'error'];

const words: Readonly<Record<string, readonly string[]>> = {
  '--format': Object.keys(formats),
  '--rule': rules.flatMap(({ name }) => levels.map((level) => `${name}=${level}`)),
  '--ci': ciServices,
};

/** @returns what a shell may offer behind an option; `undefined` where it takes no value */
export function valuesOf({ name, value }: OptionHelp): Values | undefined {
  if (value === undefined) return undefined;
  return words[name] ?? (/^(?:FILE|PATH)$/u.test(value) ? 'file' : 'unknown');
}
