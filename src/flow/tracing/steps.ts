import type { Binding, Origin } from '../../program/bindings.js';
import type { Node } from '../../program/nodes.js';
import type { End, FlowStep, Path, PathStep, Site } from '../flow.js';
import type { Folded } from '../world.js';

/** The steps of a way so far, the newest first. */
export interface Steps {
  readonly step: FlowStep;
  readonly before: Steps | undefined;
}

export const unknown: End = { kind: 'unknown' };

const nodeIds = new WeakMap<Node, number>();
let lastNodeId = 0;

/** A number that no other node has. */
export function idOf(node: Node): number {
  let id = nodeIds.get(node);
  if (id === undefined) nodeIds.set(node, (id = ++lastNodeId));
  return id;
}

/** The steps with a read at `site` added. */
export function readStep(site: Site, subject: string | undefined, before: Steps | undefined): Steps {
  return { step: { kind: 'read', site, subject }, before };
}

export function bindingSubject(binding: Binding, path: Path): string {
  return `binding ${String(binding.id)} ${pathKey(path)}`;
}

export function pathKey(path: Path): string {
  return path.map((s) => s.name ?? '?').join('.');
}

export function hereOf(site: Site): PathStep {
  return { name: undefined, site, program: site.program, start: site.node.start, end: site.node.end };
}

export function originPath(origin: Origin & { kind: 'value' | 'parameter' }, node: Node, { program, frame }: Site): PathStep[] {
  return origin.path.map((name) => ({ name, site: { node, program, frame }, program, start: origin.start, end: origin.end }));
}

/** Where the source says the name: here, or in the call that gave it to a helper. */
export function namingPlace(name: Folded, site: Site): PathStep {
  const segment = name.segments[0];
  const here = hereOf(site);
  if (segment === undefined) return here;
  for (let frame = site.frame; frame !== undefined; frame = frame.outer) {
    const { call, program } = frame;
    if (program === segment.program && call.start <= segment.node.start && segment.node.end <= call.end) {
      return { ...here, program, start: call.start, end: call.end };
    }
  }
  return here;
}
