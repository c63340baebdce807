import { isPlaceholder } from '../../key/placeholder.js';
import { couldBeCredential } from '../../key/shape.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { parseLimit } from '../../project/files.js';
import type { Structure } from '../registry.js';
import { csvTree } from './csv.js';
import { jsonTree } from './json.js';
import { netrcTree } from './netrc.js';
import { sectionsTree } from './sections.js';
import { sqlTree } from './sql.js';
import type { ConfigNode } from './tree.js';
import { xmlTree } from './xml.js';
import { yamlTrees } from './yaml.js';

/** What a configuration says, as far as its syntax is known; nothing for a text that is too long to parse. */
export function configTrees(text: string, structure: Structure, vocabulary: Vocabulary): readonly ConfigNode[] {
  if (text.length > parseLimit || !isWorthParsing(text, vocabulary)) return [];
  switch (structure) {
    case 'yaml':
      return yamlTrees(text);
    case 'json': {
      const root = jsonTree(text);
      return root === undefined ? [] : [root];
    }
    case 'environment':
    case 'sections':
      return [sectionsTree(text)];
    case 'xml':
      return [xmlTree(text)];
    case 'netrc':
      return [netrcTree(text)];
    case 'sql':
      return [sqlTree(text)];
    case 'csv':
      return [csvTree(text)];
    default:
      return [];
  }
}

/** A run that could be a value; labelled digests, which configurations of containers are full of, are none. */
const token = /(?<![\w\-.+/~])(?<!sha\d{1,3}:)[\w\-.+/~]{20,256}(?![\w\-.+/~])={0,2}/gu;

/** Whether a text holds anything that could be a key, or names one that is public: few that name Mistral do. */
function isWorthParsing(text: string, vocabulary: Vocabulary): boolean {
  for (const name of vocabulary.keyNamesIn(text)) if (vocabulary.publicKeyPrefix(name) !== undefined) return true;
  for (const [value] of text.matchAll(token)) if (couldBeCredential(value) && !isPlaceholder(value)) return true;
  return false;
}
