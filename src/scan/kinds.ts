import { isManifest, isPage } from '../project/entry-candidates.js';
import { languageOf } from '../languages/registry.js';

/** The ends of the names of files whose language is read. */
const sourceExtensions = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte', '.astro', '.py', '.pyi', '.pyw']);

/** Says whether a file calls itself a program whose language is understood, by its name. */
export function isSource(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot >= 0 && sourceExtensions.has(name.slice(dot).toLowerCase());
}

/** Says whether a file is of a kind that is read as text: configuration, documents, scripts of other languages. */
export function isText(path: string): boolean {
  return languageOf(path)?.kind === 'text';
}

/** Says whether a file is a program, or may name some that the browser loads. */
export function isOfProject(path: string): boolean {
  return isSource(path) || isPage(path) || isManifest(path);
}
