import type { End } from '../../flow/flow.js';
import type { Call } from '../../program/nodes.js';
import type { Loading } from '../program/context.js';
import { clientOf } from './clients.js';
import { djangoSettings } from './imports.js';
import { namedValue } from './arguments.js';
import { calledName, dottedName } from './names.js';

/** How Python loads variables from files. */
export const loading: Loading = {
  mention: /dotenv|read_env/u,
  hoistsImports: false,
  isLoaderModule: (specifier) => specifier === 'dotenv.auto' || specifier === 'autodotenv',
  runsLater: (specifier) => specifier === djangoSettings,
  isLoader,
  clientReading,
  remedies: () => [],
};

function isLoader({ callee: called }: Call, callee: End): boolean {
  const name = dottedName(callee);
  if (name !== undefined && /^(?:dotenv(?:\.main)?\.load_dotenv|environ\.Env\.read_env)$/u.test(name)) return true;
  return called.kind === 'member' && calledName(called) === 'read_env';
}

function clientReading(call: Call, callee: End): string | undefined {
  const kind = clientOf(callee);
  if (kind === undefined || kind.client === 'openai') return undefined;
  const isGiven = [...kind.options, ...kind.serverOptions].some((option) => namedValue(call, option) !== undefined) || call.named?.properties.some((p) => p.kind === 'spread') === true;
  return isGiven || (kind.positional && call.args.length > 0) ? undefined : kind.className;
}
