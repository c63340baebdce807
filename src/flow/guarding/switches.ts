import type { Expression, Switch, SwitchCase } from '../../program/nodes.js';
import type { Site } from '../flow.js';
import type { Guards } from '../guards.js';

/** `switch (key) { case undefined: case '': throw …; default: … }` */
export function isCheckedByCase(guards: Guards, branch: SwitchCase, { program, frame }: Site, subjects: ReadonlySet<string>): boolean {
  const { parent } = branch;
  if (parent?.kind === 'switch' && parent.value.kind === 'constant' && parent.value.value === true) {
    // `switch (true) { case !key: throw …; default: … }`
    if (branch.test !== undefined && guards.conditions.implies({ node: branch.test, program, frame }, true, subjects)) return true;
    const earlier = parent.cases.slice(0, parent.cases.indexOf(branch));
    return earlier.some((c) => c.test !== undefined && guards.conditions.implies({ node: c.test, program, frame }, false, subjects));
  }
  if (parent?.kind !== 'switch' || !guards.conditions.names({ node: parent.value, program, frame }, subjects)) return false;
  if (branch.test !== undefined) return guards.tracer.fold({ node: branch.test, program, frame })?.value !== '';
  return parent.cases.some((c) => c.test !== undefined && isNothing(c.test));
}

/** `case None: raise …`: beyond the switch the value is set. */
export function assuresSwitch(guards: Guards, { value, cases }: Switch, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  if (!guards.conditions.names({ node: value, ...here }, subjects)) return false;
  const nothing = cases.flatMap((c, i) => (c.test !== undefined && isNothing(c.test) ? [i] : []));
  return nothing.length > 0 && nothing.every((i) => {
    const last = cases.slice(i).find((c) => c.body.length > 0)?.body.at(-1);
    return last !== undefined && last.kind !== 'jump' && !guards.completion.completes(last, here);
  });
}

function isNothing(test: Expression): boolean {
  return (test.kind === 'constant' && test.value == null) || (test.kind === 'text' && test.value === '');
}
