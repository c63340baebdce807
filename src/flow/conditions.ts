import type { Binding } from '../program/bindings.js';
import type { Call, Expression } from '../program/nodes.js';
import { structureOf } from '../program/structure.js';
import { environmentSubject, subjectsOfCondition, type Cursor } from './flow.js';
import { impliesComparison } from './guarding/comparisons.js';
import { elementsOf, impliesEmptyList, impliesList } from './guarding/lists.js';
import type { Guards } from './guards.js';
import type { Tracer } from './tracer.js';

/** What a condition says about a value. */
export class Conditions {
  readonly #active = new Set<Expression | Binding>();

  constructor(
    readonly tracer: Tracer,
    readonly guards: Guards,
  ) {}

  /** Does the expression stand for one of the subjects, unchanged? */
  names(cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    if (this.guards.isTooCostly()) return true;
    let common: Set<string> | undefined;
    for (const flow of this.tracer.trace(cursor)) {
      if (flow.end.kind === 'absent' || (flow.end.kind === 'text' && flow.end.value.trim() === '')) continue;
      const own = subjectsOfCondition(flow);
      common = common === undefined ? own : new Set([...common].filter((s) => own.has(s)));
    }
    if (common === undefined) return false;
    for (const subject of common) if (subjects.has(subject)) return true;
    return false;
  }

  /** Is one of the subjects set wherever `test` comes out as `outcome`? */
  implies(test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    if (this.guards.isTooCostly()) return true;
    const { node } = test;
    const at = (next: Expression): Cursor => ({ ...test, node: next });
    switch (node.kind) {
      case 'unary':
        return node.operator === '!' && this.implies(at(node.argument), !outcome, subjects);
      case 'logical': {
        // An operand that always comes out the same way cannot be the one that decides otherwise.
        const never = node.operator === '&&' ? true : false;
        const left = (outcome !== never && this.#always(at(node.left)) === never) || this.implies(at(node.left), outcome, subjects);
        const right = (): boolean => (outcome !== never && this.#always(at(node.right)) === never) || this.implies(at(node.right), outcome, subjects);
        if (node.operator === '&&') return outcome ? left || right() : left && right();
        if (outcome && this.names(test, subjects)) return true;
        return outcome ? left && right() : left || right();
      }
      case 'conditional': {
        const through = (branch: Expression, taken: boolean): boolean => {
          const fixed = this.#always(at(branch));
          if (fixed !== undefined && fixed !== outcome) return true;
          return this.implies(at(node.test), taken, subjects) || this.implies(at(branch), outcome, subjects);
        };
        return through(node.consequent, true) && through(node.alternate, false);
      }
      case 'binary':
        return impliesComparison(this.guards, node, test, outcome, subjects);
      case 'await':
        return this.implies(at(node.value), outcome, subjects);
      case 'assignment':
        return outcome ? this.names(at(node.value), subjects) || (node.target !== undefined && this.names(at(node.target), subjects)) : false;
      case 'call':
        if (outcome && this.names(test, subjects)) return true;
        return this.#impliesCall(node, test, outcome, subjects);
      case 'member':
        if (outcome && this.names(test, subjects)) return true;
        if (node.property === 'length' || node.property === 'size') {
          return outcome ? this.names(at(node.object), subjects) : impliesEmptyList(this.guards, at(node.object), subjects);
        }
        return this.#impliesDefinition(test, outcome, subjects);
      case 'name':
        if (outcome && this.names(test, subjects)) return true;
        // In Python an empty list is false.
        if (!outcome && test.program.language === 'python' && impliesEmptyList(this.guards, test, subjects)) return true;
        return this.#impliesDefinition(test, outcome, subjects);
      default:
        return false;
    }
  }

  /** How an expression comes out wherever it stands, or under the call that is being followed: `helper(name, true)`. */
  #always(cursor: Cursor): boolean | undefined {
    const { node } = cursor;
    if (node.kind !== 'name' || node.binding === undefined) return always(node);
    const [flow, ...others] = this.tracer.trace(cursor);
    if (flow === undefined || others.length > 0) return undefined;
    const { end } = flow;
    return end.kind === 'absent' ? false : end.kind === 'constant' || end.kind === 'node' ? always(end.cursor.node) : end.kind === 'text' ? end.value !== '' : undefined;
  }

  #isOpen(of: Expression | Binding): boolean {
    const isOpen = this.#active.has(of);
    if (isOpen) this.guards.except();
    return isOpen;
  }

