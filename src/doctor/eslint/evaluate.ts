import { dirname } from 'node:path';
import type { Cursor, End, Flow } from '../../flow/flow.js';
import { namesOf } from '../../languages/javascript/environment.js';
import type { Call, Expression, Node, ObjectLiteral, Program } from '../../program/nodes.js';
import { rooted } from '../../program/structure.js';
import { isChangedLater } from './changes.js';
import type { ConfigModules } from './modules.js';
import { dependsOnPlugin } from './packages.js';
import { concernsPlugin, type ObjectValue, partOf, pluginPackage, pluginValue, propertyOf, type Value, type Where } from './value.js';

/** Values nest no deeper than this in what people write. */
const mostDepth = 40;
/** So many parts of values are looked at. */
const mostParts = 20_000;

const absent: Value = { kind: 'absent' };
const unknown: Value = { kind: 'unknown' };
const foreign: Value = { kind: 'foreign' };

/** Functions that give back the configs that they are given, by module and name. */
const listFunctions = new Set(['eslint/config defineConfig', '@eslint/config-helpers defineConfig', 'typescript-eslint config', '@vue/eslint-config-typescript defineConfigWithVueTs']);
/** Functions of the language whose results hold nothing but what they are given. */
const plainFunctions = new Set(['URL', 'String', 'Number', 'Boolean', 'RegExp', 'process.cwd']);
const ignoreFunctions = new Set(['eslint/config globalIgnores', '@eslint/config-helpers globalIgnores']);

/** Says what expressions of a configuration amount to. */
export class Evaluator {
  #depth = 0;
  #parts = 0;
  readonly #foreign = new Map<string, Value>();

  constructor(readonly modules: ConfigModules) {}

  /** What a module exports. */
  exported(program: Program): Value {
    return this.#either(this.modules.exported(program));
  }

  #value(cursor: Cursor): Value {
    if (this.#depth >= mostDepth || ++this.#parts > mostParts) return unknown;
    this.#depth++;
    try {
      return this.#either(this.modules.tracer.trace(cursor));
    } finally {
      this.#depth--;
    }
  }

  #either(flows: readonly Flow[]): Value {
    const values = flows.map((flow) => this.#ofFlow(flow));
    const [only = unknown] = values;
    return values.length < 2 ? only : { kind: 'either', values };
  }

