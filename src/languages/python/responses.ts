import type { Assignment, Call, Expression, FunctionNode, Member, Node } from '../../program/nodes.js';
import { structureOf } from '../../program/structure.js';
import { placeOf, type Context, type FactList } from '../program/context.js';
import { keysIn, type KeyValue } from '../program/exposures/keys.js';
import { namedValue } from './arguments.js';
import { calledName, dottedName } from './names.js';
import { recordFields } from './records.js';

interface Sent {
  readonly value: Expression;
  readonly by: string;
  /** It is looked at as an object with fields. */
  readonly record?: boolean;
}

const responseCall = /^(?:jsonify|JsonResponse|JSONResponse|ORJSONResponse|UJSONResponse|HTMLResponse|PlainTextResponse|HttpResponse|Response|make_response|json_response)$/u;
const templateCall = /^(?:render_template|render_template_string|TemplateResponse|render)$/u;
/** The arguments by which a response is given its body, where not by position. */
const bodyOptions = ['content', 'data', 'body', 'text', 'response', 'html', 'context'];
/** Functions that write what they are given into a page. */
const pageCall = /^(?:streamlit\.(?:html|components\.v1\.html)|gradio\.HTML|nicegui\.ui\.(?:html|add_head_html|add_body_html))$/u;
const socketName = /^(?:_?ws|sock(?:et)?|web_?socket|sio|socketio|socket_io)$/iu;
const routeMethod = /^(?:get|post|put|patch|delete|route|api_route|websocket|head|options|view|api_view)$/u;

