import { jsonTree } from '../config/json.js';
import { type ConfigEntry, type ConfigList, type ConfigMap, type ConfigNode, type ConfigScalar, entryOf, scalarAt } from '../config/tree.js';

/** A notebook as nbformat 3 and 4 write it. https://nbformat.readthedocs.io/en/latest/format_description.html */
export interface Notebook {
  /** The language of its code as its kernel names it: `python`, `typescript`. */
  readonly language: string;
  readonly cells: readonly Cell[];
  /** What else it says: its own metadata, and that of its cells. */
  readonly rest: ConfigMap;
}

/** One cell. The texts are strings of the file, one after the other. */
export interface Cell {
  /** Counted from 1, in the order of the file. */
  readonly number: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  readonly source: readonly ConfigScalar[];
  readonly outputs: readonly Output[];
}

/** What one entry of `outputs` shows: a text for each form that it has. */
export type Output = readonly (readonly ConfigScalar[])[];

/** @returns `undefined` for what is no notebook: other JSON, broken JSON */
export function readNotebook(text: string): Notebook | undefined {
  const root = jsonTree(text, true);
  if (root?.kind !== 'map') return undefined;
  const cells = [...items(entryOf(root, 'cells')), ...items(entryOf(root, 'worksheets')).flatMap((sheet) => items(entryOf(sheet, 'cells')))];
  if (cells.length === 0) return undefined;
  const rest = [...without(root, 'cells', 'worksheets'), ...cells.flatMap((cell) => without(cell, 'source', 'input', 'outputs', 'attachments'))];
  return { language: languageOf(root, cells), cells: cells.map(cellOf), rest: { kind: 'map', entries: rest } };
}

function languageOf(root: ConfigMap, cells: readonly ConfigNode[]): string {
  const metadata = entryOf(root, 'metadata');
  const named = scalarAt(entryOf(metadata, 'language_info'), 'name') ?? scalarAt(entryOf(metadata, 'kernelspec'), 'language');
  return named ?? cells.map((cell) => scalarAt(cell, 'language')).find((language) => language !== undefined) ?? 'python';
}

function cellOf(node: ConfigNode, index: number): Cell {
  const type = scalarAt(node, 'cell_type');
  const kind = type === 'code' ? 'code' : type === 'raw' ? 'raw' : 'markdown';
  const source = strings(entryOf(node, 'source') ?? entryOf(node, 'input'));
  return { number: index + 1, kind, source, outputs: items(entryOf(node, 'outputs')).map(outputOf) };
}

/** Forms of an output that hold no text. */
const notText = /^(?:image\/|audio\/|video\/|font\/|application\/(?:pdf|octet-stream)|png$|jpeg$|pdf$)/u;
/** What says of an output how it came about. */
const notShown = new Set(['output_type', 'metadata', 'execution_count', 'name', 'stream', 'prompt_number']);

function outputOf(node: ConfigNode): Output {
  const shown = without(node, ...notShown).flatMap((entry) => (entry.name === 'data' && entry.node.kind === 'map' ? entry.node.entries : [entry]));
  return shown.filter(({ name }) => !notText.test(name)).map((entry) => strings(entry.node));
}

/** The strings of a text, which stand in a list, a line each, or are one; of a value in JSON, all in it. */
function strings(node: ConfigNode | undefined): ConfigScalar[] {
  switch (node?.kind) {
    case 'scalar':
      return [node];
    case 'list':
      return node.items.flatMap(strings);
    case 'map':
      return node.entries.flatMap((entry) => strings(entry.node));
    default:
      return [];
  }
}

function items(node: ConfigNode | undefined): ConfigList['items'] {
  return node?.kind === 'list' ? node.items : [];
}

function without(node: ConfigNode, ...names: readonly string[]): readonly ConfigEntry[] {
  return node.kind === 'map' ? node.entries.filter((entry) => !names.includes(entry.name)) : [];
}
