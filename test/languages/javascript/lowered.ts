import { SourceFile } from '../../../src/facts/source.js';
import { parse } from '../../../src/languages/javascript/parse.js';
import type { Origin } from '../../../src/program/bindings.js';
import { children } from '../../../src/program/children.js';
import type { Node, Program } from '../../../src/program/nodes.js';

/** @throws Error where the text does not parse */
export function lowered(text: string, path = '/app/a.ts'): Program {
  const parsed = parse(new SourceFile(path, text));
  if (!parsed.ok) throw new Error(`${path} does not parse: ${text}`);
  return parsed.program;
}

/** The statements of a program as S-expressions: `(if (name a) (block))`. */
export function sketch(program: Program): string {
  return program.body.body.map(sketchOf).join(' ');
}

/** A node in brackets: its kind, what is particular about it, its parts. */
export function sketchOf(node: Node): string {
  const parts = children(node).flatMap((part) => (part === undefined ? [] : [sketchOf(part)]));
  return `(${[node.kind, ...particulars(node), ...parts].join(' ')})`;
}

function particulars(node: Node): string[] {
  switch (node.kind) {
    case 'text':
      return [JSON.stringify(node.value)];
    case 'constant':
      return [String(node.value)];
    case 'pattern':
      return [node.source];
    case 'name':
      return [node.binding === undefined ? `global ${node.name}` : node.name];
    case 'member':
      return node.property === undefined ? [] : [`.${node.property}`];
    case 'call':
      return node.construct ? ['new'] : [];
    case 'property':
      return [node.name ?? '?', ...(node.role === 'value' ? [] : [node.role]), ...(node.shorthand ? ['shorthand'] : [])];
    case 'class-member':
      return [...(node.static ? ['static'] : []), node.role, ...(node.name === undefined ? [] : [node.name])];
    case 'function':
      return [...(node.name === undefined ? [] : [node.name]), ...(node.arrow ? ['arrow'] : []), ...(node.generator ? ['generator'] : []), ...node.directives.map((d) => JSON.stringify(d))];
    case 'parameter':
      return [...(node.rest ? ['rest'] : []), ...(node.name === undefined ? [] : [node.name])];
    case 'class':
    case 'declaration':
      return node.name === undefined ? [] : [node.name];
    case 'logical':
    case 'binary':
    case 'unary':
    case 'assignment':
      return [node.operator];
    case 'jump':
      return [node.to];
    case 'import':
      return [node.specifier, ...(node.typeOnly ? ['type'] : [])];
    default:
      return [];
  }
}

/** How each binding gets its values, in words: `a: value .b.0 else (text "c")`. */
export function bindingsOf(program: Program): string[] {
  return program.bindings.map(({ name, origins }) => `${name}: ${origins.map(originInWords).join('; ')}`);
}

function originInWords(origin: Origin): string {
  const path = (steps: readonly (string | undefined)[]): string => steps.map((step) => `.${step ?? '?'}`).join('');
  switch (origin.kind) {
    case 'value':
    case 'parameter':
      return `${origin.kind}${path(origin.path)}${origin.fallback === undefined ? '' : ` else ${sketchOf(origin.fallback)}`}`;
    case 'import':
      return `import ${origin.name} from ${origin.specifier}${origin.typeOnly ? ' type' : ''}`;
    case 'rest':
      return `rest${path(origin.path)} without ${origin.without.join()}`;
    case 'element':
      return `element${path(origin.path)}`;
    default:
      return origin.kind;
  }
}

/** What the module gives away: `a: name b`, `default: (text "c")`, `d: e from f`. */
export function exportsOf(program: Program): string[] {
  const named = [...program.exports].map(([name, given]) => {
    if (given.kind === 'expression') return `${name}: ${sketchOf(given.value)}`;
    return given.kind === 'binding' ? `${name}: ${given.binding.name}` : `${name}: ${given.name} from ${given.specifier}`;
  });
  return [...named, ...program.starExports.map((specifier) => `* from ${specifier}`)];
}
