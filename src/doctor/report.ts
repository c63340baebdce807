import { clean, cleanJson } from '../report/clean.js';
import { count } from '../report/closing.js';
import type { Colour, Paint } from '../report/colours.js';
import type { Check } from './check.js';

const colours: Readonly<Record<Check['status'], Colour>> = { ok: 'cyan', unknown: 'yellow', warning: 'yellow', problem: 'red' };

/**
 * @param elsewhere the root of the project, where it is not the working directory
 * @returns the checks as a table for people, fixes below what they mend
 */
export function doctorReport(checks: readonly Check[], paint: Paint, elsewhere?: string): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.flatMap(({ id, status, text, fix }) => [
    `${paint(colours[status], status.padEnd(7))}  ${id.padEnd(width)}  ${clean(text)}`,
    ...(fix === undefined ? [] : [`${' '.repeat(width + 11)}${paint('cyan', 'help:')} ${clean(fix)}`]),
  ]);
  const problems = checks.filter(({ status }) => status === 'problem').length;
  const warnings = checks.filter(({ status }) => status === 'warning').length;
  const well = checks.every(({ status }) => status === 'ok') ? 'All is well' : 'All is well, as far as can be told';
  const found = [...(problems > 0 ? [count(problems, 'problem')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])];
  const head = elsewhere === undefined ? '' : `In ${clean(elsewhere)}, from where paths and commands count:\n\n`;
  return `${head}${lines.join('\n')}\n\n${found.length === 0 ? well : found.join(', ')}. To ask Mistral whether the key works: mistral-keys verify.\n`;
}

/** @returns the checks as one JSON object */
export function doctorJson(checks: readonly Check[], root: string, version: string): string {
  return `${cleanJson(JSON.stringify({ version: 1, tool: { name: 'mistral-keys', version }, root, checks }, undefined, 2))}\n`;
}
