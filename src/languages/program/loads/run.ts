import type { Vocabulary } from '../../../key/vocabulary.js';
import type { End, Frame } from '../../../flow/flow.js';
import type { Binding } from '../../../program/bindings.js';
import { children } from '../../../program/children.js';
import type { Call, ClassNode, Conditional, Expression, FunctionNode, If, Import, Logical, Node, Program } from '../../../program/nodes.js';
import { isRequire } from '../../../program/require.js';
import { constructorOf } from '../../../program/structure.js';
import type { Context } from '../context.js';

/** Something that happens while a program starts. */
export interface StartEvent {
  readonly kind: 'load' | 'read' | 'client';
  /** The loader, the variable that is read, or the class of the client. */
  readonly name: string;
  readonly node: Node;
  readonly program: Program;
  /** What leads there in the program that was started: an import, a call, or the node itself. */
  readonly via: Node;
  /** The imports that lead there, the first in the program that was started. */
  readonly imports: readonly { readonly node: Node; readonly specifier: string; readonly program: Program }[];
}

const maxDepth = 40;
const maxEvents = 200;
const maxSteps = 60_000;

type Tools = Pick<Context, 'tracer' | 'dialect'>;

/**
 * Runs through what a program does when it starts, in the order in which it does it: its imports, its statements, and the
 * functions that they call. What waits for later is left out.
 */
export class StartRun {
  readonly events: StartEvent[] = [];
  readonly #modules = new Set<Program>();
  readonly #calls = new Set<FunctionNode | ClassNode>();
  readonly #imports: { node: Node; specifier: string; program: Program }[] = [];
  #via: Node | undefined;
  #depth = 0;
  #steps = 0;

  /** @param followsImports also run through the modules of the project that are imported */
  constructor(
    readonly tools: Tools,
    readonly followsImports: boolean,
  ) {}

  run(program: Program): readonly StartEvent[] {
    this.#module(program);
    return this.events;
  }

  #module(program: Program): void {
    if (this.#modules.has(program)) return;
    this.#modules.add(program);
    const { body } = program.body;
    const hoists = this.tools.dialect.loading.hoistsImports;
    if (hoists) for (const statement of body) if (statement.kind === 'import') this.#statement(statement, program);
    for (const statement of body) if (!hoists || statement.kind !== 'import') this.#statement(statement, program);
  }

