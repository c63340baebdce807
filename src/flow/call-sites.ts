import type { Call, Expression, FunctionNode, Node, Program } from '../program/nodes.js';
import { constructorOf, structureOf } from '../program/structure.js';
import type { Cursor, End } from './flow.js';
import type { Tracer } from './tracer.js';

/** A call, and the function that it runs. */
export interface CallSite {
  readonly call: Cursor & { readonly node: Call };
  readonly fn: FunctionNode;
  /** The program of the function. */
  readonly target: Program;
}

/** Which calls run which functions. */
export class CallSites {
  readonly #callSites = new WeakMap<Program, CallSite[]>();

  constructor(readonly tracer: Tracer) {}

  /** The calls of a program whose function can be seen, in whatever file. */
  of(program: Program): readonly CallSite[] {
    let sites = this.#callSites.get(program);
    if (sites !== undefined) return sites;
    sites = [];
    this.#callSites.set(program, sites);
    const { calls, definedNames } = structureOf(program);
    for (const node of calls) {
      if (!mayBeDefined(node, definedNames)) continue;
      const target = this.#calledFunction(node, program);
      if (target !== undefined) sites.push({ call: { node, program, frame: undefined }, ...target });
    }
    return sites;
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
