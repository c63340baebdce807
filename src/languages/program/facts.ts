import type { Fact, FileFacts } from '../../facts/facts.js';
import type { Guards } from '../../flow/guards.js';
import type { Tracer } from '../../flow/tracer.js';
import type { Export, FunctionNode, Program } from '../../program/nodes.js';
import { addRequests } from '../requests/requests.js';
import { FactList, type Context, type Dialect, type ParameterSink } from './context.js';
import type { Reach } from './exposures/reach.js';
import { addOtherSecrets } from './literals.js';
import { addNamedSinks } from './named.js';
import { addLateLoads, readsAtStart } from './loads/index.js';
import { addOutputs } from './outputs/index.js';
import { addFailures } from './failures/index.js';
import { addRequestSinks } from './requests.js';
import { SinkTracer } from './sinks.js';

interface Analysed {
  readonly facts: FileFacts;
  readonly parameterSinks: readonly ParameterSink[];
}

/** Reads the facts off lowered programs, each once. */
export class FactReader {
  readonly #analysed = new WeakMap<Program, Analysed>();
  readonly #active = new Set<Program>();

  /** @param speaks does a file name Mistral at all? One that does not can hold no sink. */
  constructor(
    readonly tracer: Tracer,
    readonly guards: Guards,
    readonly reach: Reach,
    readonly speaks: (program: Program) => boolean,
    readonly dialect: Dialect,
  ) {}

  /** The facts of a program; their places may lie in files that it imports. */
  read(program: Program): FileFacts {
    return this.#analyse(program).facts;
  }

  /**
   * Does the program pass a client on, Mistral's address, or what its functions are given to one, to files that need not
   * name Mistral? Who imports an export by a name that does is one that names it.
   */
  isWrapper(program: Program): boolean {
    if (this.#analyse(program).parameterSinks.length > 0) return true;
    const vocabulary = this.tracer.world.vocabularyOf(program);
    for (const [name, given] of program.exports) {
      if (vocabulary.speaksOfMistral(name)) continue;
      if (given.kind === 'from' ? this.dialect.isClient({ kind: 'import', specifier: given.specifier, name: given.name, path: [], site: { node: program.body, program, frame: undefined } }, vocabulary) : this.#isClient(program, given) || this.#holdsHost(program, given)) return true;
    }
    return program.starExports.some((specifier) => this.dialect.isClientPackage(specifier) || vocabulary.isWrapperModule(specifier));
  }

  #isClient(program: Program, given: Export & { kind: 'expression' | 'binding' }): boolean {
    if (given.kind === 'binding') {
      return given.binding.origins.some((o) => (o.kind === 'import' ? o.specifier.includes('mistral') || this.tracer.world.vocabularyOf(program).isWrapperModule(o.specifier) : o.kind === 'class' && o.value.superclass !== undefined));
    }
    const end = this.tracer.endOf({ node: given.value, program, frame: undefined });
    return end !== undefined && this.dialect.isClient(end, this.tracer.world.vocabularyOf(program));
  }

  #holdsHost(program: Program, given: Export & { kind: 'expression' | 'binding' }): boolean {
    const values = given.kind === 'expression' ? [given.value] : given.binding.origins.flatMap((o) => (o.kind === 'value' ? [o.value] : []));
    return values.some((value) => value.kind !== 'function' && this.tracer.world.vocabularyOf(program).mentionsMistralHost(program.source.text.slice(value.start, value.end)));
  }

  #analyse(program: Program): Analysed {
    const known = this.#analysed.get(program);
    if (known !== undefined) return known;
    this.#active.add(program);
    const { dialect, guards } = this;
    const context = this.#contextOf(program);
    const { foreign } = context;
    const list = new FactList();
    const sinks = new SinkTracer(context, list);
    dialect.addClients(context, list, sinks);
    addNamedSinks(context, sinks);
    addRequestSinks(context, sinks);
    sinks.run();
    for (const { call, fn, target } of guards.calls.of(program)) {
      if (target !== program) for (const sink of foreign.sinksOf(target, fn)) sinks.addArgument(call, sink);
    }
    sinks.run();
    addOtherSecrets(context, list);
    addRequests(context, list);
    dialect.addExposures(context, list, sinks, this.reach);
    addOutputs(context, list, sinks);
    addLateLoads(context, list);
    addFailures(context, list);
    this.#active.delete(program);
    const facts = list.facts.filter((f) => !isExposedInstead(f, list.facts));
    const analysed: Analysed = {
      facts: { path: program.source.path, facts, comments: program.comments, keyParts: list.keyParts, parsed: true },
      parameterSinks: sinks.parameterSinks,
    };
    this.#analysed.set(program, analysed);
    return analysed;
  }

  /** Does the program read a key, or make a client that does, as soon as it is imported? */
  readsAtStart(program: Program): boolean {
    return readsAtStart(this.#contextOf(program));
  }

  #contextOf(program: Program): Context {
    const { dialect, guards, tracer } = this;
    const foreign = { sinksOf: (other: Program, fn: FunctionNode) => this.#sinksOf(other, fn) };
    return { program, tracer, guards, vocabulary: tracer.world.vocabularyOf(program), foreign, language: program.language, dialect };
  }

  #sinksOf(program: Program, fn: FunctionNode): readonly ParameterSink[] {
    if (this.#active.has(program) || !this.speaks(program)) return [];
    return this.#analyse(program).parameterSinks.filter((s) => s.fn === fn);
  }
}

/** A read that the bundler replaces, in a module of the browser: whether it is checked is no longer the matter. */
function isExposedInstead(fact: Fact, facts: readonly Fact[]): boolean {
  if (fact.kind !== 'environment-read' || !fact.inlined) return false;
  return facts.some((f) => f.kind === 'exposure' && f.place.source === fact.place.source && f.place.start === fact.place.start);
}
