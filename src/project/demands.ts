import type { Binding } from '../program/bindings.js';
import type { Dependency, Program } from '../program/nodes.js';

/** What a module asks of another one: names, or all of it. */
export interface Demand {
  readonly dependency: Dependency;
  readonly names: readonly string[] | 'all';
}

/**
 * What the code of a module needs of other modules while it runs; what it only passes on is not among it.
 * @param runs whether what stands at an offset runs
 */
export function ownDemands(program: Program, runs: (offset: number) => boolean): readonly Demand[] {
  const imported = importedBindings(program);
  return program.dependencies.flatMap((dependency) => {
    if (dependency.typeOnly || dependency.reExport === true) return [];
    const bindings = dependency.names.map((name) => imported.get(`${dependency.specifier}\n${name}`));
    // `require`, `import()` and imports for their effects bind nothing that could be looked at.
    if (bindings.length === 0 || !bindings.every((found) => found !== undefined)) {
      return runs(dependency.start) ? [{ dependency, names: dependency.names.includes('*') ? 'all' : dependency.names }] : [];
    }
    const names = mayBeUsedUnseen(program) ? asked(bindings) : asked(bindings.filter((found) => found.some(({ references }) => references.some(({ start }) => runs(start)))));
    return names === 'all' || names.length > 0 ? [{ dependency, names }] : [];
  });
}

/** What a module asks of others only because these names are asked of it. */
export function passedDemands(program: Program, names: readonly string[] | 'all'): readonly Demand[] {
  const demands: Demand[] = [];
  const pass = (specifier: string, name: string): void => {
    const dependency = program.dependencies.find((d) => d.specifier === specifier && !d.typeOnly);
    if (dependency !== undefined) demands.push({ dependency, names: name === '*' ? 'all' : [name] });
  };
  for (const [name, given] of program.exports) {
    if (names !== 'all' && !names.includes(name)) continue;
    if (given.kind === 'from') pass(given.specifier, given.name);
    const origin = given.kind === 'binding' ? given.binding.origins[0] : undefined;
    if (origin?.kind === 'import' && !origin.typeOnly) pass(origin.specifier, origin.name);
  }
  const others = names === 'all' ? names : names.filter((name) => name !== 'default' && !program.exports.has(name));
  if (others === 'all' || others.length > 0) {
    for (const specifier of program.starExports) {
      const dependency = program.dependencies.find((d) => d.specifier === specifier && !d.typeOnly);
      if (dependency !== undefined) demands.push({ dependency, names: others });
    }
  }
  return demands;
}

/** By specifier and exported name. */
function importedBindings(program: Program): ReadonlyMap<string, readonly Binding[]> {
  const found = new Map<string, Binding[]>();
  for (const binding of program.bindings) {
    for (const origin of binding.origins) {
      if (origin.kind !== 'import' || origin.typeOnly) continue;
      const key = `${origin.specifier}\n${origin.name}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, [binding]);
      else known.push(binding);
    }
  }
  return found;
}

/** Templates of components use imports, and decorators make values of types: neither is in the program. */
function mayBeUsedUnseen(program: Program): boolean {
  return program.browser || /\.(?:vue|svelte|astro)$/u.test(program.source.path) || program.nodes.some((node) => (node.kind === 'class' || node.kind === 'class-member') && node.decorators.length > 0);
}

function asked(groups: readonly (readonly Binding[])[]): readonly string[] | 'all' {
  const names: string[] = [];
  for (const binding of groups.flat()) {
    const origin = binding.origins.find((o) => o.kind === 'import');
    if (origin?.kind !== 'import') continue;
    if (origin.name !== '*') {
      names.push(origin.name);
      continue;
    }
    for (const { parent, ...reference } of binding.references) {
      if (parent?.kind !== 'member' || parent.property === undefined || parent.object.start !== reference.start) return 'all';
      names.push(parent.property);
    }
  }
  return names;
}
