import type { Program } from '../../program/nodes.js';
import type { Flow, Path, Site } from '../flow.js';
import { visitBinding } from './bindings.js';
import { unknown, type Steps } from './steps.js';
import type { Tracer } from '../tracer.js';

export function visitImport(tracer: Tracer, specifier: string, name: string, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
  const target = tracer.semantics.isLibrary(specifier) ? undefined : tracer.world.resolve(site.program, specifier);
  if (tracer.semantics.submodule !== undefined && visitSubmodule(tracer, specifier, target, name, site, path, steps, out)) return;
  if (target !== undefined) {
    visitExport(tracer, target, name, site, path, steps, out);
    return;
  }
  const [first, ...rest] = path;
  if ((name === '*' || name === '=') && first?.name !== undefined) {
    tracer.end({ kind: 'import', specifier, name: first.name, path: rest, site }, steps, out);
  } else tracer.end({ kind: 'import', specifier, name, path, site }, steps, out);
}

/** A name that a package does not give away itself may be a module of it. */
function visitSubmodule(tracer: Tracer, specifier: string, target: Program | undefined, name: string, site: Site, path: Path, steps: Steps | undefined, out: Flow[]): boolean {
  const [first, ...rest] = path;
  if (name === '*' && first?.name !== undefined) {
    tracer.deeper(steps, out, () => { visitImport(tracer, specifier, first.name ?? '', site, rest, steps, out); });
    return true;
  }
  if (name === '*' || target?.exports.has(name) === true) return false;
  const module = tracer.semantics.submodule?.(specifier, name);
  if (module === undefined || tracer.semantics.isLibrary(module) || tracer.world.resolve(site.program, module) === undefined) return false;
  tracer.deeper(steps, out, () => { visitImport(tracer, module, '*', site, path, steps, out); });
  return true;
}

export function visitExport(tracer: Tracer, program: Program, name: string, from: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
  tracer.deeper(steps, out, () => {
    const [first, ...rest] = path;
    const whole = program.exports.get('=');
    if ((name === '*' || name === '=' || name === 'default') && whole?.kind === 'expression') {
      tracer.walk({ node: whole.value, program, frame: undefined }, path, steps, out);
      return;
    }
    if (name === '*' || name === '=') {
      if (first?.name === undefined) tracer.end(unknown, steps, out);
      else visitExport(tracer, program, first.name, from, rest, steps, out);
      return;
    }
    const given = program.exports.get(name);
    // Findings stand in the file that imports; what the name means is decided in the file that exports.
    const site: Site = { node: program.body, program, frame: undefined };
    if (given?.kind === 'expression') tracer.walk({ node: given.value, program, frame: undefined }, path, steps, out);
    else if (given?.kind === 'binding') visitBinding(tracer, given.binding, site, path, steps, out);
    else if (given?.kind === 'from') visitImport(tracer, given.specifier, given.name, site, path, steps, out);
    else visitStarExports(tracer, program, name, from, path, steps, out);
  });
}

function visitStarExports(tracer: Tracer, program: Program, name: string, from: Site, path: Path, steps: Steps | undefined, out: Flow[]): void {
  for (const specifier of program.starExports) {
    const target = tracer.world.resolve(program, specifier);
    if (target === undefined) {
      tracer.end({ kind: 'import', specifier, name, path, site: from }, steps, out);
      return;
    }
    if (target.exports.has(name) || target.starExports.length > 0) {
      visitExport(tracer, target, name, from, path, steps, out);
      return;
    }
  }
  tracer.end(unknown, steps, out);
}