  /** A statement of the module: of the program that was started, it is what leads to all that happens in it. */
  #statement(statement: Node, program: Program): void {
    this.#visit(statement, program, undefined);
  }

  /** @returns false where the rest of the function waits for something */
  #visit(node: Node, program: Program, frame: Frame | undefined): boolean {
    if (this.#depth > maxDepth * 8 || ++this.#steps > maxSteps || this.events.length > maxEvents) return false;
    this.#depth++;
    try {
      return this.#at(node, program, frame);
    } finally {
      this.#depth--;
    }
  }

  #at(node: Node, program: Program, frame: Frame | undefined): boolean {
    switch (node.kind) {
      case 'import':
        this.#import(node, node.specifier, program, node);
        return true;
      case 'function':
        // In Python decorators and defaults run with the definition.
        if (!this.tools.dialect.loading.hoistsImports) for (const part of [...node.decorators, ...node.parameters]) this.#visit(part, program, frame);
        return true;
      case 'class-member':
        return node.static === false || node.role === 'method' || node.value === undefined ? true : this.#visit(node.value, program, frame);
      case 'if':
        // Of a module that is imported, this is not the main program.
        if (isMainTest(node.test) && this.#imports.length > 0) return true;
        break;
      default:
    }
    if (node.kind === 'if' || node.kind === 'logical' || node.kind === 'conditional') return this.#branches(node, program, frame);
    let goesOn = true;
    for (const part of children(node)) {
      if (part !== undefined && !this.#visit(part, program, frame)) {
        goesOn = false;
        break;
      }
    }
    if (!goesOn) return false;
    if (node.kind === 'member') this.#read(node, program, frame);
    else if (node.kind === 'declaration' || node.kind === 'assignment') this.#destructured(node.value, program);
    else if (node.kind === 'call') this.#call(node, program, frame);
    // Whoever called the function goes on before what stands behind an `await`.
    return !(node.kind === 'await' && frame !== undefined && !isAwaited(frame.call));
  }

  /** A read that decides whether the variables are loaded is no early one: `if (!process.env.X) dotenv.config()`. */
  #branches(node: If | Logical | Conditional, program: Program, frame: Frame | undefined): boolean {
    const [test, ...branches] = children(node);
    const before = this.events.length;
    if (test !== undefined && !this.#visit(test, program, frame)) return false;
    const decided = this.events.length;
    const goesOn = branches.every((branch) => branch === undefined || this.#visit(branch, program, frame));
    if (this.events.slice(decided).some(({ kind }) => kind === 'load')) {
      const kept = this.events.slice(before, decided).filter(({ kind }) => kind === 'load');
      this.events.splice(before, decided - before, ...kept);
    }
    return goesOn;
  }

  #add(kind: StartEvent['kind'], name: string, node: Node, program: Program): void {
    this.events.push({ kind, name, node, program, via: this.#via ?? node, imports: [...this.#imports] });
  }

  #import(node: Import | Call, specifier: string, program: Program, place: Node): void {
    const { tracer, dialect } = this.tools;
    if (node.kind === 'import' && (node.typeOnly || isElided(specifier, program))) return;
    if (dialect.loading.isLoaderModule(specifier)) {
      this.#add('load', specifier, place, program);
      return;
    }
    if (!this.followsImports || dialect.loading.runsLater(specifier) || this.#imports.length > maxDepth || !tracer.world.concernsStart(program, specifier)) return;
    const target = tracer.world.resolve(program, specifier);
    if (target === undefined) return;
    const before = this.#via;
    this.#via ??= place;
    this.#imports.push({ node: place, specifier, program });
    this.#module(target);
    this.#imports.pop();
    this.#via = before;
  }

  #read(node: Expression, program: Program, frame: Frame | undefined): void {
    if (node.kind !== 'member' || (node.property !== undefined ? !this.tools.tracer.world.vocabularyOf(program).isKeyName(node.property) : node.index === undefined)) return;
    // What is written is not read.
    if (node.parent?.kind === 'assignment' && node.parent.target === node) return;
    for (const { end } of this.tools.tracer.trace({ node, program, frame })) {
      if (end.kind === 'environment' && !end.browser && this.tools.tracer.isKeyRead(end) && end.place.program === program && end.place.start === node.start) {
        this.#add('read', end.name, node, program);
        return;
      }
    }
  }

  /** `const { MISTRAL_API_KEY } = process.env`. */
  #destructured(value: Expression | undefined, program: Program): void {
    if (value === undefined) return;
    for (const { name, path } of destructuredKeys(program, this.tools.tracer.world.vocabularyOf(program)).get(value) ?? []) {
      const site = { node: value, program, frame: undefined };
      const end = this.tools.tracer.endOf(site, path.map((step) => ({ name: step, site, program, start: value.start, end: value.end })));
      if (end?.kind === 'environment' && !end.browser) this.#add('read', name, value.parent ?? value, program);
    }
  }

  #call(node: Call, program: Program, frame: Frame | undefined): void {
    const { tracer, dialect } = this.tools;
    const [first] = node.args;
    if (isRequire(node.callee) && first?.kind === 'text') {
      this.#import(node, first.value, program, node);
      return;
    }
    const callee = node.callee.kind === 'function' ? undefined : tracer.endOf({ node: node.callee, program, frame });
    if (callee !== undefined && dialect.loading.isLoader(node, callee)) {
      this.#add('load', program.source.text.slice(node.callee.start, node.callee.end), node, program);
      return;
    }
    const client = callee === undefined ? undefined : dialect.loading.clientReading(node, callee);
    if (client !== undefined) {
      this.#add('client', client, node, program);
      return;
    }
    if (this.#readByCall(node, callee, program, frame) || this.#readBySchema(node, program)) return;
    const target = node.callee.kind === 'function' ? { node: node.callee, program } : callee?.kind === 'node' ? callee.cursor : undefined;
    if (target !== undefined) this.#enter(target.node, target.program, node, program, frame);
  }

  /** `os.getenv("X")`, `requireEnv('X')`. */
  #readByCall(node: Call, callee: End | undefined, program: Program, frame: Frame | undefined): boolean {
    const named = node.args.find((a) => a.kind === 'text' && this.tools.tracer.world.vocabularyOf(program).isKeyName(a.value));
    if (named?.kind !== 'text' || this.tools.dialect.loading.isLoader(node, callee ?? { kind: 'unknown' })) return false;
    const flows = this.tools.tracer.trace({ node, program, frame });
    if (!flows.some(({ end }) => end.kind === 'environment' && !end.browser && end.name === named.value)) return false;
    this.#add('read', named.value, node, program);
    return true;
  }

  /** `schema.parse(process.env)`, of a schema that names the key. */
  #readBySchema(node: Call, program: Program): boolean {
    const { tracer } = this.tools;
    if (node.callee.kind !== 'member' || !/^(?:safe)?parse(?:Async)?$/iu.test(node.callee.property ?? '')) return false;
    const isWhole = node.args.some((argument) => {
      const end = tracer.endOf({ node: argument, program, frame: undefined });
      return end !== undefined && tracer.semantics.isEnvironment(end);
    });
    if (!isWhole) return false;
    const schema = tracer.endOf({ node: node.callee.object, program, frame: undefined });
    const at = schema?.kind === 'node' ? schema.cursor : { node: node.callee.object, program };
    const { text } = at.program.source;
    for (const name of tracer.world.vocabularyOf(at.program).keyNamesIn(text.slice(at.node.start, at.node.end))) {
      if (!/^[A-Z\d_]+$/u.test(name)) continue;
      this.#add('read', name, node, program);
      return true;
    }
    return false;
  }

  /** Runs through a function of the project, or what a class does when an instance is made. */
  #enter(target: Node, where: Program, call: Call, program: Program, outer: Frame | undefined): void {
    if ((target.kind !== 'function' && target.kind !== 'class') || this.#calls.has(target) || (target.kind === 'function' && target.generator)) return;
    this.#calls.add(target);
    const before = this.#via;
    this.#via ??= call;
    const fn = target.kind === 'function' ? target : constructorOf(target);
    if (target.kind === 'class') for (const member of target.members) if (member.static !== true && member.role === 'field' && member.value !== undefined && member.value.kind !== 'function') this.#visit(member.value, where, undefined);
    if (fn !== undefined) this.#visit(fn.body, where, this.tools.tracer.frame(fn, { node: call, program, frame: outer }));
    this.#via = before;
  }
}

