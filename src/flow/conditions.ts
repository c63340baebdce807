import type { Binding } from '../program/bindings.js';
import type { Binary, Call, Expression, FunctionNode, Program } from '../program/nodes.js';
import { structureOf } from '../program/structure.js';
import { environmentPrefix, subjectsOfCondition, type Cursor, type Frame } from './flow.js';
import type { Guards } from './guards.js';
import { isGuard } from './tracing/calls.js';
import type { Tracer } from './tracer.js';

/** A list that a callback runs over: a frame for each element. */
export interface ListCall {
  readonly method: string;
  readonly callback: FunctionNode | undefined;
  readonly program: Program;
  readonly elements: readonly Frame[];
}

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
        const left = (outcome !== never && always(node.left) === never) || this.implies(at(node.left), outcome, subjects);
        const right = (): boolean => (outcome !== never && always(node.right) === never) || this.implies(at(node.right), outcome, subjects);
        if (node.operator === '&&') return outcome ? left || right() : left && right();
        if (outcome && this.names(test, subjects)) return true;
        return outcome ? left && right() : left || right();
      }
      case 'conditional': {
        const through = (branch: Expression, taken: boolean): boolean => {
          const fixed = always(branch);
          if (fixed !== undefined && fixed !== outcome) return true;
          return this.implies(at(node.test), taken, subjects) || this.implies(at(branch), outcome, subjects);
        };
        return through(node.consequent, true) && through(node.alternate, false);
      }
      case 'binary':
        return this.#impliesComparison(node, test, outcome, subjects);
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
          return outcome ? this.names(at(node.object), subjects) : this.#impliesEmptyList(at(node.object), subjects);
        }
        return this.#impliesDefinition(test, outcome, subjects);
      case 'name':
        if (outcome && this.names(test, subjects)) return true;
        // In Python an empty list is false.
        if (!outcome && test.program.language === 'python' && this.#impliesEmptyList(test, subjects)) return true;
        return this.#impliesDefinition(test, outcome, subjects);
      default:
        return false;
    }
  }

  /** `const missing = !key; if (missing) …`: the condition is what the constant was set to. */
  #impliesDefinition(test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    if (test.node.kind !== 'name' || test.node.binding === undefined) return false;
    const { binding } = test.node;
    const [origin] = binding.origins;
    if (binding.origins.length !== 1 || origin?.kind !== 'value' || origin.path.length > 0 || this.#active.has(binding)) return false;
    this.#active.add(binding);
    try {
      return this.implies({ ...test, node: origin.value }, outcome, subjects);
    } finally {
      this.#active.delete(binding);
    }
  }

  #impliesComparison(node: Binary, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const at = (next: Expression): Cursor => ({ ...test, node: next });
    if (node.operator === 'in') {
      const name = this.tracer.fold(at(node.left))?.value;
      const object = this.tracer.endOf(at(node.right));
      return outcome && name !== undefined && object !== undefined && this.tracer.semantics.isEnvironment(object) && subjects.has(`environment ${name}`);
    }
    const sides: readonly (readonly [Expression, Expression, string])[] = [
      [node.left, node.right, node.operator],
      [node.right, node.left, mirrored(node.operator)],
    ];
    return sides.some(([value, other, operator]) => this.#impliesSide(at(value), other, operator, test, outcome, subjects));
  }

  #impliesSide(value: Cursor, other: Expression, operator: string, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const equal = operator === '==' || operator === '===' || operator === 'is';
    const unequal = operator === '!=' || operator === '!==' || operator === 'is not';
    const { node } = value;
    if (node.kind === 'logical' && node.operator !== '&&' && node.right.kind === 'constant' && !node.right.value) {
      return this.#impliesSide({ ...value, node: node.left }, other, operator, test, outcome, subjects);
    }
    if (node.kind === 'unary' && node.operator === 'typeof' && other.kind === 'text') {
      const argument: Cursor = { ...value, node: node.argument };
      const isString = other.value === 'string' ? equal === outcome : other.value === 'undefined' ? unequal === outcome : false;
      return (equal || unequal) && isString && this.names(argument, subjects);
    }
    if (node.kind === 'member' && node.property === 'length' && other.kind === 'constant' && typeof other.value === 'number') {
      const counted: Cursor = { ...value, node: node.object };
      const some = lengthOutcome(operator, other.value);
      if (some === undefined) return false;
      return some === outcome ? this.names(counted, subjects) : other.value <= 1 && this.#impliesEmptyList(counted, subjects);
    }
    if (!equal && !unequal) return false;
    if (other.kind === 'constant' && typeof other.value === 'boolean') {
      return this.implies(value, equal === outcome ? other.value : !other.value, subjects);
    }
    const nothing = (other.kind === 'constant' && (other.value === undefined || other.value === null)) || (other.kind === 'text' && other.value === '');
    if (nothing) return unequal === outcome && this.names(value, subjects);
    const text = this.tracer.fold({ ...test, node: other });
    return text !== undefined && text.value !== '' && equal === outcome && this.names(value, subjects);
  }

  #impliesCall(node: Call, test: Cursor, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const at = (next: Expression): Cursor => ({ ...test, node: next });
    const { callee } = node;
    const list = this.elementsOf(node, test);
    if (list !== undefined) return this.#impliesList(list, outcome, subjects);
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

  /** `@pytest.mark.skipif(test)`, `@unittest.skipUnless(test)`, also under a name: is one of the subjects set wherever the test runs? */
  gatedBy(decorator: Cursor, subjects: ReadonlySet<string>): boolean {
    const { node, program, frame } = decorator;
    if (node.kind === 'array') return node.elements.some((e) => e !== undefined && this.gatedBy({ ...decorator, node: e }, subjects));
    const end = this.tracer.endOf({ node, program, frame });
    const call = end?.kind === 'node' ? end.cursor : decorator;
    if (call.node.kind !== 'call') return false;
    const { args, callee } = call.node;
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
    const [test] = args;
    if (test === undefined || (name !== 'skipif' && name !== 'skipIf' && name !== 'skipUnless')) return false;
    return this.implies({ ...call, node: test }, name === 'skipUnless', subjects);
  }

  #impliesOwn(node: Call, test: Cursor, subjects: ReadonlySet<string>): boolean {
    const name = node.args.at(-1);
    const folded = name === undefined ? undefined : this.tracer.fold({ ...test, node: name });
    return folded !== undefined && subjects.has(`environment ${folded.value}`);
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
    if (this.#active.has(fn)) return false;
    this.#active.add(fn);
    try {
      const { program } = end.cursor;
      const frame: Frame = { fn, call: node, program: test.program, outer: test.frame };
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

  #impliesList(list: ListCall, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const all = (wanted: boolean): boolean => list.elements.some((frame) => this.#callbackImplies(list, frame, wanted, subjects));
    switch (list.method) {
      case 'every':
        return outcome && all(true);
      case 'some':
      case 'find':
        return !outcome && all(false);
      default:
        return false;
    }
  }

  /** `names.filter((n) => !process.env[n])` is empty: every element fails the callback. */
  #impliesEmptyList(cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    const end = this.tracer.endOf(cursor);
    if (end?.kind !== 'node' || end.cursor.node.kind !== 'call') return false;
    const { callee } = end.cursor.node;
    // `.map(…)` leaves as many as there were.
    if (callee.kind === 'member' && callee.property === 'map') return this.#impliesEmptyList({ ...end.cursor, node: callee.object }, subjects);
    const list = this.elementsOf(end.cursor.node, end.cursor);
    return list?.method === 'filter' && list.elements.some((frame) => this.#callbackImplies(list, frame, false, subjects));
  }

  #callbackImplies(list: ListCall, frame: Frame, outcome: boolean, subjects: ReadonlySet<string>): boolean {
    const { callback, program } = list;
    if (callback === undefined) {
      // `[a, b].every(Boolean)`
      const element = frame.given?.[0];
      return outcome && element !== undefined && this.names(element, subjects);
    }
    const returns = structureOf(program).returns.get(callback) ?? [];
    return returns.length > 0 && returns.every((r) => r.value !== undefined && this.implies({ node: r.value, program, frame }, outcome, subjects));
  }

  /** The elements of `[…].every(callback)` and its like, where the list can be seen. */
  elementsOf(node: Call, cursor: Cursor): ListCall | undefined {
    const { callee } = node;
    if (callee.kind !== 'member' || callee.property === undefined || !/^(?:every|some|find|filter|forEach)$/u.test(callee.property)) return undefined;
    const list = this.tracer.elements({ ...cursor, node: callee.object });
    const first = node.args[0];
    if (list === undefined || first === undefined) return undefined;
    const target = this.tracer.endOf({ ...cursor, node: first });
    const callback = target?.kind === 'node' && target.cursor.node.kind === 'function' ? target.cursor : undefined;
    const isBoolean = target?.kind === 'global' && target.name === 'Boolean';
    if (callback === undefined && !isBoolean) return undefined;
    const fn = callback?.node.kind === 'function' ? callback.node : undefined;
    // Without a callback the frame only carries the element.
    const stand = fn ?? placeholderFunction(node);
    const elements = list.map((element): Frame => ({ fn: stand, call: node, program: cursor.program, outer: cursor.frame, given: [element] }));
    return { method: callee.property, callback: fn, program: callback?.program ?? cursor.program, elements };
  }

  /** `assert(key)`, `requireEnv('X')`, `expect(key).toBeDefined()`: a call that stops unless the value is set. */
  isAssertion(cursor: Cursor, node: Call, subjects: ReadonlySet<string>): boolean {
    const at = (next: Expression): Cursor => ({ ...cursor, node: next });
    if (isGuard(node, this.tracer) && node.args.some((a) => this.#mentions(at(a), subjects))) return true;
    const end = this.tracer.endOf(at(node.callee));
    if (end?.kind === 'node' && end.cursor.node.kind === 'function') return false;
    if (this.#isSchemaCheck(cursor, node, subjects)) return true;
    if (this.tracer.semantics.callMeaning({ ...cursor, node }, end, this.tracer).kind !== 'assertion') return false;
    return node.args.some((a) => this.implies(at(a), true, subjects) || this.#mentions(at(a), subjects));
  }

  /** `schema.parse(process.env)`, with the variable as a field that must be there. */
  #isSchemaCheck(cursor: Cursor, node: Call, subjects: ReadonlySet<string>): boolean {
    const { program } = cursor;
    for (const subject of subjects) {
      if (!subject.startsWith(environmentPrefix)) continue;
      const name = subject.slice(environmentPrefix.length);
      const step = { name, site: cursor, program, start: node.start, end: node.end };
      if (this.tracer.semantics.schemaField({ ...cursor, node }, [step], this.tracer)?.presence === 'required') return true;
    }
    return false;
  }

  /** The value itself, its name, or a list or object of them as an argument. */
  #mentions(cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    const { node } = cursor;
    if (node.kind === 'array') return node.elements.some((e) => e !== undefined && this.#mentions({ ...cursor, node: e }, subjects));
    if (node.kind === 'object') return node.properties.some((p) => this.#mentions({ ...cursor, node: p.value }, subjects));
    const text = this.tracer.fold(cursor);
    return (text !== undefined && subjects.has(`environment ${text.value}`)) || this.names(cursor, subjects);
  }

  /** `describe.skipIf(test)(…, fn)`, `(key ? it : it.skip)(…, fn)`: when the function given to a call runs at all. */
  gateOf(call: Call, program: Program, frame: Frame | undefined): { readonly test: Cursor; readonly outcome: boolean } | undefined {
    let { callee } = call;
    if (callee.kind === 'name' && callee.binding !== undefined) {
      const [origin] = callee.binding.origins;
      if (callee.binding.origins.length === 1 && origin?.kind === 'value' && origin.path.length === 0) callee = origin.value;
    }
    if (callee.kind === 'conditional') {
      if (skips(callee.alternate)) return { test: { node: callee.test, program, frame }, outcome: true };
      if (skips(callee.consequent)) return { test: { node: callee.test, program, frame }, outcome: false };
    }
    for (const argument of call.args) {
      // `test('…', { skip: !key }, fn)`
      if (argument.kind !== 'object') continue;
      for (const p of argument.properties) if (p.kind === 'property' && p.name === 'skip') return { test: { node: p.value, program, frame }, outcome: false };
    }
    if (callee.kind === 'call' && callee.callee.kind === 'member' && callee.args[0] !== undefined) {
      const test: Cursor = { node: callee.args[0], program, frame };
      if (callee.callee.property === 'skipIf') return { test, outcome: false };
      if (callee.callee.property === 'runIf') return { test, outcome: true };
    }
    return undefined;
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

function skips(node: Expression): boolean {
  return node.kind === 'member' && (node.property === 'skip' || node.property === 'todo');
}

function placeholderFunction(call: Call): FunctionNode {
  return {
    kind: 'function', start: call.start, end: call.end, parent: call, name: undefined, parameters: [],
    body: { kind: 'block', start: call.start, end: call.end, parent: undefined, body: [] }, generator: false, arrow: true, decorators: [], directives: [],
  };
}

function mirrored(operator: string): string {
  switch (operator) {
    case '<': return '>';
    case '>': return '<';
    case '<=': return '>=';
    case '>=': return '<=';
    default: return operator;
  }
}

/** The outcome of `length OPERATOR number` that means "not empty"; `undefined` where neither does. */
function lengthOutcome(operator: string, number: number): boolean | undefined {
  switch (operator) {
    case '===': case '==': return number === 0 ? false : true;
    case '!==': case '!=': return number === 0 ? true : false;
    case '>': return number >= 0 ? true : undefined;
    case '>=': return number >= 1 ? true : undefined;
    case '<': return number >= 1 ? false : undefined;
    case '<=': return number >= 0 ? false : undefined;
    default: return undefined;
  }
}
