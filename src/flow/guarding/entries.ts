import type { Call, Import, ImportCall, Node, Program } from '../../program/nodes.js';
import { children } from '../../program/children.js';
import { isRequire } from '../../program/require.js';
import { rooted } from '../../program/structure.js';
import { environmentPrefix, type Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { ProgramAnswers } from './answers.js';
import { assures } from './statements.js';

/** When the code that is asked about runs: while its module is loaded, or later. */
type When = 'loading' | 'later';

/**
 * Checks of the modules that a module is imported by: an entry that stops without the variable, and only then imports the
 * server. A check counts when every importer has one, or is itself imported only behind one.
 */
export class EntryChecks {
  readonly #answers: ProgramAnswers;

  constructor(readonly guards: Guards) {
    this.#answers = new ProgramAnswers(guards);
  }

  /** Is one of the variables set wherever the module is loaded, or, for what runs later, as soon as all modules are? */
  isCheckedBefore(program: Program, subjects: ReadonlySet<string>, when: When): boolean {
    return this.#everyImporter(program, subjects, when, (importer, variable) => {
      if (when === 'later' && importer.body.body.some((statement) => assures(this.guards, statement, siteIn(importer), variable))) return true;
      const imports = this.#importsOf(program, importer);
      if (imports.length > 0 && imports.every((node) => this.guards.isCheckedAt({ node, ...siteIn(importer) }, variable))) return true;
      return (when === 'later' || imports.length === 0) && this.isCheckedBefore(importer, variable, when);
    });
  }

  /** The same for a client that is made while the module is loaded: a check counts that comes before the first request. */
  isCheckedAfter(program: Program, subjects: ReadonlySet<string>): boolean {
    return this.#everyImporter(program, subjects, 'after', (importer, variable) => {
      for (const statement of importer.body.body) {
        if (assures(this.guards, statement, siteIn(importer), variable)) return true;
        if (this.#mayUse(statement, program, importer)) return false;
      }
      return this.isCheckedAfter(importer, variable);
    });
  }

  #everyImporter(program: Program, subjects: ReadonlySet<string>, question: string, holds: (importer: Program, variable: ReadonlySet<string>) => boolean): boolean {
    for (const subject of subjects) if (subject.startsWith(environmentPrefix) && this.#answer(program, subject, question, holds)) return true;
    return false;
  }

  #answer(program: Program, subject: string, question: string, holds: (importer: Program, variable: ReadonlySet<string>) => boolean): boolean {
    return this.#answers.of(program, `${question} ${subject}`, () => {
      const { world } = this.guards.tracer;
      const importers = world.importersOf(program).filter((importer) => importer.dependencies.some(({ specifier, typeOnly }) => !typeOnly && world.resolve(importer, specifier) === program));
      return importers.length > 0 && importers.every((importer) => holds(importer, new Set([subject])));
    });
  }

  /** Where a program imports another: `import`, `import()`, `require()`. */
  #importsOf(program: Program, importer: Program): readonly (Import | ImportCall | Call)[] {
    return importer.nodes.filter((node): node is Import | ImportCall | Call => {
      const specifier = specifierOf(node);
      return specifier !== undefined && this.guards.tracer.world.resolve(importer, specifier) === program;
    });
  }

  /** May a statement use what the module gives, or let others do so: does it wait, or call something of the module? */
  #mayUse(statement: Node, program: Program, importer: Program): boolean {
    const stack: Node[] = [statement];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.kind === 'await') return true;
      if (node.kind === 'call' && this.#comesFrom(node, program, importer)) return true;
      if (node.kind === 'function') continue;
      for (const part of children(node)) if (part !== undefined) stack.push(part);
    }
    return false;
  }

  #comesFrom({ callee, args }: Call, program: Program, importer: Program): boolean {
    return [callee, ...args].some((node) => {
      const { root } = rooted(node);
      const [origin] = root.kind === 'name' ? (root.binding?.origins ?? []) : [];
      return origin?.kind === 'import' && this.guards.tracer.world.resolve(importer, origin.specifier) === program;
    });
  }
}

function siteIn(program: Program): Pick<Site, 'program' | 'frame'> {
  return { program, frame: undefined };
}

function specifierOf(node: Node): string | undefined {
  if (node.kind === 'import') return node.typeOnly ? undefined : node.specifier;
  const asked = node.kind === 'import-call' ? node.specifier : node.kind === 'call' && isRequire(node.callee) ? node.args[0] : undefined;
  return asked?.kind === 'text' ? asked.value : undefined;
}
