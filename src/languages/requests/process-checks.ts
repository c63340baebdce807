import type { Cursor } from '../../flow/flow.js';
import type { Assignment, Call, Expression } from '../../program/nodes.js';
import type { Context, FactList } from '../program/context.js';
import { namesOf } from '../javascript/environment.js';
import { calledName } from './uses.js';

/** States what switches certificate checks off for all that a process sends: a variable, the agent of all requests. */
export function addProcessChecks(context: Context, facts: FactList): void {
  for (const node of context.program.nodes) {
    if (node.kind === 'assignment' && node.target?.kind === 'member') addAssignment(node, node.target, context, facts);
    else if (node.kind === 'call') addCall(node, context, facts);
  }
}

function addAssignment(assignment: Assignment, target: Expression & { kind: 'member' }, context: Context, facts: FactList): void {
  const { dialect, program, tracer } = context;
  const spelled = program.source.text.slice(target.start, Math.min(target.end, target.start + 120));
  if (!/NODE_TLS_REJECT|globalAgent|httpsAgent|PYTHONHTTPSVERIFY|CA_BUNDLE|_create_default_https_context/u.test(spelled)) return;
  const end = tracer.endOf({ node: target.object, program, frame: undefined });
  const object = end === undefined ? undefined : end.kind === 'import' ? [end.specifier.replace(/^node:/u, ''), ...(namesOf(end) ?? [])] : namesOf(end);
  const names = [...(object ?? []), target.property ?? (target.index === undefined ? undefined : tracer.fold({ node: target.index, program, frame: undefined })?.value)];
  if (!dialect.http.global.test(names.join('.')) || !isOff(names.at(-1) ?? '', { node: assignment.value, program, frame: undefined }, context)) return;
  add(assignment, names.at(-1) ?? '', context, facts);
}

/** `setGlobalDispatcher(new Agent({ connect: { rejectUnauthorized: false } }))`, `os.environ.setdefault("PYTHONHTTPSVERIFY", "0")`. */
function addCall(call: Call, context: Context, facts: FactList): void {
  const { callee, args } = call;
  const name = calledName(call);
  const { program, tracer } = context;
  const [first, second] = args;
  if (name === 'setGlobalDispatcher' && first !== undefined) {
    const off = offIn(first, context);
    if (off !== undefined) add(off, 'rejectUnauthorized', context, facts);
  } else if (name === 'setdefault' && first?.kind === 'text' && second !== undefined && /^PYTHONHTTPSVERIFY$/u.test(first.value)) {
    if (isOff(first.value, { node: second, program, frame: undefined }, context) && callee.kind === 'member' && tracer.semantics.isEnvironment(tracer.endOf({ node: callee.object, program, frame: undefined }) ?? { kind: 'unknown' })) {
      add(call, first.value, context, facts);
    }
  }
}

function isOff(name: string, value: Cursor, context: Context): boolean {
  const { tracer, program } = context;
  if (name === 'rejectUnauthorized') return value.node.kind === 'constant' && value.node.value === false;
  if (/CA_BUNDLE$/u.test(name)) return tracer.fold(value)?.value === '';
  if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' || name === 'PYTHONHTTPSVERIFY') {
    if (value.node.kind === 'constant') return value.node.value === 0;
    return tracer.fold(value)?.value === '0';
  }
  if (name === '_create_default_https_context') return /_create_unverified_context/u.test(program.source.text.slice(value.node.start, value.node.end));
  return offIn(value.node, context) !== undefined;
}

/** The option `rejectUnauthorized: false` in the agent that an expression makes. */
function offIn(node: Expression, { program, tracer }: Context): Expression | (Call['named'] & object)['properties'][number] | undefined {
  const end = tracer.endOf({ node, program, frame: undefined });
  const made = end?.kind === 'node' && end.cursor.program === program ? end.cursor.node : node;
  const [options] = made.kind === 'call' ? made.args : [made];
  if (options?.kind !== 'object') return undefined;
  for (const property of options.properties) {
    if (property.kind !== 'property') continue;
    if (property.name === 'rejectUnauthorized' && property.value.kind === 'constant' && property.value.value === false) return property;
    if (property.value.kind === 'object' && /^(?:connect|requestTls|tls|https)$/u.test(property.name ?? '')) {
      const inner = offIn(property.value, { program, tracer } as Context);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

function add({ start, end }: { readonly start: number; readonly end: number }, name: string, { language, program }: Context, facts: FactList): void {
  facts.add({ kind: 'transport', place: { source: program.source, start, end }, language, how: { kind: 'unchecked', name }, remedies: [] });
}
