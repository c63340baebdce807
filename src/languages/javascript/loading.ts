import type { Remedy } from '../../facts/facts.js';
import type { End } from '../../flow/flow.js';
import type { Call, Expression, Node, Program } from '../../program/nodes.js';
import { clientOf } from './clients.js';
import { namesOf } from './environment.js';
import type { Loading } from '../program/context.js';

const loaderPackage = /^(?:dotenv(?:-[a-z-]+)?|@dotenvx\/dotenvx|@next\/env|env-file-reader|custom-env|load-env-file)$/u;
const loaderName = /^(?:config|configDotenv|load|loadEnvConfig|loadEnvFile|dotenvLoad|env|expand)$/u;
const loaderModule = /^(?:npm:|jsr:)?(?:dotenv(?:-[a-z-]+)?\/(?:config|load|auto)(?:\.js)?|@dotenvx\/dotenvx\/config|@std\/dotenv(?:@[\w.^~]+)?\/load|https:\/\/deno\.land\/(?:std|x)[^"']{0,60}dotenv\/load\.ts)$/u;

/** How JavaScript loads variables from files. */
export const loading: Loading = {
  mention: /dotenv|loadEnvFile|@next\/env/u,
  hoistsImports: true,
  isLoaderModule: (specifier) => loaderModule.test(specifier),
  runsLater: () => false,
  isLoader,
  clientReading,
  remedies,
};

function isLoader(_call: Call, callee: End): boolean {
  const name = namesOf(callee)?.join('.') ?? '';
  if (callee.kind === 'global') return name === 'process.loadEnvFile';
  if (callee.kind !== 'import') return false;
  if (/^(?:node:)?process$/u.test(callee.specifier)) return name === 'loadEnvFile';
  return loaderPackage.test(callee.specifier) && loaderName.test(name);
}

/** Libraries that read the variable in the constructor, or remember the environment there. */
const eager = new Set(['mistral-sdk', 'mistral-sdk-0', 'langchain', 'llamaindex']);

function clientReading(call: Call, callee: End): string | undefined {
  const kind = clientOf(callee);
  if (kind === undefined || !eager.has(kind.client) || kind.construct !== call.construct) return undefined;
  const [first] = call.args;
  return first === undefined || (kind.option !== undefined && isWithout(first, [kind.option, kind.serverOption, 'server', 'client', 'httpClient'])) ? kind.className : undefined;
}

/** Is it an object that is seen whole, and has none of the properties? */
function isWithout(node: Expression, names: readonly string[]): boolean {
  return node.kind === 'object' && node.properties.every((p) => p.kind === 'property' && p.name !== undefined && !names.includes(p.name));
}

/** `import 'dotenv/config'` before all else does what a bare `config()` of dotenv does. */
function remedies(program: Program, load: Node): readonly Remedy[] {
  const { source, body } = program;
  const [first] = body.body;
  if (load.kind !== 'call' || load.args.length > 0 || first === undefined || !program.dependencies.some((d) => d.specifier === 'dotenv')) return [];
  const isModule = body.body.some((statement) => statement.kind === 'import');
  if (program.directives.length > 0 || program.browser || !/\.[cm]?[jt]s$/u.test(source.path)) return [];
  const text = isModule ? "import 'dotenv/config';\n" : "require('dotenv/config');\n";
  return [{ id: 'loadFirst', edits: [{ source, start: first.start, end: first.start, text }] }];
}
