import type { Vocabulary } from '../../../key/vocabulary.js';

/** A variable in a command whose value takes its place. Offsets are 0-based, in the text that was searched. */
export interface Expansion {
  readonly name: string;
  readonly start: number;
}

/**
 * The ways to expand a variable: `$X`, `${X…}`, `$$X` and `$(X)` of make, `$env:X`, `$env.X`, `%X%`, `${{ secrets.X }}`,
 * `{{ x }}`, `env.X` of a Jenkinsfile. What follows the name inside of the braces tells whether the value is whole.
 */
const expansion =
  /\$\{\{\s{0,4}(?:secrets|env|vars|inputs|github\.event\.inputs)\.(?<github>[\w-]{1,80})\s{0,4}(?:\|\|\s{0,4}''\s{0,4})?\}\}|\{\{\s{0,4}(?<jinja>[A-Za-z_]\w{0,79})\s{0,4}\}\}|\$\{(?:env[.:]|params\.)?(?<braced>\w{1,80})(?<change>[^{}\n]{0,80})\}|\$env[:.](?<power>\w{1,80})(?<method>\.\w{1,20})?|\$\((?:env\.)?(?<make>\w{1,80})\)|(?<!\\)\$(?<plain>[A-Za-z_]\w{0,79})|%(?<batch>\w{1,80})%|(?<![\w.$])env\.(?<groovy>[A-Z_]{3,80})(?![\w.(])/gu;

/**
 * The keys that a stretch of a command shows whole.
 * @param aliases variables that hold a key under another name
 */
export function* keysExpanded(text: string, aliases: ReadonlySet<string>, vocabulary: Vocabulary): Generator<Expansion> {
  for (const match of text.matchAll(expansion)) {
    const groups = match.groups ?? {};
    const name = groups['github'] ?? groups['jinja'] ?? groups['braced'] ?? groups['power'] ?? groups['make'] ?? groups['plain'] ?? groups['batch'] ?? groups['groovy'] ?? '';
    if (text[match.index - 1] === '\\' || groups['method'] !== undefined) continue;
    if (groups['power'] !== undefined && isQuestion(text, match.index, match.index + match[0].length)) continue;
    if ((vocabulary.isKeyName(name) || aliases.has(name)) && isWhole(groups['change'] ?? '')) yield { name, start: match.index };
  }
}

/** `[bool]$env:X`, `-not $env:X`, `$env:X -ne $null` */
function isQuestion(text: string, start: number, end: number): boolean {
  return /(?:\[bool\]|-not|!|IsNullOrEmpty\(|IsNullOrWhiteSpace\()\s?$/u.test(text.slice(Math.max(0, start - 24), start)) || /^\s{0,4}-(?:ne|eq|like|match)\b/u.test(text.slice(end, end + 12));
}

/** What stands behind the name in `${X…}`: a part, a replacement and a word in its place (`:+`) hide the value. */
function isWhole(change: string): boolean {
  if (/^:?\+|^\/|^!/u.test(change)) return false;
  const part = /^:\s?(?<from>-?\d{1,3})(?::(?<length>\d{1,3}))?$/u.exec(change)?.groups;
  if (part === undefined) return !/^:\s/u.test(change);
  const from = Number(part['from']);
  return Math.min(part['length'] === undefined ? 32 : Number(part['length']), from < 0 ? -from : 32 - from) > 12;
}

const assignment = /(?<![\w$.-])(?:\$env:)?(?<name>[A-Za-z_]\w{0,79})(?:=|\s{0,2}:\s{1,4}|\s=\s)(?<value>"[^"\n]{0,300}"|'[^'\n]{0,300}'|\$\{\{[^}\n]{0,100}\}\}|[^\s"';&|]{1,300})/gu;
const bearer = /bearer\s{1,4}\\?\$\{?(?<name>[A-Z_]\w{0,79})\}?/giu;

/** The variables that are given a key of Mistral under a name that does not say so: `API_KEY=$MISTRAL_API_KEY`. */
export function aliasesIn(text: string, vocabulary: Vocabulary): ReadonlySet<string> {
  const aliases = new Set<string>();
  for (const { groups = {} } of text.matchAll(assignment)) {
    const { name = '', value = '' } = groups;
    if (name.length < 2 || vocabulary.isKeyName(name) || value.startsWith("'$") || /\$\((?!\w+\))|`/u.test(value)) continue;
    for (const found of keysExpanded(value, aliases, vocabulary)) if (found.name !== '') aliases.add(name);
  }
  if (vocabulary.mentionsMistralHost(text)) for (const { groups } of text.matchAll(bearer)) aliases.add(groups?.['name'] ?? '');
  return aliases;
}
