import type { Assignment, ClassNode, Expression, FunctionNode, Name, Parameter } from './nodes.js';

/** The step from a whole to a part: the property or index that destructuring takes out. `undefined`: not known. */
export type Step = string | undefined;

/** One way in which a binding gets its value. */
export type Origin =
  | {
      readonly kind: 'value';
      readonly value: Expression;
      /** From `value` to what the binding gets: `['env', 'MISTRAL_API_KEY']`. */
      readonly path: readonly Step[];
      /** What stands in when that is `undefined`. */
      readonly fallback: Expression | undefined;
      /** The declaration, or the property of the pattern: where a destructured read stands. */
      readonly start: number;
      readonly end: number;
      /** The assignment, where it is none of the declaration. */
      readonly assignment: Assignment | undefined;
    }
  | {
      readonly kind: 'parameter';
      readonly parameter: Parameter;
      readonly path: readonly Step[];
      readonly fallback: Expression | undefined;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'function'; readonly value: FunctionNode }
  | { readonly kind: 'class'; readonly value: ClassNode }
  | {
      readonly kind: 'import';
      readonly specifier: string;
      /** The exported name; `default`, or `*` for the whole namespace. */
      readonly name: string;
      readonly typeOnly: boolean;
      readonly start: number;
      readonly end: number;
    }
  /** What destructuring leaves of a whole: all but the names it has taken out. */
  | { readonly kind: 'rest'; readonly value: Expression; readonly path: readonly Step[]; readonly without: readonly string[] }
  /** An element of what a loop runs over. */
  | { readonly kind: 'element'; readonly over: Expression; readonly path: readonly Step[] }
  | { readonly kind: 'unknown' };

/** A name and what it can stand for, as the scopes of the language decide it. */
export interface Binding {
  readonly name: string;
  /** Unique in the process. */
  readonly id: number;
  readonly origins: Origin[];
  readonly references: Name[];
  /** Offset of the declaration. */
  readonly start: number;
}
