import type { Comment, Language } from '../facts/facts.js';
import type { SourceFile } from '../facts/source.js';
import type { Binding } from './bindings.js';

/**
 * A program as every language lowers to it: only what matters to the way of a value. Type syntax, parentheses and
 * other things without an effect at run time are gone, so the flow analysis is written once for all languages.
 */

interface Base {
  /** 0-based UTF-16 offsets into the file, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Set when the tree is complete; `undefined` at the root. */
  parent: Node | undefined;
}

/** A string without interpolation, or the fixed part of a template. */
export interface Text extends Base {
  readonly kind: 'text';
  readonly value: string;
  /** The characters between the quotes. */
  readonly contentStart: number;
  readonly contentEnd: number;
}
export interface Template extends Base {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}
/** Numbers, booleans, `null`, `undefined` and their like. */
export interface Constant extends Base {
  readonly kind: 'constant';
  readonly value: number | boolean | null | undefined;
}
export interface Pattern extends Base {
  readonly kind: 'pattern';
  readonly source: string;
}
export interface Name extends Base {
  readonly kind: 'name';
  readonly name: string;
  /** `undefined` for a global. */
  readonly binding: Binding | undefined;
}
export interface This extends Base {
  readonly kind: 'this';
}
export interface Super extends Base {
  readonly kind: 'super';
}
export interface Member extends Base {
  readonly kind: 'member';
  readonly object: Expression;
  /** The name where it is fixed, `#name` for a private one. */
  readonly property: string | undefined;
  /** The computed property where it is not fixed. */
  readonly index: Expression | undefined;
}
export interface Call extends Base {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** Arguments that are given by name, with what is spread into them: `f(key=…, **options)`. */
  readonly named: ObjectLiteral | undefined;
  /** `new X(…)`; in a language without `new`, any call. */
  readonly construct: boolean;
}
export interface Spread extends Base {
  readonly kind: 'spread';
  readonly value: Expression;
}
export interface Property extends Base {
  readonly kind: 'property';
  readonly name: string | undefined;
  readonly index: Expression | undefined;
  readonly value: Expression;
  readonly role: 'value' | 'getter' | 'setter' | 'method';
  readonly shorthand: boolean;
}
export interface ObjectLiteral extends Base {
  readonly kind: 'object';
  readonly properties: readonly (Property | Spread)[];
}
export interface ArrayLiteral extends Base {
  readonly kind: 'array';
  readonly elements: readonly (Expression | undefined)[];
}
export interface FunctionNode extends Base {
  readonly kind: 'function';
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
  readonly generator: boolean;
  /** It has no `this` of its own. */
  readonly arrow: boolean;
  readonly decorators: readonly Expression[];
  readonly directives: readonly string[];
}
/** What the parameter binds is found in the bindings; here stands what is evaluated when it is not given. */
export interface Parameter extends Base {
  readonly kind: 'parameter';
  readonly fallback: Expression | undefined;
  /** Default values inside a destructuring parameter. */
  readonly inner: readonly Expression[];
  readonly name: string | undefined;
  /** It takes all arguments that are left (`named`: those by name), or, without a name, ends those that go by their position. */
  readonly rest: boolean | 'named';
}
export interface ClassNode extends Base {
  readonly kind: 'class';
  readonly name: string | undefined;
  readonly superclass: Expression | undefined;
  readonly decorators: readonly Expression[];
  readonly members: readonly ClassMember[];
}
export interface ClassMember extends Base {
  readonly kind: 'class-member';
  /** `undefined` when computed, `#name` when private. */
  readonly name: string | undefined;
  readonly role: 'constructor' | 'method' | 'getter' | 'setter' | 'field' | 'block';
  /** `both`: the class and its instances have it. */
  readonly static: boolean | 'both';
  readonly decorators: readonly Expression[];
  readonly value: Expression | Block | undefined;
}
export interface Logical extends Base {
  readonly kind: 'logical';
  readonly operator: '&&' | '||' | '??';
  readonly left: Expression;
  readonly right: Expression;
}
export interface Conditional extends Base {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}
export interface Unary extends Base {
  readonly kind: 'unary';
  readonly operator: string;
  readonly argument: Expression;
}
export interface Binary extends Base {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Assignment extends Base {
  readonly kind: 'assignment';
  /** `=`, `+=`, `??=`, `||=`, `&&=` … */
  readonly operator: string;
  /** `undefined` for a destructuring target: its bindings and fields are recorded apart. */
  readonly target: Name | Member | undefined;
  readonly value: Expression;
  /** Default values inside a destructuring target. */
  readonly inner: readonly Expression[];
}
export interface Sequence extends Base {
  readonly kind: 'sequence';
  readonly expressions: readonly Expression[];
}
export interface Await extends Base {
  readonly kind: 'await';
  readonly value: Expression;
}
/** `import('x')`, `import.meta`, and other things that are asked for by name. */
export interface ImportCall extends Base {
  readonly kind: 'import-call';
  readonly specifier: Expression;
}
export interface ImportMeta extends Base {
  readonly kind: 'import-meta';
}
/** A JSX element. */
export interface Element extends Base {
  readonly kind: 'element';
  readonly name: Expression | undefined;
  readonly attributes: readonly (Property | Spread)[];
  readonly children: readonly Expression[];
}
/** Syntax that has no part in the way of a value; its parts are still visited. */
export interface Other extends Base {
  readonly kind: 'other';
  readonly children: readonly Node[];
}

export type Expression =
  | Text | Template | Constant | Pattern | Name | This | Super | Member | Call | Spread | ObjectLiteral | ArrayLiteral
  | FunctionNode | ClassNode | Logical | Conditional | Unary | Binary | Assignment | Sequence | Await | ImportCall
  | ImportMeta | Element | Other;

export interface Block extends Base {
  readonly kind: 'block';
  readonly body: readonly Statement[];
}
export interface Declaration extends Base {
  readonly kind: 'declaration';
  /** The one name that it declares, where it is no pattern. */
  readonly name: string | undefined;
  readonly value: Expression | undefined;
  /** Default values inside a destructuring pattern. */
  readonly inner: readonly Expression[];
}
export interface ExpressionStatement extends Base {
  readonly kind: 'expression-statement';
  readonly expression: Expression;
}
export interface If extends Base {
  readonly kind: 'if';
  readonly test: Expression;
  readonly consequent: Statement;
  readonly alternate: Statement | undefined;
}
export interface Return extends Base {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}
export interface Throw extends Base {
  readonly kind: 'throw';
  readonly value: Expression | undefined;
}
export interface Jump extends Base {
  readonly kind: 'jump';
  readonly to: 'break' | 'continue';
}
export interface Loop extends Base {
  readonly kind: 'loop';
  readonly before: readonly Statement[];
  readonly test: Expression | undefined;
  /** What a `for … of` runs over. */
  readonly over: Expression | undefined;
  readonly update: Expression | undefined;
  readonly body: Statement;
}
export interface Try extends Base {
  readonly kind: 'try';
  readonly block: Block;
  readonly handler: Block | undefined;
  readonly finalizer: Block | undefined;
}
export interface SwitchCase extends Base {
  readonly kind: 'case';
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
}
export interface Switch extends Base {
  readonly kind: 'switch';
  readonly value: Expression;
  readonly cases: readonly SwitchCase[];
}
/** A function or class declaration. */
export interface Definition extends Base {
  readonly kind: 'definition';
  readonly value: FunctionNode | ClassNode;
}
export interface Import extends Base {
  readonly kind: 'import';
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export type Statement =
  | Block | Declaration | ExpressionStatement | If | Return | Throw | Jump | Loop | Try | Switch | Definition | Import
  | Other;

export type Node = Expression | Statement | Property | Parameter | ClassMember | SwitchCase;

/** What a module gives away under a name. */
export type Export =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'binding'; readonly binding: Binding }
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string };

/** A specifier that the module asks for, in any way: `import`, `export … from`, `require`, `import()`. */
export interface Dependency {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly start: number;
  readonly end: number;
  /** The exported names it asks for; `*` for all, none for a bare import. */
  readonly names: readonly string[];
  /** It only passes on what it asks for: `export … from`. */
  readonly reExport?: true;
}

/** One file, lowered. */
export interface Program {
  readonly source: SourceFile;
  readonly language: Language;
  /** It runs in the browser by the kind of its file: the script of a component or of a page. */
  readonly browser: boolean;
  readonly body: Block;
  readonly directives: readonly string[];
  readonly bindings: readonly Binding[];
  /** By exported name; `default` for the default, `=` for what `module.exports` is set to. */
  readonly exports: ReadonlyMap<string, Export>;
  /** `export * from`. */
  readonly starExports: readonly string[];
  readonly dependencies: readonly Dependency[];
  readonly comments: readonly Comment[];
  /** Every node, outermost first, in the order of the text as far as the tree has it. */
  readonly nodes: readonly Node[];
}
