import type { Cursor, End } from '../../flow/flow.js';
import type { Tracer } from '../../flow/tracer.js';
import type { CallMeaning } from '../../flow/world.js';
import type { Call, Expression } from '../../program/nodes.js';
import { isEnvironment } from './environment.js';
import { calledName, dottedName } from './names.js';
import { optionMeaning } from './options.js';
import { namedValue } from './arguments.js';

type CallCursor = Cursor & { readonly node: Call };

const unknown: CallMeaning = { kind: 'unknown' };
const never: CallMeaning = { kind: 'never' };

/** Methods of a string whose result is empty when the string is. */
const sameMethods = new Set(['strip', 'lstrip', 'rstrip', 'lower', 'upper', 'encode', 'decode', 'replace', 'removeprefix', 'removesuffix', 'get_secret_value', 'unwrap', 'copy', 'casefold', 'reveal']);

const known: Readonly<Record<string, CallMeaning>> = {
  str: { kind: 'wrapped', of: 0 },
  repr: { kind: 'wrapped', of: 0 },
  format: { kind: 'wrapped', of: 0 },
  int: { kind: 'constant' },
  float: { kind: 'constant' },
  isinstance: { kind: 'constant' },
  'typing.cast': { kind: 'same', of: 1 },
  'copy.copy': { kind: 'same', of: 0 },
  'copy.deepcopy': { kind: 'same', of: 0 },
  'pydantic.SecretStr': { kind: 'same', of: 0 },
  'pydantic.types.SecretStr': { kind: 'same', of: 0 },
  'pydantic.v1.SecretStr': { kind: 'same', of: 0 },
  'json.loads': { kind: 'json', of: 0 },
  'sys.exit': never,
  exit: never,
  quit: never,
  'os._exit': never,
  'os.abort': never,
  'pytest.skip': never,
  'pytest.fail': never,
  'pytest.exit': never,
  'pytest.xfail': never,
  'streamlit.stop': never,
  'flask.abort': never,
  'dotenv.dotenv_values': { kind: 'environment-object' },
  'haystack.utils.Secret.from_token': { kind: 'same', of: 0 },
};

/** Libraries whose `config("X")` stops when the variable is unset and there is no default. */
const settingsReaders = /^(?:decouple\.(?:config|AutoConfig|Config)|starlette\.config\.Config|environs\.Env|environ\.(?:Env|FileAwareEnv)|prettyconf\.config)$/u;

const assertionName = /^_?(?:assert|ensure|must|require|expect|verify|validate|check|guard|demand|need)/iu;
const endingName = /^_?(?:fail|die|panic|bail|abort|exit|fatal|raise|throw|crash|terminate|unreachable|never|quit|halt)/iu;

/** What a call of something outside the project does to a value: the language's library, the frameworks', a guess by name. */
export function callMeaning(call: CallCursor, callee: End | undefined, tracer: Tracer): CallMeaning {
  const { node } = call;
  const name = dottedName(callee);
  if (name !== undefined) {
    const meaning = known[name] ?? environmentCall(name, node) ?? optionMeaning(name, node) ?? fieldDefault(name, node) ?? recordOf(name, node);
    if (meaning !== undefined) return meaning;
  }
  const setting = settingCall(call, callee, tracer);
  if (setting !== undefined) return setting;
  return node.callee.kind === 'member' ? methodMeaning(node, node.callee.object, call, tracer) : functionMeaning(node);
}

/** `SimpleNamespace(key=…)`: an object with what it is given by name. */
function recordOf(name: string, { named }: Call): CallMeaning | undefined {
  if (!/^(?:types\.SimpleNamespace|argparse\.Namespace|box\.Box|munch\.Munch)$/u.test(name)) return undefined;
  return named === undefined ? unknown : { kind: 'same', of: named };
}

function environmentCall(name: string, node: Call): CallMeaning | undefined {
  switch (name) {
    case 'os.getenv':
    case 'os.getenvb':
    case 'os.environ.get':
    case 'os.environ.setdefault':
      return { kind: 'environment', argument: namedValue(node, 'key') ?? 0, fallback: defaultOf(node, 1) };
    case 'os.environ.pop':
    case 'os.environ.__getitem__':
      return { kind: 'environment', argument: 0, fallback: defaultOf(node, 1), checked: defaultOf(node, 1) === undefined };
    default:
      return undefined;
  }
}

/** A default by position or by name. */
function defaultOf(node: Call, index: number): Expression | undefined {
  return namedValue(node, 'default') ?? node.args[index];
}

/** `dataclasses.field(default=…)`, pydantic's `Field("…")`: the value of the field. */
function fieldDefault(name: string, node: Call): CallMeaning | undefined {
  if (!/(?:^|\.)(?:field|Field|Factory|attrib|ib)$/u.test(name)) return undefined;
  const value = namedValue(node, 'default') ?? (name.endsWith('.Field') ? node.args[0] : undefined);
  if (value !== undefined) return { kind: 'same', of: value };
  const factory = namedValue(node, 'default_factory') ?? namedValue(node, 'factory');
  if (factory?.kind !== 'function') return undefined;
  const [only] = factory.body.body;
  return only?.kind === 'return' && only.value !== undefined ? { kind: 'same', of: only.value } : undefined;
}

/** `config("X", default="…")`, `env("X")`, `env.str("X")`. */
function settingCall(call: CallCursor, callee: End | undefined, tracer: Tracer): CallMeaning | undefined {
  const { node } = call;
  if (!isSettingsReader(callee, tracer)) {
    const { callee: called } = node;
    if (called.kind !== 'member' || called.property !== 'str') return undefined;
    if (!isSettingsReader(tracer.endOf({ ...call, node: called.object }), tracer)) return undefined;
  }
  if (node.args.length === 0) return undefined;
  const fallback = defaultOf(node, 1)?.kind === 'text' ? defaultOf(node, 1) : namedValue(node, 'default');
  return { kind: 'environment', argument: 0, fallback, checked: fallback === undefined };
}

function isSettingsReader(end: End | undefined, tracer: Tracer): boolean {
  if (settingsReaders.test(dottedName(end) ?? '')) return dottedName(end)?.endsWith('.config') === true;
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'call') return false;
  return settingsReaders.test(dottedName(tracer.endOf({ ...end.cursor, node: end.cursor.node.callee })) ?? '');
}

function methodMeaning(node: Call, receiver: Expression, call: CallCursor, tracer: Tracer): CallMeaning {
  const name = calledName(node.callee) ?? '';
  const [first, second] = node.args;
  if (sameMethods.has(name)) return { kind: 'same', of: 'receiver' };
  if ((name === 'get' || name === 'pop' || name === 'setdefault') && first !== undefined && node.args.length <= 2) {
    const object = tracer.endOf({ ...call, node: receiver });
    if (object !== undefined && isEnvironment(object)) return { kind: 'environment', argument: 0, fallback: second, checked: name === 'pop' && second === undefined };
    return { kind: 'item', name: first, fallback: second };
  }
  if (/^(?:skipTest|fail)$/u.test(name) && receiver.kind === 'this') return never;
  if (name === 'error' && /parser$/iu.test(calledName(receiver) ?? '')) return never;
  if (/^_?(?:exit|abort|die|panic)$/u.test(name)) return never;
  return assertionName.test(name) && !/^(?:log|logger|logging|mock)$/iu.test(calledName(receiver) ?? '') ? { kind: 'assertion' } : unknown;
}

function functionMeaning(node: Call): CallMeaning {
  const name = calledName(node.callee) ?? '';
  if (endingName.test(name)) return never;
  return assertionName.test(name) ? { kind: 'assertion' } : unknown;
}
