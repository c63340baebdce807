import type { Comment, FileFacts } from '../../../facts/facts.js';
import type { SourceFile } from '../../../facts/source.js';
import { findSecrets } from '../../text/secrets.js';
import { dialectOf } from '../parse.js';
import { FactList } from './context.js';
import { addCommentSecrets, addSecret } from './literals.js';

/** What can be said of a file that does not parse: the keys in it. */
export function lexicalFacts(source: SourceFile, comments: readonly Comment[]): FileFacts {
  const list = new FactList();
  const { language } = dialectOf(source.path);
  for (const secret of findSecrets(source.text, { within: 'code' })) addSecret(secret, 'code', source, language, list);
  addCommentSecrets(comments, source, language, list);
  return { path: source.path, facts: list.facts, comments, parsed: false };
}
