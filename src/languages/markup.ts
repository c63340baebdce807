import type { Vocabulary } from '../key/vocabulary.js';
import type { Fact, FileFacts } from '../facts/facts.js';
import type { SourceFile } from '../facts/source.js';
import type { TextKind } from './registry.js';
import { textFacts } from './text/facts.js';

/**
 * The facts of a file of markup: those of its scripts, and the keys in all the rest. A key in an attribute reaches
 * everybody who opens the page.
 * @param scripts the facts of its scripts, where it has any; their offsets are those of the file
 * @param blocks where the scripts stand, in order
 */
export function markupFacts(source: SourceFile, kind: TextKind, scripts: FileFacts | undefined, blocks: readonly { readonly start: number; readonly end: number }[], vocabulary: Vocabulary): FileFacts {
  const markup = textFacts(source, kind, vocabulary);
  const inScript = (start: number): boolean => blocks.some((block) => block.start <= start && start < block.end);
  const facts: Fact[] = [...(scripts?.facts ?? [])];
  for (const fact of markup.facts) {
    const { start } = fact.place;
    // What is filled into a script when the page is made, its own language does not see.
    if (inScript(start) && !(fact.kind === 'exposure' && (fact.how.kind === 'response' || source.text[start - 1] === '%'))) continue;
    facts.push(fact);
    if (fact.kind !== 'secret' || fact.within === 'comment') continue;
    const entry = isInTag(source.text, start) ? 'an attribute of the page' : isInScript(source.text, start) ? 'a script of the page' : undefined;
    if (entry === undefined) continue;
    facts.push({
      kind: 'exposure',
      place: fact.place,
      language: fact.language,
      how: { kind: 'client-module', what: 'literal', name: fact.name ?? 'a literal', entry },
      chain: [],
      key: fact.key,
    });
  }
  const comments = [...markup.comments.filter(({ start }) => !inScript(start)), ...(scripts?.comments ?? [])].sort((one, other) => one.start - other.start);
  return { path: source.path, facts, comments, parsed: false };
}

/** Longer tags hold data. */
const longestTag = 4000;
const longestScript = 20_000;

/** Whether an offset lies in a script that is none of the known ones: one of a template that a server fills in, or data. */
function isInScript(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - longestScript), offset).toLowerCase();
  return before.lastIndexOf('<script') > before.lastIndexOf('</script');
}

function isInTag(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - longestTag), offset);
  const open = before.lastIndexOf('<');
  return open >= 0 && open > before.lastIndexOf('>') && /^<[a-z]/iu.test(before.slice(open, open + 2));
}
