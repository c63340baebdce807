import type { FunctionNode, Node, Program } from '../../program/nodes.js';
import { bindingHolding, enclosingFunction, initialisersOf } from '../../program/structure.js';
import type { Frame, Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { callGiven, gatedBy, gateOf } from './gates.js';
import { assures } from './statements.js';

/** What the calls of a function, its class and its place say. */
export function isCheckedAround(guards: Guards, fn: FunctionNode, site: Site, subjects: ReadonlySet<string>): boolean {
  const { program, frame } = site;
  if (guards.active.has(fn)) {
    guards.except();
    return false;
  }
  guards.active.add(fn);
  try {
    for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) {
      if (at.fn === fn && guards.isCheckedAt({ node: at.call, program: at.program, frame: at.outer }, subjects)) return true;
    }
    if (fn.decorators.some((node) => gatedBy(guards, { node, program, frame }, subjects))) return true;
    const parent = fn.parent;
    const given = callGiven(fn);
    if (given !== undefined) {
      const gate = gateOf(guards, given, program, frame);
      if (gate !== undefined && guards.conditions.implies(gate.test, gate.outcome, subjects)) return true;
    }
    if (parent?.kind === 'class-member' && parent.role !== 'constructor' && !parent.static && parent.parent?.kind === 'class') {
      for (const first of initialisersOf(parent.parent)) if (first !== fn && assures(guards, first.body, { program, frame: undefined }, subjects)) return true;
    }
    return isCheckedByCallers(guards, fn, site, subjects);
  } finally {
    guards.active.delete(fn);
  }
}

/** A function is checked where every call of it is: those in its own file, and in the files that import it. */
function isCheckedByCallers(guards: Guards, fn: FunctionNode, { program }: Site, subjects: ReadonlySet<string>): boolean {
  const binding = bindingHolding(fn, program);
  if (binding === undefined || binding.origins.length !== 1) return false;
  const uses: { reference: Node; program: Program }[] = binding.references.map((reference) => ({ reference, program }));
  for (const [name, given] of program.exports) {
    if (given.kind !== 'binding' || given.binding !== binding) continue;
    const importers = guards.tracer.world.importersOf(program);
    // In JavaScript what is exported is meant for others; in Python everything is.
    if (importers.length === 0 && program.language !== 'python') return false;
    for (const importer of importers) uses.push(...importedUses(guards, importer, program, name));
  }
  return (
    uses.length > 0 &&
    uses.every(({ reference, program: where }) => {
      const call = reference.parent;
      if (call?.kind !== 'call' || call.callee !== reference) return false;
      if (enclosingFunction(call) === fn) return true;
      return guards.isCheckedAt({ node: call, program: where, frame: undefined }, subjects);
    })
  );
}

/** Where an importer uses what a program exports under a name. */
function importedUses(guards: Guards, importer: Program, program: Program, name: string): { reference: Node; program: Program }[] {
  return importer.bindings.flatMap((b) => {
    const [origin] = b.origins;
    if (origin?.kind !== 'import' || origin.name !== name || origin.typeOnly) return [];
    return guards.tracer.world.resolve(importer, origin.specifier) === program ? b.references.map((reference) => ({ reference, program: importer })) : [];
  });
}
