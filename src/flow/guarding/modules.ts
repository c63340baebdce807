import type { Program } from '../../program/nodes.js';
import { environmentPrefix } from '../flow.js';
import type { Guards } from '../guards.js';
import { ProgramAnswers } from './answers.js';
import { assures } from './statements.js';

/** What modules check while they are being imported. */
export class ModuleChecks {
  readonly #answers: ProgramAnswers;

  constructor(readonly guards: Guards) {
    this.#answers = new ProgramAnswers(guards);
  }

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
    return this.#answers.of(program, subject, () => {
      const subjects = new Set([subject]);
      return program.body.body.some((s) => s.kind !== 'import' && assures(this.guards, s, { program, frame: undefined }, subjects));
    });
  }
}
