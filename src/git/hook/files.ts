import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Configuration is small; what is larger is not read. */
const maximumBytes = 1_000_000;

/** @returns the text of a regular file, `undefined` where there is none, or a link, or no UTF-8 */
export function textOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size > maximumBytes) return undefined;
  const bytes = readFileSync(path);
  const text = bytes.toString();
  return bytes.equals(Buffer.from(text)) ? text : undefined;
}

/** @returns the path of the first of these files that a folder has */
export function firstOf(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((path) => existsSync(path));
}
