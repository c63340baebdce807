import { findKeyShapedRuns } from '../../key/shape.js';
import type { Run } from '../../key/shape.js';
import { plainVocabulary } from '../../key/vocabulary.js';
import type { FindOptions } from './secrets.js';
import type { Stretch } from './vicinity.js';

/** How far from a mention of Mistral a key may stand: as far as a call with its options, or a chain of calls, reaches. */
const reach = 1500;

/** Mentions this close together need not be told apart. */
const stride = 300;

/** A value that could be a key by its length and characters, and whether it is in the shape of one. */
export interface Candidate extends Run {
  readonly keyShaped: boolean;
}

/** More characters than a token of the pattern below may have. */
const longestToken = 420;

/**
 * Twenty characters and more of which credentials are made, all there are in a row. The letter of an escape before them
 * (`\n`, `%20`) is none of them.
 */
const token =
  /(?<![\w\-.+/~])(?:(?<=\\)[bfnrtv]|(?<=%)[\dA-Fa-f]{2})?(?<value>[\w\-.+/~]{20,400}(?![\w\-.+/~])={0,2})/gu;

/**
 * The values in a text that could be keys of Mistral by their length and characters and by where they stand: near a
 * mention of Mistral or Codestral, or anywhere where the statement around mentions it.
 *
 * @returns each value once, in the order of the text
 */
export function* findCandidates(text: string, options: FindOptions): Generator<Candidate, void> {
  const pattern = new RegExp(token);
  for (const zone of zones(text, options)) {
    // A token that begins in the zone may end behind it, but the search for one shall not go on to the end of the text.
    const searched = text.slice(0, zone.end + longestToken);
    pattern.lastIndex = zone.start;
    for (let found = pattern.exec(searched); found !== null && found.index < zone.end; found = pattern.exec(searched)) {
      const value = found.groups?.['value'] ?? '';
      const start = pattern.lastIndex - value.length;
      const keys = [...findKeyShapedRuns(text, start, pattern.lastIndex)];
      for (const key of keys) yield { ...key, keyShaped: true };
      if (keys.length === 0) yield trimmed(start, value);
    }
  }
}

/** A value without the marks that join it to its surroundings: the dash of `${NAME:-value}`, the full stop of a sentence. */
function trimmed(start: number, value: string): Candidate {
  const leading = /^[-+~.]{0,8}/u.exec(value)?.[0].length ?? 0;
  const inner = value.slice(leading).replace(/[-.]{1,8}$/u, '');
  return { start: start + leading, end: start + leading + inner.length, value: inner, keyShaped: false };
}

/** The stretches that are near enough to a mention, in order, none touching another. */
function zones(text: string, options: FindOptions): Stretch[] {
  const start = options.start ?? 0;
  const end = options.end ?? text.length;
  const { statement } = options;
  const vocabulary = options.vocabulary ?? plainVocabulary;
  if (statement !== undefined && vocabulary.speaksOfMistral(text.slice(statement.start, statement.end))) return [{ start, end }];
  const first = Math.max(0, start - reach);
  // A search in the whole text would go on to its end for each of its literals.
  const near = text.slice(first, end + reach);
  const found: { start: number; end: number }[] = [];
  for (const index of mentions(near, vocabulary.words)) {
    const from = Math.max(start, first + index - reach);
    const to = Math.min(end, first + index + reach);
    const last = found.at(-1);
    if (last !== undefined && from <= last.end) last.end = to;
    else found.push({ start: from, end: to });
  }
  return found;
}

/** Where a text mentions Mistral, or says a word of the project's own: in order, those too close to matter left out. */
function mentions(text: string, words: RegExp | undefined): number[] {
  const found: number[] = [];
  const mention = words === undefined ? /mistral|codestral/giu : new RegExp(`mistral|codestral|${words.source}`, 'giu');
  for (let match = mention.exec(text); match !== null; match = mention.exec(text)) {
    found.push(match.index);
    mention.lastIndex = match.index + stride;
  }
  return found;
}
