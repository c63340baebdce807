import type { End } from '../../flow/flow.js';
import type { Call, Expression } from '../../program/nodes.js';
import { namesOf } from './environment.js';

/** Methods whose result holds the whole text, or the elements, that they are called on. */
const keeping = new Set(
  'trim trimStart trimEnd toString valueOf normalize toLowerCase toUpperCase concat join padEnd padStart split flat filter reverse toReversed toSorted sort repeat toWellFormed'.split(' '),
);
/** Methods whose result tells a text only in part or not at all. */
const hiding = new Set(
  'replace replaceAll at charAt charCodeAt codePointAt startsWith endsWith includes indexOf lastIndexOf match matchAll search test localeCompare digest update has some every map find findIndex forEach reduce'.split(' '),
);

/** Functions of the language and its platforms by the arguments that they keep. */
const keepingFunctions = new Set(
  (
    'String btoa atob encodeURIComponent decodeURIComponent encodeURI structuredClone Object.entries Object.values Object.assign Object.freeze Object.fromEntries ' +
    'Array.from Array.of Buffer.from Promise.resolve'
  ).split(' '),
);
const hidingFunctions = new Set('Boolean Number parseInt parseFloat isNaN Object.keys Object.hasOwn Buffer.byteLength crypto.randomUUID'.split(' '));
const colours = /^(?:chalk|picocolors|kleur|colorette|ansi-colors|ansis|cli-color|yoctocolors|colors)(?:\/|$)/u;

/** A key of which so many characters are shown is no longer masked. */
const mostShown = 12;
const keyLength = 32;

/** The parts of a call that are seen whole in its result. */
export function partsKept({ callee, args, construct }: Call, end: End | undefined): readonly Expression[] | undefined {
  const name = end === undefined ? undefined : namesOf(end)?.join('.');
  if (end?.kind === 'global' && name !== undefined) {
    if (name === 'JSON.stringify') return hasReplacer(args) ? [] : args.slice(0, 1);
    if (keepingFunctions.has(name)) return args;
    if (hidingFunctions.has(name)) return [];
  }
  if (end?.kind === 'import') {
    if (/^(?:node:)?util$/u.test(end.specifier) && /(?:inspect|format|styleText|stripVTControlCharacters)$/u.test(name ?? end.name)) return args;
    if (colours.test(end.specifier)) return args;
    if (/^(?:node:)?crypto$/u.test(end.specifier)) return [];
  }
  const called = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? (callee.property ?? '') : '';
  // What an error is made of is looked at where it is made.
  if (construct && /(?:Error|Exception)$/u.test(called)) return [];
  // `Object.keys` and its like are no methods of a text.
  if (callee.kind !== 'member' || (end?.kind === 'global' && /^[A-Z]/u.test(end.name))) return undefined;
  if (/^(?:slice|substring|substr)$/u.test(called)) return showsMost(args, called === 'substr') ? [callee.object] : [];
  if (called === 'replace' && args[0]?.kind === 'text') return [callee.object];
  if (hiding.has(called) && end?.kind !== 'node') return [];
  return keeping.has(called) ? [callee.object, ...args] : undefined;
}

function hasReplacer([, replacer]: readonly Expression[]): boolean {
  return replacer !== undefined && !(replacer.kind === 'constant' && replacer.value == null) && !(replacer.kind === 'name' && replacer.name === 'undefined');
}

/** `slice(0, 20)`, `slice(4)`: more of the key than is left out. Where the bounds are not known, it counts as masked. */
function showsMost([from, to]: readonly Expression[], isLength: boolean): boolean {
  const start = from === undefined ? 0 : numberOf(from);
  if (start === undefined) return false;
  const begin = start < 0 ? Math.max(0, keyLength + start) : start;
  const stop = to === undefined ? keyLength : numberOf(to);
  if (stop === undefined) return false;
  const end = isLength && to !== undefined ? begin + stop : stop < 0 ? keyLength + stop : stop;
  return Math.min(end, keyLength) - begin > mostShown;
}

/** A number as it is written; a sign is an operator. */
function numberOf(node: Expression): number | undefined {
  if (node.kind === 'constant') return typeof node.value === 'number' ? node.value : undefined;
  if (node.kind !== 'unary' || node.operator !== '-' || node.argument.kind !== 'constant' || typeof node.argument.value !== 'number') return undefined;
  return -node.argument.value;
}
