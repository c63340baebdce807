import { isPlaceholder } from '../key/placeholder.js';
import { couldBeCredential } from '../key/shape.js';
import type { Binding, Origin } from '../program/bindings.js';
import type { Call, ClassNode, Expression, FunctionNode, Logical, Member, Node, ObjectLiteral, Program, Text, This } from '../program/nodes.js';
import { constructorOf, ownerOfThis, structureOf } from '../program/structure.js';
import type { Cursor, End, Flow, FlowStep, Frame, Path, PathStep, Site } from './flow.js';
import type { Folded, Semantics, World } from './world.js';

/** How deep calls, imports and expressions are followed, and how much one question may cost. */
const maxDepth = 80;
const maxCost = 4000;

/** The steps so far, the newest first. */
interface Steps {
  readonly step: FlowStep;
  readonly before: Steps | undefined;
}

const nodeIds = new WeakMap<Node, number>();
let lastNodeId = 0;
function idOf(node: Node): number {
  let id = nodeIds.get(node);
  if (id === undefined) nodeIds.set(node, (id = ++lastNodeId));
  return id;
}

const unknown: End = { kind: 'unknown' };

/** Follows values back to where they come from, through variables, objects, classes, calls and files. */
export class Tracer {
  #depth = 0;
  #cost = 0;
  readonly #active = new Set<string>();
  readonly #known = new WeakMap<Node, readonly Flow[]>();
  readonly #elementOf = new Map<Expression, Cursor>();

  constructor(
    readonly world: World,
    readonly semantics: Semantics,
  ) {}

  /**
   * All ways by which a value can reach an expression. What can't be known ends in `unknown`.
   * @param path the part of the value that is asked for
   */
  trace(cursor: Cursor, path: Path = []): readonly Flow[] {
    const plain = path.length === 0 && cursor.frame === undefined && this.#elementOf.size === 0;
    const outermost = this.#depth === 0;
    if (plain && outermost) {
      const known = this.#known.get(cursor.node);
      if (known !== undefined) return known;
    }
    if (outermost) this.#cost = 0;
    const flows: Flow[] = [];
    this.#walk(cursor, path, undefined, flows);
    if (plain && outermost) this.#known.set(cursor.node, flows);
    return flows;
  }

  /** The text that an expression always has. */
  fold(cursor: Cursor): Folded | undefined {
    const flows = this.trace(cursor);
    const [only] = flows;
    return flows.length === 1 && only?.end.kind === 'text' ? only.end : undefined;
  }

  /** The elements of a list that can be seen: a literal, `Object.values(…)` and its like of one. */
  elements(cursor: Cursor, depth = 0): readonly Cursor[] | undefined {
    const end = depth > 6 ? undefined : this.endOf(cursor);
    if (end?.kind !== 'node') return undefined;
    const { node } = end.cursor;
    if (node.kind === 'array') {
      const found: Cursor[] = [];
      for (const element of node.elements) {
        if (element === undefined) continue;
        const inner = element.kind === 'spread' ? this.elements({ ...end.cursor, node: element.value }, depth + 1) : [{ ...end.cursor, node: element }];
        if (inner === undefined) return undefined;
        found.push(...inner);
      }
      return found;
    }
    return node.kind === 'call' ? this.#elementsOfCall(node, end.cursor) : undefined;
  }

