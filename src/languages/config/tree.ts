/** A value of a configuration file. Offsets are 0-based UTF-16 units; they cover the value without its quotes. */
export interface ConfigScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  /** What the value means, escapes resolved. */
  readonly value: string;
}

/** Names with their values. */
export interface ConfigMap {
  readonly kind: 'map';
  readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry {
  readonly name: string;
  readonly nameStart: number;
  readonly node: ConfigNode;
  /** It stands in a comment, and says nothing of what is set. */
  readonly commentedOut?: true;
}

export interface ConfigList {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
}

/** What a configuration file says, whatever its syntax. */
export type ConfigNode = ConfigScalar | ConfigMap | ConfigList;

/** Nested deeper, nothing is configured any more. */
export const deepestNesting = 100;

/** The value of a name in a mapping. */
export function entryOf(node: ConfigNode | undefined, name: string): ConfigNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.name === name)?.node : undefined;
}

/** The same, where it is a value without parts. */
export function scalarAt(node: ConfigNode | undefined, name: string): string | undefined {
  const found = entryOf(node, name);
  return found?.kind === 'scalar' ? found.value : undefined;
}
