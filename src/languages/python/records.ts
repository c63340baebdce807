import type { Cursor, End } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Call, ClassMember, ClassNode } from '../../program/nodes.js';
import { constructorOf } from '../../program/structure.js';
import { baseSettings } from './settings.js';
import { calledName, dottedName } from './names.js';

/** What an object shows of itself: the value of a field, or the variable that a field of settings reads. */
export type RecordField = { readonly name: string } & ({ readonly value: Cursor } | { readonly variable: string });

interface Layer {
  readonly cls: ClassNode;
  readonly at: Cursor;
}

const dataDecorator = /^(?:dataclass|define|frozen|mutable|attrs|s)$/u;
const dataClass = /(?:^|\.)(?:BaseModel|SQLModel|Schema|Struct|NamedTuple|BaseSettings)$/u;
/** How a field is kept out of what an object shows. */
const hidden = /\brepr\s{0,4}=\s{0,4}False|\bexclude\s{0,4}=\s{0,4}True|\bSecret(?:Str|Bytes)?\b/u;

/**
 * The fields that an object shows when it is printed or sent, of classes that hold data: `@dataclass`, models and settings
 * of pydantic. Classes that say themselves how they look show none.
 */
export function recordFields(call: Call, made: End & { readonly kind: 'node' }, program: Cursor['program'], tracer: Tracer): readonly RecordField[] {
  const layers = layersOf(made.cursor, tracer);
  const last = layers.at(-1);
  if (last === undefined || !layers.some(({ cls }) => isData(cls)) || layers.some(({ cls }) => describesItself(cls))) return [];
  const base = last.cls.superclass === undefined ? undefined : tracer.endOf({ ...last.at, node: last.cls.superclass });
  const isSettings = base?.kind === 'import' && baseSettings.test(dottedName(base) ?? '');
  const fields = layers.reverse().flatMap(({ cls, at }) => cls.members.flatMap((member) => (isField(member) ? [{ member, at }] : [])));
  return fields.flatMap(({ member, at }, index): RecordField[] => {
    const { name = '', start, end } = member;
    if (hidden.test(at.program.source.text.slice(start, end))) return [];
    const given = call.named?.properties.find((p) => p.kind === 'property' && p.name === name)?.value ?? call.args[index];
    if (given !== undefined) return [{ name, value: { node: given, program, frame: undefined } }];
    if (isSettings) return [{ name, variable: name }];
    return member.value === undefined || member.value.kind === 'block' ? [] : [{ name, value: { node: member.value, program: at.program, frame: undefined } }];
  });
}

/** A class, and those that it extends. */
function layersOf(cursor: Cursor, tracer: Tracer): Layer[] {
  const layers: Layer[] = [];
  for (let at: Cursor | undefined = cursor; at?.node.kind === 'class' && layers.length < 8; ) {
    const cls: ClassNode = at.node;
    layers.push({ cls, at });
    const end: End | undefined = cls.superclass === undefined ? undefined : tracer.endOf({ ...at, node: cls.superclass });
    at = end?.kind === 'node' ? end.cursor : undefined;
  }
  return layers;
}

function isData({ superclass, decorators }: ClassNode): boolean {
  const base = superclass === undefined ? '' : (calledName(superclass) ?? '');
  return dataClass.test(base) || decorators.some((d) => dataDecorator.test(calledName(d.kind === 'call' ? d.callee : d) ?? ''));
}

function describesItself(cls: ClassNode): boolean {
  return constructorOf(cls) !== undefined || cls.members.some(({ name }) => name === '__repr__' || name === '__str__');
}

function isField({ role, name, value }: ClassMember): boolean {
  return role === 'field' && name !== undefined && name !== 'model_config' && value?.kind !== 'class' && value?.kind !== 'function';
}
