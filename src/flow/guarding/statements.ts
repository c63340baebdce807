import type { Expression, FunctionNode, If, Loop, Statement, Try } from '../../program/nodes.js';
import type { Cursor, Site } from '../flow.js';
import type { Guards } from '../guards.js';
import { assuresExpression } from './expressions.js';
import { gatedBy } from './gates.js';
import { assuresSwitch } from './switches.js';

/** Is one of the subjects set wherever the statement has come to its end? */
export function assures(guards: Guards, statement: Statement, { program, frame }: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  const at = (node: Expression): Cursor => ({ node, program, frame });
  const here = { program, frame };
  switch (statement.kind) {
    case 'expression-statement':
      return assuresExpression(guards, at(statement.expression), subjects);
    case 'declaration':
      if (statement.value === undefined) return false;
      // A mark of all tests in the module.
      if (statement.name === 'pytestmark' && gatedBy(guards, at(statement.value), subjects)) return true;
      return assuresExpression(guards, at(statement.value), subjects);
    case 'switch':
      return assuresSwitch(guards, statement, here, subjects);
    case 'block':
      return statement.body.some((s) => assures(guards, s, here, subjects));
    case 'if':
      return assuresIf(guards, statement, here, subjects);
    case 'try':
      return assuresTry(guards, statement, here, subjects);
    case 'loop':
      return assuresLoop(guards, statement, here, subjects);
    case 'definition':
      return statement.value.kind === 'function' && runsFirst(statement.value) && assures(guards, statement.value.body, here, subjects);
    case 'import':
      return !statement.typeOnly && guards.modules.assure(program, statement.specifier, subjects);
    default:
      return false;
  }
}

/** `@pytest.fixture(autouse=True)`: it runs before each test of its module. */
function runsFirst({ decorators }: FunctionNode): boolean {
  return decorators.some((node) => node.kind === 'call' && node.named?.properties.some((p) => p.kind === 'property' && p.name === 'autouse' && p.value.kind === 'constant' && p.value.value === true) === true);
}

function assuresIf(guards: Guards, statement: If, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  const test: Cursor = { node: statement.test, ...here };
  const branch = (body: Statement | undefined, outcome: boolean): boolean =>
    guards.conditions.implies(test, outcome, subjects) ||
    (body !== undefined && (!guards.completion.completes(body, here) || assures(guards, body, here, subjects)));
  return branch(statement.consequent, true) && branch(statement.alternate, false);
}

function assuresTry(guards: Guards, statement: Try, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  if (statement.finalizer !== undefined && assures(guards, statement.finalizer, here, subjects)) return true;
  if (!assures(guards, statement.block, here, subjects)) return false;
  const { handler } = statement;
  return handler === undefined || !guards.completion.completes(handler, here) || assures(guards, handler, here, subjects);
}

function assuresLoop(guards: Guards, statement: Loop, here: Pick<Site, 'program' | 'frame'>, subjects: ReadonlySet<string>): boolean {
  if (statement.before.some((s) => assures(guards, s, here, subjects))) return true;
  if (statement.test !== undefined && statement.over === undefined) {
    return guards.conditions.implies({ node: statement.test, ...here }, false, subjects);
  }
  if (statement.over === undefined) return false;
  // `for (const name of [...])`: the variable stands for each element, so a check of all of them is a check of one.
  const { over, body } = statement;
  const elements = guards.tracer.elements({ node: over, ...here }) ?? [];
  return elements.some((element) => guards.tracer.withElement(over, element, () => assures(guards, body, here, subjects)));
}
