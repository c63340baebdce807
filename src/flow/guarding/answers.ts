import type { Program } from '../../program/nodes.js';
import type { Guards } from '../guards.js';

/** What is known of programs, by question. Modules may import each other: asked again while it is open, a question finds nothing. */
export class ProgramAnswers {
  readonly #known = new WeakMap<Program, Map<string, boolean | 'open'>>();

  constructor(readonly guards: Guards) {}

  /** @param find looks for the answer where it is not known */
  of(program: Program, question: string, find: () => boolean): boolean {
    let answers = this.#known.get(program);
    if (answers === undefined) this.#known.set(program, (answers = new Map<string, boolean | 'open'>()));
    const known = answers.get(question);
    if (known === 'open') {
      this.guards.except();
      return false;
    }
    if (known !== undefined) return known;
    answers.set(question, 'open');
    const answer = find();
    answers.set(question, answer);
    return answer;
  }
}
