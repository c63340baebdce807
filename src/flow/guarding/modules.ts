import type { Program } from '../../program/nodes.js';
import { environmentPrefix } from '../flow.js';
import type { Guards } from '../guards.js';
import { assures } from './statements.js';

/** What modules check while they are being imported. */
export class ModuleChecks {
  readonly #answers = new WeakMap<Program, Map<string, boolean | 'open'>>();

  constructor(readonly guards: Guards) {}

  /** A module that is imported has run: its own statements, and those of all that it imports. */
  assure(program: Program, specifier: string, subjects: ReadonlySet<string>): boolean {
    for (const subject of subjects) {
      if (!subject.startsWith(environmentPrefix)) continue;
      const name = subject.slice(environmentPrefix.length);
      for (const target of this.guards.tracer.world.programsBehind(program, specifier, name)) if (this.#checksItself(target, subject)) return true;
    }
    return false;
  }

  #checksItself(program: Program, subject: string): boolean {
    let answers = this.#answers.get(program);
    if (answers === undefined) this.#answers.set(program, (answers = new Map<string, boolean | 'open'>()));
    const known = answers.get(subject);
    if (known === 'open') {
      // Asking it again finds nothing.
      this.guards.except();
      return false;
    }
    if (known !== undefined) return known;
    answers.set(subject, 'open');
    const subjects = new Set([subject]);
    const answer = program.body.body.some((s) => s.kind !== 'import' && assures(this.guards, s, { program, frame: undefined }, subjects));
    answers.set(subject, answer);
    return answer;
  }
}