  #elementsOfCall(node: Call, cursor: Cursor): readonly Cursor[] | undefined {
    const { callee, args } = node;
    const [first] = args;
    if (first === undefined || callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== 'Object') return undefined;
    const object = this.endOf({ ...cursor, node: first });
    if (object?.kind !== 'node' || object.cursor.node.kind !== 'object') return undefined;
    const found: Cursor[] = [];
    for (const property of object.cursor.node.properties) {
      if (property.kind !== 'property' || property.name === undefined) return undefined;
      const { start, end, name, value } = property;
      const key: Text = { kind: 'text', start, end, parent: undefined, value: name, contentStart: start, contentEnd: start + name.length };
      const element: Expression =
        callee.property === 'values' ? value
        : callee.property === 'keys' ? key
        : { kind: 'array', start, end, parent: undefined, elements: [key, value] };
      found.push({ ...object.cursor, node: element });
    }
    return /^(?:values|keys|entries)$/u.test(callee.property ?? '') ? found : undefined;
  }

  /** Answers questions as if the variable of the loop over `over` stood for one element of it. */
  withElement<T>(over: Expression, element: Cursor, run: () => T): T {
    const before = this.#elementOf.get(over);
    this.#elementOf.set(over, element);
    try {
      return run();
    } finally {
      if (before === undefined) this.#elementOf.delete(over);
      else this.#elementOf.set(over, before);
    }
  }

  /** The one end of all ways, where there is just one. */
  endOf(cursor: Cursor, path: Path = []): End | undefined {
    const flows = this.trace(cursor, path);
    return flows.length === 1 ? flows[0]?.end : undefined;
  }

  #end(end: End, steps: Steps | undefined, out: Flow[]): void {
    const list: FlowStep[] = [];
    for (let at = steps; at !== undefined; at = at.before) list.unshift(at.step);
    const read = this.semantics.environmentRead(end);
    if (read === undefined) {
      out.push({ end, steps: list });
      return;
    }
    if (read.checked) list.push({ kind: 'checked' });
    out.push({ end: { kind: 'environment', name: read.name, place: read.place, browser: read.browser }, steps: list });
  }

  #walk(cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    if (this.#depth >= maxDepth || ++this.#cost > maxCost) {
      this.#end(unknown, steps, out);
      return;
    }
    this.#depth++;
    try {
      this.#visit(cursor, path, steps, out);
    } finally {
      this.#depth--;
    }
  }

  #visit(cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { node, program, frame } = cursor;
    const at = (next: Expression): Cursor => ({ node: next, program, frame });
    switch (node.kind) {
      case 'text':
        this.#end(path.length === 0 ? { kind: 'text', value: node.value, segments: [{ value: node.value, node, program }] } : unknown, steps, out);
        return;
      case 'template':
        this.#visitPieces(node.parts, cursor, path, steps, out);
        return;
      case 'binary':
        if (node.operator === '+') this.#visitPieces([node.left, node.right], cursor, path, steps, out);
        else this.#end({ kind: 'constant', cursor }, steps, out);
        return;
      case 'constant':
        this.#end(node.value === undefined || node.value === null ? { kind: 'absent' } : { kind: 'constant', cursor }, steps, out);
        return;
      case 'name':
        if (node.binding === undefined) this.#end({ kind: 'global', name: node.name, path, site: cursor }, steps, out);
        else this.#visitBinding(node.binding, cursor, path, this.#read(cursor, bindingSubject(node.binding, path), steps), out);
        return;
      case 'import-meta':
        this.#end({ kind: 'global', name: 'import.meta', path, site: cursor }, steps, out);
        return;
      case 'member':
        this.#visitMember(node, cursor, path, steps, out);
        return;
      case 'this':
        this.#visitThis(node, cursor, path, steps, out);
        return;
      case 'object':
        if (path.length === 0) this.#end({ kind: 'node', cursor }, steps, out);
        else this.#visitObject(node, cursor, path, steps, out);
        return;
      case 'array': {
        if (path.length === 0) {
          this.#end({ kind: 'node', cursor }, steps, out);
          return;
        }
        if (path[0]?.name === undefined) {
          for (const element of node.elements) if (element !== undefined) this.#walk(at(element), path.slice(1), steps, out);
          this.#end(unknown, steps, out);
          return;
        }
        const element = node.elements[Number(path[0].name)];
        if (element === undefined || node.elements.some((e) => e?.kind === 'spread')) this.#end(unknown, steps, out);
        else this.#walk(at(element), path.slice(1), steps, out);
        return;
      }
      case 'class':
        if (path.length === 0) this.#end({ kind: 'node', cursor }, steps, out);
        else this.#visitField(node, cursor, true, path, steps, out);
        return;
      case 'function':
        this.#end(path.length === 0 ? { kind: 'node', cursor } : unknown, steps, out);
        return;
      case 'call':
        this.#visitCall(node, cursor, path, steps, out);
        return;
      case 'import-call': {
        const specifier = this.fold(at(node.specifier));
        if (specifier === undefined) this.#end(unknown, steps, out);
        else this.#visitImport(specifier.value, '*', cursor, path, steps, out);
        return;
      }
      case 'await':
      case 'assignment':
        this.#walk(at(node.value), path, steps, out);
        return;
      case 'sequence': {
        const last = node.expressions.at(-1);
        if (last !== undefined) this.#walk(at(last), path, steps, out);
        return;
      }
      case 'conditional':
        this.#visitBranch(at(node.consequent), at(node.alternate), path, steps, out);
        this.#visitBranch(at(node.alternate), at(node.consequent), path, steps, out);
        return;
      case 'logical':
        this.#visitLogical(node, cursor, path, steps, out);
        return;
      case 'unary':
        this.#end({ kind: 'constant', cursor }, steps, out);
        return;
      default:
        this.#end(unknown, steps, out);
    }
  }

  #read(site: Site, subject: string | undefined, before: Steps | undefined): Steps {
    return { step: { kind: 'read', site, subject }, before };
  }

  /** Texts that are joined: one text where all are known, else the ways of those that are not. */
  #visitPieces(pieces: readonly Expression[], cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    if (path.length > 0) {
      this.#end(unknown, steps, out);
      return;
    }
    const folded = pieces.map((node) => this.fold({ ...cursor, node }));
    if (folded.every((f) => f !== undefined)) {
      const value = folded.map((f) => f.value).join('');
      this.#end({ kind: 'text', value, segments: folded.flatMap((f) => f.segments) }, steps, out);
      return;
    }
    const wrapped: Steps = { step: { kind: 'wrapped' }, before: steps };
    pieces.forEach((node, i) => {
      if (folded[i] === undefined) this.#walk({ ...cursor, node }, [], wrapped, out);
    });
  }

  #visitBinding(binding: Binding, cursor: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const key = `${binding.id} ${pathKey(path)} ${cursor.frame === undefined ? '' : idOf(cursor.frame.call)}`;
    if (this.#active.has(key)) return;
    this.#active.add(key);
    try {
      const written = this.#visitWrites(binding, cursor, path, steps, out);
      if (binding.origins.length === 0 && !written) this.#end(unknown, steps, out);
      for (const origin of binding.origins) {
        const flows: Flow[] = [];
        this.#visitOrigin(origin, cursor, path, steps, flows);
        // What is set later is not there in the object as it was made.
        out.push(...(written ? flows.filter((f) => f.end.kind !== 'absent') : flows));
      }
    } finally {
      this.#active.delete(key);
    }
  }

  /** `config.key = value` after `config` was made. */
  #visitWrites(binding: Binding, cursor: Site, path: Path, steps: Steps | undefined, out: Flow[]): boolean {
    if (path.length === 0) return false;
    let written = false;
    for (const write of structureOf(cursor.program).memberWrites.get(binding) ?? []) {
      if (write.path.length > path.length || write.path.some((name, i) => name === undefined || name !== path[i]?.name)) continue;
      written = true;
      this.#walk({ ...cursor, node: write.assignment.value }, path.slice(write.path.length), steps, out);
    }
    return written;
  }

  #visitOrigin(origin: Origin, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { program, frame } = site;
    switch (origin.kind) {
      case 'value': {
        const whole = [...originPath(origin, origin.value, site), ...path];
        const value: Cursor = { node: origin.value, program, frame };
        if (origin.fallback === undefined) this.#walk(value, whole, steps, out);
        else this.#either((s, o) => { this.#walk(value, whole, s, o); }, { node: origin.fallback, program, frame }, path, steps, out);
        return;
      }
      case 'rest': {
        const [first] = path;
        if (first?.name === undefined || origin.without.includes(first.name)) this.#end(first === undefined ? unknown : { kind: 'absent' }, steps, out);
        else this.#walk({ node: origin.value, program, frame }, [...origin.path.map((name) => ({ ...hereOf(site), name })), ...path], steps, out);
        return;
      }
      case 'parameter':
        this.#visitParameter(origin, site, path, steps, out);
        return;
      case 'function':
      case 'class':
        this.#walk({ node: origin.value, program, frame }, path, steps, out);
        return;
      case 'import':
        if (origin.typeOnly) this.#end(unknown, steps, out);
        else this.#visitImport(origin.specifier, origin.name, site, path, steps, out);
        return;
      case 'element': {
        const chosen = this.#elementOf.get(origin.over);
        const list = chosen === undefined ? this.elements({ node: origin.over, program, frame }) : [chosen];
        if (list === undefined) this.#end(unknown, steps, out);
        for (const element of list ?? []) this.#walk(element, [...origin.path.map((name) => ({ ...hereOf(element), name })), ...path], steps, out);
        return;
      }
      case 'unknown':
        this.#end(unknown, steps, out);
    }
  }

  #visitParameter(origin: Origin & { kind: 'parameter' }, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { parameter } = origin;
    const { program, frame } = site;
    const fn = parameter.parent;
    if (fn?.kind !== 'function' || parameter.rest) {
      this.#end(unknown, steps, out);
      return;
    }
    const index = fn.parameters.indexOf(parameter);
    const whole = [...originPath(origin, parameter, site), ...path];
    const fallback = origin.fallback ?? (origin.path.length === 0 ? parameter.fallback : undefined);
    const given = argumentOf(fn, index, frame) ?? this.#immediateArgument(fn, index, program, frame);
    const listed = given === undefined ? this.#listArgument(fn, index, program, frame) : undefined;
    if (listed !== undefined) {
      for (const element of listed) this.#walk(element, whole, steps, out);
      return;
    }
    const main = (s: Steps | undefined, o: Flow[]): void => {
      if (given === 'none') this.#end({ kind: 'absent' }, s, o);
      else if (given === undefined) this.#end({ kind: 'parameter', program, fn, parameter, index, path: whole }, s, o);
      else this.#walk(given, whole, s, o);
    };
    if (fallback === undefined) main(steps, out);
    else if (given === undefined) {
      // Who calls it may give something else: both ways count for themselves.
      main(steps, out);
      this.#walk({ node: fallback, program, frame }, path, steps, out);
    } else this.#either(main, { node: fallback, program, frame }, path, steps, out);
  }

  /** The argument of a function that is called where it stands, or of the callback of a promise. */
  #immediateArgument(fn: FunctionNode, index: number, program: Program, frame: Frame | undefined): Cursor | 'none' | undefined {
    const call = fn.parent;
    if (call?.kind !== 'call') return undefined;
    if (call.callee === fn) {
      const node = call.args[index];
      return node === undefined ? 'none' : node.kind === 'spread' ? undefined : { node, program, frame };
    }
    if (call.callee.kind === 'member' && call.callee.property === 'then' && call.args[0] === fn && index === 0) {
      return { node: call.callee.object, program, frame };
    }
    return undefined;
  }

  /** The elements of the list that a callback runs over: `[a, b].map((x) => …)`. */
  #listArgument(fn: FunctionNode, index: number, program: Program, frame: Frame | undefined): readonly Cursor[] | undefined {
    const call = fn.parent;
    if (call?.kind !== 'call' || call.args[0] !== fn || index !== 0 || call.callee.kind !== 'member') return undefined;
    if (!/^(?:map|forEach|flatMap|filter|find|some|every)$/u.test(call.callee.property ?? '')) return undefined;
    return this.elements({ node: call.callee.object, program, frame });
  }

  #visitImport(specifier: string, name: string, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const target = this.world.resolve(site.program, specifier);
    if (target !== undefined) {
      this.#visitExport(target, name, site, path, steps, out);
      return;
    }
    const [first, ...rest] = path;
    if ((name === '*' || name === '=') && first?.name !== undefined) {
      this.#end({ kind: 'import', specifier, name: first.name, path: rest, site }, steps, out);
    } else this.#end({ kind: 'import', specifier, name, path, site }, steps, out);
  }

  #visitExport(program: Program, name: string, from: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    if (this.#depth >= maxDepth || ++this.#cost > maxCost) {
      this.#end(unknown, steps, out);
      return;
    }
    this.#depth++;
    try {
      const [first, ...rest] = path;
      const whole = program.exports.get('=');
      if ((name === '*' || name === '=' || name === 'default') && whole?.kind === 'expression') {
        this.#walk({ node: whole.value, program, frame: undefined }, path, steps, out);
        return;
      }
      if (name === '*' || name === '=') {
        if (first?.name === undefined) this.#end(unknown, steps, out);
        else this.#visitExport(program, first.name, from, rest, steps, out);
        return;
      }
      const given = program.exports.get(name);
      // Findings stand in the file that imports; what the name means is decided in the file that exports.
      const site: Site = { node: program.body, program, frame: undefined };
      if (given?.kind === 'expression') this.#walk({ node: given.value, program, frame: undefined }, path, steps, out);
      else if (given?.kind === 'binding') this.#visitBinding(given.binding, site, path, steps, out);
      else if (given?.kind === 'from') this.#visitImport(given.specifier, given.name, site, path, steps, out);
      else this.#visitStarExports(program, name, from, path, steps, out);
    } finally {
      this.#depth--;
    }
  }

  #visitStarExports(program: Program, name: string, from: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
    for (const specifier of program.starExports) {
      const target = this.world.resolve(program, specifier);
      if (target === undefined) {
        this.#end({ kind: 'import', specifier, name, path, site: from }, steps, out);
        return;
      }
      if (target.exports.has(name) || target.starExports.length > 0) {
        this.#visitExport(target, name, from, path, steps, out);
        return;
      }
    }
    this.#end(unknown, steps, out);
  }

  #visitMember(node: Member, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const object: Cursor = { ...cursor, node: node.object };
    if (node.index === undefined) {
      this.#walk(object, [{ ...hereOf(cursor), name: node.property }, ...path], steps, out);
      return;
    }
    if (node.index.kind === 'constant' && typeof node.index.value === 'number') {
      this.#walk(object, [{ ...hereOf(cursor), name: String(node.index.value) }, ...path], steps, out);
      return;
    }
    const names = this.trace({ ...cursor, node: node.index });
    for (const flow of names) {
      if (flow.end.kind !== 'text') this.#walk(object, [hereOf(cursor), ...path], steps, out);
      else this.#walk(object, [{ ...namingPlace(flow.end, cursor), name: flow.end.value }, ...path], steps, out);
    }
  }

  #visitThis(node: This, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const owner = ownerOfThis(node);
    const holder = owner?.parent;
    if (path.length === 0 || holder === undefined) this.#end(unknown, steps, out);
    else if (owner?.kind === 'class-member' && holder.kind === 'class') {
      const subject = `field ${String(idOf(holder))} ${pathKey(path)}`;
      this.#visitField(holder, cursor, owner.static, path, this.#read(cursor, subject, steps), out);
    } else if (holder.kind === 'object') {
      const subject = `field ${String(idOf(holder))} ${pathKey(path)}`;
      this.#walk({ ...cursor, node: holder }, path, this.#read(cursor, subject, steps), out);
    } else this.#end(unknown, steps, out);
  }

  /** A field of a class: its declaration, and what its methods assign to it. */
  #visitField(cls: ClassNode, cursor: Cursor, isStatic: boolean, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { program, frame } = cursor;
    const [first, ...rest] = path;
    const name = first?.name;
    const key = `field ${String(idOf(cls))} ${pathKey(path)} ${frame === undefined ? '' : idOf(frame.call)}`;
    if (name === undefined || this.#active.has(key)) {
      this.#end(unknown, steps, out);
      return;
    }
    this.#active.add(key);
    try {
      let found = false;
      for (const member of cls.members) {
        if (member.name !== name || member.static !== isStatic || member.value === undefined || member.value.kind === 'block') continue;
        found = true;
        if (member.role === 'getter' && member.value.kind === 'function') this.#visitReturns(member.value, cursor, rest, steps, out);
        else if (member.role === 'field' || member.role === 'method') this.#walk({ node: member.value, program, frame }, rest, steps, out);
      }
      const writes = isStatic ? [] : (structureOf(program).fieldWrites.get(cls)?.get(name) ?? []);
      for (const write of writes) {
        found = true;
        this.#walk({ node: write.value, program, frame }, rest, steps, out);
      }
      if (found) return;
      const base = cls.superclass === undefined ? undefined : this.endOf({ node: cls.superclass, program, frame });
      if (base?.kind === 'node' && base.cursor.node.kind === 'class') this.#visitField(base.cursor.node, base.cursor, isStatic, path, steps, out);
      else if (base?.kind === 'import' && !isStatic) this.#end({ ...base, path }, steps, out);
      else this.#end(unknown, steps, out);
    } finally {
      this.#active.delete(key);
    }
  }

  /** A property of an object literal: the last that sets it counts; spreads are looked into. */
  #visitObject(node: ObjectLiteral, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const [first, ...rest] = path;
    if (first?.name === undefined) {
      // Which property is asked for is not known: it may be each of them.
      for (const property of node.properties) {
        if (property.kind === 'property' && property.role === 'value') this.#walk({ ...cursor, node: property.value }, rest, steps, out);
      }
      this.#end(unknown, steps, out);
      return;
    }
    for (let i = node.properties.length - 1; i >= 0; i--) {
      const property = node.properties[i];
      if (property === undefined) continue;
      if (property.kind === 'property') {
        const name = property.name ?? (property.index === undefined ? undefined : this.fold({ ...cursor, node: property.index })?.value);
        if (name === undefined) this.#end(unknown, steps, out);
        if (name !== first.name || property.role === 'setter') continue;
        const value: Cursor = { ...cursor, node: property.value };
        if (property.role === 'getter' && property.value.kind === 'function') this.#visitReturns(property.value, value, rest, steps, out);
        else this.#walk(value, rest, steps, out);
        return;
      }
      const flows: Flow[] = [];
      this.#walk({ ...cursor, node: property.value }, path, steps, flows);
      const present = flows.filter((f) => f.end.kind !== 'absent' && f.end.kind !== 'constant');
      out.push(...present);
      if (flows.length > 0 && present.length === flows.length && present.every((f) => f.end.kind !== 'unknown' && f.end.kind !== 'parameter')) return;
    }
    this.#end({ kind: 'absent' }, steps, out);
  }

  #visitReturns(fn: FunctionNode, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const returns = structureOf(cursor.program).returns.get(fn) ?? [];
    let any = false;
    for (const { value } of returns) {
      if (value === undefined) continue;
      any = true;
      this.#walk({ ...cursor, node: value }, path, steps, out);
    }
    if (!any) this.#end(unknown, steps, out);
  }

  #visitCall(node: Call, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { program, frame } = cursor;
    const at = (next: Expression): Cursor => ({ node: next, program, frame });
    const call = { node, program, frame };
    if (path.length === 0) {
      const folded = this.semantics.foldCall(call, this);
      if (folded !== undefined) {
        this.#end({ kind: 'text', value: folded.value, segments: folded.segments }, steps, out);
        return;
      }
    }
    const field = this.semantics.schemaField(call, path, this);
    if (field !== undefined) {
      const step: FlowStep | undefined =
        field.presence === 'required' ? { kind: 'checked' }
        : field.presence === 'dummy' ? { kind: 'wrapped' }
        : field.presence === 'empty' ? { kind: 'fallback', value: 'empty' }
        : undefined;
      const place = { ...field.place, name: field.name };
      this.#end({ kind: 'environment', name: field.name, place, browser: false }, step === undefined ? steps : { step, before: steps }, out);
      return;
    }
    const specifier = node.args[0];
    if (node.callee.kind === 'name' && node.callee.name === 'require' && node.callee.binding === undefined && specifier?.kind === 'text') {
      this.#visitImport(specifier.value, '*', cursor, path, steps, out);
      return;
    }
    if (node.callee.kind === 'member' && node.callee.property === 'concat' && this.fold(at(node.callee.object)) !== undefined) {
      this.#visitPieces([node.callee.object, ...node.args], cursor, path, steps, out);
      return;
    }
    if (isGlobalMember(node.callee, 'Object', 'assign')) {
      this.#visitObject(mergedObject(node), cursor, path, steps, out);
      return;
    }
    if (node.callee.kind === 'member' && node.callee.property === 'then' && node.args[0] !== undefined) {
      const callback = this.endOf(at(node.args[0]));
      if (callback?.kind === 'node' && callback.cursor.node.kind === 'function') {
        this.#visitReturns(callback.cursor.node, callback.cursor, path, steps, out);
        return;
      }
    }
    for (const callee of this.#calleesOf(node, cursor)) this.#visitCallOf(callee, node, cursor, path, steps, out);
  }

  #calleesOf(node: Call, cursor: Cursor): readonly (End | undefined)[] {
    const flows = this.trace({ ...cursor, node: node.callee });
    return flows.length === 0 ? [undefined] : flows.map((f) => f.end);
  }

  #visitCallOf(callee: End | undefined, node: Call, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const { program, frame } = cursor;
    if (callee?.kind === 'node' && callee.cursor.node.kind === 'function') {
      const fn = callee.cursor.node;
      const inside: Frame = { fn, call: node, program, outer: frame };
      if (depthOf(inside) > 12) this.#end(unknown, steps, out);
      else this.#visitReturns(fn, { ...callee.cursor, frame: inside }, path, this.#read(cursor, undefined, steps), out);
      return;
    }
    if (callee?.kind === 'node' && callee.cursor.node.kind === 'class' && node.construct) {
      const cls = callee.cursor.node;
      if (path.length === 0) {
        this.#end({ kind: 'node', cursor }, steps, out);
        return;
      }
      const constructor = constructorOf(cls);
      const inside = constructor === undefined ? undefined : { fn: constructor, call: node, program, outer: frame };
      this.#visitField(cls, { ...callee.cursor, frame: inside }, false, path, this.#read(cursor, undefined, steps), out);
      return;
    }
    const meaning = this.semantics.callMeaning({ node, program, frame }, callee, this);
    switch (meaning.kind) {
      case 'same':
      case 'checked':
      case 'wrapped': {
        const value = meaning.of === 'receiver' ? (node.callee.kind === 'member' ? node.callee.object : undefined) : node.args[meaning.of];
        if (value === undefined) break;
        const next: Steps | undefined = meaning.kind === 'same' ? steps : { step: { kind: meaning.kind }, before: steps };
        this.#walk({ ...cursor, node: value }, path, next, out);
        return;
      }
      case 'environment': {
        const name = node.args[meaning.argument];
        const folded = name === undefined ? undefined : this.fold({ ...cursor, node: name });
        if (folded === undefined || path.length > 0) break;
        const place = { ...namingPlace(folded, cursor), name: folded.value };
        this.#end({ kind: 'environment', name: folded.value, place, browser: false }, steps, out);
        return;
      }
      case 'environment-object':
        this.#end({ kind: 'global', name: 'process', path: [{ ...hereOf(cursor), name: 'env' }, ...path], site: cursor }, steps, out);
        return;
      case 'constant':
        this.#end({ kind: 'constant', cursor }, steps, out);
        return;
      default:
        break;
    }
    this.#end(path.length === 0 ? { kind: 'node', cursor } : unknown, steps, out);
  }

  #visitLogical(node: Logical, cursor: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    if (node.operator === '&&') {
      this.#walk({ ...cursor, node: node.right }, path, steps, out);
      return;
    }
    this.#either((s, o) => { this.#walk({ ...cursor, node: node.left }, path, s, o); }, { ...cursor, node: node.right }, path, steps, out);
  }

  /** A value, or another where it is not set: `a ?? b`, `a || b`, a default of a pattern. */
  #either(main: (steps: Steps | undefined, out: Flow[]) => void, other: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const others: Flow[] = [];
    this.#walk(other, path, undefined, others);
    const mark = this.#markOf(others, other);
    const flows: Flow[] = [];
    main(mark === undefined ? steps : { step: mark, before: steps }, flows);
    out.push(...flows.filter((f) => f.end.kind !== 'absent'));
    // An empty text stands in for something: by itself it is no value.
    const before: FlowStep[] = [];
    for (let at = steps; at !== undefined; at = at.before) before.unshift(at.step);
    for (const flow of others) {
      if (flow.end.kind === 'text' && flow.end.value.trim() === '' && flows.some((f) => f.end.kind !== 'absent')) continue;
      out.push({ end: flow.end, steps: [...before, ...flow.steps] });
    }
  }

  /** A branch, when the other one lets something through that is no key: the condition then checks nothing. */
  #visitBranch(branch: Cursor, other: Cursor, path: Path, steps: Steps | undefined, out: Flow[]): void {
    const flows = this.trace(other, path);
    const ends = flows.map((f) => f.end);
    const isText = ends.length > 0 && ends.every((e) => e.kind === 'text' || e.kind === 'absent');
    const value = ends.every((e) => e.kind === 'absent') ? 'none' : ends.every((e) => e.kind !== 'text' || e.value.trim() === '') ? 'empty' : 'dummy';
    const secret = ends.some((e) => e.kind === 'text' && couldBeCredential(e.value) && !isPlaceholder(e.value));
    const step: FlowStep | undefined = isText ? { kind: 'branch', fallback: secret ? 'secret' : value } : undefined;
    this.#walk(branch, path, step === undefined ? steps : { step, before: steps }, out);
  }

  /** What it means to a value that `others` stand in when it is not set. */
  #markOf(others: readonly Flow[], other: Cursor): FlowStep | undefined {
    if (this.neverReturns(other)) return { kind: 'checked' };
    const ends = others.map((f) => f.end);
    if (ends.every((e) => e.kind === 'absent')) return undefined;
    if (ends.some((e) => e.kind !== 'text' && e.kind !== 'absent')) return { kind: 'covered' };
    if (ends.every((e) => e.kind === 'absent' || (e.kind === 'text' && e.value.trim() === ''))) return { kind: 'fallback', value: 'empty' };
    const secret = ends.some((e) => e.kind === 'text' && couldBeCredential(e.value) && !isPlaceholder(e.value));
    return { kind: 'fallback', value: secret ? 'secret' : 'dummy' };
  }

  /** Set by the control-flow part: does the expression never come to an end? */
  neverReturns: (cursor: Cursor) => boolean = () => false;
}

