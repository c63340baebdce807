import { causes, type CauseId } from '../../rules/causes.js';
import { rules } from '../../rules/index.js';
import { maskKeys } from '../key/digest.js';
import { clean } from '../report/clean.js';
import type { Paint } from '../report/colours.js';
import type { RankedCause } from './rank.js';
import type { Recognised } from './recognise.js';

/** So many places are shown of a cause; a scan shows all. */
const shownPlaces = 3;

/** @returns what an error means, and its causes in order, for people */
export function errorReport(recognised: Recognised | undefined, ranked: readonly RankedCause[], paint: Paint): string {
  const head = recognised === undefined ? 'This text is not known here. These are the documented causes of rejected and leaked keys, what is seen in this project first.' : recognised.known.says;
  const fix = recognised?.known.fix;
  return [
    wrapped(head),
    ...(fix === undefined ? [] : [`${paint('cyan', 'help:')} ${fix}`]),
    '',
    ...ranked.map((one, index) => `${causeBlock(one, index + 1, paint)}\n`),
    `To ask Mistral whether the key works: mistral-keys verify. To check the set-up: mistral-keys doctor.`,
    '',
  ].join('\n');
}

/** @returns a documented cause, and what is seen of it in the project */
export function causeReport(ranked: RankedCause, paint: Paint): string {
  const of = rules.filter((rule) => rule.causes.includes(ranked.cause)).map(({ name }) => name);
  return [
    causeBlock(ranked, undefined, paint),
    ...(of.length === 0 ? [] : [`   ${paint('dim', 'rules:')} ${of.join(', ')}`]),
    '',
  ].join('\n');
}

/** @returns what can be explained */
export function topicList(): string {
  const width = Math.max(...[...rules.map(({ name }) => name), ...Object.keys(causes)].map(({ length }) => length)) + 2;
  return [
    'Rules:',
    ...rules.map(({ name, description }) => `  ${name.padEnd(width)}${description}`),
    '',
    'Causes:',
    ...Object.entries(causes).map(([id, { text }]) => `  ${id.padEnd(width)}${text}`),
    '',
    'Or an error message: mistral-keys explain "SDKError: API error occurred: Status 401"',
    '',
  ].join('\n');
}

function causeBlock({ cause, evidence }: RankedCause, number: number | undefined, paint: Paint): string {
  const { text, fix, url } = causes[cause];
  const seen = evidence.length > 0;
  const more = evidence.length - shownPlaces;
  return [
    `${number === undefined ? '' : `${number}. `}${paint('bold', cause)} (${seen ? paint('yellow', 'seen here') : 'not seen here'}): ${text}`,
    ...evidence.slice(0, shownPlaces).flatMap((one) => [
      `   ${one.place === undefined ? '' : `${paint('bold', safe(one.place))} `}${safe(one.text)}`,
      `     ${paint('cyan', 'help:')} ${safe(one.fix)}`,
    ]),
    ...(more > 0 ? [`   and ${more} more: mistral-keys scan`] : []),
    ...(seen ? [] : [`   ${paint('cyan', 'help:')} ${fix}${checkOf(cause)}`]),
    `   ${paint('dim', url)}`,
  ].join('\n');
}

/** What no scan can see, another command can. */
function checkOf(cause: CauseId): string {
  return cause === 'invalid-or-expired' ? ' To find out: mistral-keys verify' : '';
}

function safe(text: string): string {
  return maskKeys(clean(text));
}

/** Sentences of one paragraph over lines of a readable width. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length > 110) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
