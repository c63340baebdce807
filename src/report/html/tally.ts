import type { Entry } from '../entries.js';

/** @returns a number as people write it: 1,234 */
export function figure(number: number): string {
  return number.toLocaleString('en');
}

/** @returns the number and the noun in its form */
export function counted(number: number, noun: string): string {
  return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** @returns errors and warnings in words, as far as there are any */
export function gravity({ errors, warnings }: Omit<Tally, 'name'>): string {
  const words = [...(errors > 0 ? [counted(errors, 'error')] : []), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])];
  return words.length === 0 ? 'no findings' : words.join(', ');
}

/** How many findings something has. */
export interface Tally {
  readonly name: string;
  readonly errors: number;
  readonly warnings: number;
}

/** @returns the tallies of what `nameOf` tells of the entries, the greatest first; `''` is left out */
export function tallies(entries: readonly Entry[], nameOf: (entry: Entry) => string): Tally[] {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === '') continue;
    const known = counts.get(name) ?? { errors: 0, warnings: 0 };
    known[entry.severity === 'error' ? 'errors' : 'warnings']++;
    counts.set(name, known);
  }
  return [...counts].map(([name, known]) => ({ name, ...known })).sort((one, other) => total(other) - total(one));
}

/** @returns errors and warnings together */
export function total({ errors, warnings }: Tally): number {
  return errors + warnings;
}
