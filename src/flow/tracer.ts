import type { Call, Expression, FunctionNode } from '../program/nodes.js';
import type { Cursor, End, Flow, FlowStep, Frame, Path } from './flow.js';
import { visitBranch, visitLogical } from './tracing/alternatives.js';
import { Answers, type Answer } from './tracing/answers.js';
import { visitBinding } from './tracing/bindings.js';
import { visitCall } from './tracing/calls.js';
import { elements } from './tracing/lists.js';
import { visitImport } from './tracing/modules.js';
import { visitField, visitMember, visitObject, visitThis } from './tracing/objects.js';
import { bindingSubject, readStep, unknown, type Steps } from './tracing/steps.js';
import type { Folded, Semantics, World } from './world.js';

/** How deep calls, imports and expressions are followed, and how much one question may cost. */
const maxDepth = 80;
const maxCost = 500;

/** Texts beyond this are not made, in UTF-16 units: no key is that long, and sums that double would ask for gigabytes. */
const maxText = 100_000;

/** What is known of a question while it is open. */
interface Course {
  deepest: number;
  /** It went too deep or cost too much, so that a way of it is not known. */
  isCut: boolean;
  /** The order of the first thing that a way led back to. */
  leadsBackTo: number;
}

/** Follows values back to where they come from, through variables, objects, classes, calls and files. */
export class Tracer {
  #depth = 0;
  #cost = 0;
  /** What is being followed already, with the order in which it was begun: a way that leads back to itself ends. */
  readonly #active = new Map<string, number>();
  readonly #answers = new Answers();
  /** What the outermost question has followed so far. */
  readonly #followed: string[] = [];
  #course: Course = { deepest: 0, isCut: false, leadsBackTo: Infinity };
  /** The element that the variable of a loop stands for, by what the loop runs over. */
  readonly elementOf = new Map<Expression, Cursor>();

  constructor(
    readonly world: World,
    readonly semantics: Semantics,
  ) {}

