/** The ends of the names of files whose language is read. */
const sourceExtensions = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte', '.astro', '.py', '.pyi', '.pyw']);

/** Says whether a file is of a kind that is read, by its name. */
export function isSource(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot >= 0 && sourceExtensions.has(name.slice(dot).toLowerCase());
}
