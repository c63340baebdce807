import type { FileFacts } from '../../facts/facts.js';
import type { Place, SourceFile } from '../../facts/source.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import { addConfigFacts } from '../config/keys.js';
import { expoExtra } from '../config/expo.js';
import { configTrees } from '../config/read.js';
import type { ConfigScalar } from '../config/tree.js';
import type { TextKind } from '../registry.js';
import { commentsOf } from './comments.js';
import { TextFacts } from './fact-list.js';
import { addOutputs } from './outputs/index.js';
import { findPassedOn } from './passed-on.js';
import { addHttpFile } from './http-files.js';
import { addPublicNames } from './public-names.js';
import { addCommandRequests } from './requests.js';
import { findSecrets, findSplitSecrets } from './secrets.js';
import { addTemplateReads } from './template-reads.js';
import { addTransport } from './transport.js';

/** The facts of a file without a parser of its own. */
export function textFacts(source: SourceFile, kind: TextKind, vocabulary: Vocabulary = plainVocabulary): FileFacts {
  const { path, text } = source;
  const comments = commentsOf(text, kind.comments);
  const list = new TextFacts(source, kind, comments, vocabulary);
  const extra: ConfigScalar[] = [];
  for (const tree of configTrees(text, kind.structure, vocabulary)) {
    addConfigFacts(tree, list, kind.setsVariables);
    extra.push(...expoExtra(path, tree));
  }
  for (const secret of findPassedOn(text, vocabulary)) list.addSecret(secret);
  for (const secret of findSecrets(text, { within: kind.within, isOfCommands: kind.language === 'shell', vocabulary })) list.addSecret(secret);
  const keyParts: Place[] = [];
  if (kind.within === 'code') {
    for (const secret of findSplitSecrets(text, vocabulary)) {
      list.addSecret(secret);
      keyParts.push(...secret.parts.map((part) => ({ source, ...part })));
    }
  }
  if (kind.within === 'code' || kind.language === 'shell') {
    for (const { start, end } of comments) {
      for (const secret of findSecrets(text, { start, end, within: 'comment', vocabulary })) list.addSecret(secret);
    }
  }
  for (const fact of [...list.facts]) {
    if (fact.kind !== 'secret' || !extra.some(({ start, end }) => start <= fact.place.start && fact.place.end <= end)) continue;
    const how = { kind: 'injection', tool: 'extra of the Expo configuration', name: fact.name ?? 'a literal' } as const;
    list.add({ kind: 'exposure', place: fact.place, language: kind.language, how, chain: [], key: fact.key });
  }
  if (kind.setsVariables) addPublicNames(list);
  addTemplateReads(list);
  addCommandRequests(list);
  addHttpFile(list);
  addTransport(list);
  addOutputs(list);
  return { path, facts: list.facts, comments, keyParts, parsed: false };
}
