import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { EmittedFile } from './inspect.js';

/** What is used of a build of esbuild. */
export interface Build {
  readonly initialOptions: { platform?: string | undefined; metafile?: boolean | undefined; absWorkingDir?: string | undefined };
  onEnd(run: (result: BuildResult) => Promise<{ errors: { text: string }[] } | undefined>): void;
}
export interface BuildResult {
  readonly errors: readonly unknown[];
  readonly outputFiles?: readonly { readonly path: string; readonly contents: Uint8Array }[] | undefined;
  readonly metafile?: { readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>> } | undefined;
}

/** The files of a build with absolute paths: from memory, or where esbuild has written them already from the disk. */
export async function filesOfBuild({ outputFiles, metafile }: BuildResult, folder: string): Promise<EmittedFile[]> {
  const outputs = Object.entries(metafile?.outputs ?? {});
  return Promise.all(
    outputs.map(async ([name, { inputs }]): Promise<EmittedFile> => {
      const path = resolve(folder, name);
      const content = outputFiles?.find((file) => resolve(file.path) === path)?.contents ?? (await readFile(path));
      const sources = await Promise.all(Object.keys(inputs).map(async (input) => ({ input: resolve(folder, input), text: await textOf(resolve(folder, input)) })));
      return { path, content, moduleWith: (text) => sources.find((source) => source.text.includes(text))?.input };
    }),
  );
}

/** Inputs of plugins are no files: nothing is known of them. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}
