import { SourceFile } from '../../src/facts/source.js';
import type { Cursor, End, Flow, FlowStep } from '../../src/flow/flow.js';
import { Guards } from '../../src/flow/guards.js';
import { Tracer } from '../../src/flow/tracer.js';
import { plainVocabulary } from '../../src/key/vocabulary.js';
import { parse } from '../../src/languages/javascript/parse.js';
import { javascript } from '../../src/languages/javascript/semantics.js';
import type { Call, Program } from '../../src/program/nodes.js';
import { memoryReader } from '../../src/project/memory.js';
import { Resolver } from '../../src/project/resolve.js';

/** A program of a test, with the other files that it imports: the values that it hands to `use(…)` are asked for. */
export class Snippet {
  readonly tracer: Tracer;
  readonly guards: Guards;
  readonly program: Program;

  /**
   * @param text the program, as `/app/main.ts`
   * @param others the other files, by their path below `/app/`
   */
  constructor(text: string, others: Readonly<Record<string, string>> = {}) {
    const files = { 'main.ts': text, ...others };
    const resolver = new Resolver(memoryReader(Object.fromEntries(Object.entries(files).map(([name, content]) => [`/app/${name}`, content]))));
    const programs = new Map(Object.entries(files).map(([name, content]) => [`/app/${name}`, parsed(`/app/${name}`, content)]));
    const resolve = (from: Program, specifier: string): Program | undefined => programs.get(resolver.resolve(from.source.path, specifier) ?? '');
    this.tracer = new Tracer(
      {
        vocabularyOf: () => plainVocabulary,
        isExhausted: () => false,
        resolve,
        programsBehind: (from, specifier) => [...behind(resolve(from, specifier), resolve)],
        definitionOf: () => undefined,
        leadsToText: () => true,
        startsWithVariables: () => false,
        readsVariable: () => undefined,
        loadersOf: () => [],
        concernsStart: () => true,
        importersOf: (program) => [...programs.values()].filter((one) => one.dependencies.some(({ specifier }) => resolve(one, specifier) === program)),
      },
      javascript,
    );
    this.guards = new Guards(this.tracer);
    this.program = parsed('/app/main.ts', text, programs);
  }

  /** The calls of `use`, in order. */
  uses(): (Cursor & { readonly node: Call })[] {
    const { program } = this;
    return program.nodes.flatMap((node) => (node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'use' ? [{ node, program, frame: undefined }] : []));
  }

  /** All ways to the argument of the last `use(…)`. */
  flows(): readonly Flow[] {
    const use = this.uses().at(-1);
    const [argument] = use?.node.args ?? [];
    if (use === undefined || argument === undefined) throw new Error('The snippet uses nothing.');
    return this.tracer.trace({ ...use, node: argument });
  }

  /** The lines, 1-based, of the uses that a variable of the environment reaches unchecked. */
  unguardedLines(): number[] {
    return this.uses().flatMap((use) => {
      const [argument] = use.node.args;
      const flows = argument === undefined ? [] : this.tracer.trace({ ...use, node: argument });
      const reached = flows.some((flow) => flow.end.kind === 'environment' && !this.guards.isChecked(flow, use));
      return reached ? [this.program.source.position(use.node.start).line] : [];
    });
  }
}

function parsed(path: string, text: string, known: ReadonlyMap<string, Program> = new Map()): Program {
  const same = known.get(path);
  if (same !== undefined) return same;
  const result = parse(new SourceFile(path, text));
  if (!result.ok) throw new Error(`${path} does not parse: ${text}`);
  return result.program;
}

/** A program and all that it imports, each once. */
function behind(first: Program | undefined, resolve: (from: Program, specifier: string) => Program | undefined): Set<Program> {
  const found = new Set<Program>();
  const queue = first === undefined ? [] : [first];
  for (let program = queue.pop(); program !== undefined; program = queue.pop()) {
    if (found.has(program)) continue;
    found.add(program);
    for (const { specifier } of program.dependencies) {
      const next = resolve(program, specifier);
      if (next !== undefined) queue.push(next);
    }
  }
  return found;
}

/** A way in words: `environment MISTRAL_API_KEY, wrapped`. */
export function inWords({ end, steps }: Flow): string {
  return [endInWords(end), ...steps.flatMap(stepInWords)].join(', ');
}

function endInWords(end: End): string {
  const path = (names: readonly { readonly name: string | undefined }[]): string => names.map(({ name }) => `.${name ?? '?'}`).join('');
  switch (end.kind) {
    case 'text':
      return `text ${JSON.stringify(end.value)}`;
    case 'environment':
      return `environment ${end.name}${end.browser ? ' in the browser' : ''}`;
    case 'global':
      return `global ${end.name}${path(end.path)}`;
    case 'import':
      return `import ${end.name}${path(end.path)} from ${end.specifier}`;
    case 'parameter':
      return `parameter ${end.parameter.name ?? String(end.index)}${path(end.path)}`;
    case 'node':
    case 'constant':
      return `${end.kind === 'node' ? '' : 'constant '}${end.cursor.node.kind}`;
    default:
      return end.kind;
  }
}

function stepInWords(step: FlowStep): string[] {
  switch (step.kind) {
    case 'read':
    case 'set':
      return [];
    case 'fallback':
      return [`fallback ${step.value}`];
    case 'branch':
      return [`branch beside ${step.fallback}`];
    default:
      return [step.kind];
  }
}
