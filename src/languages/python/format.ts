import type { Expression, ObjectLiteral, Text } from '../../program/nodes.js';

const percent = /%(?:\((?<name>\w{1,80})\))?[-#0 +]{0,5}\d{0,5}(?:\.\d{1,5})?(?<kind>[sradifgexX%])/gu;
const braces = /\{(?<name>\w{0,80})[^{}]{0,80}\}/gu;

/** `"Bearer %s" % key`, as the text with the values in place. */
export function formatPercent(text: Text, values: Expression): Expression {
  let next = 0;
  return filled(text, percent, (groups) => {
    const name = groups['name'];
    if (groups['kind'] === '%') return undefined;
    if (name !== undefined) return values.kind === 'object' ? valueNamed(values, name) : undefined;
    return values.kind === 'array' ? values.elements[next++] : values;
  }, [values]);
}

/** `"Bearer {}".format(key)`. */
export function formatBraces(text: Text, args: readonly Expression[], named: ObjectLiteral | undefined): Expression {
  let next = 0;
  return filled(text, braces, ({ name = '' }) => {
    if (name === '') return args[next++];
    return /^\d+$/u.test(name) ? args[Number(name)] : named === undefined ? undefined : valueNamed(named, name);
  }, named === undefined ? args : [...args, named]);
}

function valueNamed(object: ObjectLiteral, name: string): Expression | undefined {
  return object.properties.find((p) => p.kind === 'property' && p.name === name)?.value;
}

/** The pieces between the marks with the values between them; what no mark takes goes along, to be looked at. */
function filled(text: Text, mark: RegExp, valueOf: (groups: Readonly<Record<string, string | undefined>>) => Expression | undefined, given: readonly Expression[]): Expression {
  const parts: Expression[] = [];
  const used = new Set<Expression>();
  const { start, contentStart, contentEnd, value } = text;
  // Where escapes make the text shorter than its spelling, places in it are not known.
  const exact = contentEnd - contentStart === value.length;
  const addText = (from: number, to: number): void => {
    if (to <= from) return;
    const place = exact ? { start: contentStart + from, end: contentStart + to } : { start: contentStart, end: contentEnd };
    parts.push({ kind: 'text', ...place, parent: undefined, value: value.slice(from, to), contentStart: place.start, contentEnd: place.end });
  };
  let at = 0;
  for (const match of value.matchAll(mark)) {
    const part = valueOf(match.groups ?? {});
    if (part === undefined || used.has(part)) continue;
    addText(at, match.index);
    parts.push(part);
    used.add(part);
    at = match.index + match[0].length;
  }
  addText(at, value.length);
  const end = given.at(-1)?.end ?? text.end;
  return { kind: 'template', start, end: Math.max(end, text.end), parent: undefined, parts };
}
