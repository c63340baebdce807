import type { Call, Expression, FunctionNode, If, Loop, Node, Program, Statement, Switch, SwitchCase, Try } from '../program/nodes.js';
import { enclosingFunction, initialisersOf, rooted, structureOf } from '../program/structure.js';
import { children } from '../program/children.js';
import { CallSites } from './call-sites.js';
import { Completion } from './completion.js';
import { Conditions } from './conditions.js';
import { environmentPrefix, subjectsOfFlow, type Cursor, type Flow, type Frame, type Site } from './flow.js';
import type { Tracer } from './tracer.js';

/** How many calls, conditions and places are looked at for one question. */
const maxCost = 5000;

/**
 * Which checks stand before a use: a check counts when every way to the use passes it and it stops on unset or empty.
 * The programs are structured, so domination is read off the tree: what comes before in the same block, and the
 * conditions of the branches around.
 */
export class Guards {
  readonly conditions: Conditions;
  readonly calls: CallSites;
  readonly completion: Completion;
  readonly #active = new Set<Node>();
  readonly #moduleAnswers = new WeakMap<Program, Map<string, boolean>>();
  #cost = 0;

  constructor(readonly tracer: Tracer) {
    this.conditions = new Conditions(tracer, this);
    this.calls = new CallSites(tracer);
    this.completion = new Completion(tracer);
    tracer.neverReturns = (cursor) => this.completion.neverReturns(cursor);
  }

  /** Is the value checked on its way to `use`, or does something unknown stand in for it? */
  isChecked(flow: Flow, use: Site): boolean {
    this.#cost = 0;
    if (flow.steps.some((s) => s.kind === 'checked' || s.kind === 'covered' || (s.kind === 'checked-within' && isWithin(use.node, s.block)))) return true;
    const subjects = subjectsOfFlow(flow);
    const sites: Site[] = [use];
    // Beyond a branch whose other side lets anything through, a check says nothing of what arrives.
    const branch = flow.steps.findIndex((s) => s.kind === 'branch');
    const steps = branch < 0 ? flow.steps : flow.steps.slice(0, branch);
    for (const step of steps) if (step.kind === 'read') sites.push(step.site);
    if (branch < 0 && flow.end.kind === 'environment') sites.push(flow.end.place.site);
    return sites.some((site) => this.isCheckedAt(site, subjects)) || this.#isCheckedAfter(use, subjects);
  }

  /** Counts a step. Calls within calls can be without end; what costs too much to know counts as checked, so that it is not reported. */
  isTooCostly(): boolean {
    return ++this.#cost > maxCost || this.tracer.world.isExhausted();
  }

  /** Does a check of one of the subjects dominate the site? */
  isCheckedAt(site: Site, subjects: ReadonlySet<string>): boolean {
    return subjects.size > 0 && this.#climb(site, subjects, undefined);
  }

  /** The same, inside of one function only. */
  isCheckedWithin(site: Site, subjects: ReadonlySet<string>, limit: FunctionNode): boolean {
    return this.#climb(site, subjects, limit);
  }

