import type { FunctionNode, Node } from '../../program/nodes.js';
import type { Cursor, Flow, Frame } from '../flow.js';

/** What a question came to, and what it took: the answer holds wherever asking again would take the same. */
export interface Answer {
  readonly flows: readonly Flow[];
  readonly cost: number;
  /** How many steps it went down. */
  readonly depth: number;
  /** What was followed on the way; `undefined` where the way was cut short, so that it holds for this question alone. */
  readonly followed: readonly string[] | undefined;
}

/** So many calls are kept apart before all that is known under calls is forgotten. */
const mostFrames = 20_000;

/** The answers of a tracer, by expression and by the calls that lead to it. */
export class Answers {
  readonly #plain = new WeakMap<Node, Answer>();
  #framed = new WeakMap<Frame, Map<Node, Answer>>();
  #frames = new WeakMap<Node, Frame[]>();
  #count = 0;

  of({ node, frame }: Cursor): Answer | undefined {
    return frame === undefined ? this.#plain.get(node) : this.#framed.get(frame)?.get(node);
  }

  keep({ node, frame }: Cursor, answer: Answer): void {
    if (frame === undefined) {
      this.#plain.set(node, answer);
      return;
    }
    const known = this.#framed.get(frame);
    if (known === undefined) this.#framed.set(frame, new Map([[node, answer]]));
    else known.set(node, answer);
  }

  /** The frame of a call that is followed into `fn`: the same one for the same call. */
  frame(fn: FunctionNode, { node: call, program, frame: outer }: Cursor & { readonly node: Frame['call'] }): Frame {
    const frames = this.#frames.get(call);
    const known = frames?.find((frame) => frame.fn === fn && frame.outer === outer);
    if (known !== undefined) return known;
    if (++this.#count > mostFrames) {
      this.#count = 0;
      this.#framed = new WeakMap();
      this.#frames = new WeakMap();
    }
    const made: Frame = { fn, call, program, outer };
    const list = this.#frames.get(call);
    if (list === undefined) this.#frames.set(call, [made]);
    else list.push(made);
    return made;
  }
}
