import type { FileReader } from './files.js';

/**
 * Files that stand in memory alone.
 * @param files absolute path with `/` → text
 */
export function memoryReader(files: Readonly<Record<string, string>>): FileReader {
  const texts = new Map(Object.entries(files));
  return {
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    isFile: (path) => texts.has(path),
    list: () => [...texts.keys()],
  };
}