/** `if __name__ == "__main__"`, `if (require.main === module)`. */
function isMainTest(test: Expression): boolean {
  if (test.kind !== 'binary') return false;
  return [test.left, test.right].some((side) => (side.kind === 'name' && side.name === '__name__') || (side.kind === 'member' && side.property === 'main'));
}

function isAwaited(call: Call): boolean {
  return call.parent?.kind === 'await';
}

/** TypeScript leaves an import out whose names stand for types only. */
function isElided(specifier: string, program: Program): boolean {
  if (program.language !== 'typescript') return false;
  const names = program.bindings.filter(({ origins }) => origins.some((o) => o.kind === 'import' && o.specifier === specifier));
  const isBare = program.dependencies.some((d) => d.specifier === specifier && d.names.length === 0);
  return !isBare && names.length > 0 && names.every(({ references }) => references.length === 0) && !isExported(names, program);
}

function isExported(names: readonly Binding[], { exports }: Program): boolean {
  return [...exports.values()].some((given) => given.kind === 'binding' && names.includes(given.binding));
}

interface DestructuredKey {
  readonly name: string;
  readonly path: readonly (string | undefined)[];
}

const destructured = new WeakMap<Program, ReadonlyMap<Expression, readonly DestructuredKey[]>>();

function destructuredKeys(program: Program, vocabulary: Vocabulary): ReadonlyMap<Expression, readonly DestructuredKey[]> {
  let known = destructured.get(program);
  if (known === undefined) {
    const found = new Map<Expression, DestructuredKey[]>();
    for (const { origins } of program.bindings) {
      for (const origin of origins) {
        const name = origin.kind === 'value' ? origin.path.at(-1) : undefined;
        if (origin.kind !== 'value' || name === undefined || !vocabulary.isKeyName(name)) continue;
        found.set(origin.value, [...(found.get(origin.value) ?? []), { name, path: origin.path }]);
      }
    }
    known = found;
    destructured.set(program, known);
  }
  return known;
}
