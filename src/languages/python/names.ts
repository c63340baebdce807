import type { End } from '../../flow/flow.js';
import type { Expression } from '../../program/nodes.js';

/** The dotted name of something of a module, or of the language: `os.environ.get`, `print`. */
export function dottedName(end: End | undefined): string | undefined {
  if (end?.kind === 'import') {
    const names = end.name === '*' ? [] : [end.name];
    return [end.specifier, ...names, ...end.path.map((s) => s.name ?? '?')].join('.');
  }
  return end?.kind === 'global' ? [end.name, ...end.path.map((s) => s.name ?? '?')].join('.') : undefined;
}

/** The last name of what is called. */
export function calledName(callee: Expression): string | undefined {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'member' ? callee.property : undefined;
}
