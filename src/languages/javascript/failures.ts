import type { Call, Expression, FunctionNode, Node, Program } from '../../program/nodes.js';
import { bindingHolding } from '../../program/structure.js';
import { packageOf } from './clients.js';
import type { Context, Failures, Outcome } from '../program/context.js';

/** How failures travel in JavaScript: as rejected promises, and where these are awaited as errors that are thrown. */
export const failures: Failures = { outcomeOf: (call, context) => new Rejections(context).ofPromise(call, context.program), wrongHandlers };

const maxSteps = 400;
/** Calls that run a function later, and look at nothing that it gives back. */
const forgetting = /^(?:forEach|on|once|addListener|addEventListener|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|subscribe)$/u;
const globalHandler = /unhandledRejection|uncaughtException|unhandledrejection/u;

/** Follows a rejection outwards: through awaits, promises that are combined, and the calls of the functions around. */
class Rejections {
  readonly #active = new Set<Node>();
  #steps = 0;

  constructor(readonly context: Context) {}

  /** What becomes of the rejection of a promise that an expression gives. */
  ofPromise(node: Expression, program: Program): Outcome {
    if (++this.#steps > maxSteps) return 'unknown';
    const { parent } = node;
    switch (parent?.kind) {
      case 'await':
        return this.#ofError(parent, program);
      case 'return':
        return this.#ofReturn(parent, program);
      case 'member':
        return parent.object === node ? this.#ofMethod(parent, program) : 'unknown';
      case 'call':
        return this.#ofArgument(node, parent, program);
      case 'array':
      case 'spread':
      case 'logical':
      case 'sequence':
        return this.ofPromise(parent, program);
      case 'conditional':
        return parent.test === node ? 'unknown' : this.ofPromise(parent, program);
      case 'declaration':
        return parent.name === undefined ? 'unknown' : this.#ofReferences(node, parent.name, program);
      case 'unary':
        return parent.operator === 'void' ? this.#open(program) : 'unknown';
      case 'expression-statement':
        return this.#open(program);
      case 'loop':
        return parent.over === node ? this.#ofError(parent, program) : 'unknown';
      default:
        return 'unknown';
    }
  }

  /** It leaves the program, unless that has a handler for all that nobody else handles. */
  #open(program: Program): Outcome {
    return globalHandler.test(program.source.text) || globalHandler.test(this.context.program.source.text) ? 'handled' : 'open';
  }

  /** `.then(f)`, `.catch(f)`, `.finally(f)`. */
  #ofMethod(member: Expression & { readonly kind: 'member' }, program: Program): Outcome {
    const call = member.parent;
    if (call?.kind !== 'call' || call.callee !== member) return 'unknown';
    if (member.property === 'catch') return call.args.length > 0 ? 'handled' : 'open';
    if (member.property === 'then') return call.args.length > 1 ? 'handled' : this.ofPromise(call, program);
    return member.property === 'finally' ? this.ofPromise(call, program) : 'unknown';
  }

  #ofArgument(node: Expression, call: Call, program: Program): Outcome {
    const { callee } = call;
    if (callee === node || callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== 'Promise') return 'unknown';
    if (callee.property === 'allSettled') return 'handled';
    return /^(?:all|race|any|resolve)$/u.test(callee.property ?? '') ? this.ofPromise(call, program) : 'unknown';
  }

  /** A promise in a variable: what becomes of it wherever that is used. */
  #ofReferences(value: Expression, name: string, program: Program): Outcome {
    const binding = program.bindings.find((b) => b.name === name && b.origins.some((o) => o.kind === 'value' && o.value === value));
    if (binding === undefined || binding.references.length === 0) return 'unknown';
    const outcomes = binding.references.filter(({ start }) => start > value.end).map((reference) => this.ofPromise(reference, program));
    if (outcomes.includes('handled')) return 'handled';
    return outcomes.length > 0 && outcomes.every((o) => o === 'open') ? 'open' : 'unknown';
  }

  /** What becomes of an error that is thrown at a node. */
  #ofError(node: Node, program: Program): Outcome {
    for (let child = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
      if (parent.kind === 'try' && child === parent.block && parent.handler !== undefined) return 'handled';
      if (parent.kind === 'function') return this.#ofFunction(parent, program);
      if (parent.kind === 'class-member') return 'unknown';
    }
    return this.#open(program);
  }

  /** A promise that is returned leaves the function, whatever `try` stands around. */
  #ofReturn(node: Node, program: Program): Outcome {
    for (let parent = node.parent; parent !== undefined; parent = parent.parent) if (parent.kind === 'function') return this.#ofFunction(parent, program);
    return 'unknown';
  }

  /** What becomes of the promise that a function gives to those who call it. */
  #ofFunction(fn: FunctionNode, program: Program): Outcome {
    if (this.#active.has(fn) || fn.generator || fn.directives.length > 0) return 'unknown';
    this.#active.add(fn);
    const outcomes = [...this.#places(fn, program)];
    return outcomes.includes('open') ? 'open' : outcomes.length > 0 && outcomes.every((o) => o === 'handled') ? 'handled' : 'unknown';
  }

  *#places(fn: FunctionNode, program: Program): Generator<Outcome> {
    const { parent } = fn;
    if (parent?.kind === 'call') {
      yield parent.callee === fn ? this.ofPromise(parent, program) : this.#ofCallback(fn, parent, program);
      return;
    }
    // `onClick={async () => …}`
    if (parent?.kind === 'property' && parent.parent?.kind === 'element') {
      yield /^on[A-Z]/u.test(parent.name ?? '') ? this.#open(program) : 'unknown';
      return;
    }
    const { guards, tracer } = this.context;
    for (const caller of [program, ...tracer.world.importersOf(program).filter((other) => tracer.world.vocabularyOf(other).speaksOfMistral(other.source.text))]) {
      for (const site of guards.calls.to(fn, program, caller)) yield this.ofPromise(site.call.node, caller);
    }
    for (const reference of bindingHolding(fn, program)?.references ?? []) {
      const call = reference.parent;
      if (call?.kind === 'call' && call.callee !== reference) yield this.#ofCallback(reference, call, program);
    }
  }

  /** A function that is given to a call. */
  #ofCallback(fn: Expression, call: Call, program: Program): Outcome {
    const { callee } = call;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? (callee.property ?? '') : '';
    if (callee.kind === 'member' && /^(?:map|flatMap|then|catch|finally)$/u.test(name)) return name === 'then' && call.args[1] === fn ? 'unknown' : this.ofPromise(call, program);
    return forgetting.test(name) ? this.#open(program) : 'unknown';
  }
}

/** `error instanceof AuthenticationError`: the packages have no such class. */
function* wrongHandlers({ program }: Context): Generator<{ node: Node; name: string; module: string }> {
  for (const { origins, references } of program.bindings) {
    const [origin] = origins;
    if (origin?.kind !== 'import' || origin.name !== 'AuthenticationError') continue;
    if (!/^mistral\/client\/errors$/u.test(packageOf(origin.specifier)) && !/^@mistralai\/mistralai(?:\/|$)/u.test(packageOf(origin.specifier))) continue;
    for (const { parent } of references) if (parent?.kind === 'binary' && parent.operator === 'instanceof') yield { node: parent, name: origin.name, module: origin.specifier };
  }
}
