import { SourceFile } from '../../facts/source.js';
import type { Flow, Site } from '../../flow/flow.js';
import { Tracer } from '../../flow/tracer.js';
import { visitExport } from '../../flow/tracing/modules.js';
import type { World } from '../../flow/world.js';
import { plainVocabulary } from '../../key/vocabulary.js';
import { parse } from '../../languages/javascript/parse.js';
import { javascript } from '../../languages/javascript/semantics.js';
import type { Program } from '../../program/nodes.js';
import type { FileReader } from '../../project/files.js';
import { Resolver } from '../../project/resolve.js';
import { decode } from '../../scan/decode.js';
import { pluginPackage } from './value.js';

/** A configuration that leads to more modules than these is made by a machine. */
const mostModules = 100;

/** The modules that a configuration of ESLint consists of, parsed and never run. */
export class ConfigModules {
  readonly tracer: Tracer;
  readonly #files: FileReader;
  readonly #programs = new Map<string, Program | undefined>();
  #namesPlugin = false;

  /** @param root the folder that no module is looked for outside of */
  constructor(files: FileReader, root: string) {
    this.#files = files;
    const resolver = new Resolver(files, root);
    const none = (): readonly Program[] => [];
    const world: World = {
      vocabularyOf: () => plainVocabulary,
      isExhausted: () => false,
      resolve: (from, specifier) => {
        // The plugin is known by what it exports, also in its own repository.
        const path = specifier === pluginPackage ? undefined : resolver.resolve(from.source.path, specifier);
        return path === undefined ? undefined : this.program(path);
      },
      importersOf: none,
      programsBehind: none,
      definitionOf: () => undefined,
      leadsToText: () => false,
      concernsStart: () => false,
      loadersOf: none,
      startsWithVariables: () => false,
      readsVariable: () => undefined,
    };
    this.tracer = new Tracer(world, javascript);
  }

  /** @returns `undefined` for what is no module, or does not parse */
  program(path: string): Program | undefined {
    if (this.#programs.has(path)) return this.#programs.get(path);
    const bytes = /\.[cm]?[jt]s$/u.test(path) && this.#programs.size < mostModules ? this.#files.read(path) : undefined;
    const text = bytes === undefined ? undefined : decode(bytes);
    this.#namesPlugin ||= text?.includes('mistral-keys') === true;
    const parsed = text === undefined ? undefined : parse(new SourceFile(path, text));
    const program = parsed?.ok === true ? parsed.program : undefined;
    this.#programs.set(path, program);
    return program;
  }

  /** The ways by which a module comes by its default export, or what `module.exports` is. */
  exported(program: Program): readonly Flow[] {
    const site: Site = { node: program.body, program, frame: undefined };
    const flows: Flow[] = [];
    visitExport(this.tracer, program, 'default', site, [], undefined, flows);
    return flows;
  }

  /** Whether one of the modules that were read names the plugin. */
  namesPlugin(): boolean {
    return this.#namesPlugin;
  }
}