/** Keys that a server sends to the browser: what its routes return, its responses and templates. */
export function addResponses(context: Context, facts: FactList): void {
  for (const { value, by, record } of sentBy(context)) {
    for (const found of record === true ? keysInRecord(value, context, facts) : keysIn(value, context, facts)) {
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
    if (node.kind === 'call') yield* sentByCall(node, context);
    else if (node.kind === 'assignment') yield* sentByAssignment(node);
    else if (node.kind === 'function' && (isRoute(node) || isContext(node))) {
      const isWhole = !isNarrowed(node, program.source.text);
      for (const { value } of structureOf(program).returns.get(node) ?? []) if (value !== undefined) {
        const sent = value.kind === 'call' ? modelOf(value, context) : value;
        if (sent !== undefined) yield { value: sent, by: 'The response' };
        if (isWhole && (value.kind === 'name' || (value.kind === 'call' && sent === undefined))) yield { value, by: 'The response', record: true };
      }
    }
  }
}

/** Does a type say which fields go out: `response_model=…`, `-> Public`? */
function isNarrowed({ decorators, body, start }: FunctionNode, text: string): boolean {
  return decorators.some((d) => d.kind === 'call' && namedValue(d, 'response_model') !== undefined) || text.slice(start, body.start).includes('->');
}

const dump = /^(?:model_dump(?:_json)?|asdict|vars|jsonable_encoder)$/u;

/** A whole object of settings or data that is sent, as it is or as a dictionary. */
function keysInRecord(value: Expression, context: Context, facts: FactList): KeyValue[] {
  const { tracer, program, dialect, vocabulary } = context;
  let node = value;
  if (node.kind === 'call' && dump.test(calledName(node.callee) ?? '')) {
    const parts = dialect.printing.partsKept(node, tracer.endOf({ node: node.callee, program, frame: undefined }));
    node = parts?.[0] ?? value;
  }
  const made = tracer.endOf({ node, program, frame: undefined });
  if (made?.kind !== 'node' || made.cursor.node.kind !== 'call') return [];
  const cls = tracer.endOf({ ...made.cursor, node: made.cursor.node.callee });
  if (cls?.kind !== 'node') return [];
  for (const field of recordFields(made.cursor.node, cls, made.cursor.program, tracer)) {
    if ('variable' in field) {
      if (vocabulary.isKeyName(field.variable)) return [{ node: value, name: field.variable }];
      continue;
    }
    const [found] = keysIn(field.value.node, { ...context, program: field.value.program }, facts, 2);
    if (found !== undefined) return [{ ...found, node: value }];
  }
  return [];
}

/** `Config(key=…)`, where the class is a model or holds data alone: what it is given is sent. */
function modelOf(call: Call, { program, tracer }: Context): Expression | undefined {
  const end = call.named === undefined || responseCall.test(calledName(call.callee) ?? '') ? undefined : tracer.endOf({ node: call.callee, program, frame: undefined });
  if (end?.kind !== 'node' || end.cursor.node.kind !== 'class') return undefined;
  const { superclass, decorators } = end.cursor.node;
  const isModel = superclass !== undefined && /^(?:BaseModel|SQLModel|Schema|Struct)$/u.test(calledName(superclass) ?? '');
  return isModel || decorators.some((d) => /^(?:dataclass|define|frozen)$/u.test(calledName(d.kind === 'call' ? d.callee : d) ?? '')) ? call.named : undefined;
}

function* sentByCall(call: Call, context: Context): Generator<Sent> {
  const { callee, args } = call;
  const name = calledName(callee) ?? '';
  if (responseCall.test(name)) {
    for (const value of [args[0], ...bodyOptions.map((option) => namedValue(call, option)), namedValue(call, 'headers')]) if (value !== undefined) yield { value, by: 'The response' };
    if (args[0] !== undefined) yield { value: args[0], by: 'The response', record: true };
    if (name === 'jsonify' && call.named !== undefined) yield { value: call.named, by: 'The response' };
  } else if (templateCall.test(name)) {
    for (const value of [...args.slice(1), ...(call.named === undefined ? [] : [call.named])]) yield { value, by: 'The template' };
  } else if (name === 'set_cookie') {
    const value = args[1] ?? namedValue(call, 'value');
    if (value !== undefined) yield { value, by: 'The cookie' };
  } else if (callee.kind === 'member' && isSocket(callee)) {
    for (const value of [...args, ...(call.named === undefined ? [] : [call.named])]) yield { value, by: 'The message' };
  } else if (/^(?:html|HTML|add_(?:head|body)_html)$/u.test(name) && args[0] !== undefined) {
    if (pageCall.test(dottedName(context.tracer.endOf({ node: callee, program: context.program, frame: undefined })) ?? '')) yield { value: args[0], by: 'The page' };
  }
}

/** `websocket.send_json(…)`, `socketio.emit("config", …)`, `self.write(…)` of a handler. */
function isSocket({ object, property = '' }: Member): boolean {
  if (object.kind === 'this') return property === 'send_json' || (property === 'write' && /Handler$/u.test(superclassOf(object)));
  return /^(?:send|emit|send_(?:json|text|str|bytes))$/u.test(property) && socketName.test(calledName(object) ?? '');
}

function superclassOf(node: Node): string {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) if (at.kind === 'class') return at.superclass === undefined ? '' : (calledName(at.superclass) ?? '');
  return '';
}

/** `response.headers["X-Key"] = key`. */
function* sentByAssignment({ target, value }: Assignment): Generator<Sent> {
  if (target?.kind !== 'member' || target.object.kind !== 'member' || target.object.property !== 'headers') return;
  if (/^(?:resp|response)$/u.test(calledName(target.object.object) ?? '')) yield { value, by: 'The response' };
}

/** What gives every template its variables: `@app.context_processor`, `get_context_data` of a view of Django. */
function isContext({ decorators, name }: FunctionNode): boolean {
  return name === 'get_context_data' || decorators.some((decorator) => /^(?:app_)?context_processor$/u.test(calledName(decorator) ?? ''));
}

/** `@app.get("/config")`, `@app.route("/config")`, `@api_view(["GET"])`. */
function isRoute({ decorators }: FunctionNode): boolean {
  return decorators.some((decorator) => {
    if (decorator.kind !== 'call') return false;
    const name = calledName(decorator.callee) ?? '';
    if (name === 'api_view') return true;
    const [path] = decorator.args;
    return routeMethod.test(name) && path?.kind === 'text' && /^\/|^$/u.test(path.value);
  });
}
