import type { Call, Expression, Program, Text } from '../program/nodes.js';
import type { Demand } from './demands.js';

/** The scripts that a module of the browser starts as workers: `new Worker(new URL('./x.js', import.meta.url))`, `serviceWorker.register('/sw.js')`. */
export function workerScripts(program: Program): readonly Demand[] {
  return program.nodes.flatMap((node) => {
    const script = node.kind === 'call' ? scriptOf(node) : undefined;
    if (script === undefined || script.value === '') return [];
    const specifier = /^[./]/u.test(script.value) ? script.value : `./${script.value}`;
    return [{ dependency: { specifier, typeOnly: false, start: script.start, end: script.end, names: [] }, names: [] }];
  });
}

function scriptOf(node: Call): Text | undefined {
  const { callee, args: [first] } = node;
  if (node.construct && callee.kind === 'name' && /^(?:Shared)?Worker$/u.test(callee.name) && callee.binding === undefined) return textOf(first);
  if (callee.kind !== 'member' || callee.property !== 'register') return undefined;
  return callee.object.kind === 'member' && callee.object.property === 'serviceWorker' ? textOf(first) : undefined;
}

function textOf(node: Expression | undefined): Text | undefined {
  if (node?.kind === 'text') return node;
  if (node?.kind !== 'call' || !node.construct || node.callee.kind !== 'name' || node.callee.name !== 'URL') return undefined;
  const [path] = node.args;
  return path?.kind === 'text' ? path : undefined;
}
