import type { Binding, Origin } from '../../program/bindings.js';
import type { FunctionNode, Name, Program } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import type { Cursor, Flow, Frame, Path, Site } from '../flow.js';
import { either } from './alternatives.js';
import { argumentFor, type Argument } from './arguments.js';
import { elements } from './lists.js';
import { visitImport } from './modules.js';
import { reachingOrigins } from './reaching.js';
import { bindingSubject, hereOf, idOf, originPath, pathKey, unknown, type Steps } from './steps.js';
import type { Tracer } from '../tracer.js';

/** What is set in more places than these is set by a machine, and following each of them for each question takes too long. */
const maxOrigins = 200;

/** @param use the name in the program, where it is one that stands for the binding */
export function visitBinding(tracer: Tracer, binding: Binding, cursor: Site, path: Path, steps: Steps | undefined, out: Flow[], use?: Name): void {
  const { origins, last } = use === undefined ? { origins: binding.origins, last: undefined } : reachingOrigins(binding, use, cursor.program);
  const key = `${binding.id} ${last?.start ?? ''} ${pathKey(path)} ${cursor.frame === undefined ? '' : idOf(cursor.frame.call)}`;
  tracer.through(key, () => {
    if (binding.origins.length > maxOrigins) {
      tracer.end(unknown, steps, out);
      return;
    }
    const written = visitWrites(tracer, binding, cursor, path, steps, out);
    if (origins.length === 0 && !written) tracer.end(unknown, steps, out);
    for (const origin of origins) {
      const flows: Flow[] = [];
      visitOrigin(tracer, origin, cursor, path, setStep(origin, bindingSubject(binding, path), cursor, steps), flows);
      // What is set later is not there in the object as it was made.
      out.push(...(written ? flows.filter((f) => f.end.kind !== 'absent') : flows));
    }
  });
}

/** `key = value`, where the name had another value before. */
function setStep(origin: Origin, subject: string, { program, frame }: Site, before: Steps | undefined): Steps | undefined {
  if (origin.kind !== 'value' || origin.assignment?.operator !== '=') return before;
  return { step: { kind: 'set', subject, site: { node: origin.assignment, program, frame } }, before };
}

/** `config.key = value`, `Object.assign(config, …)`, `config.update(…)` after `config` was made. */
function visitWrites(tracer: Tracer, binding: Binding, cursor: Site, path: Path, steps: Steps | undefined, out: Flow[]): boolean {
  if (path.length === 0) return false;
  let written = false;
  for (const merge of structureOf(cursor.program).memberMerges.get(binding) ?? []) {
    if (merge.path.length >= path.length || merge.path.some((name, i) => name === undefined || name !== path[i]?.name)) continue;
    written = true;
    const flows: Flow[] = [];
    for (const node of merge.values) tracer.walk({ ...cursor, node }, path.slice(merge.path.length), steps, flows);
    out.push(...flows.filter((f) => f.end.kind !== 'absent'));
  }
  for (const write of structureOf(cursor.program).memberWrites.get(binding) ?? []) {
    if (write.path.length > path.length || write.path.some((name, i) => name === undefined || name !== path[i]?.name)) continue;
    written = true;
    tracer.walk({ ...cursor, node: write.assignment.value }, path.slice(write.path.length), steps, out);
  }
  return written;
}

function visitOrigin(tracer: Tracer, origin: Origin, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const { program, frame } = site;
  switch (origin.kind) {
    case 'value': {
      const whole = [...originPath(origin, origin.value, site), ...path];
      const value: Cursor = { node: origin.value, program, frame };
      if (origin.fallback === undefined) tracer.walk(value, whole, steps, out);
      else either(tracer, (s, o) => { tracer.walk(value, whole, s, o); }, { node: origin.fallback, program, frame }, path, steps, out);
      return;
    }
    case 'rest': {
      const [first] = path;
      if (first?.name === undefined || origin.without.includes(first.name)) tracer.end(first === undefined ? unknown : { kind: 'absent' }, steps, out);
      else tracer.walk({ node: origin.value, program, frame }, [...origin.path.map((name) => ({ ...hereOf(site), name })), ...path], steps, out);
      return;
    }
    case 'parameter':
      visitParameter(tracer, origin, site, path, steps, out);
      return;
    case 'function':
    case 'class':
      tracer.walk({ node: origin.value, program, frame }, path, steps, out);
      return;
    case 'import':
      if (origin.typeOnly) tracer.end(unknown, steps, out);
      else visitImport(tracer, origin.specifier, origin.name, site, path, steps, out);
      return;
    case 'element': {
      const chosen = tracer.elementOf.get(origin.over);
      const list = chosen === undefined ? elements(tracer, { node: origin.over, program, frame }) : [chosen];
      if (list === undefined) tracer.end(unknown, steps, out);
      for (const element of list ?? []) tracer.walk(element, [...origin.path.map((name) => ({ ...hereOf(element), name })), ...path], steps, out);
      return;
    }
    case 'unknown':
      tracer.end(unknown, steps, out);
  }
}

