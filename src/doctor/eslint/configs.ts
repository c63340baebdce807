import { rules } from '../../../rules/index.js';
import { diskReader } from '../../project/disk.js';
import type { FileReader } from '../../project/files.js';
import { folderOf, foldersUp, inFolder } from '../../project/resolve-paths.js';
import { SettingsTree } from '../../scan/settings.js';
import { Comparison } from './compare.js';
import { type EslintConfig, readEslintConfig } from './read.js';

/** In the order in which ESLint looks for them. https://eslint.org/docs/latest/use/configure/configuration-files */
const names = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);

/** A configuration of ESLint, and the files that it holds for. */
export interface EslintPart {
  readonly config: EslintConfig;
  /** Absolute, with `/`. */
  readonly files: readonly string[];
}

/** The configurations of ESLint in a project: for each file the nearest one up the tree, as ESLint finds them. */
export class EslintConfigs {
  readonly #root: string;
  readonly #scripts: readonly string[];
  readonly #files: FileReader;
  #parts: readonly EslintPart[] | undefined;
  #comparison: Comparison | undefined;

  /**
   * @param root absolute, with `/`; no configuration is looked for above it
   * @param scripts the files that are asked about, absolute, with `/`
   */
  constructor(root: string, scripts: readonly string[]) {
    this.#root = root;
    this.#scripts = scripts;
    this.#files = diskReader(root);
  }

  /** The configurations of the files, and that of the root. They are read at the first question. */
  get parts(): readonly EslintPart[] {
    this.#parts ??= this.#read();
    return this.#parts;
  }

  /** What ESLint says of a file against what scans do. */
  get comparison(): Comparison {
    this.#comparison ??= new Comparison(new SettingsTree({ rules, options: {}, files: this.#files, root: this.#root, fileOf: (path) => path }), this.#files);
    return this.#comparison;
  }

  #read(): readonly EslintPart[] {
    const byFile = new Map<string, string[]>();
    const known = new Map<string, string | undefined>();
    for (const [folder, script] of [[this.#root, undefined] as const, ...this.#scripts.map((path) => [folderOf(path), path] as const)]) {
      const file = this.#above(folder, known);
      if (file === undefined) continue;
      const files = byFile.get(file) ?? [];
      if (script !== undefined) files.push(script);
      byFile.set(file, files);
    }
    return [...byFile].map(([file, files]) => ({ config: readEslintConfig(file, this.#files, this.#root), files }));
  }

  #above(folder: string, known: Map<string, string | undefined>): string | undefined {
    if (known.has(folder)) return known.get(folder);
    let found: string | undefined;
    for (const place of foldersUp(folder, this.#root)) {
      found = names.map((name) => inFolder(place, name)).find((path) => this.#files.isFile(path));
      if (found !== undefined) break;
    }
    known.set(folder, found);
    return found;
  }
}
