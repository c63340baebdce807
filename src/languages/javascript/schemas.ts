import type { Cursor, Path, PathStep } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { SchemaField } from '../../flow/world.js';
import { isCredential } from '../../key/placeholder.js';
import { children } from '../../program/children.js';
import type { Call, Expression, Node, Property } from '../../program/nodes.js';
import { isEnvironment } from './environment.js';

/** Names by which zod, valibot, envalid, t3-env, yup and others let a value be unset. */
const optionalName = /^(?:optional|nullish|nullable|optionalKey|exactOptional|undefinedable|maybe)$/u;
const defaultName = /^(?:default|prefault|catch|fallback|withDefault)$/u;
/** Properties of an options object under which the environment is given. */
const environmentOption = /^(?:runtimeEnv|runtimeEnvStrict|experimental__runtimeEnv|env|environment|values|data|processEnv)$/u;
/** What a safe parse wraps its result in. */
const resultProperty = /^(?:data|value|output)$/u;
/** How such libraries call what checks the environment. */
const schemaMethod = /parse|valid|check|create|clean|assert|decode|load|env|config|safe|cast|from|schema|type/iu;
const lenientCall = /^(?:safe|try|is$)/u;
/** What makes all fields of a schema optional, or required, whatever they say of themselves: `z.object({…}).partial()`. */
const partialName = /^(?:partial|deepPartial|partialAsync)$/u;
const requiredName = /^(?:required|deepRequired)$/u;

/** What a call such as `z.object({ X: z.string() }).parse(process.env)` says of the variable at the end of `path`. */
export function schemaField(call: Cursor & { readonly node: Call }, path: Path, tracer: Tracer): SchemaField | undefined {
  const step = path.length === 2 && resultProperty.test(path[0]?.name ?? '') ? path[1] : path.length === 1 ? path[0] : undefined;
  const name = step?.name;
  const { node } = call;
  const method = node.callee.kind === 'member' ? node.callee.property : node.callee.kind === 'name' ? node.callee.name : undefined;
  if (name === undefined || method === undefined || !schemaMethod.test(method)) return undefined;
  if (!node.args.some((arg) => givesEnvironment({ ...call, node: arg }, tracer))) return undefined;
  const schemas = node.callee.kind === 'member' ? [node.callee.object, ...node.args] : node.args;
  for (const schema of schemas) {
    const field = fieldOf({ ...call, node: schema }, name, tracer, 0);
    if (field === undefined) continue;
    const { property, site } = field;
    const place: PathStep = { name, site: { ...site, node: property }, program: site.program, start: property.start, end: property.end };
    const own = fieldPresence({ ...site, node: property.value }, tracer);
    const presence = field.loosened && own === 'required' ? 'optional' : own;
    const lenient = lenientCall.test(method) && presence === 'required' && path.length === 1;
    return { name, place, presence: lenient ? 'optional' : presence };
  }
  return undefined;
}

function givesEnvironment(cursor: Cursor, tracer: Tracer): boolean {
  const { node } = cursor;
  if (node.kind === 'object') {
    return node.properties.some((p) => {
      if (p.kind === 'spread') return givesEnvironment({ ...cursor, node: p.value }, tracer);
      if (p.name !== undefined && environmentOption.test(p.name)) return p.value.kind === 'object' || givesEnvironment({ ...cursor, node: p.value }, tracer);
      return false;
    });
  }
  if (node.kind !== 'member' && node.kind !== 'name') return false;
  const end = tracer.endOf(cursor);
  return end !== undefined && isEnvironment(end);
}

interface Field {
  readonly property: Property;
  readonly site: Cursor;
  /** Something around the field lets it be unset: `schema.partial()`. */
  readonly loosened: boolean;
}

/** The field of that name in the object literals that a schema is built of. */
function fieldOf(cursor: Cursor, name: string, tracer: Tracer, depth: number): Field | undefined {
  if (depth > 8) return undefined;
  const { node } = cursor;
  const next = (part: Expression): Field | undefined => fieldOf({ ...cursor, node: part }, name, tracer, depth + 1);
  switch (node.kind) {
    case 'object':
      for (const property of node.properties) {
        if (property.kind === 'property' && property.name === name && property.value.kind !== 'object') return { property, site: cursor, loosened: false };
      }
      for (const property of node.properties) {
        // `createEnv({ server: { X: … }, runtimeEnv: { X: process.env.X } })`: the second is no schema.
        if (property.kind === 'property' && environmentOption.test(property.name ?? '')) continue;
        const found = next(property.value);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'call':
      return fieldOfCall(node, cursor, name, next, tracer);
    case 'member':
      return next(node.object);
    case 'name': {
      const end = tracer.endOf(cursor);
      return end?.kind === 'node' && end.cursor.node !== node ? fieldOf(end.cursor, name, tracer, depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}

/** `z.object({…}).partial({ X: true })`, `v.partial(v.object({…}), ['X'])`: without a list they speak of all fields. */
function fieldOfCall(call: Call, cursor: Cursor, name: string, next: (part: Expression) => Field | undefined, tracer: Tracer): Field | undefined {
  const { callee, args } = call;
  const method = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  const isPartial = method !== undefined && partialName.test(method);
  if (!isPartial && (method === undefined || !requiredName.test(method))) return [callee, ...args].map(next).find((f) => f !== undefined);
  let list: Expression | undefined;
  let field = next(callee);
  for (const argument of args) {
    if (field === undefined) field = next(argument);
    else list = argument;
  }
  if (field === undefined || (list !== undefined && !lists({ ...cursor, node: list }, name, tracer))) return field;
  return { ...field, loosened: isPartial };
}

/** Is a name one of `{ X: true }`, `['X']`? */
function lists(cursor: Cursor, name: string, tracer: Tracer): boolean {
  const { node } = cursor;
  if (node.kind === 'object') return node.properties.some((property) => property.kind === 'property' && property.name === name);
  return tracer.elements(cursor)?.some((element) => tracer.fold(element)?.value === name) ?? false;
}

/** May the value that a field's schema describes be unset, and what stands in then? */
export function fieldPresence(cursor: Cursor, tracer: Tracer): SchemaField['presence'] {
  let optional = false;
  const stack: Node[] = [cursor.node];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'function') continue;
    if (node.kind === 'call') {
      const name = node.callee.kind === 'member' ? node.callee.property : node.callee.kind === 'name' ? node.callee.name : undefined;
      const isOptional = name !== undefined && optionalName.test(name);
      const stand = name !== undefined && defaultName.test(name) ? node.args.at(-1) : isOptional ? node.args[1] : undefined;
      if (stand !== undefined) return presenceOfDefault({ ...cursor, node: stand }, tracer);
      optional ||= isOptional;
    } else if (node.kind === 'property' && /^(?:default|devDefault)$/u.test(node.name ?? '')) {
      return presenceOfDefault({ ...cursor, node: node.value }, tracer);
    }
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return optional ? 'optional' : 'required';
}

function presenceOfDefault(cursor: Cursor, tracer: Tracer): SchemaField['presence'] {
  const text = tracer.fold(cursor);
  if (text === undefined) return tracer.endOf(cursor)?.kind === 'absent' ? 'optional' : 'required';
  if (text.value.trim() === '') return 'empty';
  // A real key as the default is a finding of its own.
  return isCredential(text.value) ? 'required' : 'dummy';
}
