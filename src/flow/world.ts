import type { Vocabulary } from '../key/vocabulary.js';
import type { Block, Call, Expression, FunctionNode, Parameter, Program } from '../program/nodes.js';
import type { Cursor, End, Path, PathStep, Segment } from './flow.js';
import type { Tracer } from './tracer.js';

/** What a call of something outside the project means to a value. */
export type CallMeaning =
  /** The result is an argument, or the receiver, as it is. */
  | { readonly kind: 'same'; readonly of: number | 'receiver' | Expression }
  /** The result is made of an argument and is never empty. */
  | { readonly kind: 'wrapped'; readonly of: number }
  /** The argument, and it stops when that is unset: `schema.parse(x)`. */
  | { readonly kind: 'checked'; readonly of: number }
  /** It reads the variable that the argument names; `checked`: it stops when that is unset. */
  | { readonly kind: 'environment'; readonly argument: number | Expression; readonly fallback?: Expression | undefined; readonly checked?: boolean }
  /** The entry of the receiver that `name` names, or `fallback` where there is none. */
  | { readonly kind: 'item'; readonly name: Expression; readonly fallback: Expression | undefined }
  /** The whole environment as an object. */
  | { readonly kind: 'environment-object' }
  /** What an argument is the JSON of. */
  | { readonly kind: 'json'; readonly of: number }
  | { readonly kind: 'constant' }
  /** It never returns. */
  | { readonly kind: 'never' }
  /** It stops unless its arguments hold. */
  | { readonly kind: 'assertion' }
  | { readonly kind: 'unknown' };

/** The text that an expression always has, with the literals it is made of. */
export interface Folded {
  readonly value: string;
  readonly segments: readonly Segment[];
}

/** What a schema says of one variable of the environment. */
export interface SchemaField {
  readonly name: string;
  /** The field in the schema. */
  readonly place: PathStep;
  /** `required`: the schema stops when it is unset. */
  readonly presence: 'required' | 'optional' | 'empty' | 'dummy';
}

/** What a language and its libraries add to the flow of values. */
export interface Semantics {
  /**
   * The variable that is read where a value ends at `end`, with the step that names it.
   * `checked`: the read stops when it is unset; a block, when that ends no more than the block.
   */
  environmentRead(end: End, world: Pick<World, 'vocabularyOf'>): { readonly name: string; readonly place: PathStep; readonly browser: boolean; readonly checked: boolean | Block } | undefined;
  /** Is it one of the libraries that are known by their exports, wherever its source is? */
  isLibrary(specifier: string): boolean;
  /** Is it the environment as an object: `process.env`? */
  isEnvironment(end: End): boolean;
  /** @param callee where the called function comes from; `undefined` when that is not known */
  callMeaning(call: Cursor & { readonly node: Call }, callee: End | undefined, tracer: Tracer): CallMeaning;
  /** A text that the call makes of texts: `atob('…')`, `['a', 'b'].join('')`. */
  foldCall(call: Cursor & { readonly node: Call }, tracer: Tracer): Folded | undefined;
  /** The module `name` of the package `specifier`, in languages whose packages give their modules away as names. */
  submodule?(specifier: string, name: string): string;
  /** What the result of a call has under a name, for the libraries that say so: `parser.parse_args().key`. */
  partOf?(call: Cursor & { readonly node: Call }, name: string): Expression | undefined;
  /** What a parameter is when nothing is given for it, where a decorator of its function says so. */
  defaultOf?(fn: FunctionNode, parameter: Parameter): Expression | undefined;
  /** Does the path lead from a text to the same text, as that of a member of an enumeration does? */
  isSameText?(path: Path): boolean;
  /** A call of a schema library over the environment; `undefined` where it is none. */
  schemaField(call: Cursor & { readonly node: Call }, path: Path, tracer: Tracer): SchemaField | undefined;
}

/** Where something imported leads, as far as can be told without parsing the modules on the way. */
export interface Definition {
  /** `outside`: to something that no module of the project has. */
  readonly kind: 'function' | 'class' | 'outside';
  /** The modules that hold it: that of a function, those of a class and of what it extends. */
  readonly modules: readonly { readonly path: string; readonly speaks: boolean }[];
  /** The dotted names outside of the project to which it, or a class that it extends, leads. */
  readonly outside: readonly string[];
}

/** The other files of the project, as far as the flow of values needs them. */
export interface World {
  /** The names, hosts and functions by which a program is read: those of the configuration that is nearest to it. */
  vocabularyOf(program: Program): Vocabulary;
  /** Has the file that is read led to more modules than are followed? Then a check may lie out of sight. */
  isExhausted(): boolean;
  /** @returns the program that `specifier` means in `from`, or `undefined` for what lies outside the project */
  resolve(from: Program, specifier: string): Program | undefined;
  /**
   * The programs that run before `from` because it imports `specifier`, that one itself and all that it imports, as far
   * as their text has `name` in it: only they can check that variable.
   */
  programsBehind(from: Program, specifier: string, name: string): readonly Program[];
  /**
   * Where names that are taken out of an import lead; the last may be a method of a class.
   * @returns `undefined` where only a parser can tell
   */
  definitionOf(from: Program, specifier: string, names: readonly string[]): Definition | undefined;
  /** Is `text` in one of the programs that run before `from` because it imports `specifier`? */
  leadsToText(from: Program, specifier: string, text: string): boolean;
  /** The programs that import this one and can be seen. */
  importersOf(program: Program): readonly Program[];
  /** Does the module behind a specifier, or one that it imports, name Mistral or load the variables of a file? */
  concernsStart(from: Program, specifier: string): boolean;
  /** The other programs that load the variables of a file, and import this one, directly or through others. */
  loadersOf(program: Program): readonly Program[];
  /** Is the program started in a way that loads the variables of a file before it runs: `node --env-file=.env`? */
  startsWithVariables(program: Program): boolean;
  /** Does Mistral's Python library read the variable by itself, in every version that the project may meet? `undefined`: in some, or it is not known. */
  readsVariable(program: Program): boolean | undefined;
}
