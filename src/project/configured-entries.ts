import { isRecord } from '../configuration/record.js';
import type { SourceFile } from '../facts/source.js';
import type { Expression, Node, ObjectLiteral, Program, Property, Text } from '../program/nodes.js';
import { isBundlerConfiguration } from './entry-candidates.js';
import { strings } from './resolve-cache.js';

/** A module that a configuration names as one of the browser's. */
export interface ConfiguredEntry {
  readonly specifier: string;
  /** Where it is named: 0-based UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** What names it. */
  readonly entry: string;
}

/** The entries for the browser that a bundler is told of, as far as they stand in the text. */
export function bundlerEntries(program: Program): readonly ConfiguredEntry[] {
  if (!isBundlerConfiguration(program.source.path)) return [];
  const tool = /webpack|rspack|rollup|rolldown|vite/iu.exec(program.source.path.slice(program.source.path.lastIndexOf('/') + 1))?.[0].toLowerCase() ?? '';
  if (program.dependencies.some(({ specifier }) => specifier === 'webpack-node-externals')) return [];
  return program.nodes.flatMap((node) => (node.kind === 'property' ? entriesOf(node, tool) : []));
}

function entriesOf(node: Property, tool: string): ConfiguredEntry[] {
  const object = node.parent;
  if (object?.kind !== 'object' || !isForBrowser(node, object, tool)) return [];
  return textsIn(node.value, 0).map(({ value, contentStart, contentEnd }) => ({
    // Bundlers take a path without a dot from the folder of the configuration.
    specifier: /^[./]/u.test(value) ? value : `./${value}`,
    start: contentStart,
    end: contentEnd,
    entry: 'an entry of the bundler',
  }));
}

/** Each tool has its own name for entries, and its own way to say that they are for a browser. */
function isForBrowser(node: Property, object: ObjectLiteral, tool: string): boolean {
  switch (node.name) {
    case 'entry':
      // https://webpack.js.org/configuration/target/ : without a word, the browser.
      if (tool !== 'webpack' && tool !== 'rspack') return false;
      return object.parent?.kind !== 'property' && !/^(?:node|async-node|electron|nwjs)/u.test(textOf(object, 'target') ?? 'web') && !isLibrary(object);
    case 'input': {
      const output = valueOf(object, 'output');
      if (tool === 'vite') return isProperty(object.parent, /^(?:rollupOptions|rolldownOptions)$/u) && !isServerBuild(object.parent);
      const format = output?.kind === 'object' ? textOf(output, 'format') : undefined;
      return (tool === 'rollup' || tool === 'rolldown') && (format === 'iife' || textOf(object, 'platform') === 'browser');
    }
    case 'entryPoints':
      // Its platform is the browser by default, but programs for Node that forget to say so are common.
      return textOf(object, 'platform') === 'browser' || (valueOf(object, 'platform') === undefined && textOf(object, 'format') === 'iife');
    case 'entrypoints':
      return textOf(object, 'target') === 'browser';
    default:
      return false;
  }
}

/** A package for others to build with, or a function of a cloud. */
function isLibrary(configuration: ObjectLiteral): boolean {
  const output = valueOf(configuration, 'output');
  if (output?.kind !== 'object') return false;
  const library = valueOf(output, 'library');
  const kind = textOf(output, 'libraryTarget') ?? (library?.kind === 'object' ? textOf(library, 'type') : undefined);
  return kind !== undefined && /^(?:commonjs|module)/u.test(kind);
}

function isServerBuild(node: Node | undefined): boolean {
  const build = node?.parent;
  return build?.kind === 'object' && (valueOf(build, 'ssr') !== undefined || valueOf(build, 'lib') !== undefined);
}

function isProperty(node: Node | undefined, name: RegExp): boolean {
  return node?.kind === 'property' && name.test(node.name ?? '');
}

function valueOf(object: ObjectLiteral, name: string): Expression | undefined {
  const property = object.properties.find((p) => p.kind === 'property' && p.name === name);
  return property?.value;
}

function textOf(object: ObjectLiteral, name: string): string | undefined {
  const value = valueOf(object, name);
  return value?.kind === 'text' ? value.value : undefined;
}

/** Entries stand alone, in lists, by name, and as `{ import: … }`, seldom deeper; `path.resolve(__dirname, 'src/main.js')` is one too. */
function textsIn(value: Expression, depth: number): Text[] {
  if (depth > 3) return [];
  if (value.kind === 'text') return [value];
  if (value.kind === 'array') return value.elements.flatMap((element) => (element === undefined ? [] : textsIn(element, depth + 1)));
  if (value.kind === 'object') return value.properties.flatMap((p) => (p.kind === 'property' && p.name !== 'filename' && p.name !== 'dependOn' ? textsIn(p.value, depth + 1) : []));
  if (value.kind !== 'call') return [];
  const [folder, ...path] = value.args;
  const [only] = path;
  return folder?.kind === 'name' && folder.name === '__dirname' && only?.kind === 'text' && path.length === 1 ? [only] : [];
}

/** The scripts of a browser extension; `[]` for any other `manifest.json`. */
export function extensionEntries({ text }: SourceFile, value: unknown): readonly ConfiguredEntry[] {
  if (!isRecord(value) || typeof value['manifest_version'] !== 'number') return [];
  const background = isRecord(value['background']) ? value['background'] : {};
  const contentScripts = Array.isArray(value['content_scripts']) ? value['content_scripts'] : [];
  const workers = strings([background['service_worker'], ...strings(background['scripts'])]);
  const scripts = contentScripts.flatMap((script) => (isRecord(script) ? strings(script['js']) : []));
  return [
    ...workers.map((path) => entryIn(text, path, 'the background script of a browser extension')),
    ...scripts.map((path) => entryIn(text, path, 'a content script of a browser extension')),
  ];
}

function entryIn(text: string, path: string, entry: string): ConfiguredEntry {
  const at = Math.max(0, text.indexOf(`"${path}"`) + 1);
  return { specifier: path.startsWith('.') ? path : `./${path.replace(/^\//u, '')}`, start: at, end: at + path.length, entry };
}
