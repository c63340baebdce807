import { parseSync, type Argument, type ArrayExpression, type ArrayExpressionElement, type Expression, type Program, type Statement } from 'oxc-parser';
import { dialectOf } from '../languages/javascript/parse.js';
import { tooDeepAt } from '../languages/javascript/nesting.js';
import { parseLimit } from '../project/files.js';

const name = 'mistralKeys';
const entry = `${name}.configs.recommended`;
const plugin = 'eslint-plugin-mistral-keys';

/** The list of a config: its elements, and where the first would stand if there were none. */
interface ConfigList {
  readonly elements: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly opening: number;
  /** Says whether the file exports it as a CommonJS module. */
  readonly common: boolean;
}

/**
 * Adds the preset to a flat config: an import, and an entry at the end of the list that is exported.
 * @returns the new text; `undefined` where the config has a form for which that is not safe
 */
export function withPlugin(file: string, text: string): string | undefined {
  const program = parsed(file, text);
  const list = program === undefined ? undefined : listOf(program, text);
  if (program === undefined || list === undefined || new RegExp(`\\b${name}\\b`, 'u').test(text)) return undefined;
  const edits = [entryEdit(text, list), importEdit(text, program, list.common)].sort((a, b) => b.at - a.at);
  let after = text;
  for (const { at, added } of edits) after = after.slice(0, at) + added + after.slice(at);
  return isAsMeant(file, after, list) ? after : undefined;
}

/** The file holds what it held, in its order, and the entry behind it. */
function isAsMeant(file: string, after: string, { elements }: ConfigList): boolean {
  const program = parsed(file, after);
  const list = program === undefined ? undefined : listOf(program, after);
  const expected = [...elements.map(({ text }) => text), entry];
  return list !== undefined && list.elements.length === expected.length && list.elements.every(({ text }, index) => text === expected[index]);
}

function parsed(file: string, text: string): Program | undefined {
  const { lang } = dialectOf(file);
  if (text.length > parseLimit || text.startsWith('\uFEFF') || tooDeepAt(text, lang !== 'ts') !== undefined) return undefined;
  const { program, errors } = parseSync(file, text, { lang, sourceType: 'unambiguous' });
  return errors.length === 0 ? program : undefined;
}

/** Of `export default […]`, `export default defineConfig([…])`, `module.exports = …`, and of a constant that is exported so. */
function listOf({ body }: Program, text: string): ConfigList | undefined {
  const exported = body.flatMap((statement) => exportOf(statement) ?? []);
  const [only] = exported;
  if (only === undefined || exported.length > 1) return undefined;
  const value = only.value.type === 'Identifier' ? constantOf(body, only.value.name) : only.value;
  if (value === undefined) return undefined;
  if (value.type === 'ArrayExpression') return listFrom(value.elements, value.start, text, only.common);
  if (value.type !== 'CallExpression' || !isConfigFunction(value.callee)) return undefined;
  const [first] = value.arguments;
  if (first?.type === 'ArrayExpression' && value.arguments.length === 1) return listFrom(first.elements, first.start, text, only.common);
  return first === undefined ? undefined : listFrom(value.arguments, value.callee.end, text, only.common);
}

function exportOf(statement: Statement): { readonly value: Expression; readonly common: boolean } | undefined {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    return declaration.type === 'ArrayExpression' || declaration.type === 'CallExpression' || declaration.type === 'Identifier' ? { value: declaration, common: false } : undefined;
  }
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return undefined;
  const { left, right, operator } = statement.expression;
  if (operator !== '=' || left.type !== 'MemberExpression' || left.computed || left.object.type !== 'Identifier') return undefined;
  return left.object.name === 'module' && left.property.name === 'exports' ? { value: right, common: true } : undefined;
}

function constantOf(body: Program['body'], wanted: string): Expression | undefined {
  for (const statement of body) {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') continue;
    const found = statement.declarations.find(({ id }) => id.type === 'Identifier' && id.name === wanted);
    if (found?.init) return found.init;
  }
  return undefined;
}

/** `defineConfig` of ESLint, and `config` of typescript-eslint. */
function isConfigFunction(callee: Expression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'defineConfig';
  return callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' && callee.object.name === 'tseslint' && callee.property.name === 'config';
}

function listFrom(nodes: readonly (ArrayExpressionElement | Argument | null)[] | ArrayExpression['elements'], start: number, text: string, common: boolean): ConfigList | undefined {
  const elements: ConfigList['elements'][number][] = [];
  for (const node of nodes) {
    if (node === null) return undefined;
    elements.push({ start: node.start, end: node.end, text: text.slice(node.start, node.end) });
  }
  return { elements, opening: start + 1, common };
}

interface Edit {
  readonly at: number;
  readonly added: string;
}

function entryEdit(text: string, { elements, opening }: ConfigList): Edit {
  const last = elements.at(-1);
  if (last === undefined) return { at: opening, added: entry };
  const indentation = /(?:^|\n)([ \t]*)$/u.exec(text.slice(Math.max(0, last.start - 200), last.start))?.[1];
  return { at: last.end, added: indentation === undefined ? `, ${entry}` : `,${lineEnd(text)}${indentation}${entry}` };
}

/** Behind the last import, or in front of the first statement, in the manner of the imports that are there. */
function importEdit(text: string, { body }: Program, common: boolean): Edit {
  const imports = body.filter((statement) => (common ? isRequire(statement) : statement.type === 'ImportDeclaration'));
  const last = imports.at(-1);
  const model = last === undefined ? text : text.slice(last.start, last.end);
  const quote = model.includes("'") || !model.includes('"') ? "'" : '"';
  const semicolon = last !== undefined && !model.endsWith(';') ? '' : ';';
  const source = quote + plugin + quote;
  const line = (common ? `const ${name} = require(${source})` : `import ${name} from ${source}`) + semicolon;
  if (last !== undefined) return { at: last.end, added: lineEnd(text) + line };
  const first = body.find((statement) => !(statement.type === 'ExpressionStatement' && 'directive' in statement && statement.directive !== null));
  return { at: first?.start ?? 0, added: line + lineEnd(text).repeat(2) };
}

function isRequire(statement: Statement): boolean {
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.every(({ init }) => init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require');
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
