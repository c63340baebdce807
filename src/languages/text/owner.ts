import { isGenericKeyName } from '../../key/names.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';

/** The name that a value is given to, as far as the text before the value tells. */
export interface Owner {
  /** As the text spells it: `mistralApiKey`, `--mistral-api-key`, `Authorization`. */
  readonly name: string;
  /** 0-based offset of the name. */
  readonly start: number;
  /** `call` is a method that takes the value, `flag` an option on a command line. */
  readonly kind: 'assignment' | 'call' | 'flag';
}

/*
 * The patterns are sticky and look behind: they match backwards from the value, need no search, and every part is
 * bounded, so that each takes constant time.
 */

const quote = String.raw`(?:\\{0,3}["'\x60]{1,3}|&quot;|&#39;)`;
/** What may stand between connector and value: a string prefix, a quote, the scheme of a header. */
const opening = String.raw`(?:[A-Za-z@$]{0,2}${quote})?(?:bearer(?:\s{1,4}|%20))?`;
const name = String.raw`(?<name>[\p{L}\w.$:-]{2,100})`;
/** `SecretStr(`, `new Key(`, a bracket. */
const wrapper = String.raw`(?:(?:new\s{1,4})?[\w.]{0,60}\(\s{0,20}|[{[]\s{0,20}){0,2}`;
const assigns = String.raw`\s{0,40}(?:=>|->|\?\?=?|\|\|=?|[:?+]?=|:-|:|\bor\b)\s{0,60}(?:-\s{1,4}|[|>][+-]?\s{1,20})?`;
/** `: string`, `: &'static str`, ` { get; }`. */
const type = String.raw`(?:\??\s{0,4}:\s{0,4}[&*\w<>|?[\]., ']{1,60}|\s{0,4}\{[\w; ]{0,40}\})`;

const behind = (pattern: string): RegExp => new RegExp(`(?<=${pattern}${opening})`, 'iuy');

