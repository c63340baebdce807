import type { Assignment, Call, Element, Expression, FunctionNode, Program, Property } from '../../../program/nodes.js';
import { enclosingFunction, structureOf } from '../../../program/structure.js';
import { namesOf } from '../environment.js';
import { placeOf, type Context, type FactList } from '../../program/context.js';
import { keysIn } from '../../program/exposures/keys.js';
import type { Reach } from '../../program/exposures/reach.js';

const testFile = /(?:^|\/)__(?:tests__|mocks__)\/|\.(?:test|spec|stories|cy|e2e)\.[cm]?[jt]sx?$/u;

/** A value that goes to the browser, and by what. */
interface Sent {
  readonly value: Expression;
  readonly by: string;
}

const responseName = /^(?:_?res|_?resp|_?response|rsp|reply|c|ctx|context|h)$/u;
const bodyMethod = /^(?:json|jsonp|send|end|write|text|html|body)$/u;
const secondArgumentMethod = /^(?:render|view|header|setHeader|set|cookie|setCookie|type|append)$/u;
const routeMethod = /^(?:get|post|put|patch|delete|all|any|route|use)$/u;
const pageData = /^(?:getServerSideProps|getStaticProps|getInitialProps)$/u;

/** Keys that the server's own code sends to the browser: responses, loaders, page props, server components. */
export function addResponses(context: Context, facts: FactList, reach: Reach): void {
  // What a test renders or answers stays on the machine that runs it.
  if (testFile.test(context.program.source.path)) return;
  for (const { value, by } of sentBy(context, reach)) {
    for (const found of keysIn(value, context, facts)) {
      facts.add({
        kind: 'exposure', place: placeOf(found.node, context.program), language: context.language,
        how: { kind: 'response', by, name: found.name }, chain: [], ...(found.key === undefined ? {} : { key: found.key }),
      });
    }
  }
}

function* sentBy(context: Context, reach: Reach): Generator<Sent> {
  const { program } = context;
  if (program.source.path.endsWith('.astro')) yield* shownByPage(program);
  for (const node of program.nodes) {
    if (node.kind === 'call') yield* sentByCall(node, context);
    else if (node.kind === 'assignment') yield* sentByAssignment(node);
    else if (node.kind === 'element') yield* sentByElement(node, context, reach);
    else if (node.kind === 'function') {
      const by = answeringFunction(node, context);
      if (by !== undefined) for (const value of returnsOf(node, program)) yield { value, by };
      else for (const value of returnsOf(node, program)) yield* sentByFunctionOfCloud(value);
    }
  }
}

/** What the markup of a page of Astro shows stands behind its frontmatter, with a brace where a statement begins. */
function* shownByPage({ source, body }: Program): Generator<Sent> {
  for (const statement of body.body) {
    if (statement.kind === 'expression-statement' && source.text[statement.start] === '{') yield { value: statement.expression, by: 'The page' };
  }
}

function* sentByCall(node: Call, context: Context): Generator<Sent> {
  const { callee, args } = node;
  const [first, second] = args;
  if (first === undefined) return;
  if (callee.kind === 'member') {
    const method = callee.property ?? '';
    if (method === 'emit' && second !== undefined && isServerSocket(callee.object, context)) yield { value: second, by: 'The socket' };
    if (method === 'send' && isServerSocket(callee.object, context)) yield { value: first, by: 'The socket' };
    const last = args.at(-1);
    if (method === 'redirect' && last !== undefined && (isResponse(callee.object) || isResponseClass(callee.object, context))) yield { value: last, by: 'The address of the redirect' };
    const isBody = bodyMethod.test(method);
    if (!isBody && !secondArgumentMethod.test(method)) return;
    if (isResponseClass(callee.object, context)) {
      if (isBody) yield { value: first, by: 'The response' };
    } else if (isResponse(callee.object)) {
      if (isBody) yield { value: first, by: 'The response' };
      else if (second !== undefined) yield { value: second, by: method === 'render' || method === 'view' ? 'The template' : 'The response' };
    }
    return;
  }
  if (node.construct && isResponseClass(callee, context)) yield { value: first, by: 'The response' };
  if (callee.kind !== 'name') return;
  const end = context.tracer.endOf({ node: callee, program: context.program, frame: undefined });
  if (end?.kind !== 'import') return;
  if (/^(?:json|data|defer)$/u.test(end.name) && /^(?:@remix-run\/|react-router|@sveltejs\/kit|@tanstack\/)/u.test(end.specifier)) yield { value: first, by: 'The response' };
  if (end.name === 'send' && end.specifier === 'h3' && second !== undefined) yield { value: second, by: 'The response' };
}

