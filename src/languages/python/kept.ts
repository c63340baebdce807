import type { End } from '../../flow/flow.js';
import type { Call, Expression } from '../../program/nodes.js';
import { calledName, dottedName } from './names.js';

/** Methods whose result holds the whole text that they are called on. */
const keeping = new Set(
  'strip lstrip rstrip lower upper title capitalize swapcase casefold encode decode removeprefix removesuffix ljust rjust center zfill expandtabs split rsplit splitlines join format get_secret_value reveal copy __str__ __repr__ hex model_dump model_dump_json'.split(' '),
);
const hiding = new Set(
  'replace translate startswith endswith find rfind index rindex count isalnum isalpha isascii isdigit islower isupper isspace partition sub digest hexdigest'.split(' '),
);

const keepingFunctions = new Set(
  (
    'str repr ascii format vars reversed enumerate zip json.dumps pprint.pformat base64.b64encode base64.b64decode base64.urlsafe_b64encode urllib.parse.quote ' +
    'textwrap.indent textwrap.dedent click.style typer.style termcolor.colored rich.markup.escape copy.copy copy.deepcopy dataclasses.asdict dict'
  ).split(' '),
);
const hidingFunctions = /^(?:type|id|hash|int|float|isinstance|callable|hasattr|dir|len|bool|hashlib\..+|hmac\..+|(?:pydantic\.)?(?:[\w.]+\.)?SecretStr|re\.sub)$/u;

/** The parts of a call that are seen whole in its result. */
export function partsKept({ callee, args, named }: Call, end: End | undefined): readonly Expression[] | undefined {
  const name = end === undefined || end.kind === 'node' ? undefined : dottedName(end);
  if (name !== undefined) {
    if (keepingFunctions.has(name)) return name === 'dict' && named !== undefined ? [...args, named] : args.slice(0, name === 'json.dumps' ? 1 : undefined);
    if (hidingFunctions.test(name)) return [];
  }
  const called = calledName(callee) ?? '';
  if (/^[A-Z]\w*(?:Error|Exception|Warning)$/u.test(called)) return [];
  if (callee.kind !== 'member') return undefined;
  // What is left out is not looked into.
  if (called.startsWith('model_dump') && named?.properties.some((p) => p.kind === 'property' && /^(?:include|exclude)$/u.test(p.name ?? '')) === true) return [];
  if (called === 'replace' && args[0]?.kind === 'text') return [callee.object];
  if (hiding.has(called) && end?.kind !== 'node') return [];
  return keeping.has(called) ? [callee.object, ...args] : undefined;
}
