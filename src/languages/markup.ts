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
    if (inScript(start)) continue;
    facts.push(fact);
    if (fact.kind !== 'secret' || fact.within === 'comment' || !isInTag(source.text, start)) continue;
    facts.push({
      kind: 'exposure',
      place: fact.place,
      language: fact.language,
      how: { kind: 'client-module', what: 'literal', name: fact.name ?? 'a literal', entry: 'an attribute of the page' },
      chain: [],
      key: fact.key,
    });
  }
  const comments = [...markup.comments.filter(({ start }) => !inScript(start)), ...(scripts?.comments ?? [])].sort((one, other) => one.start - other.start);
  return { path: source.path, facts, comments, parsed: false };
}

/** Longer tags hold data. */
const longestTag = 4000;

function isInTag(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - longestTag), offset);
  const open = before.lastIndexOf('<');
  return open >= 0 && open > before.lastIndexOf('>') && /^<[a-z]/iu.test(before.slice(open, open + 2));
}
