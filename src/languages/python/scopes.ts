import type { Binding } from '../../program/bindings.js';
import { childOf, separated, splitAt, type SyntaxNode } from './syntax.js';

let lastId = 0;

/** A stretch of a program with names of its own. Those of a class are not seen from the functions in it. */
export class Scope {
  readonly #names = new Map<string, Binding>();
  /** Names that a `global` or `nonlocal` hands to a scope around. */
  readonly #outer = new Map<string, 'global' | 'nonlocal'>();
  /** Modules whose names are all imported: `from x import *`. */
  readonly starImports: string[] = [];

  /**
   * @param all takes every binding of the program
   * @param receiver what a method calls the object that it belongs to
   */
  constructor(
    readonly kind: 'module' | 'class' | 'function',
    readonly parent: Scope | undefined,
    readonly all: Binding[],
    readonly receiver?: string,
  ) {}

  /** The names of a scope, in the order in which they are bound. */
  get names(): ReadonlyMap<string, Binding> {
    return this.#names;
  }

  /** Enters a name, unless it is there or belongs to a scope around. */
  declare(name: string, start: number): void {
    if (this.#names.has(name) || this.#outer.has(name)) return;
    const binding: Binding = { name, id: --lastId, origins: [], references: [], start };
    this.#names.set(name, binding);
    this.all.push(binding);
  }

  /** `global name`, `nonlocal name`. */
  handOut(name: string, start: number, to: 'global' | 'nonlocal'): void {
    this.#outer.set(name, to);
    if (to === 'global') this.#module().declare(name, start);
  }

  /** What a name means here: a binding, the object of the method around, or nothing that is known. */
  resolve(name: string): Binding | 'receiver' | undefined {
    const module = this.#module();
    for (const at of this.#outwards()) {
      if (at.kind === 'class' && at !== this) continue;
      if (at.#outer.get(name) === 'global') return module.#names.get(name);
      if (at.receiver === name) return 'receiver';
      const binding = at.#names.get(name);
      if (binding !== undefined) return binding;
    }
    return module.starImports.length === 0 || builtins.has(name) ? undefined : module.#starred(name);
  }

  /** The scope and those around it, the innermost first. */
  *#outwards(): Generator<Scope> {
    yield this;
    if (this.parent !== undefined) yield* this.parent.#outwards();
  }

  /** A name that only a star import can have brought. */
  #starred(name: string): Binding | undefined {
    this.declare(name, 0);
    const binding = this.#names.get(name);
    for (const specifier of this.starImports) binding?.origins.push({ kind: 'import', specifier, name, typeOnly: false, start: 0, end: 0 });
    return binding;
  }

  #module(): Scope {
    return this.parent === undefined ? this : this.parent.#module();
  }
}

const builtins = new Set(
  'print len str int bool float dict list tuple set open getattr setattr hasattr isinstance type super range enumerate zip map filter any all min max sum sorted reversed next iter input exit quit repr bytes vars globals locals object property Exception ValueError KeyError RuntimeError __name__ __file__'.split(' '),
);

/** Enters all names that the statements below `body` bind in `scope`; functions and classes inside have their own. */
export function collectNames(body: SyntaxNode, text: string, scope: Scope): void {
  const declare = (node: SyntaxNode | undefined): void => {
    if (node?.type === 'VariableName') scope.declare(text.slice(node.start, node.end), node.start);
  };
  const stack = [...body.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { children } = node;
    const isTry = node.type === 'TryStatement';
    switch (node.type) {
      case 'FunctionDefinition':
      case 'ClassDefinition':
        declare(childOf(node, 'VariableName'));
        continue;
      case 'LambdaExpression':
      case 'TypeDef':
        continue;
      case 'TypeDefinition':
        declare(childOf(node, 'VariableName'));
        continue;
      case 'AssignStatement':
        children.forEach((child, i) => {
          if (child.type === 'AssignOp' || child.type === 'TypeDef') {
            for (let j = i - 1; j >= 0 && children[j]?.type !== 'AssignOp'; j--) targetNames(children[j], declare);
          }
        });
        break;
      case 'UpdateStatement':
      case 'NamedExpression':
      case 'CapturePattern':
        declare(children[0]);
        break;
      case 'ForStatement':
        for (const child of splitAt(children, 'in')[0]) targetNames(child, declare);
        break;
      case 'WithStatement':
      case 'TryStatement':
      case 'AsPattern':
        children.forEach((child, i) => {
          if (child.type === 'as' || (child.type === ',' && isTry)) targetNames(children[i + 1], declare);
        });
        break;
      case 'ArgList':
        children.forEach((child, i) => {
          if (child.type === 'AssignOp' && text.slice(child.start, child.end) === ':=') declare(children[i - 1]);
        });
        break;
      case 'ImportStatement':
        for (const name of importedNames(node, text)) if (name.local !== '*') scope.declare(name.local, name.start);
        continue;
      case 'ScopeStatement': {
        const to = children[0]?.type === 'nonlocal' ? 'nonlocal' : 'global';
        for (const child of children) if (child.type === 'VariableName') scope.handOut(text.slice(child.start, child.end), child.start, to);
        continue;
      }
      default:
        break;
    }
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) stack.push(child);
    }
  }
}

/** The names in a target, which may be nested as deep as it likes. */
export function targetNames(target: SyntaxNode | undefined, found: (name: SyntaxNode) => void): void {
  const stack = target === undefined ? [] : [target];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'VariableName') found(node);
    else if (/^(?:Tuple|Array|Parenthesized)Expression$/u.test(node.type)) stack.push(...node.children);
  }
}

/** One name that an import brings. */
export interface ImportedName {
  /** The module, dotted, with a dot for each level that a relative import goes up. */
  readonly specifier: string;
  /** The name in that module; `*` for the module itself, or for all of its names where `local` is `*`. */
  readonly name: string;
  readonly local: string;
  readonly start: number;
  readonly end: number;
}

/** What an import statement binds: `import a.b` binds `a`, `import a.b as c` the module itself. */
export function importedNames({ children }: SyntaxNode, text: string): ImportedName[] {
  const spell = (nodes: readonly SyntaxNode[]): string => nodes.map((node) => text.slice(node.start, node.end)).join('');
  const [head, tail] = splitAt(children, 'import');
  const specifier = head[0]?.type === 'from' ? spell(head.slice(1)) : undefined;
  const found: ImportedName[] = [];
  for (const group of separated(tail)) {
    const [dotted, alias] = splitAt(group, 'as');
    const name = spell(dotted);
    const first = dotted[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined || name === '') continue;
    const place = { start: first.start, end: last.end };
    const local = alias[0] === undefined ? undefined : spell([alias[0]]);
    if (specifier !== undefined) found.push({ specifier, name, local: local ?? name, ...place });
    else if (local !== undefined) found.push({ specifier: name, name: '*', local, ...place });
    else found.push({ specifier: spell([first]), name: '*', local: spell([first]), ...place });
  }
  return found;
}
