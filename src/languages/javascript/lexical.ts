import type { Vocabulary } from '../../key/vocabulary.js';
import type { Comment, FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { findSecrets } from '../text/secrets.js';
import { languageOf } from '../language-of.js';
import type { Damage } from './recover.js';
import { FactList } from '../program/context.js';
import { addCommentSecrets, addSecret } from '../program/literals.js';

/**
 * What can be said of a file with a syntax error whose sound parts parse: their facts, and the keys in the damaged parts.
 * A check that stands in a damaged part can't be seen, so that only keys are spoken of where one could.
 * @param facts the facts of the sound parts
 */
export function recoveredFacts(source: SourceFile, facts: FileFacts, damage: readonly Damage[], vocabulary: Vocabulary): FileFacts {
  const lost = damage.map(({ start, end }) => source.text.slice(start, end)).join('\n');
  const whole = new FactList();
  const mayCheck = /\benv\b|MISTRAL|CODESTRAL/u.test(lost) || vocabulary.words?.test(lost) === true;
  for (const fact of facts.facts) if (fact.kind === 'secret' || !mayCheck) whole.add(fact);
  const language = languageOf(source.path);
  for (const { start, end } of damage) {
    for (const secret of findSecrets(source.text, { start, end, within: 'code', vocabulary })) addSecret(secret, 'code', source, language, whole);
  }
  return { ...facts, facts: whole.facts, parsed: false };
}

/** What can be said of a file that does not parse: the keys in it. */
export function lexicalFacts(source: SourceFile, comments: readonly Comment[], vocabulary: Vocabulary): FileFacts {
  const list = new FactList();
  const language = languageOf(source.path);
  for (const secret of findSecrets(source.text, { within: 'code', vocabulary })) addSecret(secret, 'code', source, language, list);
  addCommentSecrets(comments, source, language, list, vocabulary);
  return { path: source.path, facts: list.facts, comments, parsed: false };
}
