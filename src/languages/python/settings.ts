import type { Cursor, End, Path, PathStep } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { SchemaField } from '../../flow/world.js';
import { isCredential } from '../../key/placeholder.js';
import { children } from '../../program/children.js';
import type { Call, ClassMember, ClassNode, Expression, Node } from '../../program/nodes.js';
import { constructorOf } from '../../program/structure.js';
import { namedValue } from './arguments.js';
import { calledName, dottedName } from './names.js';

export const baseSettings = /^(?:pydantic_settings|pydantic|pydantic\.v1|pydantic_settings\.main)\.BaseSettings$/u;

/** What a class of pydantic settings says of the field at the end of `path`: it reads the variable of that name. */
export function schemaField(call: Cursor & { readonly node: Call }, path: Path, tracer: Tracer): SchemaField | undefined {
  const [step] = path;
  if (path.length !== 1 || step?.name === undefined) return undefined;
  // A value that is given in the construction is none of the environment.
  if (namedValue(call.node, step.name) !== undefined) return undefined;
  const cls = classOf(tracer.endOf({ ...call, node: call.node.callee }));
  const found = cls === undefined ? undefined : fieldIn(cls, step.name, tracer);
  if (found === undefined) return undefined;
  const { member, at } = found;
  const place: PathStep = { name: step.name, site: { ...at, node: member }, program: at.program, start: member.start, end: member.end };
  return { name: variableOf(member, at, step.name, tracer), place, presence: isValidated(step.name, cls?.node ?? at.node) || isValidated(step.name, at.node) ? 'required' : presenceOf(member, at, tracer) };
}

interface ClassCursor extends Cursor {
  readonly node: ClassNode;
}

function classOf(end: End | undefined): ClassCursor | undefined {
  return end?.kind === 'node' && end.cursor.node.kind === 'class' ? { ...end.cursor, node: end.cursor.node } : undefined;
}

/** The field of a class, or of one that it extends, where the last of them is pydantic's. */
function fieldIn(cls: ClassCursor, name: string, tracer: Tracer): { readonly member: ClassMember; readonly at: ClassCursor } | undefined {
  let found: { member: ClassMember; at: ClassCursor } | undefined;
  let at: ClassCursor | undefined = cls;
  for (let depth = 0; at !== undefined && depth < 8; depth++) {
    if (constructorOf(at.node) !== undefined) return undefined;
    const member = at.node.members.find((m) => m.role === 'field' && m.name === name);
    if (member !== undefined && found === undefined) found = { member, at };
    const base: End | undefined = at.node.superclass === undefined ? undefined : tracer.endOf({ ...at, node: at.node.superclass });
    if (base?.kind === 'import' && baseSettings.test(dottedName(base) ?? '')) return found;
    at = classOf(base);
  }
  return undefined;
}

/** The variable of a field: its alias, else its name in capitals, behind the prefix of the class. */
function variableOf(member: ClassMember, at: ClassCursor, name: string, tracer: Tracer): string {
  const field = member.value?.kind === 'call' ? member.value : undefined;
  for (const option of ['validation_alias', 'alias', 'env']) {
    const alias = field === undefined ? undefined : namedValue(field, option);
    const text = alias === undefined ? undefined : tracer.fold({ ...at, node: alias });
    if (text !== undefined) return text.value.toUpperCase();
  }
  return (prefixOf(at, tracer) + name).toUpperCase();
}

function prefixOf(at: ClassCursor, tracer: Tracer): string {
  for (const { name, value } of at.node.members) {
    const config = name === 'model_config' && value?.kind === 'call' ? namedValue(value, 'env_prefix') : undefined;
    const inner = name === 'Config' && value?.kind === 'class' ? value.members.find((m) => m.name === 'env_prefix')?.value : undefined;
    const given = config ?? (inner?.kind === 'block' ? undefined : inner);
    if (given !== undefined) return tracer.fold({ ...at, node: given })?.value ?? '';
  }
  return '';
}

/** Does a validator of the field stop? Settings validate their defaults, too. */
function isValidated(name: string, { members }: ClassNode): boolean {
  return members.some(({ value }) => value?.kind === 'function' && value.decorators.some((decorator) => validates(decorator, name)) && stops(value.body));
}

/** `@field_validator("name")`, `@validator("name")`. */
function validates(decorator: Expression, name: string): boolean {
  if (decorator.kind !== 'call' || !/^(?:field_)?validator$/u.test(calledName(decorator.callee) ?? '')) return false;
  return decorator.args.some((field) => field.kind === 'text' && (field.value === name || field.value === '*'));
}

function stops(body: Node): boolean {
  const stack = [body];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'throw') return true;
    for (const part of children(node)) if (part !== undefined) stack.push(part);
  }
  return false;
}

function presenceOf({ value }: ClassMember, at: ClassCursor, tracer: Tracer): SchemaField['presence'] {
  if (value === undefined || value.kind === 'block') return 'required';
  const given = value.kind === 'call' && /^Field$/u.test(calledName(value.callee) ?? '') ? defaultOf(value) : value;
  if (given === undefined) return 'required';
  if (value.kind === 'call' && namedValue(value, 'min_length') !== undefined) return 'required';
  if (given.kind === 'call' && given.args[0]?.kind === 'text' && /SecretStr$/u.test(calledName(given.callee) ?? '')) return presenceOfText(given.args[0].value);
  const end = tracer.endOf({ ...at, node: given });
  if (end?.kind === 'absent') return 'optional';
  return end?.kind === 'text' ? presenceOfText(end.value) : 'required';
}

/** `Field("…")`, `Field(default="…")`; `...` and none mean that the field is required. */
function defaultOf(field: Call): Expression | undefined {
  const given = namedValue(field, 'default') ?? field.args[0];
  return given?.kind === 'other' ? undefined : given;
}

function presenceOfText(text: string): SchemaField['presence'] {
  if (text.trim() === '') return 'empty';
  // A real key as the default is a finding of its own.
  return isCredential(text) ? 'required' : 'dummy';
}
