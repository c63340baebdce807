import type { Call, Expression, FunctionNode, Node, Program } from '../program/nodes.js';
import { constructorOf, structureOf } from '../program/structure.js';
import { definitionOf } from './definitions.js';
import type { Cursor, End } from './flow.js';
import type { Tracer } from './tracer.js';

/** A call, and the function that it runs. */
export interface CallSite {
  readonly call: Cursor & { readonly node: Call };
  readonly fn: FunctionNode;
  /** The program of the function. */
  readonly target: Program;
}

/** The calls of a program, by what they run. */
interface Calls {
  readonly near: readonly CallSite[];
  readonly byFunction: ReadonlyMap<FunctionNode, readonly CallSite[]>;
  readonly far: readonly FarCall[];
}

/** A call of something in modules that do not name Mistral. Which function it is would take parsing these. */
export interface FarCall {
  readonly node: Call;
  readonly modules: readonly string[];
}

/** Which calls run which functions. */
export class CallSites {
  readonly #calls = new WeakMap<Program, Calls>();

  constructor(readonly tracer: Tracer) {}

  /** The calls of a program whose function can be seen, in this file or in one that names Mistral. */
  of(program: Program): readonly CallSite[] {
    return this.#of(program).near;
  }

  /** The calls whose function lies in files that do not name Mistral. */
  far(program: Program): readonly FarCall[] {
    return this.#of(program).far;
  }

  /** The calls of `fn`, a function of the program `target`, in `program`. */
  to(fn: FunctionNode, target: Program, program: Program): readonly CallSite[] {
    const { byFunction, far } = this.#of(program);
    const near = byFunction.get(fn) ?? [];
    if (target === program) return near;
    const others = far.filter(({ modules }) => modules.includes(target.source.path)).flatMap(({ node }) => this.at(node, program) ?? []);
    return [...near, ...others.filter((site) => site.fn === fn)];
  }

  /** What a call runs, in whatever file. */
  at(node: Call, program: Program): CallSite | undefined {
    const target = this.#calledFunction(node, program);
    return target === undefined ? undefined : { call: { node, program, frame: undefined }, ...target };
  }

  #of(program: Program): Calls {
    const known = this.#calls.get(program);
    if (known !== undefined) return known;
    const near: CallSite[] = [];
    const far: FarCall[] = [];
    const byFunction = new Map<FunctionNode, CallSite[]>();
    // While the question is open, asking it again finds what is there so far.
    this.#calls.set(program, { near, far, byFunction });
    const { calls, definedNames } = structureOf(program);
    for (const node of calls) {
      if (!mayBeDefined(node, definedNames)) continue;
      const modules = this.#farModules(node.callee, program);
      if (modules !== undefined) {
        if (modules.length > 0) far.push({ node, modules });
        continue;
      }
      const site = this.at(node, program);
      if (site === undefined) continue;
      near.push(site);
      const same = byFunction.get(site.fn);
      if (same === undefined) byFunction.set(site.fn, [site]);
      else same.push(site);
    }
    return { near, far, byFunction };
  }

  /** The modules where a function lies that is neither of this file nor of one that names Mistral. */
  #farModules(callee: Expression, program: Program): readonly string[] | undefined {
    const definition = definitionOf(callee, program, this.tracer.world);
    if (definition === undefined || definition.modules.some(({ path, speaks }) => speaks || path === program.source.path)) return undefined;
    return definition.modules.map(({ path }) => path);
  }

  #calledFunction(node: Call, program: Program): Pick<CallSite, 'fn' | 'target'> | undefined {
    const end = node.callee.kind === 'super' ? this.superclassOf(node, program) : this.tracer.endOf({ node: node.callee, program, frame: undefined });
    if (end?.kind !== 'node') return undefined;
    let { node: target, program: where } = end.cursor;
    // A class without a constructor has that of its superclass.
    for (let depth = 0; target.kind === 'class' && depth < 8; depth++) {
      const constructor = constructorOf(target);
      if (constructor !== undefined) return node.construct || node.callee.kind === 'super' ? { fn: constructor, target: where } : undefined;
      const base = target.superclass === undefined ? undefined : this.tracer.endOf({ node: target.superclass, program: where, frame: undefined });
      if (base?.kind !== 'node') return undefined;
      target = base.cursor.node;
      where = base.cursor.program;
    }
    return target.kind === 'function' ? { fn: target, target: where } : undefined;
  }

  /** What the class around a `super(…)` extends. */
  superclassOf(node: Node, program: Program): End | undefined {
    for (let at = node.parent; at !== undefined; at = at.parent) {
      if (at.kind === 'class') return at.superclass === undefined ? undefined : this.tracer.endOf({ node: at.superclass, program, frame: undefined });
    }
    return undefined;
  }
}

/** Can the called function be one of the project? Most calls are methods of things that nothing here defines. */
function mayBeDefined({ callee, construct }: Call, definedNames: ReadonlySet<string>): boolean {
  if (construct || callee.kind !== 'member') return true;
  if (callee.property !== undefined && definedNames.has(callee.property)) return true;
  return comesFromImport(callee, 0);
}

/** How many calls and members in a row are gone back through. */
const longestChain = 100;

/** Does an expression begin with something imported, or with a variable that holds what was made of such a thing? */
function comesFromImport(node: Expression, depth: number): boolean {
  let at = node;
  for (let steps = 0; at.kind === 'member' || at.kind === 'call' || at.kind === 'await'; steps++) {
    if (steps > longestChain) return false;
    at = at.kind === 'member' ? at.object : at.kind === 'call' ? at.callee : at.value;
  }
  const [origin] = at.kind === 'name' ? (at.binding?.origins ?? []) : [];
  if (origin?.kind === 'import') return origin.specifier.startsWith('.') || !/^(?:node:|[a-z])/u.test(origin.specifier);
  return origin?.kind === 'value' && depth < 2 && comesFromImport(origin.value, depth + 1);
}
