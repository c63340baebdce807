import { createRequire } from 'node:module';
import type * as Jsonc from 'jsonc-parser';
import type { FileReader } from './files.js';
import { isWithin } from './resolve-paths.js';

/** No configuration of a real project comes near this many bytes. */
const configurationLimit = 4 * 1024 * 1024;

/** Answers of a `FileReader`, remembered: which files there are, and what stands in configuration files. */
export class RememberedFiles {
  readonly #files: FileReader;
  readonly #exists = new Map<string, boolean>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #values = new Map<string, unknown>();

  constructor(files: FileReader) {
    this.#files = files;
  }

  isFile(path: string): boolean {
    let exists = this.#exists.get(path);
    if (exists === undefined) {
      exists = this.#files.isFile(path);
      this.#exists.set(path, exists);
    }
    return exists;
  }

  /** @returns the text of a configuration file, or `undefined` where there is none or it is too large to be one */
  text(path: string): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    const bytes = this.isFile(path) ? this.#files.read(path) : undefined;
    const text = bytes === undefined || bytes.length > configurationLimit ? undefined : new TextDecoder().decode(bytes);
    this.#texts.set(path, text);
    return text;
  }

  /** @returns the value of a JSON file, comments and trailing commas allowed, or `undefined` as for `text` */
  json(path: string): unknown {
    if (this.#values.has(path)) return this.#values.get(path);
    const text = this.text(path);
    const value = text === undefined ? undefined : parse(text);
    this.#values.set(path, value);
    return value;
  }

  listBelow(folder: string): readonly string[] {
    return this.#files.list().filter((path) => isWithin(path, folder));
  }

  /** @returns whether an answer given about this file may no longer hold: it came, it went, or it is a configuration file */
  isOutdated(path: string): boolean {
    if (this.#texts.has(path)) return true;
    const existed = this.#exists.get(path);
    return existed !== undefined && existed !== this.#files.isFile(path);
  }
}

let jsonc: typeof Jsonc | undefined;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not strict JSON. The tolerant parser below reads what it can, as TypeScript does with a tsconfig.json.
  }
  jsonc ??= createRequire(import.meta.url)('jsonc-parser') as typeof Jsonc;
  try {
    return jsonc.parse(text, [], { allowTrailingComma: true }) as unknown;
  } catch (error) {
    // It is recursive, and nesting of a hundred thousand levels is no configuration.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @returns the strings of an array; `[]` for what is no array */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