  /**
   * All ways by which a value can reach an expression. What can't be known ends in `unknown`.
   * @param path the part of the value that is asked for
   */
  trace(cursor: Cursor, path: Path = []): readonly Flow[] {
    const outermost = this.#depth === 0;
    if (outermost) {
      this.#cost = 0;
      this.#followed.length = 0;
    }
    // A part of a value has a place in the source, and what stands for the variable of a loop changes.
    if (path.length > 0 || this.elementOf.size > 0) return this.#ask(cursor, path);
    const known = this.#answers.of(cursor);
    if (known !== undefined && (outermost || this.#holds(known))) return known.flows;
    return this.#askAndKeep(cursor, outermost);
  }

  #ask(cursor: Cursor, path: Path): readonly Flow[] {
    const flows: Flow[] = [];
    this.walk(cursor, path, undefined, flows);
    return flows;
  }

  #askAndKeep(cursor: Cursor, outermost: boolean): readonly Flow[] {
    const cost = this.#cost;
    const depth = this.#depth;
    const first = this.#followed.length;
    const begun = this.#active.size;
    const outer = this.#course;
    const own: Course = { deepest: depth, isCut: false, leadsBackTo: Infinity };
    this.#course = own;
    const flows = this.#ask(cursor, []);
    this.#course = { deepest: Math.max(own.deepest, outer.deepest), isCut: own.isCut || outer.isCut, leadsBackTo: Math.min(own.leadsBackTo, outer.leadsBackTo) };
    const holdsElsewhere = !own.isCut && own.leadsBackTo >= begun && !this.world.isExhausted();
    if (holdsElsewhere || outermost) {
      const followed = holdsElsewhere ? [...new Set(this.#followed.slice(first))] : undefined;
      this.#answers.keep(cursor, { flows, cost: this.#cost - cost, depth: own.deepest - depth, followed });
    }
    return flows;
  }

  /** Would asking again, within the question that is open, come to the same? Then it counts as if it was asked. */
  #holds({ cost, depth, followed }: Answer): boolean {
    if (followed === undefined || this.#cost + cost > maxCost || this.#depth + depth > maxDepth || followed.some((key) => this.#active.has(key))) return false;
    this.#cost += cost;
    this.#course.deepest = Math.max(this.#course.deepest, this.#depth + depth);
    this.#followed.push(...followed);
    return true;
  }

  /** The text that an expression always has. */
  fold(cursor: Cursor): Folded | undefined {
    const flows = this.trace(cursor);
    const [only] = flows;
    return flows.length === 1 && only?.end.kind === 'text' ? only.end : undefined;
  }

  /** The elements of a list that can be seen: a literal, `Object.values(…)` and its like of one. */
  elements(cursor: Cursor): readonly Cursor[] | undefined {
    return elements(this, cursor);
  }

  /** Answers questions as if the variable of the loop over `over` stood for one element of it. */
  withElement<T>(over: Expression, element: Cursor, run: () => T): T {
    const before = this.elementOf.get(over);
    this.elementOf.set(over, element);
    try {
      return run();
    } finally {
      if (before === undefined) this.elementOf.delete(over);
      else this.elementOf.set(over, before);
    }
  }

  /** The one end of all ways, where there is just one. */
  endOf(cursor: Cursor, path: Path = []): End | undefined {
    const flows = this.trace(cursor, path);
    return flows.length === 1 ? flows[0]?.end : undefined;
  }

  /** Does a read of the environment ask for a key, as the program that reads it names keys? */
  isKeyRead({ name, place }: End & { readonly kind: 'environment' }): boolean {
    return this.world.vocabularyOf(place.program).isKeyName(name);
  }

  /** Adds a way that has come to its end; one that ends in a variable of the environment says so. */
  end(end: End, steps: Steps | undefined, out: Flow[]): void {
    const list: FlowStep[] = [];
    for (let at = steps; at !== undefined; at = at.before) list.unshift(at.step);
    const read = this.semantics.environmentRead(end, this.world);
    if (read === undefined) {
      out.push({ end, steps: list });
      return;
    }
    if (read.checked === true) list.push({ kind: 'checked' });
    else if (read.checked !== false) list.push({ kind: 'checked-within', block: read.checked });
    out.push({ end: { kind: 'environment', name: read.name, place: read.place, browser: read.browser }, steps: list });
  }

  /** Follows one way on; for the parts of the tracer alone. */
  walk(cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    this.deeper(steps, out, () => {
      this.#visit(cursor, path, steps, out);
    });
  }

  /** Goes one step deeper, unless that is too deep, or the question has cost too much: then the way is not known. */
  deeper(steps: Steps | undefined, out: Flow[], step: () => void): void {
    if (this.#depth >= maxDepth || ++this.#cost > maxCost) {
      this.#course.isCut = true;
      this.end(unknown, steps, out);
      return;
    }
    this.#course.deepest = Math.max(this.#course.deepest, ++this.#depth);
    try {
      step();
    } finally {
      this.#depth--;
    }
  }

  /**
   * Follows a way through a thing, unless it is on that way already.
   * @returns whether it was followed
   */
  through(thing: string, follow: () => void): boolean {
    const order = this.#active.get(thing);
    if (order !== undefined) {
      this.#course.leadsBackTo = Math.min(this.#course.leadsBackTo, order);
      return false;
    }
    this.#active.set(thing, this.#active.size);
    this.#followed.push(thing);
    try {
      follow();
    } finally {
      this.#active.delete(thing);
    }
    return true;
  }

  /** What the parameters of `fn` mean while a call of it is followed. */
  frame(fn: FunctionNode, call: Cursor & { readonly node: Call }): Frame {
    return this.#answers.frame(fn, call);
  }

  #visit(cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { node, program, frame } = cursor;
    const at = (next: Expression): Cursor => ({ node: next, program, frame });
    switch (node.kind) {
      case 'text':
        this.end(path.length === 0 || this.semantics.isSameText?.(path) === true ? { kind: 'text', value: node.value, segments: [{ value: node.value, node, program }] } : unknown, steps, out);
        return;
      case 'template':
        this.visitPieces(node.parts, cursor, path, steps, out);
        return;
      case 'binary':
        if (node.operator === '+') this.visitPieces([node.left, node.right], cursor, path, steps, out);
        else this.end({ kind: 'constant', cursor }, steps, out);
        return;
      case 'constant':
        this.end(node.value === undefined || node.value === null ? { kind: 'absent' } : { kind: 'constant', cursor }, steps, out);
        return;
      case 'name':
        if (node.binding === undefined) this.end({ kind: 'global', name: node.name, path, site: cursor }, steps, out);
        else visitBinding(this, node.binding, cursor, path, readStep(cursor, bindingSubject(node.binding, path), steps), out, node);
        return;
      case 'import-meta':
        this.end({ kind: 'global', name: 'import.meta', path, site: cursor }, steps, out);
        return;
      case 'member':
        visitMember(this, node, cursor, path, steps, out);
        return;
      case 'this':
        visitThis(this, node, cursor, path, steps, out);
        return;
      case 'object':
        if (path.length === 0) this.end({ kind: 'node', cursor }, steps, out);
        else visitObject(this, node, cursor, path, steps, out);
        return;
      case 'array': {
        if (path.length === 0) {
          this.end({ kind: 'node', cursor }, steps, out);
          return;
        }
        if (path[0]?.name === undefined) {
          for (const element of node.elements) if (element !== undefined) this.walk(at(element), path.slice(1), steps, out);
          this.end(unknown, steps, out);
          return;
        }
        const element = node.elements[Number(path[0].name)];
        if (element === undefined || node.elements.some((e) => e?.kind === 'spread')) this.end(unknown, steps, out);
        else this.walk(at(element), path.slice(1), steps, out);
        return;
      }
      case 'class':
        if (path.length === 0) this.end({ kind: 'node', cursor }, steps, out);
        else visitField(this, node, cursor, true, path, steps, out);
        return;
      case 'function':
        this.end(path.length === 0 ? { kind: 'node', cursor } : unknown, steps, out);
        return;
      case 'call':
        visitCall(this, node, cursor, path, steps, out);
        return;
      case 'import-call': {
        const specifier = this.fold(at(node.specifier));
        if (specifier === undefined) this.end(unknown, steps, out);
        else visitImport(this, specifier.value, '*', cursor, path, steps, out);
        return;
      }
      case 'await':
      case 'assignment':
        this.walk(at(node.value), path, steps, out);
        return;
      case 'sequence': {
        const last = node.expressions.at(-1);
        if (last !== undefined) this.walk(at(last), path, steps, out);
        return;
      }
      case 'conditional':
        visitBranch(this, at(node.consequent), at(node.alternate), path, steps, out);
        visitBranch(this, at(node.alternate), at(node.consequent), path, steps, out);
        return;
      case 'logical':
        visitLogical(this, node, cursor, path, steps, out);
        return;
      case 'unary':
        this.end(node.operator === 'void' ? { kind: 'absent' } : { kind: 'constant', cursor }, steps, out);
        return;
      default:
        this.end(unknown, steps, out);
    }
  }

  /** Texts that are joined: one text where all are known, else the ways of those that are not. */
  visitPieces(pieces: readonly Expression[], cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    if (path.length > 0) {
      this.end(unknown, steps, out);
      return;
    }
    const folded = pieces.map((node) => this.fold({ ...cursor, node }));
    if (folded.every((f) => f !== undefined)) {
      if (folded.reduce((length, f) => length + f.value.length, 0) > maxText) {
        this.end(unknown, steps, out);
        return;
      }
      const value = folded.map((f) => f.value).join('');
      this.end({ kind: 'text', value, segments: folded.flatMap((f) => f.segments) }, steps, out);
      return;
    }
    const wrapped: Steps = { step: { kind: 'wrapped' }, before: steps };
    pieces.forEach((node, i) => {
      if (folded[i] === undefined) this.walk({ ...cursor, node }, [], wrapped, out);
    });
  }

  /** Set by the control-flow part: does the expression never come to an end? */
  neverReturns: (cursor: Cursor) => boolean = () => false;
}
