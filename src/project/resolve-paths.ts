import { posix } from 'node:path';

/** Paths are absolute, with `/`, as everywhere in the project: those of Windows too (`C:/app/x.ts`). */

export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** @returns `path` itself where it is absolute, else what it means in `folder`; without `.`, `..` and a `/` at the end */
export function inFolder(folder: string, path: string): string {
  const whole = isAbsolute(path) ? posix.normalize(path) : posix.join(folder, path);
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//iu.test(path);
}

/** @returns whether `path` is `folder` or lies below it */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder and those above it, up to `top` (that one too) or the root of the file system. */
export function* foldersUp(folder: string, top: string | undefined): Generator<string> {
  for (let current = folder; ; ) {
    yield current;
    const above = posix.dirname(current);
    if (current === top || above === current || above === '.') return;
    current = above;
  }
}