const typed = behind(`${name}${type}\\s{0,4}=\\s{0,60}${wrapper}`);
const assignment = behind(`${name}${quote}?[\\])]{0,2}${assigns}${wrapper}`);
/** `setdefault("NAME", "value")`, `("Authorization", "Bearer value")`. */
const pair = behind(`${quote}${name}${quote}\\s{0,8},\\s{0,60}${wrapper}`);
/** `:name, "value"`, as in Ruby and Elixir. */
const symbolPair = behind(`(?<![\\w$.:]):${name},\\s{1,60}`);
const call = behind(String.raw`${name}\(\s{0,20}`);
/** `<string name="name">value`. */
const attribute = behind(String.raw`<[\w:-]{1,40}\s[^<>]{0,120}?(?:name|id|key)=["']${name}["'][^<>]{0,120}>\s{0,40}`);
/** `<name>value`. */
const element = behind(String.raw`<${name}(?:\s[^<>]{0,120})?>\s{0,40}`);
/** `get name() { return value }`, `name = () => value`, `def name(): return value`. */
const result = behind(String.raw`${name}(?:\s?=)?\s?\([^()]{0,80}\)[^(){};"'\x60]{0,40}[{:>=]\s{0,60}(?:return\s{1,4})?`);
/** `ENV NAME value`, `setenv NAME value`, `--name value`, a row of a table. */
const command = behind(String.raw`(?<![\w$.-])${name}${quote}?(?:[ \t]{1,20}\|)?[ \t]{1,20}`);
/** `secret set NAME --body value`. */
const commandWithFlag = behind(String.raw`(?<![\w$.-])${name}${quote}?[ \t]{1,4}-{1,2}[a-z][\w-]{0,20}[ \t]{1,20}`);
/** `NAME value` where the name begins with a colon, as in Lisp. */
const keyword = behind(`(?<![\\w$.:-]):${name}\\s{1,20}`);
/** `Bearer value`, `("Bearer", "value")`, `"Bearer " + "value"`, `bearer_auth("value")`. */
const scheme = /(?<=\bbearer(?:\s{1,4}|%20|["'],\s{0,4}["']|\s["']\s{0,4}(?:[+~&,]|\.{1,2}|<>)\s{0,4}["'])|(?<![a-z])(?:set|with)?_?bearer_?(?:auth|token)?\(\s{0,20}["'`])/iuy;

/** Names that say nothing themselves: another name in the same entry does. */
const silentNames = new Set('value val default defaultvalue default_value body content stringvalue secretstring initialvalue fallback example sample plaintext_value secret_value secret_string secret_data string_value'.split(' '));

/**
 * The name that owns the value which begins at an offset.
 *
 * @param offset 0-based, of the value's first character, behind any quote and `Bearer`
 */
export function findOwner(text: string, offset: number, vocabulary: Vocabulary = plainVocabulary): Owner | undefined {
  const assigned = match(assignment, text, offset) ?? match(pair, text, offset) ?? match(symbolPair, text, offset);
  if (assigned !== undefined) {
    if (silentNames.has(assigned.name.toLowerCase())) return nameInEntry(text, assigned.start, vocabulary) ?? assigned;
    if (vocabulary.isKeyName(assigned.name)) return assigned;
  }
  // Of `key: String = "…"` the type stands next to the value.
  const declared = match(typed, text, offset);
  if (declared !== undefined && isGenericKeyName(declared.name) && (assigned === undefined || !isGenericKeyName(assigned.name))) return declared;
  const called = match(call, text, offset);
  if (called !== undefined && (vocabulary.isKeyName(called.name) || (assigned === undefined && isGenericKeyName(called.name)))) return { ...called, kind: 'call' };
  for (const pattern of [typed, attribute, element, result, command, commandWithFlag]) {
    const found = match(pattern, text, offset);
    if (found !== undefined && vocabulary.isKeyName(found.name)) return found;
  }
  return assigned ?? match(keyword, text, offset) ?? match(command, text, offset, /^-|^authorization$/iu) ?? match(element, text, offset);
}

/** Whether `Bearer` stands before the value that begins at an offset. */
export function isBearer(text: string, offset: number): boolean {
  scheme.lastIndex = offset;
  return scheme.test(text);
}

function match(pattern: RegExp, text: string, offset: number, wanted = /[A-Za-z]/u): Owner | undefined {
  pattern.lastIndex = offset;
  const found = pattern.exec(text)?.groups?.['name'];
  if (found === undefined) return undefined;
  const start = text.lastIndexOf(found, offset - 1);
  const afterEscape = text[start - 1] === '\\' && /^[nrt]/u.test(found);
  const spelled = (afterEscape ? found.slice(1) : found).replace(/^[.:]{1,8}|[.:]{1,8}$/gu, '');
  if (!wanted.test(spelled)) return undefined;
  return { name: spelled, start, kind: spelled.startsWith('-') ? 'flag' : 'assignment' };
}

/** What ends the entry before: of JSON and code, of XML; and the tag, or the dash of YAML, that begins the next. */
const entryEnds = ['}', ';', '\n\n', '/>', '</'];
const openTag = /<(?=[a-z][^<>]{0,240}$)/iu;
const decorator = /\n[ \t]{0,40}(?:@\w|#\[)(?![\s\S]*\n[ \t]{0,40}(?:@\w|#\[))/u;
const listItem = /\n[ \t]{0,40}-[ \t](?![\s\S]*\n[ \t]{0,40}-[ \t])/u;

/** How far before a silent name the name of its entry may stand. */
const entryReach = 240;

/** The last key name before an offset in the same entry: `{ "key": "MISTRAL_API_KEY", "value": … }`, `variable "mistral_api_key" { default = … }`. */
function nameInEntry(text: string, offset: number, vocabulary: Vocabulary): Owner | undefined {
  const from = Math.max(0, offset - entryReach);
  const before = text.slice(from, offset);
  const entry = before.slice(Math.max(...entryEnds.map((mark) => before.lastIndexOf(mark)), listItem.exec(before)?.index ?? -1, ...[openTag, decorator].map((mark) => mark.exec(before)?.index ?? -1)) + 1);
  const names = [...entry.matchAll(/[\w.-]{3,100}/gu)].filter((found) => vocabulary.isKeyName(found[0]));
  const last = names.at(-1);
  return last === undefined ? undefined : { name: last[0], start: offset - entry.length + last.index, kind: 'assignment' };
}
