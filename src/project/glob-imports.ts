import type { Call, Expression, Program, Text } from '../program/nodes.js';
import type { Demand } from './demands.js';
import { matchesGlob } from './resolve-glob.js';

/** What stands in the text of a module that imports by a pattern. */
export const globMark = 'import.meta.glob';

const script = /\.(?:[cm]?[jt]sx?|vue|svelte)$/u;

/**
 * The modules that a module of Vite imports by a pattern: `import.meta.glob('./services/*.ts')`.
 * @param list the files of the project, asked only where there is a pattern; absolute, with `/`
 */
export function globImports(program: Program, list: () => readonly string[]): readonly Demand[] {
  const { path } = program.source;
  const folder = path.slice(0, path.lastIndexOf('/'));
  return program.nodes.flatMap((node) => (node.kind === 'call' ? patternsOf(node) : [])).flatMap(({ value, contentStart, contentEnd }): Demand[] => {
    const up = /^(?:\.\.\/)*/u.exec(value)?.[0].length ?? 0;
    const base = up === 0 ? folder : folder.split('/').slice(0, -(up / 3)).join('/');
    const pattern = value.slice(up);
    if (up === 0 && !pattern.startsWith('./')) return [];
    const found = list().filter((file) => file !== path && script.test(file) && file.startsWith(`${base}/`) && matchesGlob(file.slice(base.length + 1), pattern));
    return found.map((file) => {
      const specifier = `${up === 0 ? './' : value.slice(0, up)}${file.slice(base.length + 1)}`;
      return { dependency: { specifier, typeOnly: false, start: contentStart, end: contentEnd, names: ['*'] }, names: 'all' };
    });
  });
}

function patternsOf({ callee, args: [first] }: Call): Text[] {
  if (callee.kind !== 'member' || !/^glob(?:Eager)?$/u.test(callee.property ?? '') || callee.object.kind !== 'import-meta' || first === undefined) return [];
  const given: readonly (Expression | undefined)[] = first.kind === 'array' ? first.elements : [first];
  return given.filter((element): element is Text => element?.kind === 'text' && !element.value.startsWith('!'));
}