  #climb(site: Site, subjects: ReadonlySet<string>, limit: FunctionNode | undefined): boolean {
    if (this.isTooCostly()) return true;
    const { program, frame } = site;
    let deferred = false;
    for (let child = site.node, parent = child.parent; parent !== undefined; child = parent, parent = parent.parent) {
      if (child === limit) return false;
      const test = (node: Expression, outcome: boolean): boolean => this.conditions.implies({ node, program, frame }, outcome, subjects);
      switch (parent.kind) {
        case 'if':
        case 'conditional':
          if (child === parent.consequent ? test(parent.test, true) : child === parent.alternate && test(parent.test, false)) return true;
          break;
        case 'logical':
          if (child === parent.right && parent.operator !== '??' && test(parent.left, parent.operator === '&&')) return true;
          break;
        case 'loop':
          if (child === parent.body && parent.test !== undefined && test(parent.test, true)) return true;
          break;
        case 'case':
          if (child !== parent.test && this.#isCheckedByCase(parent, { node: parent, program, frame }, subjects)) return true;
          if (this.#isCheckedInList(parent.body, child, deferred, { node: parent, program, frame }, subjects)) return true;
          break;
        case 'block':
          if (this.#isCheckedInList(parent.body, child, deferred, { node: parent, program, frame }, subjects)) return true;
          break;
        case 'sequence':
          for (const earlier of parent.expressions) {
            if (earlier === child) break;
            if (this.#assuresExpression({ node: earlier, program, frame }, subjects)) return true;
          }
          break;
        default:
          break;
      }
      if (child.kind === 'function' && child !== limit) {
        if (this.#isCheckedAround(child, { node: child, program, frame }, subjects)) return true;
        deferred = true;
      } else if (child.kind === 'class') {
        if (child.decorators.some((node) => this.conditions.gatedBy({ node, program, frame }, subjects))) return true;
        deferred = true;
      }
    }
    return false;
  }

  /** `switch (key) { case undefined: case '': throw …; default: … }` */
  #isCheckedByCase(branch: SwitchCase, { program, frame }: Site, subjects: ReadonlySet<string>): boolean {
    const { parent } = branch;
    if (parent?.kind === 'switch' && parent.value.kind === 'constant' && parent.value.value === true) {
      // `switch (true) { case !key: throw …; default: … }`
      if (branch.test !== undefined && this.conditions.implies({ node: branch.test, program, frame }, true, subjects)) return true;
      const earlier = parent.cases.slice(0, parent.cases.indexOf(branch));
      return earlier.some((c) => c.test !== undefined && this.conditions.implies({ node: c.test, program, frame }, false, subjects));
    }
    if (parent?.kind !== 'switch' || !this.conditions.names({ node: parent.value, program, frame }, subjects)) return false;
    if (branch.test !== undefined) return this.tracer.fold({ node: branch.test, program, frame })?.value !== '';
    return parent.cases.some((c) => c.test !== undefined && isNothing(c.test));
  }

  /** What the calls of a function, its class and its place say. */
  #isCheckedAround(fn: FunctionNode, site: Site, subjects: ReadonlySet<string>): boolean {
    const { program, frame } = site;
    if (this.#active.has(fn)) return false;
    this.#active.add(fn);
    try {
      for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) {
        if (at.fn === fn && this.#climb({ node: at.call, program: at.program, frame: at.outer }, subjects, undefined)) return true;
      }
      if (fn.decorators.some((node) => this.conditions.gatedBy({ node, program, frame }, subjects))) return true;
      const parent = fn.parent;
      if (parent?.kind === 'call' && parent.callee !== fn) {
        const gate = this.conditions.gateOf(parent, program, frame);
        if (gate !== undefined && this.conditions.implies(gate.test, gate.outcome, subjects)) return true;
      }
      if (parent?.kind === 'class-member' && parent.role !== 'constructor' && !parent.static && parent.parent?.kind === 'class') {
        for (const first of initialisersOf(parent.parent)) if (first !== fn && this.assures(first.body, { program, frame: undefined }, subjects)) return true;
      }
      return this.#isCheckedByCallers(fn, site, subjects);
    } finally {
      this.#active.delete(fn);
    }
  }

  /** A function is checked where every call of it is: those in its own file, and in the files that import it. */
  #isCheckedByCallers(fn: FunctionNode, { program }: Site, subjects: ReadonlySet<string>): boolean {
    const binding = program.bindings.find((b) => b.origins.some((o) => (o.kind === 'function' && o.value === fn) || (o.kind === 'value' && o.value === fn)));
    if (binding === undefined || binding.origins.length !== 1) return false;
    const uses: { reference: Node; program: Program }[] = binding.references.map((reference) => ({ reference, program }));
    for (const [name, given] of program.exports) {
      if (given.kind !== 'binding' || given.binding !== binding) continue;
      const importers = this.tracer.world.importersOf(program);
      // In JavaScript what is exported is meant for others; in Python everything is.
      if (importers.length === 0 && program.language !== 'python') return false;
      for (const importer of importers) uses.push(...this.#importedUses(importer, program, name));
    }
    return (
      uses.length > 0 &&
      uses.every(({ reference, program: where }) => {
        const call = reference.parent;
        if (call?.kind !== 'call' || call.callee !== reference) return false;
        if (enclosingFunction(call) === fn) return true;
        return this.#climb({ node: call, program: where, frame: undefined }, subjects, undefined);
      })
    );
  }

  /** Where an importer uses what a program exports under a name. */
  #importedUses(importer: Program, program: Program, name: string): { reference: Node; program: Program }[] {
    return importer.bindings.flatMap((b) => {
      const [origin] = b.origins;
      if (origin?.kind !== 'import' || origin.name !== name || origin.typeOnly) return [];
      return this.tracer.world.resolve(importer, origin.specifier) === program ? b.references.map((reference) => ({ reference, program: importer })) : [];
    });
  }

  #isCheckedInList(list: readonly Statement[], child: Node, deferred: boolean, site: Site, subjects: ReadonlySet<string>): boolean {
    // What is run later finds the whole list done, so that a check below counts as well.
    const late = deferred || child.kind === 'definition';
    for (const statement of list) {
      if (statement === child) {
        if (late) continue;
        return false;
      }
      if (this.assures(statement, site, subjects)) return true;
    }
    return false;
  }

  /** A check after the construction counts when it comes before the first request: nothing in between can send one. */
  #isCheckedAfter(use: Site, subjects: ReadonlySet<string>): boolean {
    if (subjects.size === 0) return false;
    if (this.#isCheckedWhereUsed(use, subjects)) return true;
    let child: Node = use.node;
    while (child.parent !== undefined && child.parent.kind !== 'block' && child.parent.kind !== 'function') child = child.parent;
    const block = child.parent;
    if (block?.kind !== 'block') return false;
    for (const statement of block.body.slice(block.body.indexOf(child as Statement) + 1)) {
      if (this.assures(statement, use, subjects)) return true;
      if (mayRequest(statement, child)) return false;
    }
    return false;
  }

  /** `const client = new Mistral(…)`, and a check before every use of `client`. */
  #isCheckedWhereUsed({ node, program }: Site, subjects: ReadonlySet<string>): boolean {
    if (node.kind !== 'call' || node.parent?.kind !== 'declaration' || node.parent.value !== node) return false;
    const binding = program.bindings.find((b) => b.origins.length === 1 && b.origins[0]?.kind === 'value' && b.origins[0].value === node);
    if (binding === undefined || binding.references.length === 0) return false;
    for (const given of program.exports.values()) if (given.kind === 'binding' && given.binding === binding) return false;
    return binding.references.every((reference) => this.#climb({ node: reference, program, frame: undefined }, subjects, undefined));
  }

  /** Is one of the subjects set wherever the statement has come to its end? */
  assures(statement: Statement, { program, frame }: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    const at = (node: Expression): Cursor => ({ node, program, frame });
    const here = { program, frame };
    switch (statement.kind) {
      case 'expression-statement':
        return this.#assuresExpression(at(statement.expression), subjects);
      case 'declaration':
        if (statement.value === undefined) return false;
        // A mark of all tests in the module.
        if (statement.name === 'pytestmark' && this.conditions.gatedBy(at(statement.value), subjects)) return true;
        return this.#assuresExpression(at(statement.value), subjects);
      case 'switch':
        return this.#assuresSwitch(statement, here, subjects);
      case 'block':
        return statement.body.some((s) => this.assures(s, here, subjects));
      case 'if':
        return this.#assuresIf(statement, here, subjects);
      case 'try':
        return this.#assuresTry(statement, here, subjects);
      case 'loop':
        return this.#assuresLoop(statement, here, subjects);
      case 'import': {
        return !statement.typeOnly && this.#assuresImport(program, statement.specifier, subjects);
      }
      default:
        return false;
    }
  }

  /** A module that is imported has run: its own statements, and those of all that it imports. */
  #assuresImport(program: Program, specifier: string, subjects: ReadonlySet<string>): boolean {
    for (const subject of subjects) {
      if (!subject.startsWith(environmentPrefix)) continue;
      const name = subject.slice(environmentPrefix.length);
      for (const target of this.tracer.world.programsBehind(program, specifier, name)) if (this.#checksItself(target, subject)) return true;
    }
    return false;
  }

  #checksItself(program: Program, subject: string): boolean {
    let answers = this.#moduleAnswers.get(program);
    if (answers === undefined) this.#moduleAnswers.set(program, (answers = new Map<string, boolean>()));
    let answer = answers.get(subject);
    if (answer === undefined) {
      // While the question is open, asking it again finds nothing.
      answers.set(subject, false);
      const subjects = new Set([subject]);
      answer = program.body.body.some((s) => s.kind !== 'import' && this.assures(s, { program, frame: undefined }, subjects));
      answers.set(subject, answer);
    }
    return answer;
  }

