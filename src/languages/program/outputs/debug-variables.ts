import type { Expression, Node } from '../../../program/nodes.js';
import type { Context, DebugSwitch } from '../context.js';

const variable = 'MISTRAL_DEBUG';

/** Where a program sets the variable that makes the client libraries print their requests: any text but an empty one does. */
export function* debugVariables(context: Context): Generator<DebugSwitch> {
  for (const node of context.program.nodes) {
    if (isSetting(node, context)) yield { node, name: variable };
  }
}

function isSetting(node: Node, context: Context): boolean {
  switch (node.kind) {
    case 'assignment':
      return node.target?.kind === 'member' && node.target.property === variable && isEnvironment(node.target.object, context) && isOn(node.value, context);
    case 'property':
      return node.name === variable && isForProcess(node, context) && isOn(node.value, context);
    case 'call': {
      const [name, value] = node.args;
      const method = node.callee.kind === 'member' ? node.callee.property : undefined;
      return method !== undefined && /^(?:setdefault|putenv|setenv|stubEnv|set)$/u.test(method) && name?.kind === 'text' && name.value === variable && value !== undefined && isOn(value, context);
    }
    default:
      return false;
  }
}

function isEnvironment(node: Expression, { tracer, program }: Context): boolean {
  const end = tracer.endOf({ node, program, frame: undefined });
  return end !== undefined && tracer.semantics.isEnvironment(end);
}

/** `env: { MISTRAL_DEBUG: '1' }`, `{ ...process.env, MISTRAL_DEBUG: '1' }`, `os.environ.update({…})`. */
function isForProcess(property: Node, context: Context): boolean {
  const object = property.parent;
  if (object?.kind !== 'object') return false;
  const { parent } = object;
  if (parent?.kind === 'property' && /^env(?:ironment)?$/u.test(parent.name ?? '')) return true;
  if (parent?.kind === 'call' && parent.callee.kind === 'member' && parent.callee.property === 'update') return isEnvironment(parent.callee.object, context);
  return object.properties.some((p) => p.kind === 'spread' && isEnvironment(p.value, context));
}

function isOn(value: Expression, { tracer, program }: Context): boolean {
  if (value.kind === 'constant') return value.value !== null && value.value !== undefined;
  const text = tracer.fold({ node: value, program, frame: undefined });
  return text !== undefined && text.value !== '';
}
