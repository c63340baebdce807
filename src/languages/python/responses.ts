import type { Call, Expression, FunctionNode } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { placeOf, type Context, type FactList } from '../javascript/facts/context.js';
import { keysIn } from '../javascript/facts/exposures/keys.js';
import { namedValue } from './library.js';
import { calledName } from './names.js';

interface Sent {
  readonly value: Expression;
  readonly by: string;
}

const responseCall = /^(?:jsonify|JsonResponse|JSONResponse|ORJSONResponse|UJSONResponse|HTMLResponse|PlainTextResponse|HttpResponse|Response|make_response|json_response)$/u;
const templateCall = /^(?:render_template|render_template_string|TemplateResponse|render)$/u;
const routeMethod = /^(?:get|post|put|patch|delete|route|api_route|websocket|head|options|view|api_view)$/u;

/** Keys that a server sends to the browser: what its routes return, its responses and templates. */
export function addResponses(context: Context, facts: FactList): void {
  for (const { value, by } of sentBy(context)) {
    for (const found of keysIn(value, context, facts)) {
      facts.add({
        kind: 'exposure', place: placeOf(found.node, context.program), language: 'python',
        how: { kind: 'response', by, name: found.name }, chain: [], ...(found.key === undefined ? {} : { key: found.key }),
      });
    }
  }
}

function* sentBy(context: Context): Generator<Sent> {
  const { program } = context;
  for (const node of program.nodes) {
    if (node.kind === 'call') yield* sentByCall(node);
    else if (node.kind === 'function' && isRoute(node)) {
      for (const { value } of structureOf(program).returns.get(node) ?? []) if (value !== undefined) {
        const sent = value.kind === 'call' ? modelOf(value, context) : value;
        if (sent !== undefined) yield { value: sent, by: 'The response' };
      }
    }
  }
}

/** `Config(key=…)`, where the class is a model or holds data alone: what it is given is sent. */
function modelOf(call: Call, { program, tracer }: Context): Expression | undefined {
  const end = call.named === undefined || responseCall.test(calledName(call.callee) ?? '') ? undefined : tracer.endOf({ node: call.callee, program, frame: undefined });
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'class') return undefined;
  const { superclass, decorators } = end.cursor.node;
  const isModel = superclass !== undefined && /^(?:BaseModel|SQLModel|Schema|Struct)$/u.test(calledName(superclass) ?? '');
  return isModel || decorators.some((d) => /^(?:dataclass|define|frozen)$/u.test(calledName(d.kind === 'call' ? d.callee : d) ?? '')) ? call.named : undefined;
}

function* sentByCall(call: Call): Generator<Sent> {
  const name = calledName(call.callee) ?? '';
  if (responseCall.test(name)) {
    const value = call.args[0] ?? namedValue(call, 'content');
    if (value !== undefined) yield { value, by: 'The response' };
    if (name === 'jsonify' && call.named !== undefined) yield { value: call.named, by: 'The response' };
  } else if (templateCall.test(name)) {
    for (const value of [...call.args.slice(1), ...(call.named === undefined ? [] : [call.named])]) yield { value, by: 'The template' };
  }
}

/** `@app.get("/config")`, `@app.route("/config")`, `@api_view(["GET"])`. */
function isRoute({ decorators }: FunctionNode): boolean {
  return decorators.some((decorator) => {
    if (decorator.kind !== 'call') return false;
    const name = calledName(decorator.callee) ?? '';
    if (name === 'api_view') return true;
    const [path] = decorator.args;
    return routeMethod.test(name) && decorator.callee.kind === 'member' && path?.kind === 'text' && /^\/|^$/u.test(path.value);
  });
}
