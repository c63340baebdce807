import { dirname, resolve } from 'node:path';
import type { EmittedFile } from './inspect.js';

/** What is used of the output that Rollup, rolldown and Vite are about to write. */
export type OutputBundle = Readonly<Record<string, OutputChunk | OutputAsset>>;
interface OutputChunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly code: string;
  readonly modules: Readonly<Record<string, { readonly code: string | null }>>;
}
interface OutputAsset {
  readonly type: 'asset';
  readonly fileName: string;
  readonly source: string | Uint8Array;
}

/** What is used of their output options. */
export interface OutputOptions {
  readonly dir?: string | undefined;
  readonly file?: string | undefined;
}

/** What is used of the context of their hooks. */
export interface OutputContext {
  /** Of Vite, from its sixth version on: what the output is for. */
  readonly environment?: { readonly config?: { readonly consumer?: string } };
  error(message: string): never;
}

/** The files of an output, with absolute paths. */
export function filesOfOutput(bundle: OutputBundle, options: OutputOptions): EmittedFile[] {
  const folder = resolve(options.dir ?? dirname(options.file ?? '.'));
  return Object.values(bundle).map((output): EmittedFile => {
    const path = resolve(folder, output.fileName);
    if (output.type === 'asset') return { path, content: output.source };
    const moduleWith = (text: string): string | undefined =>
      Object.entries(output.modules).find(([id, { code }]) => !id.startsWith('\0') && code?.includes(text) === true)?.[0];
    return { path, content: output.code, moduleWith };
  });
}
