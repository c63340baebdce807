import type { Comment, Fact, FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { excerptFacts, type Reader } from '../embedded/read.js';
import { languageOf, type TextKind } from '../registry.js';
import { textFacts } from '../text/facts.js';
import { type Fence, fencesOf } from './fences.js';

/**
 * The keys in a document: those of its fences as their language has them, and those of its prose. Nothing else is said of
 * a document, since its code does not run: an example may well leave out the check, or the key.
 */
export function documentFacts(source: SourceFile, kind: TextKind, read: Reader, vocabulary: Vocabulary): FileFacts {
  const prose = textFacts(source, kind, vocabulary);
  const fences: Fence[] = [];
  const facts: Fact[] = [];
  const comments: Comment[] = [];
  for (const fence of vocabulary.speaksOfMistral(source.text) ? fencesOf(source) : []) {
    const inside = factsOfFence(fence, read, vocabulary);
    if (inside === undefined) continue;
    fences.push(fence);
    facts.push(...inside.facts.filter(({ kind: of }) => of === 'secret'));
    comments.push(...inside.comments);
  }
  let next = 0;
  const isInFence = (start: number): boolean => {
    if ((fences[next - 1]?.end ?? 0) > start) next = 0;
    while ((fences[next]?.end ?? Infinity) <= start) next++;
    return (fences[next]?.start ?? Infinity) <= start;
  };
  facts.push(...prose.facts.filter(({ kind: of, place }) => of === 'secret' && !isInFence(place.start)));
  comments.push(...prose.comments.filter(({ start }) => !isInFence(start)));
  return { ...prose, facts, comments: comments.sort((one, other) => one.start - other.start) };
}

/** @returns `undefined` where the fence does not parse, or does not speak of Mistral: the text around it tells more then */
function factsOfFence({ code }: Fence, read: Reader, vocabulary: Vocabulary): FileFacts | undefined {
  if (!vocabulary.speaksOfMistral(code.source.text)) return undefined;
  const facts = excerptFacts(code, read);
  const isText = languageOf(code.source.path)?.kind === 'text';
  return isText || facts.parsed ? facts : undefined;
}