  #assuresIf(statement: If, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    const test: Cursor = { node: statement.test, ...here };
    const branch = (body: Statement | undefined, outcome: boolean): boolean =>
      this.conditions.implies(test, outcome, subjects) ||
      (body !== undefined && (!this.completion.completes(body, here) || this.assures(body, here, subjects)));
    return branch(statement.consequent, true) && branch(statement.alternate, false);
  }

  /** `case None: raise …`: beyond the switch the value is set. */
  #assuresSwitch({ value, cases }: Switch, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    if (!this.conditions.names({ node: value, ...here }, subjects)) return false;
    const nothing = cases.flatMap((c, i) => (c.test !== undefined && isNothing(c.test) ? [i] : []));
    return nothing.length > 0 && nothing.every((i) => {
      const last = cases.slice(i).find((c) => c.body.length > 0)?.body.at(-1);
      return last !== undefined && last.kind !== 'jump' && !this.completion.completes(last, here);
    });
  }

  #assuresTry(statement: Try, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    if (statement.finalizer !== undefined && this.assures(statement.finalizer, here, subjects)) return true;
    if (!this.assures(statement.block, here, subjects)) return false;
    const { handler } = statement;
    return handler === undefined || !this.completion.completes(handler, here) || this.assures(handler, here, subjects);
  }

  #assuresLoop(statement: Loop, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    if (statement.before.some((s) => this.assures(s, here, subjects))) return true;
    if (statement.test !== undefined && statement.over === undefined) {
      return this.conditions.implies({ node: statement.test, ...here }, false, subjects);
    }
    if (statement.over === undefined) return false;
    // `for (const name of [...])`: the variable stands for each element, so a check of all of them is a check of one.
    const { over, body } = statement;
    const elements = this.tracer.elements({ node: over, ...here }) ?? [];
    return elements.some((element) => this.tracer.withElement(over, element, () => this.assures(body, here, subjects)));
  }

  /** Is one of the subjects set wherever the expression has come to its end? */
  #assuresExpression(cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    const { node } = cursor;
    const at = (next: Expression): Cursor => ({ ...cursor, node: next });
    switch (node.kind) {
      case 'logical':
        if (this.#assuresExpression(at(node.left), subjects)) return true;
        return node.operator === '&&'
          ? this.conditions.implies(at(node.left), false, subjects) && this.completion.neverReturns(at(node.right))
          : this.conditions.implies(at(node.left), true, subjects) && this.completion.neverReturns(at(node.right));
      case 'conditional':
        return (
          (this.conditions.implies(at(node.test), true, subjects) || this.completion.neverReturns(at(node.consequent))) &&
          (this.conditions.implies(at(node.test), false, subjects) || this.completion.neverReturns(at(node.alternate)))
        );
      case 'assignment':
        return this.#assuresAssignment(node, cursor, subjects);
      case 'call':
        return this.#assuresCall(node, cursor, subjects);
      case 'function':
      case 'class':
        return false;
      default:
        if (node.kind === 'member' && this.#stopsByItself(cursor, subjects)) return true;
        return partsOf(node).some((part) => part !== undefined && isExpression(part) && this.#assuresExpression(at(part), subjects));
    }
  }

  /** `os.environ["X"]` raises when the variable is unset. */
  #stopsByItself(cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    if (cursor.program.language !== 'python') return false;
    const [flow, ...others] = this.tracer.trace(cursor);
    return others.length === 0 && flow?.end.kind === 'environment' && flow.steps.some((s) => s.kind === 'checked') && subjects.has(environmentPrefix + flow.end.name);
  }

  /** `key = ask()`, `key ??= fail()`: the subject is given a value that is not known to be empty or a dummy. */
  #assuresAssignment(node: Expression & { kind: 'assignment' }, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    if (this.#assuresExpression({ ...cursor, node: node.value }, subjects)) return true;
    if (this.#setsVariable(node, cursor, subjects)) return true;
    if (node.target === undefined || !this.conditions.names({ ...cursor, node: node.target }, subjects)) return false;
    // What it is given is the value itself: that says nothing yet.
    if (this.conditions.names({ ...cursor, node: node.value }, subjects)) return false;
    if (node.operator !== '=' && this.completion.neverReturns({ ...cursor, node: node.value })) return true;
    return this.tracer.trace({ ...cursor, node: node.value }).every((f) => f.end.kind === 'unknown' || f.end.kind === 'node' || f.end.kind === 'parameter');
  }

  /** `os.environ["X"] = …`: whatever it is set to, unless that may be nothing, the variable is set. */
  #setsVariable({ target, value, operator }: Expression & { kind: 'assignment' }, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    if (target?.kind !== 'member' || operator !== '=') return false;
    const name = target.property ?? (target.index === undefined ? undefined : this.tracer.fold({ ...cursor, node: target.index })?.value);
    if (name === undefined || !subjects.has(environmentPrefix + name)) return false;
    const object = this.tracer.endOf({ ...cursor, node: target.object });
    if (object === undefined || !this.tracer.semantics.isEnvironment(object)) return false;
    return this.tracer.trace({ ...cursor, node: value }).every(({ end }) => end.kind !== 'absent' && end.kind !== 'environment' && (end.kind !== 'text' || end.value.trim() !== ''));
  }

  #assuresCall(node: Call, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    for (const part of [node.callee, ...node.args, node.named]) if (part !== undefined && this.#assuresExpression({ ...cursor, node: part }, subjects)) return true;
    if (this.conditions.isAssertion(cursor, node, subjects)) return true;
    if (this.#assuresTestSetup(node, cursor, subjects)) return true;
    const list = this.conditions.elementsOf(node, cursor);
    if (list !== undefined && list.callback !== undefined && list.method === 'forEach') {
      const { callback, elements } = list;
      return elements.some((element) => this.assures(callback.body, { program: list.program, frame: element }, subjects));
    }
    const callees = this.tracer.trace({ ...cursor, node: node.callee });
    if (callees.length !== 1) return false;
    const end = callees[0]?.end;
    if (end?.kind !== 'node') return false;
    const { node: called, program } = end.cursor;
    const targets = called.kind === 'class' && node.construct ? initialisersOf(called) : called.kind === 'function' ? [called] : [];
    return targets.some((target) => {
      if (this.#active.has(target)) return false;
      if (this.isTooCostly()) return true;
      this.#active.add(target);
      try {
        const frame: Frame = { fn: target, call: node, program: cursor.program, outer: cursor.frame };
        return this.#assuresFunction(target, { program, frame }, subjects);
      } finally {
        this.#active.delete(target);
      }
    });
  }

  /** `test.skip(!key, …)` ends the tests of the file; what `before(fn)` assures holds in all that follow. */
  #assuresTestSetup({ callee, args }: Call, cursor: Cursor, subjects: ReadonlySet<string>): boolean {
    const [first] = args;
    if (first === undefined) return false;
    const at: Cursor = { ...cursor, node: first };
    if (callee.kind === 'member' && callee.property === 'skip') {
      if (first.kind !== 'function') return this.conditions.implies(at, false, subjects);
      const returns = structureOf(cursor.program).returns.get(first) ?? [];
      return returns.length > 0 && returns.every((r) => r.value !== undefined && this.conditions.implies({ ...cursor, node: r.value }, false, subjects));
    }
    if (callee.kind !== 'name' || first.kind !== 'function' || !/^(?:before|beforeAll|beforeEach)$/u.test(callee.name)) return false;
    return this.assures(first.body, cursor, subjects);
  }

  /** A function assures what holds at its end and at each of its returns. */
  #assuresFunction(fn: FunctionNode, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
    const returns = structureOf(here.program).returns.get(fn) ?? [];
    for (const node of returns) {
      const held = this.isCheckedWithin({ node, ...here }, subjects, fn) || (node.value !== undefined && this.#assuresExpression({ node: node.value, ...here }, subjects));
      if (!held) return false;
    }
    return !this.completion.completes(fn.body, here) ? returns.length > 0 : this.assures(fn.body, here, subjects);
  }

}

