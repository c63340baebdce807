import type { Expression, FunctionNode, Node, Statement } from '../program/nodes.js';
import { CallSites } from './call-sites.js';
import { Completion } from './completion.js';
import { Conditions } from './conditions.js';
import { isWithin, setsBehind, subjectsOfFlow, type Flow, type Site } from './flow.js';
import { isCheckedAround } from './guarding/callers.js';
import { EntryChecks } from './guarding/entries.js';
import { assuresExpression } from './guarding/expressions.js';
import { gatedBy } from './guarding/gates.js';
import { isCheckedLater } from './guarding/later.js';
import { ModuleChecks } from './guarding/modules.js';
import { isCheckedOnceSet, subjectsSetBefore } from './guarding/sets.js';
import { assures } from './guarding/statements.js';
import { isCheckedByCase } from './guarding/switches.js';
import type { Tracer } from './tracer.js';

/** How many calls, conditions and places are looked at for one question. */
const maxCost = 5000;

/**
 * Which checks stand before a use: a check counts when every way to the use passes it and it stops on unset or empty.
 * The programs are structured, so domination is read off the tree: what comes before in the same block, and the
 * conditions of the branches around. What a statement assures once it is done, and what a condition implies, is found in
 * `guarding/`; here the tree is climbed.
 */
export class Guards {
  readonly conditions: Conditions;
  readonly calls: CallSites;
  readonly completion: Completion;
  readonly modules: ModuleChecks;
  readonly entries: EntryChecks;
  /** The functions that are being looked into already. */
  readonly active = new Set<FunctionNode>();
  #cost = 0;
  /** Where the subjects of the question were given the value that it is about. */
  #set: ReadonlyMap<string, Site> = new Map();
  /** How often an answer was given that holds for the question that is open alone. */
  #exceptions = 0;
  /** By list of statements and subjects: which of the statements assure one of the subjects. */
  readonly #assured = new WeakMap<readonly Statement[], Map<string, Uint8Array>>();

  constructor(readonly tracer: Tracer) {
    this.conditions = new Conditions(tracer, this);
    this.calls = new CallSites(tracer);
    this.modules = new ModuleChecks(this);
    this.entries = new EntryChecks(this);
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
    if (flow.steps.some((step) => step.kind === 'set' && isCheckedOnceSet(this, step.site, use, subjects))) return true;
    return sites.some((site) => this.#with(setsBehind(flow, site), () => this.isCheckedAt(site, subjects))) || this.#with(setsBehind(flow, use), () => isCheckedLater(this, use, subjects));
  }

  #with<T>(set: ReadonlyMap<string, Site>, run: () => T): T {
    const before = this.#set;
    this.#set = set;
    try {
      return run();
    } finally {
      this.#set = before;
    }
  }

  /** Counts a step. Calls within calls can be without end; what costs too much to know counts as checked, so that it is not reported. */
  isTooCostly(): boolean {
    const isSo = ++this.#cost > maxCost || this.tracer.world.isExhausted();
    if (isSo) this.except();
    return isSo;
  }

  /** Says that what is answered now, as it leads back to itself or is cut short, holds for the question that is open alone. */
  except(): void {
    this.#exceptions++;
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
          if (child !== parent.test && isCheckedByCase(this, parent, { node: parent, program, frame }, subjects)) return true;
          if (this.#isCheckedInList(parent.body, child, deferred, { node: parent, program, frame }, subjects)) return true;
          break;
        case 'block':
          if (this.#isCheckedInList(parent.body, child, deferred, { node: parent, program, frame }, subjects)) return true;
          break;
        case 'sequence':
          for (const earlier of parent.expressions) {
            if (earlier === child) break;
            if (assuresExpression(this, { node: earlier, program, frame }, subjects)) return true;
          }
          break;
        default:
          break;
      }
      if (child.kind === 'function' && child !== limit) {
        if (isCheckedAround(this, child, { node: child, program, frame }, subjects)) return true;
        deferred = true;
      } else if (child.kind === 'class') {
        if (child.decorators.some((node) => gatedBy(this, { node, program, frame }, subjects))) return true;
        deferred = true;
      }
    }
    return limit === undefined && this.entries.isCheckedBefore(program, subjects, deferred ? 'later' : 'loading');
  }

  #isCheckedInList(list: readonly Statement[], child: Node, deferred: boolean, site: Site, subjects: ReadonlySet<string>): boolean {
    // What is run later finds the whole list done, so that a check below counts as well.
    const late = deferred || child.kind === 'definition';
    const assures = this.assuredIn(list, site, subjects);
    for (const [index, statement] of list.entries()) {
      if (statement === child) {
        if (late) continue;
        return false;
      }
      if (assures(statement, index)) return true;
    }
    return false;
  }

  /** @returns says of a statement of the list whether one of the subjects is set once it is done; each is looked at once */
  assuredIn(list: readonly Statement[], site: Site, subjects: ReadonlySet<string>): (statement: Statement, index: number) => boolean {
    const isPlain = site.frame === undefined && this.tracer.elementOf.size === 0 && this.#set.size === 0;
    const known = isPlain ? this.#knownOf(list, subjects) : undefined;
    return (statement, index) => {
      const answer = known?.[index] ?? unasked;
      return answer === unasked ? this.#askAndKeep(statement, index, known, site, subjects) : answer === assured;
    };
  }

  #askAndKeep(statement: Statement, index: number, known: Uint8Array | undefined, site: Site, subjects: ReadonlySet<string>): boolean {
    const before = this.#exceptions;
    const answer = assures(this, statement, site, subjectsSetBefore(this.#set, statement, site.program, subjects));
    if (known !== undefined && this.#exceptions === before) known[index] = answer ? assured : notAssured;
    return answer;
  }

  #knownOf(list: readonly Statement[], subjects: ReadonlySet<string>): Uint8Array {
    let bySubjects = this.#assured.get(list);
    if (bySubjects === undefined || bySubjects.size > mostSubjects) this.#assured.set(list, (bySubjects = new Map<string, Uint8Array>()));
    const key = [...subjects].sort().join('\n');
    let known = bySubjects.get(key);
    if (known === undefined) bySubjects.set(key, (known = new Uint8Array(list.length)));
    return known;
  }
}

const unasked = 0;
const notAssured = 1;
const assured = 2;

/** So many sets of subjects are remembered for a list of statements. */
const mostSubjects = 50;
