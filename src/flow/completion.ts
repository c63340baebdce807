import type { FunctionNode, Program, Statement } from '../program/nodes.js';
import { structureOf } from '../program/structure.js';
import type { Cursor, End, Site } from './flow.js';
import type { Tracer } from './tracer.js';

/** What comes to its end and what does not: returns, throws, calls that never come back. */
export class Completion {
  readonly #never = new WeakMap<FunctionNode, boolean>();

  constructor(readonly tracer: Tracer) {}

  /** Can the statement come to its end? */
  completes(statement: Statement, here: Pick<Site, 'program' | 'frame'>): boolean {
    switch (statement.kind) {
      case 'return':
      case 'throw':
      case 'jump':
        return false;
      case 'expression-statement':
        return !this.neverReturns({ node: statement.expression, ...here });
      case 'declaration':
        return statement.value === undefined || !this.neverReturns({ node: statement.value, ...here });
      case 'block':
        return statement.body.every((s) => this.completes(s, here));
      case 'if':
        return this.completes(statement.consequent, here) || statement.alternate === undefined || this.completes(statement.alternate, here);
      case 'try':
        if (statement.finalizer !== undefined && !this.completes(statement.finalizer, here)) return false;
        return this.completes(statement.block, here) || (statement.handler !== undefined && this.completes(statement.handler, here));
      default:
        return true;
    }
  }

  /** Is it a call that never comes back: `process.exit()`, a function that always throws? */
  neverReturns(cursor: Cursor): boolean {
    let { node } = cursor;
    while (node.kind === 'await') node = node.value;
    if (node.kind !== 'call') return false;
    const ends = this.tracer.trace({ ...cursor, node: node.callee }).map((f) => f.end);
    const call = node;
    const meaning = (end: End | undefined): string => this.tracer.semantics.callMeaning({ ...cursor, node: call }, end, this.tracer).kind;
    if (ends.length === 0) return meaning(undefined) === 'never';
    return ends.every((end) => {
      if (end.kind === 'node' && end.cursor.node.kind === 'function') return this.functionNeverReturns(end.cursor.node, end.cursor.program);
      return meaning(end) === 'never';
    });
  }

  /** Does a function throw, or end the program, whenever it is called? */
  functionNeverReturns(fn: FunctionNode, program: Program): boolean {
    let answer = this.#never.get(fn);
    if (answer === undefined) {
      this.#never.set(fn, false);
      answer = this.#bodyNeverReturns(fn, program);
      this.#never.set(fn, answer);
    }
    return answer;
  }

  #bodyNeverReturns(fn: FunctionNode, program: Program): boolean {
    if (fn.generator || (structureOf(program).returns.get(fn)?.some((r) => r.value === undefined || !this.neverReturns({ node: r.value, program, frame: undefined })) ?? false)) return false;
    return !this.completes(fn.body, { program, frame: undefined });
  }
}
