import { isGenericKeyName, isKeyName } from '../../key/names.js';
import type { Expression, FunctionNode, Node, Program, Property } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { siteOf, type Context } from './context.js';
import type { Sink, SinkTracer } from './sinks.js';

/** Everything that is given a key's name makes what it is set to a sink of literals. */
export function addNamedSinks(context: Context, sinks: SinkTracer): void {
  const { program, vocabulary } = context;
  const add = (node: Expression | undefined, name: string, kind: Sink['kind'] = 'name'): void => {
    if (node === undefined || node.kind === 'spread' || !vocabulary.isKeyName(name)) return;
    sinks.add({ cursor: { node, program, frame: undefined }, path: [], use: siteOf(node, program), kind, name, hops: 0 });
  };
  for (const binding of program.bindings) {
    if (!vocabulary.isKeyName(binding.name)) continue;
    for (const origin of binding.origins) {
      if (origin.kind === 'value') {
        if (origin.path.length === 0) add(origin.value, binding.name);
        add(origin.fallback, binding.name);
      } else if (origin.kind === 'parameter') add(origin.fallback ?? (origin.path.length === 0 ? origin.parameter.fallback : undefined), binding.name);
      else if (origin.kind === 'function') for (const value of returnsOf(origin.value, program)) add(value, binding.name);
    }
  }
  for (const node of program.nodes) addNode(node, program, add);
}

type Add = (node: Expression | undefined, name: string, kind?: Sink['kind']) => void;

function addNode(node: Node, program: Program, add: Add): void {
  switch (node.kind) {
    case 'property':
      if (node.name !== undefined) addValue(node.value, fullName(node, node.name), node.role === 'getter' || node.role === 'method', program, add);
      return;
    case 'class-member':
      if (node.name !== undefined && node.value !== undefined && node.value.kind !== 'block') {
        addValue(node.value, node.name, node.role === 'getter' || node.role === 'method', program, add);
      }
      return;
    case 'assignment': {
      const name = node.target?.kind === 'member' ? node.target.property : undefined;
      if (name !== undefined) add(node.value, name);
      return;
    }
    case 'object':
      addEntry(node.properties, add);
      return;
    case 'array':
      node.elements.forEach((element, i) => {
        // A pair is a name and its value; in a longer list only an option of a command line names what follows.
        if (element?.kind === 'text' && (node.elements.length === 2 ? i === 0 : element.value.startsWith('-'))) addPair(element.value, node.elements[i + 1], add);
      });
      return;
    case 'call':
      node.args.forEach((argument, i) => {
        if (argument.kind === 'text') addPair(argument.value, node.args[i + 1], add);
      });
      return;
    case 'binary':
      if (/^[=!]==?$/u.test(node.operator)) {
        addComparison(node.left, node.right, add);
        addComparison(node.right, node.left, add);
      }
      return;
    default:
  }
}

/** `mistral: { apiKey: … }` is `mistral.apiKey`. */
function fullName({ parent }: Property, name: string): string {
  const holder = parent?.parent;
  return holder?.kind === 'property' && holder.name !== undefined && !isKeyName(name) && isGenericKeyName(name) ? `${holder.name}.${name}` : name;
}

function addValue(value: Expression, name: string, isFunction: boolean, program: Program, add: Add): void {
  if (isFunction && value.kind === 'function') for (const result of returnsOf(value, program)) add(result, name);
  else add(value, name);
}

function returnsOf(fn: FunctionNode, program: Program): Expression[] {
  return (structureOf(program).returns.get(fn) ?? []).flatMap((r) => r.value ?? []);
}

/** A sentence about a key, such as a message to log, names none. */
export function isIdentifier(text: string): boolean {
  return text.length <= 80 && !/\s/u.test(text);
}

/** `('MISTRAL_API_KEY', value)`, `['MISTRAL_API_KEY', value]`, `['--mistral-api-key', value]`. */
function addPair(name: string, value: Expression | undefined, add: Add): void {
  if (isIdentifier(name)) add(value, name, name.startsWith('-') ? 'flag' : 'name');
}

/** `{ name: 'MISTRAL_API_KEY', value: '…' }`. */
function addEntry(properties: readonly Node[], add: Add): void {
  let name: string | undefined;
  let value: Expression | undefined;
  for (const property of properties) {
    if (property.kind !== 'property') continue;
    if (/^(?:name|key|id|variable|provide|envVar)$/iu.test(property.name ?? '') && property.value.kind === 'text') name = property.value.value;
    else if (/^(?:value|default|defaultValue|useValue|content)$/iu.test(property.name ?? '')) value = property.value;
  }
  if (name !== undefined && value !== undefined) addPair(name, value, add);
}

function addComparison(side: Expression, other: Expression, add: Add): void {
  if (other.kind !== 'text') return;
  const name = side.kind === 'name' ? side.name : side.kind === 'member' ? side.property : undefined;
  if (name !== undefined) add(other, name);
}
