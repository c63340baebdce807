import type { Cursor, Segment } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Folded } from '../../flow/world.js';
import type { Call, Expression } from '../../program/nodes.js';
import { formatBraces } from './format.js';
import { calledName, dottedName } from './names.js';

const decoder = /^(?:b64decode|urlsafe_b64decode|standard_b64decode|fromhex|unhexlify|decodebytes)$/u;

type CallCursor = Cursor & { readonly node: Call };

/** Texts beyond this are not made: no key is that long, and hostile code could ask for gigabytes. */
const maxLength = 100_000;

/** The text that a call makes of texts, for the calls that people hide keys behind. */
export function foldCall(call: CallCursor, tracer: Tracer): Folded | undefined {
  const { node } = call;
  const [first] = node.args;
  const name = calledName(node.callee);
  if (name === undefined) return undefined;
  const argument = (): Folded | undefined => (first === undefined ? undefined : tracer.fold({ ...call, node: first }));
  if (node.callee.kind === 'member') {
    const receiver: Cursor = { ...call, node: node.callee.object };
    if (name === 'join') return foldJoin(receiver, call, tracer);
    if (name === 'replace') return foldReplace(receiver, call, tracer);
    if (name === 'format') return foldFormat(receiver, call, tracer);
    if (name === '__reversed__') return changed(tracer.fold(receiver), (text) => Array.from(text).reverse().join(''));
  }
  if (name === 'reversed') return changed(argument(), (text) => Array.from(text).reverse().join(''));
  if (name === 'str' && node.callee.kind === 'name') return argument();
  switch (decodes(node.callee, name) ? dottedName(tracer.endOf({ ...call, node: node.callee })) : undefined) {
    case 'base64.b64decode':
    case 'base64.urlsafe_b64decode':
    case 'base64.standard_b64decode':
    case 'base64.decodebytes':
      return changed(argument(), fromBase64);
    case 'bytes.fromhex':
    case 'bytearray.fromhex':
    case 'binascii.unhexlify':
      return changed(argument(), (text) => (/^(?:[\da-f]{2}){4,}$/iu.test(text) ? Buffer.from(text, 'hex').toString('latin1') : undefined));
    default:
      return undefined;
  }
}

/** May the called function be one that decodes: by its own name, or by one that an import gave it? */
function decodes(callee: Expression, name: string): boolean {
  const [origin] = callee.kind === 'name' ? (callee.binding?.origins ?? []) : [];
  return decoder.test(origin?.kind === 'import' ? origin.name : name);
}

/** A text made of others stands where the first of them stands. */
function changed(text: Folded | undefined, make: (text: string) => string | undefined): Folded | undefined {
  const value = text === undefined || text.value.length > maxLength ? undefined : make(text.value);
  return value === undefined || text === undefined ? undefined : made(value, text.segments);
}

function made(value: string, segments: readonly Segment[]): Folded | undefined {
  const [first] = segments;
  return first === undefined ? undefined : { value, segments: [{ value, node: first.node, program: first.program }] };
}

function fromBase64(text: string): string | undefined {
  return /^[\w+/-]{4,}={0,2}$/u.test(text) ? Buffer.from(text, 'base64').toString('latin1') : undefined;
}

function foldJoin(receiver: Cursor, call: CallCursor, tracer: Tracer): Folded | undefined {
  const [list] = call.node.args;
  const separator = tracer.fold(receiver);
  if (list === undefined || separator === undefined) return undefined;
  const reversed = reversedText(list, call, tracer);
  if (reversed !== undefined) return separator.value === '' ? reversed : undefined;
  const parts = tracer.elements({ ...call, node: list })?.map((element) => tracer.fold(element));
  if (parts === undefined || parts.length === 0 || !parts.every((p) => p !== undefined)) return undefined;
  const value = parts.map((p) => p.value).join(separator.value);
  if (value.length > maxLength) return undefined;
  return { value, segments: parts.flatMap((p, i) => (i === 0 || separator.value === '' ? p.segments : [...separator.segments, ...p.segments])) };
}

/** `"".join(reversed("…"))`, and `"".join("…")` of a text. */
function reversedText(list: Expression, call: CallCursor, tracer: Tracer): Folded | undefined {
  return tracer.fold({ ...call, node: list });
}

/** `template.format(…)`, where the template is a literal that stands elsewhere. */
function foldFormat(receiver: Cursor, call: CallCursor, tracer: Tracer): Folded | undefined {
  const [segment, ...others] = tracer.fold(receiver)?.segments ?? [];
  if (segment === undefined || others.length > 0 || segment.program !== call.program || segment.value !== segment.node.value) return undefined;
  return tracer.fold({ ...call, node: formatBraces(segment.node, call.node.args, call.node.named) });
}

function foldReplace(receiver: Cursor, call: CallCursor, tracer: Tracer): Folded | undefined {
  const [from, to] = call.node.args.map((node) => tracer.fold({ ...call, node })?.value);
  const text = tracer.fold(receiver);
  if (text === undefined || from === undefined || to === undefined || from === '') return undefined;
  return text.value.includes(from) ? changed(text, (value) => value.replaceAll(from, () => to)) : text;
}
