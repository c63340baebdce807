import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { type ConfigEntry, type ConfigNode, deepestNesting } from './tree.js';

const require = createRequire(import.meta.url);
let yaml: typeof Yaml | undefined;

/** Tags whose values are no plain text: secrets that are kept encrypted or elsewhere. */
const opaqueTags = /^!(?:vault|encrypted|reference|ref|sub|getatt|importvalue|secret|env)/iu;

/** Reads the documents of a YAML file; of what is broken, as much as can be made out. */
export function yamlTrees(text: string): ConfigNode[] {
  yaml ??= require('yaml') as typeof Yaml;
  try {
    const documents = yaml.parseAllDocuments(text, { strict: false, uniqueKeys: false, logLevel: 'silent', merge: false });
    if (!Array.isArray(documents)) return [];
    return documents.flatMap((document) => new Reader(yaml as typeof Yaml, document, text).read());
  } catch (error) {
    // It is recursive, and nesting of a thousand levels is no configuration.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Turns a document into a tree in which an alias stands for the value it names. */
class Reader {
  readonly #anchors = new Map<string, Yaml.Scalar>();

  constructor(
    readonly library: typeof Yaml,
    readonly document: Yaml.Document.Parsed,
    readonly text: string,
  ) {
    library.visit(document, {
      Scalar: (_key, node) => {
        if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
      },
    });
  }

  read(): ConfigNode[] {
    const root = this.#node(this.document.contents, 0);
    return root === undefined ? [] : [root];
  }

  #node(node: unknown, depth: number): ConfigNode | undefined {
    const { library } = this;
    if (depth > deepestNesting) return undefined;
    if (library.isAlias(node)) return this.#scalar(this.#anchors.get(node.source));
    if (library.isScalar(node)) return this.#scalar(node);
    if (library.isSeq(node)) return { kind: 'list', items: node.items.flatMap((item) => this.#node(item, depth + 1) ?? []) };
    if (library.isMap(node)) return { kind: 'map', entries: node.items.flatMap((pair) => this.#entry(pair, depth + 1) ?? []) };
    return undefined;
  }

  #entry({ key, value }: Yaml.Pair, depth: number): ConfigEntry | undefined {
    const node = this.#node(value, depth);
    if (!this.library.isScalar(key) || node === undefined) return undefined;
    const start = key.range?.[0] ?? 0;
    return { name: String(key.value), nameStart: /["']/u.test(this.text[start] ?? '') ? start + 1 : start, node };
  }

  #scalar(scalar: Yaml.Scalar | undefined): ConfigNode | undefined {
    if (scalar?.range === undefined || scalar.range === null || (scalar.tag !== undefined && opaqueTags.test(scalar.tag))) return undefined;
    const [start, end] = scalar.range;
    const quoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE' ? 1 : 0;
    // What a number spells is lost in its value: digits alone are no key.
    const value = typeof scalar.value === 'string' ? scalar.value : this.text.slice(start, end);
    return { kind: 'scalar', start: start + quoted, end: end - quoted, value };
  }
}
