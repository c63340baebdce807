import { resolve } from 'node:path';
import type { EmittedFile } from './inspect.js';

/** What is used of a compiler of webpack or rspack. */
export interface Compiler {
  readonly name?: string | undefined;
  readonly context: string;
  readonly options: { readonly target?: unknown; readonly output: { readonly path?: string | undefined } };
  readonly webpack: {
    readonly Compilation: { readonly PROCESS_ASSETS_STAGE_REPORT: number };
    readonly WebpackError: new (message: string) => Error;
  };
  readonly hooks: { readonly thisCompilation: { tap(name: string, run: (compilation: Compilation) => void): void } };
}
export interface Compilation {
  readonly hooks: { readonly processAssets: { tap(options: { name: string; stage: number }, run: () => void): void } };
  readonly errors: { push(error: Error): unknown };
  readonly modules: Iterable<Module>;
  getAssets(): readonly { readonly name: string; readonly source: { source(): string | Uint8Array } }[];
}
interface Module {
  readonly resource?: string | undefined;
  originalSource(): { source(): string | Uint8Array } | null;
}

/** Next names its compilers; others tell by their target. */
export function isForServer({ name, options }: Compiler): boolean {
  const targets = [options.target].flat().join(' ');
  return /server/u.test(name ?? '') || /\b(?:async-)?node|electron-main|electron-preload/u.test(targets);
}

/** The assets of a compilation, with absolute paths. */
export function filesOfCompilation(compilation: Compilation, { context, options }: Compiler): EmittedFile[] {
  const moduleWith = (text: string): string | undefined => {
    for (const module of compilation.modules) {
      if (module.resource !== undefined && String(module.originalSource()?.source() ?? '').includes(text)) return module.resource;
    }
    return undefined;
  };
  return compilation.getAssets().map(({ name, source }) => ({ path: resolve(context, options.output.path ?? 'dist', name), content: source.source(), moduleWith }));
}
