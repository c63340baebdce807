import type { End, PathStep } from '../../flow/flow.js';
import type { World } from '../../flow/world.js';

/** A read of the environment. `browser`: in the browser the bundler has put the value in its place. */
export interface EnvironmentRead {
  readonly name: string;
  readonly place: PathStep;
  readonly browser: boolean;
  /** The framework fails the build or the start when it is unset. */
  readonly checked: boolean;
}

/** Gives React Native code the variables of the build, by name: https://github.com/goatandsheep/react-native-dotenv */
export const inlinedModule = '@env';

const globalObjects = new Set(['globalThis', 'global', 'window', 'self']);

/** Dotted names of a global or an import, its module first where there is one. */
export function namesOf(end: End): (string | undefined)[] | undefined {
  if (end.kind === 'global') {
    const names = [end.name, ...end.path.map((s) => s.name)];
    return globalObjects.has(end.name) && names.length > 1 ? names.slice(1) : names;
  }
  if (end.kind === 'import') {
    const names = [end.name, ...end.path.map((s) => s.name)];
    return names[0] === 'default' || names[0] === '*' || names[0] === '=' ? names.slice(1) : names;
  }
  return undefined;
}

/** Is it the environment as an object: `process.env`, `import.meta.env`, `Bun.env`? */
export function isEnvironment(end: End): boolean {
  const names = namesOf(end)?.join('.');
  if (end.kind === 'global') return names === 'process.env' || names === 'import.meta.env' || names === 'Bun.env';
  if (end.kind !== 'import') return false;
  return environmentObjectIn(end.specifier, names);
}

function environmentObjectIn(specifier: string, name: string | undefined): boolean {
  switch (specifier) {
    case 'process':
    case 'node:process':
    case 'bun':
    case '$env/dynamic/private':
    case '$env/dynamic/public':
    case 'cloudflare:workers':
      return name === 'env';
    default:
      return false;
  }
}

/** The variable that is read where a value ends. */
export function environmentRead(end: End, world: Pick<World, 'vocabularyOf'>): EnvironmentRead | undefined {
  switch (end.kind) {
    case 'global':
    case 'import':
      return readOf(end);
    case 'parameter':
      return readOfParameter(end, world);
    default:
      return undefined;
  }
}

function readOf(end: End & { kind: 'global' | 'import' }): EnvironmentRead | undefined {
  const names = namesOf(end);
  const name = names?.at(-1);
  const last = end.path.at(-1);
  if (names === undefined || name === undefined) return undefined;
  const { site } = end;
  const here: PathStep = last ?? { name, site, program: site.program, start: site.node.start, end: site.node.end };
  if (end.kind === 'import' && names.length === 1) {
    // The generated modules of frameworks give each variable a name of its own.
    if (end.specifier === '$env/static/private' || end.specifier === 'astro:env/server') return { name, place: here, browser: false, checked: true };
    // https://github.com/lugg/react-native-config
    if (end.specifier === inlinedModule || (end.specifier === 'react-native-config' && last !== undefined)) return { name, place: here, browser: true, checked: false };
    if (end.specifier === '$env/static/public' || end.specifier === 'astro:env/client') return { name, place: here, browser: true, checked: true };
    return undefined;
  }
  if (last === undefined) return undefined;
  const object = names.slice(0, -1).join('.');
  if (end.kind === 'import') {
    return environmentObjectIn(end.specifier, object) || (end.specifier === 'cloudflare:workers' && object.endsWith('.env'))
      ? { name, place: last, browser: end.specifier === '$env/dynamic/public', checked: false }
      : undefined;
  }
  if (object === 'process.env' || object === 'Bun.env') return { name, place: last, browser: false, checked: false };
  return object === 'import.meta.env' ? { name, place: last, browser: true, checked: false } : undefined;
}

/** The bindings of a worker, which come as a parameter: `env.X`, `c.env.X`, `platform.env.X`. */
function readOfParameter(end: End & { kind: 'parameter' }, world: Pick<World, 'vocabularyOf'>): EnvironmentRead | undefined {
  const last = end.path.at(-1);
  if (last?.name === undefined || !world.vocabularyOf(end.program).isKeyName(last.name)) return undefined;
  const owner = end.path.at(-2);
  const root = end.parameter.name;
  const isBindings =
    end.path.length === 1 ? root === 'env' || isWorkerHandler(end)
    : owner?.name === 'env' && (root === undefined || /^(?:c|ctx|context|event|platform|locals|args)$/u.test(root));
  return isBindings ? { name: last.name, place: last, browser: false, checked: false } : undefined;
}

/** The second parameter of a worker's handlers, whatever its name. */
function isWorkerHandler({ fn, index }: End & { kind: 'parameter' }): boolean {
  return index === 1 && fn.parent?.kind === 'property' && /^(?:fetch|scheduled|queue|email|tail)$/u.test(fn.parent.name ?? '');
}
