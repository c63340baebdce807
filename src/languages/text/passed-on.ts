import { isGenericKeyName } from '../../key/names.js';
import { isPlaceholder } from '../../key/placeholder.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { findCandidates } from './candidates.js';
import { findOwner } from './owner.js';
import type { LexicalSecret } from './secrets.js';

/** How far from a client's name, or a header, its arguments stand. */
const callReach = 300;
/** How far the address of a request stands from its header. */
const requestReach = 600;
/** So many uses of a variable are looked at. */
const mostUses = 20;

const client = /(?<![\w$])(?:\w{1,20}(?:\.|::))?(?:Chat)?(?:mistral|codestral)\w{0,40}(?:(?:\.|::)\w{1,40}){0,2}\s{0,4}[({][^;]{0,280}$/iu;
const header = /\bbearer\b[^;\r\n]{0,40}$/iu;

/**
 * Finds keys that a variable with a neutral name passes to a client of Mistral or into the header of a request to it:
 * `key := "…"`, and further down `mistral.NewClient(key)`.
 */
export function findPassedOn(text: string, vocabulary: Vocabulary): LexicalSecret[] {
  const found: LexicalSecret[] = [];
  for (const { start, end, value, keyShaped } of findCandidates(text, { within: 'text', vocabulary })) {
    if (!keyShaped || isPlaceholder(value)) continue;
    const owner = findOwner(text, start, vocabulary);
    if (owner?.kind !== 'assignment' || vocabulary.isKeyName(owner.name) || !isGenericKeyName(owner.name)) continue;
    const name = owner.name.split(/[.:$]/u).at(-1) ?? '';
    const sink = sinkOf(text, name, end, vocabulary);
    if (sink !== undefined) found.push({ start, end, value, binding: 'bound', sink, name: owner.name });
  }
  return found;
}

/** Where the value of a variable goes that is set before an offset. */
function sinkOf(text: string, name: string, from: number, vocabulary: Vocabulary): 'client' | 'header' | undefined {
  if (name.length < 2) return undefined;
  const uses = new RegExp(String.raw`(?<![\w-])${name.replace(/[$.*+?^(){}|[\]\\/]/gu, String.raw`\$&`)}(?![\w-])`, 'gu');
  uses.lastIndex = from;
  for (let count = 0; count < mostUses; count++) {
    const use = uses.exec(text);
    if (use === null) return undefined;
    const before = text.slice(Math.max(from, use.index - callReach), use.index);
    // A name before `=` or `:` is that of an argument, or set anew.
    if (/^["'\]]{0,2}\s{0,4}[=:](?!=)/u.test(text.slice(uses.lastIndex, uses.lastIndex + 8))) continue;
    if (isOpen(client.exec(before)?.[0])) return 'client';
    if (header.test(before) && vocabulary.mentionsMistralHost(text.slice(Math.max(0, use.index - requestReach), use.index + requestReach))) return 'header';
  }
  return undefined;
}

/** Whether the bracket behind a client's name is still open at the end, or one of a chain of calls behind it. */
function isOpen(call: string | undefined): boolean {
  if (call === undefined) return false;
  let depth = 0;
  for (let index = call.search(/[({]/u); index < call.length; index++) {
    const character = call[index];
    if (character === '(' || character === '{') depth++;
    else if ((character === ')' || character === '}') && --depth === 0 && !/^\s{0,40}\./u.test(call.slice(index + 1, index + 50))) return false;
  }
  return depth > 0;
}
