import type { Block, Node, Program, Statement } from '../../program/nodes.js';
import { enclosingFunction } from '../../program/structure.js';
import { isWithin, type Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { assures } from './statements.js';

/** `if (a) { key = process.env.X; if (!key) throw … }`: a check in the branch where the name is given the value. */
export function isCheckedOnceSet(guards: Guards, { node, program, frame }: Site, use: Site, subjects: ReadonlySet<string>): boolean {
  for (let child: Node = node, parent = child.parent; parent !== undefined && child.kind !== 'function' && parent.kind !== 'try'; child = parent, parent = parent.parent) {
    if (parent.kind !== 'block') continue;
    if ((program === use.program && isWithin(use.node, parent)) || isCaughtIn(guards, parent, { program, frame })) return false;
    if (parent.body.slice(parent.body.indexOf(child as Statement) + 1).some((statement) => assures(guards, statement, { program, frame }, subjects))) return true;
  }
  return false;
}

/** Does the program go on when something is thrown in the block? */
function isCaughtIn({ completion }: Guards, block: Block, here: Pick<Site, 'program' | 'frame'>): boolean {
  const { parent } = block;
  return parent?.kind === 'try' && parent.block === block && parent.handler !== undefined && completion.completes(parent.handler, here);
}

/** A check says nothing of a value that the name is given only later: `if (!key) throw …; key = other`. */
export function subjectsSetBefore(sets: ReadonlyMap<string, Site>, check: Statement, program: Program, subjects: ReadonlySet<string>): ReadonlySet<string> {
  if (sets.size === 0) return subjects;
  const isLater = ({ node, program: where }: Site): boolean => where === program && node.start >= check.end && enclosingFunction(node) === enclosingFunction(check);
  return new Set([...subjects].filter((subject) => {
    const site = sets.get(subject);
    return site === undefined || !isLater(site);
  }));
}