function isGlobalMember(node: Expression, object: string, property: string): boolean {
  return node.kind === 'member' && node.property === property && node.object.kind === 'name' && node.object.name === object && node.object.binding === undefined;
}

/** `Object.assign(a, b)` as `{ ...a, ...b }`. */
function mergedObject(call: Call): ObjectLiteral {
  const { start, end } = call;
  const properties = call.args.map((value) => ({ kind: 'spread', start: value.start, end: value.end, parent: undefined, value }) as const);
  return { kind: 'object', start, end, parent: call, properties };
}

function bindingSubject(binding: Binding, path: Path): string {
  return `binding ${String(binding.id)} ${pathKey(path)}`;
}

function pathKey(path: Path): string {
  return path.map((s) => s.name ?? '?').join('.');
}

function hereOf(site: Site): PathStep {
  return { name: undefined, site, program: site.program, start: site.node.start, end: site.node.end };
}

function originPath(origin: Origin & { kind: 'value' | 'parameter' }, node: Node, { program, frame }: Site): PathStep[] {
  return origin.path.map((name) => ({ name, site: { node, program, frame }, program, start: origin.start, end: origin.end }));
}

/** Where the source says the name: here, or in the call that gave it to a helper. */
function namingPlace(name: Folded, site: Site): PathStep {
  const segment = name.segments[0];
  const here = hereOf(site);
  if (segment === undefined) return here;
  for (let frame = site.frame; frame !== undefined; frame = frame.outer) {
    const { call, program } = frame;
    if (program === segment.program && call.start <= segment.node.start && segment.node.end <= call.end) {
      return { ...here, program, start: call.start, end: call.end };
    }
  }
  return here;
}

/** The argument that a parameter stands for under the calls that are being followed. */
function argumentOf(fn: FunctionNode, index: number, frame: Frame | undefined): Cursor | 'none' | undefined {
  for (let at = frame; at !== undefined; at = at.outer) {
    if (at.fn !== fn) continue;
    if (at.given !== undefined) return at.given[index];
    const { args } = at.call;
    if (args.slice(0, index + 1).some((a) => a.kind === 'spread')) return undefined;
    const node = args[index];
    return node === undefined ? 'none' : { node, program: at.program, frame: at.outer };
  }
  return undefined;
}

function depthOf(frame: Frame): number {
  let depth = 0;
  for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) depth++;
  return depth;
}