function isNamed(node: Node, name: string): boolean {
  return node.kind === 'name' && node.name === name;
}

function isWithin(node: Node, block: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) if (at === block) return true;
  return false;
}

/** Waiting, or leaving, gives others the time to send a request; where nothing waits, a call of the client itself sends one. */
function mayRequest(statement: Statement, construction: Node): boolean {
  const client = construction.kind === 'declaration' ? construction.name : undefined;
  const stack: Node[] = [statement];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'await' || node.kind === 'return') return true;
    if (node.kind === 'call' && client !== undefined && rooted(node.callee).path.length > 1 && isNamed(rooted(node.callee).root, client)) return true;
    if (node.kind === 'function') continue;
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return false;
}

function isNothing(test: Expression): boolean {
  return (test.kind === 'constant' && test.value == null) || (test.kind === 'text' && test.value === '');
}

/** The parts of an expression; of an object what its properties are given. */
function partsOf(node: Expression): readonly (Node | undefined)[] {
  return node.kind === 'object' ? node.properties.flatMap(children) : children(node);
}

function isExpression(node: Node): node is Expression {
  switch (node.kind) {
    case 'block': case 'declaration': case 'expression-statement': case 'if': case 'return': case 'throw': case 'jump':
    case 'loop': case 'try': case 'switch': case 'definition': case 'import': case 'parameter': case 'class-member':
    case 'case': case 'property':
      return false;
    default:
      return true;
  }
}
