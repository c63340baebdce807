import type { Place } from '../../../facts/source.js';
import { placeOf, type Context, type FactList } from '../context.js';
import { type StartEvent, StartRun } from './run.js';

/** How many programs that lead to this one are asked whether they load the variables before. */
const maxLoaders = 30;

/** States a load of variables that comes too late: the key was read before, here or in a module that is imported. */
export function addLateLoads(context: Context, facts: FactList): void {
  const { program, tracer, dialect, language } = context;
  if (!dialect.loading.mention.test(program.source.text) && !importsLoader(context)) return;
  const events = new StartRun(context, true).run(program);
  const first = events[0];
  if (first === undefined || first.kind === 'load') return;
  // Two events of one import are a matter of the module that is imported.
  const load = events.find((event) => event.kind === 'load');
  const own = load === undefined ? undefined : events.find((event) => event.kind !== 'load' && (event.via !== load.via || event.program === program));
  if (load === undefined || own === undefined || events.indexOf(own) > events.indexOf(load)) return;
  if (tracer.world.startsWithVariables(program) || isLoadedByPackage(context) || isLoadedBefore(own, context)) return;
  facts.add({
    kind: 'late-load',
    // A function that does both: the read in it.
    place: placeOf(own.via === load.via ? own.node : own.via, program),
    language,
    early: own.imports.length > 0 ? 'import' : own.kind === 'client' ? 'client' : 'read',
    name: own.name,
    loader: spelling(load),
    chain: chainOf(own),
    remedies: load.program === program ? dialect.loading.remedies(program, load.node) : [],
  });
}

/** What a module is called that loads variables: to look behind every import would cost too much. */
const loaderFile = /env|config|setup|bootstrap|init|settings|secret|load/iu;

/** Does a module that is imported load the variables? */
function importsLoader({ program, tracer }: Context): boolean {
  return program.dependencies.some(
    ({ specifier, typeOnly }) => !typeOnly && loaderFile.test(specifier) && ['dotenv', 'loadEnvFile'].some((text) => tracer.world.leadsToText(program, specifier, text)),
  );
}

function spelling({ name, node }: StartEvent): string {
  if (name.length > 40 || /\s/u.test(name)) return 'the load';
  return node.kind === 'call' && !name.includes('/') ? `${name}()` : name;
}

function chainOf({ imports, node, program, kind, name }: StartEvent): { readonly place: Place; readonly note: string }[] {
  if (imports.length === 0) return [];
  const steps = imports.map((step) => ({ place: placeOf(step.node, step.program), note: `imports ${step.specifier}` }));
  return [...steps, { place: placeOf(node, program), note: kind === 'client' ? `makes ${name}` : `reads ${name}` }];
}

/** In Python the packages that a module lies in run before it: does one of them load the variables? */
function isLoadedByPackage(context: Context): boolean {
  const { program, tracer, language } = context;
  return language === 'python' && ['.', '..', '...'].some((specifier) => {
    const around = tracer.world.resolve(program, specifier);
    return around !== undefined && around !== program && new StartRun(context, true).run(around).some(({ kind }) => kind === 'load');
  });
}

/** Does a program that leads to this one load the variables before it does? */
function isLoadedBefore(early: StartEvent, context: Context): boolean {
  return context.tracer.world.loadersOf(context.program).slice(0, maxLoaders).some((loader) => {
    const events = new StartRun(context, true).run(loader);
    const at = events.findIndex((event) => event.node === early.node);
    return at >= 0 && events.slice(0, at).some((event) => event.kind === 'load');
  });
}

/** Does a program read a key, or make a client that does, as soon as it is imported? */
export function readsAtStart(context: Context): boolean {
  return new StartRun(context, false).run(context.program).some((event) => event.kind !== 'load');
}
