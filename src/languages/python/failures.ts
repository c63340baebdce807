import type { Block, Expression, FunctionNode, Node, Program, Try } from '../../program/nodes.js';
import type { Context, Failures, Outcome } from '../program/context.js';
import { calledName, dottedName } from './names.js';

/** How failures travel in Python: as exceptions, through the calls of the functions around. */
export const failures: Failures = { outcomeOf: (call, context) => new Exceptions(context).raisedAt(call, context.program), wrongHandlers };

const maxSteps = 400;
/** Exceptions that a rejected key does not raise; a name that is not known may be one that it does. */
const others =
  /^(?:[\w.]*\.)?(?:ValueError|KeyError|TypeError|TimeoutError|ConnectionError|ImportError|ModuleNotFoundError|IndexError|LookupError|AttributeError|FileNotFoundError|PermissionError|OSError|IOError|JSONDecodeError|KeyboardInterrupt|StopIteration|ZeroDivisionError|UnicodeDecodeError|NotImplementedError|AssertionError|ValidationError|CancelledError|RateLimitError|ConnectError|ReadTimeout|ConnectTimeout|TimeoutException)$/u;
const globalHandler = /sys\.excepthook|set_exception_handler|return_exceptions\s{0,4}=\s{0,4}True/u;

class Exceptions {
  readonly #active = new Set<FunctionNode>();
  #steps = 0;

  constructor(readonly context: Context) {}

  /** What becomes of an exception that is raised at a node. */
  raisedAt(node: Node, program: Program): Outcome {
    if (++this.#steps > maxSteps) return 'unknown';
    for (let child = node, parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
      if (parent.kind === 'try' && child === parent.block && catches(parent, program)) return 'handled';
      if (parent.kind === 'block' && isSuppressed(parent, child)) return 'handled';
      if (parent.kind === 'function') return this.#ofFunction(parent, program);
    }
    return globalHandler.test(program.source.text) ? 'handled' : 'open';
  }

  /** Decorators may handle what a function raises, and a generator raises later. */
  #ofFunction(fn: FunctionNode, program: Program): Outcome {
    if (this.#active.has(fn) || fn.generator || fn.decorators.length > 0) return 'unknown';
    this.#active.add(fn);
    const { guards, tracer } = this.context;
    const outcomes: Outcome[] = [];
    for (const caller of [program, ...tracer.world.importersOf(program).filter((other) => tracer.world.vocabularyOf(other).speaksOfMistral(other.source.text))]) {
      for (const site of guards.calls.to(fn, program, caller)) outcomes.push(this.raisedAt(site.call.node, caller));
    }
    return outcomes.includes('open') ? 'open' : outcomes.length > 0 && outcomes.every((o) => o === 'handled') ? 'handled' : 'unknown';
  }
}

/** Does one of the handlers catch what a rejected key raises? */
function catches({ handler }: Try, { source }: Program): boolean {
  if (handler === undefined) return false;
  const text = source.text.slice(handler.start, handler.end);
  for (const match of text.matchAll(/(?:^|\n)[ \t]*except\b\*?(?<caught>[^:\n]{0,300}):/gu)) {
    const caught = (match.groups?.['caught'] ?? '').replace(/\bas\s+\w+\s*$/u, '').replace(/[()]/gu, '').trim();
    if (caught === '' || caught.split(',').some((name) => !others.test(name.trim()))) return true;
  }
  return false;
}

/** `with suppress(…):`, `with pytest.raises(…):`. */
function isSuppressed(block: Block, child: Node): boolean {
  return block.body.some((statement) => {
    if (statement === child || statement.kind !== 'expression-statement' || statement.expression.kind !== 'call') return false;
    return statement.start < child.start && /^(?:suppress|raises|assertRaises(?:Regex)?)$/u.test(calledName(statement.expression.callee) ?? '');
  });
}

const documented = /^mistral\.client\.errors\.AuthenticationError$/u;

/** `except AuthenticationError`, of a module that does not exist. */
function* wrongHandlers({ program, tracer }: Context): Generator<{ node: Node; name: string; module: string }> {
  const { text } = program.source;
  if (!text.includes('AuthenticationError') || !/\bmistral\.client\b/u.test(text)) return;
  for (const node of program.nodes) {
    if ((node.kind !== 'name' && node.kind !== 'member') || node.parent?.kind === 'member' || !isCaught(node, text)) continue;
    const end = tracer.endOf({ node, program, frame: undefined });
    if (documented.test(dottedName(end) ?? '')) yield { node, name: 'AuthenticationError', module: 'mistral.client.errors' };
  }
}

/** Does it stand behind `except`, alone or in a tuple? */
function isCaught(node: Expression, text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', node.start) + 1, node.start);
  return /^\s*except\b[\s(*\w.,]*$/u.test(line);
}
