import type { Cursor, End, Flow } from '../../../flow/flow.js';
import { argumentFor } from '../../../flow/tracing/arguments.js';
import type { Origin } from '../../../program/bindings.js';
import type { Call, Expression, FunctionNode, Name, Node, ObjectLiteral, Program } from '../../../program/nodes.js';
import { structureOf } from '../../../program/structure.js';
import { credentialIn } from '../sinks.js';
import { placeOfText, type Context, type FactList } from '../context.js';
import { isMaskedName, isReaderName } from './names.js';
import type { KnownKeys } from './known-keys.js';
import { partsShown } from './parts-shown.js';

/** What a printed value shows. */
export interface Shown {
  readonly what: 'key' | 'client' | 'environment';
  readonly name: string;
  /** It stands in an object: a logger may leave fields out by their names. */
  readonly inObject: boolean;
}

/** A parameter that is printed as it is: what a call gives for it is printed by the call. */
export interface PrintedParameter {
  readonly fn: FunctionNode;
  readonly index: number;
}

const maxDepth = 24;
const maxCost = 1500;
/** What `console.log` prints of nested objects. */
const maxNesting = 4;

/** Where a client keeps its key, beside the option's own name. */
const clientInternals = /^(?:_?options|_?config|sdk_configuration|__dict__|security|_?api_?key|mistral_api_key)$/iu;

/** What reads a secret by its name. */
const storeRead = /^(?:get|get_?(?:secret|password|env|parameter)(?:_?value)?|read_?secret|fetch_?secret|secret)$/iu;

/** Finds out whether a value shows a key when it is printed. Masked values, lengths and questions show none. */
export class Discloser {
  /** The parameters met on the way, of functions that print them. */
  readonly parameters: PrintedParameter[] = [];
  readonly #active = new Set<Node>();
  #cost = 0;
  #nesting = 0;
  /** How many names lead to what is looked at. */
  #named = 0;
  /** Inside of how many calls that open a type which hides its value. */
  #opened = 0;

  constructor(
    readonly context: Context,
    readonly facts: FactList,
    readonly known: KnownKeys,
  ) {}

  /** The first key that the value shows, or `undefined`. */
  shown(node: Expression): Shown | undefined {
    this.#cost = 0;
    return this.#walk({ node, program: this.context.program, frame: undefined }, 0);
  }

  #walk(cursor: Cursor, depth: number): Shown | undefined {
    const { node } = cursor;
    if (depth > maxDepth || ++this.#cost > maxCost || this.#active.has(node)) return undefined;
    this.#active.add(node);
    try {
      return this.#visit(cursor, depth + 1);
    } finally {
      this.#active.delete(node);
    }
  }

  #visit(cursor: Cursor, depth: number): Shown | undefined {
    const { node } = cursor;
    const inside = (part: Expression | undefined): Shown | undefined => (part === undefined ? undefined : this.#walk({ ...cursor, node: part }, depth));
    switch (node.kind) {
      case 'name':
        return this.#name(node, cursor, depth);
      case 'member':
        return this.#member(node, cursor, depth);
      case 'call':
        return this.#call(node, cursor, depth);
      case 'object':
        return this.#object(node, cursor, depth);
      case 'spread': {
        // `[*mapping]` has the names of the mapping.
        const found = inside(node.value);
        return cursor.program.language === 'python' && node.parent?.kind === 'array' && found?.inObject === true ? undefined : found;
      }
      default:
        return first(partsShown(node), inside);
    }
  }

  #name(node: Name, cursor: Cursor, depth: number): Shown | undefined {
    const { binding } = node;
    if (isMaskedName(node.name)) return undefined;
    const flows = this.context.tracer.trace(cursor);
    if (this.known.isKnown(flows)) return keyNamed(node.name);
    if (binding === undefined) return this.#ends(flows, node, cursor, depth);
    for (const origin of binding.origins) {
      const found = this.#origin(origin, node, cursor, flows, depth);
      if (found !== undefined) return found;
    }
    for (const { assignment } of structureOf(cursor.program).memberWrites.get(binding) ?? []) {
      const found = this.#walk({ ...cursor, node: assignment.value }, depth);
      if (found !== undefined) return { ...found, inObject: true };
    }
    return this.context.vocabulary.isKeyName(node.name) && binding.origins.some((origin) => this.#mayBeWhole(origin)) ? keyNamed(node.name) : undefined;
  }

