import { isPython } from '../languages/registry.js';
import { pythonSpecifiers } from '../project/python-imports.js';
import { loadsVariables } from '../project/start-scripts.js';
import { readWhole } from './disk.js';

const specifier = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}["'](?:[^"'\n]{0,300}\/)?(?<last>[^"'/\n]{1,100})["']/gu;
const reExport = /\bexport\s{0,20}(?:\*|\{[^{}]{0,2000}\})[^;'"]{0,100}\bfrom\b/u;
const extension = /\.[cm]?[jt]sx?$|\.vue$|\.py[iw]?$/u;

/** Folders that hold the sources of a package: its own name stands one folder above. */
const sourceFolders = new Set(['src', 'lib']);

/** How many modules may pass a wrapper on before somebody calls it. */
const longestChain = 3;

/** A file that may call a wrapper. */
interface Caller {
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * The files that import one of the modules, or a file that passes it on, as far as the names in their imports tell; what
 * these imports lead to, the project must say.
 * @param modules absolute paths; without any, nothing is read
 * @param paths of the files to look through, absolute
 */
export function* callersOf(modules: readonly string[], paths: readonly string[]): Iterable<Caller> {
  let names = new Set(modules.map(importedName));
  const found = new Set<string>();
  for (let round = 0; round < longestChain && names.size > 0; round++) {
    const passed = new Set<string>();
    for (const path of paths) {
      const content = found.has(path) ? undefined : readWhole(path);
      if (content?.kind !== 'read') continue;
      const text = content.bytes.toString('latin1');
      if (!imports(path, text, names)) continue;
      found.add(path);
      if (isPython(path) || reExport.test(text)) passed.add(importedName(path));
      yield { path, bytes: content.bytes };
    }
    names = passed;
  }
}

function imports(path: string, text: string, names: ReadonlySet<string>): boolean {
  if (isPython(path)) return pythonSpecifiers(text).some((module) => names.has(module.slice(module.lastIndexOf('.') + 1)));
  for (const match of text.matchAll(specifier)) {
    if (names.has((match.groups?.['last'] ?? '').replace(extension, ''))) return true;
  }
  return false;
}

/** The last part of the specifiers that mean a module, its bytes as they stand: its name, or that of the folder it stands for. */
function importedName(path: string): string {
  const parts = path.split('/');
  let name = (parts.pop() ?? '').replace(extension, '');
  if (name === 'index' || name === '__init__') {
    while (sourceFolders.has(parts.at(-1) ?? '')) parts.pop();
    name = parts.at(-1) ?? '';
  }
  return Buffer.from(name).toString('latin1');
}

/**
 * The files that load the variables of a file when they start.
 * @param paths of the files to look through, absolute
 */
export function* loadersAmong(paths: readonly string[]): Iterable<Caller> {
  for (const path of paths) {
    const content = readWhole(path);
    if (content.kind === 'read' && loadsVariables.test(content.bytes.toString('latin1'))) yield { path, bytes: content.bytes };
  }
}
