import type { Binding } from '../../program/bindings.js';

/** What is used of a scope manager: eslint-scope, typescript-eslint's and Babel's all have it. */
export interface ScopeManagerLike {
  readonly scopes: readonly ScopeLike[];
}
interface ScopeLike {
  readonly type: string;
  readonly variables: readonly VariableLike[];
  readonly references: readonly { readonly identifier: object; readonly resolved: VariableLike | null }[];
}
interface VariableLike {
  readonly name: string;
  readonly identifiers: readonly object[];
  readonly defs: readonly unknown[];
}

let lastId = 0;

/** A binding without origins yet; `start` is the offset of its declaration. */
export function newBinding(name: string, start: number): Binding {
  return { name, id: ++lastId, origins: [], references: [], start };
}

/** Which identifier of a syntax tree means which binding. */
export class BindingTable {
  readonly all: Binding[] = [];
  readonly #byNode = new Map<object, Binding>();
  readonly #topLevel = new Map<string, Binding>();

  /** @param startOf gives the offset of an identifier of the tree that the scopes were made from */
  constructor(scopes: ScopeManagerLike, startOf: (node: object) => number) {
    const byVariable = new Map<VariableLike, Binding>();
    const bindingOf = (variable: VariableLike): Binding | undefined => {
      // A variable without a definition is a global that a configuration or a library names.
      const first = variable.identifiers[0];
      if (first === undefined || variable.defs.length === 0) return undefined;
      // A class has its name twice: around it and inside of it.
      let binding = byVariable.get(variable) ?? this.#byNode.get(first);
      if (binding === undefined) {
        binding = newBinding(variable.name, startOf(first));
        byVariable.set(variable, binding);
        this.all.push(binding);
        for (const identifier of variable.identifiers) this.#byNode.set(identifier, binding);
      }
      return binding;
    };
    for (const scope of scopes.scopes) {
      for (const variable of scope.variables) {
        const binding = bindingOf(variable);
        if (binding !== undefined && (scope.type === 'module' || scope.type === 'global')) {
          this.#topLevel.set(variable.name, binding);
        }
      }
      for (const reference of scope.references) {
        if (reference.resolved === null) continue;
        const binding = bindingOf(reference.resolved);
        if (binding !== undefined) this.#byNode.set(reference.identifier, binding);
      }
    }
  }

  /** @returns the binding that an identifier declares or refers to; `undefined` for a global */
  of(identifier: object): Binding | undefined {
    return this.#byNode.get(identifier);
  }

  /** JSX names are references only to some scope managers; the others leave them to this. */
  topLevel(name: string): Binding | undefined {
    return this.#topLevel.get(name);
  }
}
