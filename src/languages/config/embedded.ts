import type { Vocabulary } from '../../key/vocabulary.js';
import { languageOf } from '../registry.js';
import { configTrees } from './read.js';
import type { ConfigNode, ConfigScalar } from './tree.js';

/**
 * The configuration that a value of another one holds: a file in a ConfigMap, the `content` of one that is written. Its
 * places are those of the file around it.
 * @param name what the value goes by; the ending of a file name tells the syntax
 */
export function embeddedTrees({ start, end, value }: ConfigScalar, name: string | undefined, text: string, vocabulary: Vocabulary): readonly ConfigNode[] {
  if (name === undefined || !value.includes('\n')) return [];
  const language = languageOf(name);
  if (language?.kind !== 'text' || language.language !== 'config') return [];
  const search = new Search(text, start, end);
  return configTrees(value, language.structure, vocabulary).map((tree) => search.placed(tree));
}

/** Between two values that follow each other lies less. */
const farthest = 20_000;

/** Finds the parts of a text again where it stands indented, or escaped. */
class Search {
  #at: number;

  constructor(
    readonly text: string,
    start: number,
    readonly end: number,
  ) {
    this.#at = start;
  }

  placed(node: ConfigNode): ConfigNode {
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.placed(item)) };
    if (node.kind === 'map') return { ...node, entries: node.entries.map((entry) => ({ ...entry, nameStart: this.#find(entry.name), node: this.placed(entry.node) })) };
    const start = this.#find(node.value);
    return { ...node, start, end: start + node.value.length };
  }

  #find(part: string): number {
    const found = this.text.slice(this.#at, Math.min(this.end, this.#at + farthest)).indexOf(part);
    if (found < 0) return this.#at;
    const start = this.#at + found;
    this.#at = start + part.length;
    return start;
  }
}
