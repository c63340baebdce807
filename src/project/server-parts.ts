import type { Call, Expression, Node, Program, Statement } from '../program/nodes.js';
import type { Demand } from './demands.js';

/** A stretch of a file. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Modules that stay on the server by their place, whoever imports them. */
const serverPath =
  /\.(?:server|remote)\.[cm]?[jt]sx?$|(?:^|\/)(?:lib\/server|server\/(?:api|routes|middleware|plugins|utils)|pages\/api)\/|(?:^|\/)(?:route|middleware|proxy|\+server|entry[.-]server)\.[jt]sx?$|\+api\.[jt]sx?$/u;

/** What only a server has. Modules that bundlers stand in for (`path`, `crypto`, `events`) are not among them. */
const serverModule =
  /^(?:server-only|@tanstack\/react-start\/server-only|next\/headers|react-dom\/server|(?:node:)?(?:fs|fs\/promises|child_process|net|tls|dgram|cluster|worker_threads|http2))$/u;

/**
 * Does a module stay on the server, whoever imports it?
 * @param demands what it needs of others while it runs
 */
export function staysOnServer(program: Program, demands: readonly Demand[]): boolean {
  return program.directives.includes('use server') || serverPath.test(program.source.path) || demands.some(({ dependency }) => serverModule.test(dependency.specifier));
}

/**
 * The stretches of a module that the browser never gets: functions of the server, branches that ask for the server, the
 * exports that a framework takes out, and what only these use.
 * @param serverExports the exports that the framework takes out of this module
 */
export function serverParts(program: Program, serverExports: ReadonlySet<string>): readonly Stretch[] {
  const parts: Stretch[] = program.nodes.flatMap((node) => serverPart(node) ?? []);
  for (const [name, given] of program.exports) {
    if (!serverExports.has(name) || given.kind === 'from') continue;
    const at = given.kind === 'binding' ? given.binding.start : given.value.start;
    parts.push(...program.body.body.filter(({ start, end }) => start <= at && at < end));
  }
  if (parts.length === 0) return parts;
  // `if (!key) throw …` on top uses the key for nothing.
  const checks = program.body.body.flatMap((statement) => (statement.kind === 'if' && statement.alternate === undefined ? [statement.test] : []));
  for (let before = -1; before < parts.length; ) {
    before = parts.length;
    for (const statement of program.body.body) {
      if (!isWithin(statement, parts) && servesOnly(statement, program, parts, checks)) parts.push(statement);
    }
  }
  return parts;
}

/** @returns whether a node, or an offset, lies in one of the stretches */
export function isWithin({ start }: Pick<Stretch, 'start'>, stretches: readonly Stretch[]): boolean {
  return stretches.some((stretch) => stretch.start <= start && start < stretch.end);
}

/** A declaration that is not exported and that only parts of the server use. */
function servesOnly(statement: Statement, program: Program, parts: readonly Stretch[], checks: readonly Stretch[]): boolean {
  if (statement.kind !== 'declaration' && statement.kind !== 'definition') return false;
  const own = program.bindings.filter(({ start }) => statement.start <= start && start < statement.end);
  for (const given of program.exports.values()) {
    if (given.kind === 'binding' && own.includes(given.binding)) return false;
    if (given.kind === 'expression' && isWithin(given.value, [statement])) return false;
  }
  const uses = own.flatMap(({ references }) => references.filter((reference) => !isWithin(reference, [statement, ...checks])));
  return uses.length > 0 && uses.every((use) => isWithin(use, parts));
}

function serverPart(node: Node): Stretch | undefined {
  if (node.kind === 'function') return node.directives.includes('use server') || isServerCall(node.parent) ? node : undefined;
  if (node.kind !== 'if' && node.kind !== 'conditional') return undefined;
  const asked = runsOn(node.test);
  if (asked === undefined) return undefined;
  return asked === 'server' ? node.consequent : node.alternate;
}

/** Calls whose functions a compiler keeps on the server: of TanStack Start, Qwik and Vike. */
function isServerCall(node: Node | undefined): boolean {
  if (node?.kind !== 'call') return false;
  const name = calledName(node);
  if (name !== undefined && /^(?:routeLoader\$|routeAction\$|globalAction\$|server\$|createServerOnlyFn|serverOnly\$)$/u.test(name)) return true;
  if (name !== 'handler' && name !== 'server') return false;
  for (let at: Expression = node; at.kind === 'call' || at.kind === 'member'; at = at.kind === 'call' ? at.callee : at.object) {
    if (at.kind === 'call' && /^create(?:Server|Isomorphic)Fn$/u.test(calledName(at) ?? '')) return true;
  }
  return false;
}

function calledName({ callee }: Call): string | undefined {
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
}

/** Where the positive branch of a test runs, as bundlers and people write it. */
function runsOn(test: Expression): 'server' | 'browser' | undefined {
  if (test.kind === 'unary' && test.operator === '!') {
    const asked = runsOn(test.argument);
    return asked === undefined ? undefined : asked === 'server' ? 'browser' : 'server';
  }
  if (test.kind === 'binary') {
    const { left, right, operator } = test;
    if (left.kind !== 'unary' || left.operator !== 'typeof' || left.argument.kind !== 'name' || !/^(?:window|document)$/u.test(left.argument.name)) return undefined;
    if (right.kind !== 'text' || right.value !== 'undefined') return undefined;
    return operator.startsWith('!') ? 'browser' : 'server';
  }
  if (test.kind !== 'member') return undefined;
  const { object, property } = test;
  if (property === 'SSR' && object.kind === 'member' && object.property === 'env' && object.object.kind === 'import-meta') return 'server';
  const isNuxt = object.kind === 'import-meta' || (object.kind === 'name' && object.name === 'process' && object.binding === undefined);
  return isNuxt && (property === 'server' || property === 'client') ? (property === 'server' ? 'server' : 'browser') : undefined;
}