function visitParameter(tracer: Tracer, origin: Origin & { kind: 'parameter' }, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const { parameter } = origin;
  const { program, frame } = site;
  const fn = parameter.parent;
  if (fn?.kind !== 'function') {
    tracer.end(unknown, steps, out);
    return;
  }
  const index = fn.parameters.indexOf(parameter);
  if (parameter.rest) {
    const rest = restOf(fn, index, frame);
    if (rest === undefined && parameter.rest === 'named') tracer.end({ kind: 'parameter', program, fn, parameter, index, path: [...originPath(origin, parameter, site), ...path] }, steps, out);
    else if (rest === undefined) tracer.end(unknown, steps, out);
    else tracer.walk(rest, path, steps, out);
    return;
  }
  const whole = [...originPath(origin, parameter, site), ...path];
  const fallback = origin.fallback ?? (origin.path.length === 0 ? (parameter.fallback ?? tracer.semantics.defaultOf?.(fn, parameter)) : undefined);
  const argument = argumentOf(fn, index, frame) ?? immediateArgument(fn, index, program, frame);
  const listed = argument === undefined ? listArgument(tracer, fn, index, program, frame) : undefined;
  if (listed !== undefined) {
    for (const element of listed) tracer.walk(element, whole, steps, out);
    return;
  }
  const main = (s: Steps | undefined, o: Flow[]): void => {
    if (argument === 'none') tracer.end({ kind: 'absent' }, s, o);
    else if (argument === undefined) tracer.end({ kind: 'parameter', program, fn, parameter, index, path: whole }, s, o);
    else tracer.walk(argument.cursor, argument.name === undefined ? whole : [{ ...hereOf(argument.cursor), name: argument.name }, ...whole], s, o);
  };
  if (fallback === undefined) main(steps, out);
  else if (argument === undefined) {
    // Who calls it may give something else: both ways count for themselves.
    main(steps, out);
    tracer.walk({ node: fallback, program, frame }, path, steps, out);
  } else either(tracer, main, { node: fallback, program, frame }, path, steps, out);
}

/** The argument of a function that is called where it stands, or of the callback of a promise. */
function immediateArgument(fn: FunctionNode, index: number, program: Program, frame: Frame | undefined): Given | 'none' | undefined {
  const call = fn.parent;
  if (call?.kind !== 'call') return undefined;
  if (call.callee === fn) {
    return given(argumentFor(call, fn, index), program, frame);
  }
  if (call.callee.kind === 'member' && call.callee.property === 'then' && call.args[0] === fn && index === 0) {
    return { cursor: { node: call.callee.object, program, frame }, name: undefined };
  }
  return undefined;
}

/** The elements of the list that a callback runs over: `[a, b].map((x) => …)`. */
function listArgument(tracer: Tracer, fn: FunctionNode, index: number, program: Program, frame: Frame | undefined): readonly Cursor[] | undefined {
  const call = fn.parent;
  if (call?.kind !== 'call' || call.args[0] !== fn || index !== 0 || call.callee.kind !== 'member') return undefined;
  if (!/^(?:map|forEach|flatMap|filter|find|some|every)$/u.test(call.callee.property ?? '')) return undefined;
  return elements(tracer, { node: call.callee.object, program, frame });
}

/** What a parameter stands for: the value of an expression, or the part of it under `name`. */
interface Given {
  readonly cursor: Cursor;
  readonly name: string | undefined;
}

function given(argument: Argument | 'none' | undefined, program: Program, frame: Frame | undefined): Given | 'none' | undefined {
  if (argument === undefined || argument === 'none') return argument;
  return { cursor: { node: argument.node, program, frame }, name: argument.name };
}

/** The argument that a parameter stands for under the calls that are being followed. */
function argumentOf(fn: FunctionNode, index: number, frame: Frame | undefined): Given | 'none' | undefined {
  for (let at = frame; at !== undefined; at = at.outer) {
    if (at.fn !== fn) continue;
    if (at.given === undefined) return given(argumentFor(at.call, fn, index), at.program, at.outer);
    const cursor = at.given[index];
    return cursor === undefined ? undefined : { cursor, name: undefined };
  }
  return undefined;
}

/** `...names` under the calls that are being followed: a list of the arguments that are left. */
function restOf(fn: FunctionNode, index: number, frame: Frame | undefined): Cursor | undefined {
  for (let at = frame; at !== undefined; at = at.outer) {
    if (at.fn !== fn || at.given !== undefined) continue;
    const { start, end, args, named } = at.call;
    if (fn.parameters[index]?.rest === 'named') return named === undefined ? undefined : { node: named, program: at.program, frame: at.outer };
    return { node: { kind: 'array', start, end, parent: at.call, elements: args.slice(index) }, program: at.program, frame: at.outer };
  }
  return undefined;
}