  #ofFlow({ end, steps }: Flow): Value {
    const node = end.kind === 'node' ? end.cursor : undefined;
    const read = steps.flatMap((step) => (step.kind === 'read' ? [step.site] : []));
    if ([...read, ...(node === undefined ? [] : [node])].some((site) => isChangedLater(site))) return unknown;
    const value = this.#ofEnd(end);
    const parts = end.kind === 'text' ? end.segments : end.kind === 'import' ? [end.site] : node === undefined ? [] : [node];
    return [...read, ...parts].some((part) => isConditional(part.node)) ? { kind: 'either', values: [absent, value] } : value;
  }

  #ofEnd(end: End): Value {
    switch (end.kind) {
      case 'text': {
        const [first] = end.segments;
        return first === undefined ? unknown : { kind: 'text', value: end.value, where: whereOf(first.program, first.node) };
      }
      case 'absent':
        return absent;
      case 'constant': {
        const { node, program } = end.cursor;
        return node.kind === 'constant' && node.value !== undefined ? { kind: 'constant', value: node.value, where: whereOf(program, node) } : unknown;
      }
      case 'import':
        if (end.specifier === pluginPackage) return partOf(pluginValue(whereOf(end.site.program, end.site.node)), (namesOf(end) ?? []).filter((name) => name !== 'default'));
        return this.#ofPackage(end.specifier, end.site.program);
      case 'node':
        return this.#ofNode(end.cursor);
      default:
        return unknown;
    }
  }

  #ofNode(cursor: Cursor): Value {
    const { node } = cursor;
    if (node.kind === 'array') return { kind: 'list', items: this.#items(node.elements.filter((element) => element !== undefined), cursor) };
    if (node.kind === 'object') return this.#object(node, cursor);
    if (node.kind === 'call') return this.#call(node, cursor);
    return unknown;
  }

  #items(nodes: readonly Expression[], cursor: Cursor): Value[] {
    return nodes.flatMap((node) => {
      const value = this.#value({ ...cursor, node: node.kind === 'spread' ? node.value : node });
      return node.kind === 'spread' && value.kind === 'list' ? value.items : [value];
    });
  }

  #object(node: ObjectLiteral, cursor: Cursor): ObjectValue {
    const properties = new Map<string, Value>();
    let others: ObjectValue['others'] = 'none';
    for (const property of node.properties) {
      if (property.kind === 'spread') {
        others = spreadInto(properties, this.#value({ ...cursor, node: property.value }), others);
        continue;
      }
      const name = property.name ?? (property.index === undefined ? undefined : this.modules.tracer.fold({ ...cursor, node: property.index })?.value);
      if (name === undefined) others = spreadInto(properties, unknown, others);
      else properties.set(name, property.role === 'value' ? this.#value({ ...cursor, node: property.value }) : unknown);
    }
    return { kind: 'object', properties, others, where: whereOf(cursor.program, node), isPlugin: false };
  }

  #call(call: Call, cursor: Cursor): Value {
    const { callee, args } = call;
    const end = this.modules.tracer.endOf({ ...cursor, node: callee });
    const called = end?.kind === 'import' ? `${end.specifier} ${namesOf(end)?.at(-1) ?? ''}` : '';
    if (listFunctions.has(called)) return { kind: 'list', items: this.#items(args, cursor) };
    const where = whereOf(cursor.program, call);
    if (ignoreFunctions.has(called)) {
      const [ignores = unknown] = this.#items(args, cursor);
      return { kind: 'object', properties: new Map([['ignores', ignores]]), others: 'none', where, isPlugin: false };
    }
    if (callee.kind === 'member' && (callee.property === 'concat' || callee.property === 'flat')) {
      const [receiver, ...rest] = [callee.object, ...(callee.property === 'concat' ? args : [])].map((node) => this.#value({ ...cursor, node }));
      if (receiver?.kind === 'list') return { kind: 'list', items: [...receiver.items, ...rest.flatMap((value) => (value.kind === 'list' ? value.items : [value]))] };
    }
    const isPlain = end?.kind === 'global' && plainFunctions.has(namesOf(end)?.join('.') ?? '');
    if (!isPlain && this.#makerOf(callee, cursor, 0)?.kind !== 'foreign') return unknown;
    return args.some((node) => this.#mayHandOver(node.kind === 'spread' ? node.value : node, cursor)) ? unknown : foreign;
  }

  /** What the called function comes from, where that is a package: `compat.extends`, `configs.map` of what one has made. */
  #makerOf(callee: Expression, cursor: Cursor, depth: number): Value | undefined {
    const root: Cursor = { ...cursor, node: rooted(callee).root };
    const end = depth > 6 ? undefined : this.modules.tracer.endOf(root);
    if (end?.kind === 'import') return end.specifier === pluginPackage ? undefined : this.#ofPackage(end.specifier, end.site.program);
    return end?.kind === 'node' && end.cursor.node.kind === 'call' ? this.#makerOf(end.cursor.node.callee, end.cursor, depth + 1) : undefined;
  }

  /** Whether an argument may tell a package of this plugin. Of a function, what it names from outside is looked at. */
  #mayHandOver(node: Expression, cursor: Cursor): boolean {
    const end = this.modules.tracer.endOf({ ...cursor, node });
    if (end?.kind !== 'node' || end.cursor.node.kind !== 'function') return !isHarmless(node, end) && concernsPlugin(this.#value({ ...cursor, node }));
    const { program, node: fn } = end.cursor;
    return program.nodes.some((part) => isWithin(part, fn) && ((part.kind === 'text' && part.value.includes('mistral-keys')) || (part.kind === 'name' && part.binding !== undefined && !isWithin(part.binding, fn) && concernsPlugin(this.#value({ ...end.cursor, node: part })))));
  }

  #ofPackage(specifier: string, { source: { path } }: Program): Value {
    const key = `${specifier}\n${dirname(path)}`;
    let value = this.#foreign.get(key);
    if (value === undefined) {
      value = /^(?:node:|eslint\/config$)/u.test(specifier) || dependsOnPlugin(specifier, dirname(path)) === false ? foreign : unknown;
      this.#foreign.set(key, value);
    }
    return value;
  }
}

/** Whether a value is there only where what stands in front of it holds: `ci && value`. */
function isConditional(node: Node): boolean {
  let part = node;
  while (part.parent?.kind === 'member' && part.parent.object === part) part = part.parent;
  const { parent } = part;
  return parent?.kind === 'logical' && parent.operator === '&&' && parent.right === part;
}

/** Folders and flags of the process hold no rules. */
function isHarmless(node: Expression, end: End | undefined): boolean {
  return end?.kind === 'global' || end?.kind === 'environment' || node.kind === 'template';
}

/** What stands before a spread may be overwritten by it. @returns what the object may hold besides */
function spreadInto(properties: Map<string, Value>, value: Value, others: ObjectValue['others']): ObjectValue['others'] {
  if (value.kind === 'absent' || value.kind === 'constant') return others;
  if (value.kind === 'object') {
    const after = value.others === 'none' ? others : spreadInto(properties, { kind: value.others }, others);
    for (const name of value.properties.keys()) properties.set(name, propertyOf(value, name));
    return after;
  }
  const left = value.kind === 'foreign' || (value.kind === 'either' && !concernsPlugin(value)) ? foreign : unknown;
  // A package without this plugin names none of its rules.
  for (const name of properties.keys()) if (left === unknown || !name.includes('/')) properties.set(name, unknown);
  return left === unknown || others === 'unknown' ? 'unknown' : 'foreign';
}

function isWithin({ start, end }: { readonly start: number; readonly end?: number }, outer: Node): boolean {
  return outer.start <= start && (end ?? start) <= outer.end;
}

function whereOf({ source }: Program, { start }: Node): Where {
  return { file: source.path, line: source.position(start).line };
}