/** A connection that a server of `socket.io` or `ws` hands to a function, or the server itself: `io.to(room)`. */
function isServerSocket(node: Expression, { program, tracer }: Context): boolean {
  if (!program.dependencies.some(({ specifier }) => specifier === 'socket.io' || specifier === 'ws')) return false;
  let root = node;
  while (root.kind === 'member' || (root.kind === 'call' && !root.construct)) root = root.kind === 'member' ? root.object : root.callee;
  if (root.kind !== 'name') return false;
  if (root.binding?.origins[0]?.kind === 'parameter') return /^(?:socket|ws|client|conn|connection)$/u.test(root.name);
  const end = tracer.endOf({ node: root, program, frame: undefined });
  const made = end?.kind === 'node' && end.cursor.node.kind === 'call' ? tracer.endOf({ ...end.cursor, node: end.cursor.node.callee }) : undefined;
  return made?.kind === 'import' && /^(?:socket\.io|ws)$/u.test(made.specifier) && namesOf(made)?.at(-1) !== 'WebSocket';
}

function* sentByAssignment({ target, value }: Assignment): Generator<Sent> {
  if (target?.kind === 'member' && target.property === 'body' && isResponse(target.object)) yield { value, by: 'The response' };
}

/** `Response`, `NextResponse`. */
function isResponseClass(node: Expression, { tracer, program }: Context): boolean {
  if (node.kind !== 'name') return false;
  const end = tracer.endOf({ node, program, frame: undefined });
  const name = end === undefined ? undefined : namesOf(end)?.join('.');
  return (end?.kind === 'global' && name === 'Response') || (end?.kind === 'import' && /^(?:NextResponse|HttpResponse|Response)$/u.test(name ?? '') && end.specifier !== 'msw');
}

/** `res`, `res.status(200)`, `ctx.response`: a parameter by one of its usual names, or what its methods give back. */
function isResponse(node: Expression): boolean {
  let at = node;
  while (at.kind === 'member' || at.kind === 'call') at = at.kind === 'member' ? at.object : at.callee;
  if (at.kind !== 'name' || !responseName.test(at.name)) return false;
  return at.binding?.origins[0]?.kind === 'parameter';
}

/** What functions of clouds answer: `{ statusCode: 200, body: … }`. */
function* sentByFunctionOfCloud(value: Expression): Generator<Sent> {
  if (value.kind !== 'object') return;
  const named = (name: string): Expression | undefined => value.properties.find((p): p is Property => p.kind === 'property' && p.name === name)?.value;
  if (named('statusCode') === undefined) return;
  for (const part of [named('body'), named('headers')]) if (part !== undefined) yield { value: part, by: 'The response' };
}

/** Functions whose result a framework sends to the browser. */
function answeringFunction(fn: FunctionNode, context: Context): string | undefined {
  const { program } = context;
  const name = nameOf(fn);
  const file = program.source.path.slice(program.source.path.lastIndexOf('/') + 1);
  if (name !== undefined) {
    if (pageData.test(name)) return name;
    if (/^\+page\.server\.[jt]s$/u.test(file) && fn.parent?.kind === 'property' && declarationAround(fn.parent) === 'actions') return 'The form action';
    if (fn.parent?.kind === 'property' && isResolver(fn.parent)) return 'The resolver';
    if (name === 'load' && /^\+(?:page|layout)(?:\.server)?\.[jt]s$/u.test(file)) return 'load';
    if (/^(?:loader|action)$/u.test(name) && isExported(fn, name, program) && isRouteModule(program)) return name;
  }
  if (fn.directives.includes('use server') || (program.directives.includes('use server') && isExported(fn, name, program))) return 'The server action';
  if (fn.parent?.kind === 'class-member' && fn.parent.decorators.some(isRouteDecorator)) return 'The response';
  const call = fn.parent;
  if (call?.kind !== 'call' || !call.args.includes(fn)) return undefined;
  const called = call.callee.kind === 'name' ? call.callee.name : call.callee.kind === 'member' ? call.callee.property : undefined;
  if (called === undefined) return undefined;
  if (/^(?:defineEventHandler|eventHandler|defineCachedEventHandler|cachedEventHandler|defineNitroPlugin)$/u.test(called)) return 'The event handler';
  if (/^(?:handler|query|mutation)$/u.test(called) && call.callee.kind === 'member' && call.callee.object.kind !== 'this') return 'The server function';
  if (called === 'onCall' && program.dependencies.some(({ specifier }) => specifier.startsWith('firebase-functions'))) return 'The callable function';
  const [path] = call.args;
  if (call.callee.kind === 'member' && routeMethod.test(called) && path?.kind === 'text' && path.value.startsWith('/')) return 'The response';
  return undefined;
}