  /** Is it given something out of sight that does not say that it masks? */
  #mayBeWhole(origin: Origin): boolean {
    if (origin.kind !== 'value' || origin.path.length > 0) return false;
    let { value } = origin;
    while (value.kind === 'await') value = value.value;
    if (value.kind !== 'call') return false;
    const { callee } = value;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? (callee.property ?? '') : '';
    const end = this.context.tracer.endOf({ node: callee, program: this.context.program, frame: undefined });
    if (isMaskedName(name) || end?.kind === 'node') return false;
    return this.context.dialect.printing.partsKept(value, end) === undefined && (end === undefined || !this.context.dialect.isClient(end));
  }

  #origin(origin: Origin, node: Name, cursor: Cursor, flows: readonly Flow[], depth: number): Shown | undefined {
    if (origin.kind === 'value' && origin.path.length === 0) {
      // A key that stands in what prints is a finding of its own; one with a name is printed besides.
      if (origin.value.kind === 'text') return this.#ends(flows, node, cursor, depth);
      return this.#byName({ ...cursor, node: origin.value }, depth) ?? (origin.fallback === undefined ? undefined : this.#walk({ ...cursor, node: origin.fallback }, depth));
    }
    if (origin.kind !== 'parameter' || (origin.path.length > 0 && origin.parameter.rest === false) || origin.parameter.parent?.kind !== 'function') return this.#ends(flows, node, cursor, depth);
    const fn = origin.parameter.parent;
    const index = fn.parameters.indexOf(origin.parameter);
    for (let frame = cursor.frame; frame !== undefined; frame = frame.outer) {
      if (frame.fn !== fn) continue;
      const argument = frame.given === undefined ? argumentFor(frame.call, fn, index) : undefined;
      if (argument === undefined || argument === 'none') return undefined;
      return argument.name === undefined ? this.#walk({ node: argument.node, program: frame.program, frame: frame.outer }, depth) : undefined;
    }
    const own = this.context.vocabulary.isKeyName(node.name) ? keyNamed(node.name) : undefined;
    if (own === undefined) this.parameters.push({ fn, index });
    return own;
  }

  /** What a name stands for: a key that is written there is printed besides. */
  #byName(cursor: Cursor, depth: number): Shown | undefined {
    this.#named++;
    const found = this.#walk(cursor, depth);
    this.#named--;
    return found;
  }

  #member(node: Expression & { kind: 'member' }, cursor: Cursor, depth: number): Shown | undefined {
    const { property } = node;
    if (property === 'length' || property === 'size' || (property !== undefined && isMaskedName(property))) return undefined;
    const flows = this.context.tracer.trace(cursor);
    if (this.known.isKnown(flows)) return keyNamed(property ?? 'the key');
    if (property !== undefined && clientInternals.test(property)) {
      const holder = this.#walk({ ...cursor, node: node.object }, depth);
      if (holder?.what === 'client') return holder;
    }
    return this.#ends(flows, node, cursor, depth);
  }

  /** What the ends of an expression tell, and where they tell nothing, its name. */
  #ends(flows: readonly Flow[], node: Expression, cursor: Cursor, depth: number): Shown | undefined {
    for (const { end } of flows) {
      const found = this.#end(end, cursor, depth);
      if (found !== undefined) return found;
    }
    const own = node.kind === 'name' ? node.name : node.kind === 'member' ? node.property : undefined;
    if (own === undefined || !this.context.vocabulary.isKeyName(own)) return undefined;
    return flows.some(({ end }) => isOutOfSight(end, node)) ? keyNamed(own) : undefined;
  }

  #end(end: End, cursor: Cursor, depth: number): Shown | undefined {
    switch (end.kind) {
      case 'environment':
        return (this.context.tracer.isKeyRead(end) || this.known.variables.has(end.name)) && (this.#opened > 0 || !this.context.dialect.printing.isHidden(end)) ? keyNamed(end.name) : undefined;
      case 'text': {
        const value = credentialIn(end.value);
        const place = value === undefined ? undefined : placeOfText(end, value);
        return place !== undefined && this.facts.hasSecretAt(place) ? keyNamed('a literal') : undefined;
      }
      case 'node':
        return end.cursor.node === cursor.node ? undefined : this.#walk(end.cursor, depth);
      case 'global':
      case 'import':
        return this.context.tracer.semantics.isEnvironment(end) ? { what: 'environment', name: 'the environment', inObject: true } : undefined;
      default:
        return undefined;
    }
  }

  #call(node: Call, cursor: Cursor, depth: number): Shown | undefined {
    const { tracer, dialect } = this.context;
    const callee = tracer.endOf({ ...cursor, node: node.callee });
    if (callee?.kind === 'import' && node.construct && dialect.isClient(callee)) return this.#client(node, callee, cursor.program);
    const parts = dialect.printing.partsKept(node, callee);
    if (parts !== undefined) {
      const opens = node.callee.kind === 'member' && /^(?:get_secret_value|reveal)$/u.test(node.callee.property ?? '');
      if (opens) this.#opened++;
      const found = first(parts, (part) => this.#walk({ ...cursor, node: part }, depth));
      if (opens) this.#opened--;
      return found;
    }
    if (callee?.kind === 'node' && callee.cursor.node.kind === 'class') return this.#instance(node, callee, cursor, depth);
    if (callee?.kind === 'node' && callee.cursor.node.kind === 'function') return this.#returned(callee.cursor.node, callee.cursor.program, node, cursor, depth);
    const flows = tracer.trace(cursor);
    for (const { end } of flows) {
      const found = this.#end(end, cursor, depth);
      if (found !== undefined) return found;
    }
    const name = node.callee.kind === 'name' ? node.callee.name : node.callee.kind === 'member' ? node.callee.property : undefined;
    if (!flows.some(({ end }) => isOutOfSight(end, node))) return undefined;
    const isRead = name !== undefined && !node.construct === (cursor.program.language !== 'python') && isReaderName(name, this.context.vocabulary);
    return isRead ? keyNamed(name) : this.#keyAskedFor(node, name);
  }

  /** `userdata.get("MISTRAL_API_KEY")`, of a store out of sight. */
  #keyAskedFor({ args: [asked] }: Call, name: string | undefined): Shown | undefined {
    if (asked?.kind !== 'text' || name === undefined || !storeRead.test(name)) return undefined;
    return this.context.vocabulary.isKeyName(asked.value) ? keyNamed(asked.value) : undefined;
  }

  /** An object of a class of the project, which may show its fields. */
  #instance(node: Call, made: End & { readonly kind: 'node' }, { program }: Cursor, depth: number): Shown | undefined {
    const { tracer, dialect, vocabulary } = this.context;
    const found = first(dialect.printing.fieldsShown(node, made, program, tracer), (field) => {
      if ('variable' in field) return vocabulary.isKeyName(field.variable) ? keyNamed(field.variable) : undefined;
      return this.#walk(field.value, depth);
    });
    return found === undefined ? undefined : { ...found, inObject: true };
  }

  /** A client of another vendor is one of Mistral's only where it is pointed at Mistral: the facts of the file say so. */
  #client(node: Call, callee: End & { kind: 'import' }, { source }: Program): Shown | undefined {
    const fact = this.facts.facts.find((f) => f.kind === 'client' && f.place.source === source && f.place.start === node.start);
    if (fact?.kind === 'client') return { what: 'client', name: fact.className, inObject: true };
    const isElsewhere = source !== this.context.program.source && callee.specifier.includes('mistral');
    return isElsewhere ? { what: 'client', name: callee.path.at(-1)?.name ?? callee.name, inObject: true } : undefined;
  }

  #returned(fn: FunctionNode, program: Program, call: Call, cursor: Cursor, depth: number): Shown | undefined {
    const frame = this.context.tracer.frame(fn, { ...cursor, node: call });
    for (const { value } of structureOf(program).returns.get(fn) ?? []) {
      const found = value === undefined ? undefined : this.#walk({ node: value, program, frame }, depth + 2);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #object(node: ObjectLiteral, cursor: Cursor, depth: number): Shown | undefined {
    if (this.#nesting >= maxNesting) return undefined;
    this.#nesting++;
    try {
      const found = first(node.properties, (property) => {
        if (property.kind === 'property') {
          if (property.role !== 'value' || isMaskedName(property.name ?? '')) return undefined;
          const named = property.name !== undefined && this.context.vocabulary.isKeyName(property.name) && isUnknownValue(property.value, { ...cursor, node: property.value }, this.context);
          if (property.value.kind === 'text' && this.#named > 0) return this.#ends(this.context.tracer.trace({ ...cursor, node: property.value }), property.value, cursor, depth);
          return named ? keyNamed(property.name) : this.#walk({ ...cursor, node: property.value }, depth);
        }
        return this.#walk({ ...cursor, node: property.value }, depth);
      });
      return found === undefined ? undefined : { ...found, inObject: true };
    } finally {
      this.#nesting--;
    }
  }
}

function keyNamed(name: string): Shown {
  return { what: 'key', name, inObject: false };
}

function first<T>(parts: readonly T[], find: (part: T) => Shown | undefined): Shown | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Does a value come from where nothing can be seen? Then its name says what it is. */
function isOutOfSight(end: End, node: Expression): boolean {
  return end.kind === 'import' || end.kind === 'unknown' || end.kind === 'parameter' || end.kind === 'global' || (end.kind === 'node' && (end.cursor.node === node || end.cursor.node.kind === 'call'));
}

/** `{ mistralApiKey: value }`: a variable of which nothing is known is what its field says. */
function isUnknownValue(node: Expression, cursor: Cursor, { tracer }: Context): boolean {
  if (node.kind !== 'name' && node.kind !== 'member') return false;
  if (isMaskedName(node.kind === 'name' ? node.name : (node.property ?? ''))) return false;
  return tracer.trace(cursor).every(({ end }) => end.kind === 'unknown' || end.kind === 'parameter');
}
