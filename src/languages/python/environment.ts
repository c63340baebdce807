import type { End, PathStep } from '../../flow/flow.js';
import type { Block, Node, Try } from '../../program/nodes.js';
import { calledName, dottedName } from './names.js';

interface EnvironmentRead {
  readonly name: string;
  readonly place: PathStep;
  readonly browser: boolean;
  readonly checked: boolean | Block;
}

const environments = new Set(['os.environ', 'os.environb', 'process.env']);
/** What a mapping can do; none of it is the name of a variable. */
const methods = new Set(['get', 'copy', 'pop', 'setdefault', 'items', 'keys', 'values', 'update', 'clear', 'popitem', '__getitem__', '__contains__', '__setitem__']);

/** Is it the environment as a mapping? */
export function isEnvironment(end: End): boolean {
  return environments.has(dottedName(end) ?? '');
}

/** The variable that is read where a value ends: `os.environ["X"]`, which stops when it is unset. */
export function environmentRead(end: End): EnvironmentRead | undefined {
  if (end.kind !== 'import' && end.kind !== 'global') return undefined;
  const place = end.path.at(-1);
  if (place?.name === undefined || methods.has(place.name)) return undefined;
  const whole: End = { ...end, path: end.path.slice(0, -1) };
  return isEnvironment(whole) ? { name: place.name, place, browser: false, checked: catcher(place.site.node, place) ?? true } : undefined;
}

/** The block around that the `KeyError` of a missing variable ends, where the program goes on behind it. */
function catcher(node: Node, { program }: PathStep): Block | undefined {
  for (let child: Node = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    if (parent.kind === 'function') return undefined;
    if (parent.kind === 'try' && child === parent.block && goesOn(parent, program.source.text)) return parent.block;
    if (parent.kind === 'block' && suppresses(parent)) return parent;
  }
  return undefined;
}

/** `with suppress(KeyError):` */
function suppresses({ body: [first] }: Block): boolean {
  const call = first?.kind === 'expression-statement' ? first.expression : undefined;
  if (call?.kind !== 'call' || calledName(call.callee) !== 'suppress') return false;
  return call.args.some((type) => /^(?:KeyError|LookupError|Exception|BaseException)$/u.test(calledName(type) ?? ''));
}

function goesOn({ handler }: Try, text: string): boolean {
  if (handler === undefined) return false;
  const clause = /^except\b(?<caught>[^:]{0,200}):/u.exec(text.slice(handler.start, handler.start + 220))?.groups?.['caught'] ?? '';
  if (clause.trim() !== '' && !/\b(?:KeyError|LookupError|Exception|BaseException)\b/u.test(clause)) return false;
  const last = handler.body.at(-1);
  if (last === undefined || last.kind === 'return' || last.kind === 'throw' || last.kind === 'jump') return false;
  return !(last.kind === 'expression-statement' && /\b(?:exit|abort|fail|stop|die|error|skip)\($/u.test(text.slice(last.start, text.indexOf('(', last.start) + 1)));
}