  /** `const missing = !key; if (missing) …`: the condition is what the constant was set to. */
  #impliesDefinition(test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    if (test.node.kind !== 'name' || test.node.binding === undefined) return false;
    const { binding } = test.node;
    const [origin] = binding.origins;
    if (binding.origins.length !== 1 || origin?.kind !== 'value' || origin.path.length > 0 || this.#isOpen(binding)) return false;
    this.#active.add(binding);
    try {
      return this.implies({ ...test, node: origin.value }, outcome, subjects);
    } finally {
      this.#active.delete(binding);
    }
  }

  #impliesCall(node: Call, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const at = (next: Expression): Cursor => ({ ...test, node: next });
    const { callee } = node;
    const list = elementsOf(this.guards, node, test);
    if (list !== undefined) return impliesList(this.guards, list, outcome, subjects);
    const first = node.args[0];
    if (callee.kind === 'name' && callee.binding === undefined && callee.name === 'Boolean' && first !== undefined) {
      return this.implies(at(first), outcome, subjects);
    }
    if (callee.kind === 'member' && outcome) {
      // `/^\w+$/.test(key)`, `key.startsWith('…')`, `Object.hasOwn(process.env, 'X')`, `set.has(key)`
      if (callee.property === 'test' && first !== undefined) return this.names(at(first), subjects);
      if (/^(?:startsWith|endsWith|includes|match|matchAll)$/u.test(callee.property ?? '')) return this.names(at(callee.object), subjects);
      if (/^hasOwn(?:Property)?$|^has$/u.test(callee.property ?? '')) return this.#impliesOwn(node, test, subjects);
    }
    return this.#impliesPredicate(node, test, outcome, subjects);
  }

  #impliesOwn(node: Call, test: Cursor, subjects: ReadonlySet<string>): boolean {
    const name = node.args.at(-1);
    const folded = name === undefined ? undefined : this.tracer.fold({ ...test, node: name });
    return folded !== undefined && subjects.has(environmentSubject(folded.value));
  }

  /** `hasKey()`, `isSet(key)`: the function's own returns decide; one out of sight that names the value is believed. */
  #impliesPredicate(node: Call, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const ends = this.tracer.trace({ ...test, node: node.callee }).map((f) => f.end);
    const [end] = ends;
    if (end?.kind !== 'node' || end.cursor.node.kind !== 'function' || ends.length !== 1) {
      const seen = end?.kind === 'node' || end?.kind === 'global';
      return !seen && node.args.some((a) => this.names({ ...test, node: a }, subjects));
    }
    const fn = end.cursor.node;
    if (this.#isOpen(fn)) return false;
    this.#active.add(fn);
    try {
      const { program } = end.cursor;
      const frame = this.tracer.frame(fn, { ...test, node });
      const returns = structureOf(program).returns.get(fn) ?? [];
      if (returns.length === 0) return false;
      return returns.every((r) => {
        if (r.value === undefined) return outcome;
        if (r.value.kind === 'constant' && Boolean(r.value.value) !== outcome) return true;
        return this.implies({ node: r.value, program, frame }, outcome, subjects) || this.guards.isCheckedWithin({ node: r, program, frame }, subjects, fn);
      });
    } finally {
      this.#active.delete(fn);
    }
  }
}

/** How an expression comes out wherever it stands; `undefined` where that depends. */
function always(node: Expression): boolean | undefined {
  switch (node.kind) {
    case 'text':
      return node.value !== '';
    case 'constant':
      return Boolean(node.value);
    case 'template':
      return node.parts.some((p) => p.kind === 'text') ? true : undefined;
    case 'object':
    case 'array':
    case 'function':
    case 'class':
      return true;
    default:
      return undefined;
  }
}
