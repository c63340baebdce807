import type { Vocabulary } from '../../key/vocabulary.js';
import type { Run } from '../../key/shape.js';
import { enclosures } from './enclosing.js';
import { filled } from './shell-words.js';
import { marked, Variables } from './variables.js';
import { lineAround, paragraphAround, type Stretch } from './vicinity.js';

/** An address, or a host of Mistral's that stands alone. */
const address = /https?:\/\/[^\s"'`<>\\)]{1,300}|(?<![\w.-])[\w-]{1,40}(?:\.[\w-]{1,40})?\.mistral\.ai(?![\w-])/giu;
/** What stands before an address that a request comes from, or passes through. */
const elsewhere = /(?:referr?er|origin|proxy|\s-[xe])["']?\s{0,3}[:=,]?\s{0,3}["']?$/iu;

/**
 * Whether a request that carries a header goes to Mistral: its call, its block or its paragraph names the host, and no
 * other host stands nearer.
 */
export function goesToMistral(text: string, run: Run, vocabulary: Vocabulary): boolean {
  const line = lineAround(text, run);
  const paragraph = paragraphAround(text, run);
  const around = enclosures(text, run.start).map(({ head, start, end }) => ({ start: start - 1 - lastStatement(head).length, end }));
  for (const stretch of [line, ...around, paragraph]) {
    const says = nearestSays(text, stretch, run, vocabulary);
    if (says !== undefined) return says;
  }
  return [line, paragraph].some(({ start, end }) => namesByVariable(text, text.slice(start, end), vocabulary));
}

/** What stands before a bracket, without the statements before that. */
function lastStatement(head: string): string {
  return head.slice(Math.max(head.lastIndexOf(';'), head.lastIndexOf('}'), head.lastIndexOf('\n\n')) + 1);
}

/** Whether the address that stands nearest to a header is Mistral's; `undefined` where there is none. What stands before it comes first. */
function nearestSays(text: string, { start, end }: Stretch, run: Run, vocabulary: Vocabulary): boolean | undefined {
  const stretch = text.slice(start, end);
  const found = [...stretch.matchAll(address)].filter(({ index }) => !elsewhere.test(stretch.slice(Math.max(0, index - 24), index)));
  const nearest = found.findLast(({ index }) => index < run.start - start) ?? found[0];
  if (nearest === undefined) return vocabulary.mentionsMistralHost(stretch) ? true : undefined;
  return vocabulary.mentionsMistralHost(nearest[0]);
}

let known: { readonly text: string; readonly variables: Variables } | undefined;

/** Whether what a variable of the file holds makes a text name Mistral's host: `GET {{baseUrl}}/models`. */
function namesByVariable(text: string, stretch: string, vocabulary: Vocabulary): boolean {
  const said = marked(stretch);
  if (!said.includes(filled)) return false;
  if (known?.text !== text) known = { text, variables: new Variables(text) };
  return vocabulary.mentionsMistralHost(known.variables.fill(said));
}
