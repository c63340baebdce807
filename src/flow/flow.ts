import type { Block, Call, Expression, FunctionNode, Node, Parameter, Program, Text } from '../program/nodes.js';

/** A call that is being followed into: what the parameters of `fn` mean while it is. */
export interface Frame {
  readonly fn: FunctionNode;
  /** The call, in the program and frame where it stands. */
  readonly call: Call;
  readonly program: Program;
  readonly outer: Frame | undefined;
  /** What a callback is given in place of the call's own arguments: an element of a list. */
  readonly given?: readonly Cursor[];
}

/** A place in a program, under the calls that lead to it. */
export interface Site {
  readonly node: Node;
  readonly program: Program;
  readonly frame: Frame | undefined;
}

/** An expression in its program, under the calls that lead to it. */
export interface Cursor {
  readonly node: Expression;
  readonly program: Program;
  readonly frame: Frame | undefined;
}

/** A property that is taken out of a value, and where the source says so. */
export interface PathStep {
  /** `undefined` where the property is computed and not known. */
  readonly name: string | undefined;
  /** Where a check of the value would have to come before. */
  readonly site: Site;
  readonly program: Program;
  readonly start: number;
  readonly end: number;
}
export type Path = readonly PathStep[];

/** A piece of a folded text and the literal that it comes from. */
export interface Segment {
  readonly value: string;
  readonly node: Text;
  readonly program: Program;
}

/** Where a value comes from in the end. */
export type End =
  | { readonly kind: 'text'; readonly value: string; readonly segments: readonly Segment[] }
  | { readonly kind: 'environment'; readonly name: string; readonly place: PathStep; readonly browser: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'constant'; readonly cursor: Cursor }
  /** A global (`process`, `import.meta`), by its name, with what is taken out of it. */
  | { readonly kind: 'global'; readonly name: string; readonly path: Path; readonly site: Site }
  /** Something of a module outside of the project. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string; readonly path: Path; readonly site: Site }
  /** A parameter of a function that nothing seen here calls. */
  | { readonly kind: 'parameter'; readonly program: Program; readonly fn: FunctionNode; readonly parameter: Parameter; readonly index: number; readonly path: Path }
  /** A function, class, object, array or instance, as a whole. */
  | { readonly kind: 'node'; readonly cursor: Cursor }
  | { readonly kind: 'unknown' };

/** What happens to a value on its way, from the use back to where it comes from. */
export type FlowStep =
  /** It is read here, under a name that a check may speak of. */
  | { readonly kind: 'read'; readonly site: Site; readonly subject: string | undefined }
  /** What the subject stands for was given to it here: checks that come before speak of something else. */
  | { readonly kind: 'set'; readonly subject: string; readonly site: Site }
  /** It is wrapped so that a later check says nothing about it: `String(k)`, a template, a non-empty default. */
  | { readonly kind: 'wrapped' }
  /** The way itself stops on unset: `k ?? fail()`, a schema. */
  | { readonly kind: 'checked' }
  /** The same, as seen from inside of a block: behind it the program goes on. */
  | { readonly kind: 'checked-within'; readonly block: Block }
  /** Something that is not known stands in when it is unset. */
  | { readonly kind: 'covered' }
  | { readonly kind: 'fallback'; readonly value: 'empty' | 'dummy' | 'secret' }
  /** It is one branch of a condition whose other branch lets something through that is no key. */
  | { readonly kind: 'branch'; readonly fallback: 'none' | 'empty' | 'dummy' | 'secret' };

/** One way by which a value can reach an expression. */
export interface Flow {
  readonly end: End;
  /** From the use to the end. */
  readonly steps: readonly FlowStep[];
}

/** How a binding, a field or a variable of the environment is called among the subjects of checks. */
export const environmentPrefix = 'environment ';
export function environmentSubject(name: string): string {
  return environmentPrefix + name;
}

/** The subjects that are set when the value is, as a condition tells it: those before the first wrapping. */
export function subjectsOfCondition(flow: Flow): Set<string> {
  const subjects = new Set<string>();
  for (const step of flow.steps) {
    if (step.kind === 'wrapped' || (step.kind === 'fallback' && step.value !== 'empty')) return subjects;
    if (step.kind === 'read' && step.subject !== undefined) subjects.add(step.subject);
  }
  if (flow.end.kind === 'environment') subjects.add(environmentSubject(flow.end.name));
  return subjects;
}

/** The subjects whose being set means that the value is set: those beyond the last wrapping, seen from the use. */
export function subjectsOfFlow(flow: Flow): Set<string> {
  const subjects = new Set<string>();
  if (flow.end.kind === 'environment') subjects.add(environmentSubject(flow.end.name));
  for (let i = flow.steps.length - 1; i >= 0; i--) {
    const step = flow.steps[i];
    if (step === undefined || step.kind === 'wrapped' || (step.kind === 'fallback' && step.value !== 'empty')) break;
    if (step.kind === 'read' && step.subject !== undefined) subjects.add(step.subject);
  }
  return subjects;
}

/** Where the subjects of a flow were given the values that they have at one of its sites. */
export function setsBehind({ end, steps }: Flow, site: Site): Map<string, Site> {
  const isEnd = end.kind === 'environment' && end.place.site === site;
  const at = isEnd ? steps.length : Math.max(0, steps.findIndex((step) => step.kind === 'read' && step.site === site));
  const sets = new Map<string, Site>();
  for (const step of steps.slice(at)) if (step.kind === 'set' && !sets.has(step.subject)) sets.set(step.subject, step.site);
  // What the value is given to only afterwards stands for something else until then.
  const read = new Set(steps.slice(at).flatMap((step) => (step.kind === 'read' ? [step.subject] : [])));
  for (const step of steps.slice(0, at)) if (step.kind === 'set' && !read.has(step.subject) && !sets.has(step.subject)) sets.set(step.subject, step.site);
  return sets;
}

/** Does a node stand in a block? */
export function isWithin(node: Node, block: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) if (at === block) return true;
  return false;
}
