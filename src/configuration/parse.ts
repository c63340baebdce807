import { createRequire } from 'node:module';
import type * as Jsonc from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { SourceFile } from '../facts/source.js';
import { nearest } from '../scan/nearest.js';
import { type Configuration, ConfigurationError, configurationProperty } from './configuration.js';
import { configurationSchema, type Schema } from './schema.js';

const require = createRequire(import.meta.url);

/** A configuration that people write has a few hundred characters. */
const longest = 1_000_000;

/**
 * Reads a configuration file: JSON, in which comments and trailing commas may stand.
 * @param file as messages name it; a package.json has the configuration in a property
 * @returns `undefined` where a package.json has none
 * @throws ConfigurationError where it is not what the schema says
 */
export function parseConfiguration(text: string, file: string): Configuration | undefined {
  const source = new SourceFile(file, text);
  // Loaded by the first configuration: most scans meet none.
  const jsonc = require('jsonc-parser') as typeof Jsonc;
  if (text.length > longest) throw failure(source, 0, `is longer than ${longest} characters`);
  const isPackage = /(?:^|\/)package\.json$/u.test(file);
  const root = rootOf(jsonc, source, isPackage);
  const node = isPackage ? root && jsonc.findNodeAtLocation(root, [configurationProperty]) : root;
  if (node === undefined) {
    if (isPackage) return undefined;
    throw failure(source, 0, 'is empty: write at least {}');
  }
  check(node, configurationSchema, source, isPackage ? `"${configurationProperty}"` : 'the configuration');
  return jsonc.getNodeValue(node) as Configuration;
}

/** The line of what names lead to in a configuration that has been read, 1-based. */
export function lineIn(text: string, path: readonly (string | number)[]): number {
  const jsonc = require('jsonc-parser') as typeof Jsonc;
  const root = jsonc.parseTree(text, [], { allowTrailingComma: true });
  const node = root === undefined ? undefined : jsonc.findNodeAtLocation(root, [...path]);
  return new SourceFile('', text).position(node?.offset ?? 0).line;
}

function rootOf(jsonc: typeof Jsonc, source: SourceFile, lenient: boolean): Node | undefined {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = jsonc.parseTree(source.text, errors, { allowTrailingComma: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw failure(source, 0, 'is nested too deeply');
  }
  const [first] = errors;
  // What is wrong with a package.json is for others to say.
  if (first !== undefined && !lenient) throw failure(source, first.offset, `is no JSON: ${jsonc.printParseErrorCode(first.error)}`);
  return root;
}

/** @throws ConfigurationError at the first place where the value is not what the schema says; names that it does not know are none of its properties */
function check(node: Node, schema: Schema, source: SourceFile, what: string): void {
  const fail = (message: string, at: Node = node): ConfigurationError => failure(source, at.offset, message);
  const own = schema.anyOf === undefined ? schema : (schema.anyOf.find(({ type }) => type === node.type) ?? {});
  if (own.type !== node.type) {
    const types = (schema.anyOf ?? [schema]).map(({ type = '' }) => articles[type] ?? type);
    throw fail(`${what} has to be ${types.join(' or ')}`);
  }
  if (node.type === 'string') checkText(String(node.value), own, what, fail);
  if (node.type === 'array') {
    const { children: items = [] } = node;
    const { minItems = 0, maxItems = Infinity } = own;
    if (items.length < minItems || items.length > maxItems) throw fail(`${what} has ${items.length} items: ${minItems} to ${maxItems} may stand in it`);
    for (const [index, item] of items.entries()) {
      const expected = isTuple(own.items) ? own.items[index] : own.items;
      if (expected !== undefined) check(item, expected, source, `item ${index + 1} of ${what}`);
    }
  }
  if (node.type === 'object') checkProperties(node, own, source, what);
}

function checkProperties(node: Node, { properties = {}, required = [] }: Schema, source: SourceFile, what: string): void {
  const seen = new Set<string>();
  for (const { children: [key, value] = [] } of node.children ?? []) {
    const name = String(key?.value);
    const at = key?.offset ?? node.offset;
    const expected = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (expected === undefined) throw failure(source, at, `${what} knows no "${name.slice(0, 100)}". Did you mean "${nearest(name, Object.keys(properties))}"?`);
    if (seen.has(name)) throw failure(source, at, `"${name}" stands twice in ${what}`);
    if (value === undefined) throw failure(source, at, `"${name}" lacks its value`);
    seen.add(name);
    check(value, expected, source, `"${name}"`);
  }
  const missing = required.find((name) => !seen.has(name));
  if (missing !== undefined) throw failure(source, node.offset, `${what} lacks "${missing}"`);
}

function checkText(text: string, schema: Schema, what: string, fail: (message: string) => ConfigurationError): void {
  const { minLength = 0, maxLength = Infinity } = schema;
  if (schema.enum !== undefined && !schema.enum.includes(text)) {
    throw fail(`${what} is "${text.slice(0, 100)}". Did you mean "${nearest(text, schema.enum)}"? It may be ${schema.enum.join(', ')}`);
  }
  if (text.length < minLength || text.length > maxLength) throw fail(`${what} has ${text.length} characters: ${minLength} to ${maxLength} may stand in it`);
}

const articles: Readonly<Record<string, string>> = { object: 'an object', array: 'a list', string: 'a text', boolean: 'true or false' };

function isTuple(items: Schema['items']): items is readonly Schema[] {
  return Array.isArray(items);
}

function failure(source: SourceFile, offset: number, message: string): ConfigurationError {
  const { line, column } = source.position(offset);
  return new ConfigurationError(`${source.path}:${line}:${column}: ${message}${/[.?]$/u.test(message) ? '' : '.'}`);
}