/** The name of the constant whose object a property stands in. */
function declarationAround({ parent }: Property): string | undefined {
  const holder = parent?.parent;
  return parent?.kind === 'object' && holder?.kind === 'declaration' ? holder.name : undefined;
}

/** `{ Query: { version: () => '1.0' } }`: GraphQL. */
function isResolver({ parent }: Property): boolean {
  const type = parent?.parent;
  return parent?.kind === 'object' && type?.kind === 'property' && /^(?:Query|Mutation|Subscription)$/u.test(type.name ?? '');
}

/** `@Get()`, `@Query()` and their like, of NestJS and others. */
function isRouteDecorator(node: Expression): boolean {
  const callee = node.kind === 'call' ? node.callee : node;
  return callee.kind === 'name' && /^(?:Get|Post|Put|Patch|Delete|All|Query|Mutation|ResolveField|Sse)$/u.test(callee.name);
}

function nameOf(fn: FunctionNode): string | undefined {
  if (fn.name !== undefined) return fn.name;
  const { parent } = fn;
  if (parent?.kind === 'assignment' && parent.target?.kind === 'member') return parent.target.property;
  if (parent?.kind === 'property') return parent.name;
  return parent?.kind === 'declaration' ? parent.name : undefined;
}

function isExported(fn: FunctionNode, name: string | undefined, program: Program): boolean {
  for (const [exported, given] of program.exports) {
    if (given.kind === 'expression' ? given.value === fn : given.kind === 'binding' && (exported === name || given.binding.name === name)) return true;
  }
  return false;
}

function isRouteModule(program: Program): boolean {
  return /(?:^|\/)(?:routes|app|pages)\//u.test(program.source.path) || program.dependencies.some((d) => /^(?:@remix-run\/|react-router)/u.test(d.specifier));
}

function returnsOf(fn: FunctionNode, program: Program): Expression[] {
  return (structureOf(program).returns.get(fn) ?? []).flatMap((r) => (r.value === undefined || isResponseCall(r.value) ? [] : [r.value]));
}

/** The response that is returned is looked at by itself. */
function isResponseCall(node: Expression): boolean {
  return node.kind === 'call' && (node.construct || (node.callee.kind === 'member' && bodyMethod.test(node.callee.property ?? '')));
}

/** A server component hands a key to a component of the browser, or writes it into the page. */
function* sentByElement(node: Element, context: Context, reach: Reach): Generator<Sent> {
  if (node.name?.kind !== 'name') return;
  const isTag = /^[a-z]/u.test(node.name.name);
  if (!isTag && !isClientComponent(node.name, context, reach)) return;
  if (enclosingFunction(node) === undefined) return;
  for (const attribute of node.attributes) yield { value: attribute.value, by: isTag ? `<${node.name.name}>` : `The prop of <${node.name.name}>` };
  if (isTag) for (const child of node.children) if (child.kind !== 'element') yield { value: child, by: `<${node.name.name}>` };
}

function isClientComponent(name: Expression, { tracer, program }: Context, reach: Reach): boolean {
  const origin = name.kind === 'name' ? name.binding?.origins[0] : undefined;
  if (origin?.kind !== 'import') return false;
  const end = tracer.endOf({ node: name, program, frame: undefined });
  if (end?.kind === 'node') return reach.isClientModule(end.cursor.program);
  const target = tracer.world.resolve(program, origin.specifier);
  return target !== undefined && reach.isClientModule(target);
}
