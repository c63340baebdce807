import { hostOf, isPrivateHost } from '../../key/hosts.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { TextKind } from '../registry.js';
import { enclosures } from './enclosing.js';
import type { TextFacts } from './fact-list.js';
import { lineAt } from './lines.js';

const serverName = /(?<![\w.-])(?<name>[\w.-]{0,60}(?:mistral|codestral)[\w.-]{0,60})["']?\s{0,8}[:=]\s{0,8}["']?(?<url>http:\/\/[^\s"'`<>;,]{1,300})/giu;
const serverSuffix = /(?:(?:base|api|server)[_.-]?(?:url|uri|host|endpoint|base)|endpoint|mistral(?:[_.-]?ai)?[_.-]url)$/iu;

/** The addresses of a vocabulary's hosts that begin with `http://`. */
function plainAddress({ hostPattern }: Vocabulary): RegExp {
  return new RegExp(String.raw`http:\/\/(?:[^\s/@"'<>]{0,64}@)?(?:${hostPattern})(?![\w-]|\.\w)[^\s"'\x60<>\\;]{0,300}`, 'giu');
}

/** What a value may stand behind: the start of its line, a name, a bracket, a quote. */
const valueStart = /(?:^|[=:[({,>|"'`]|(?:^|\s)-)\s{0,20}["'`]?$/u;
/** What sends a proxy on. */
const directive = /(?:^|[\s{;])(?:proxy_pass|grpc_pass|reverse_proxy|ProxyPass(?:Reverse|Match)?(?:\s+\S+)?|RewriteRule\s.{0,80}|to|server(?:\s+\S+)?|set\s+\$\w+|upstream|uri|url|target|backend|proxy)\s+["']?$/iu;
const speaking = /(?:desc(?:ription)?|message|title|example|help|content|comment|summary|text|pattern|den(?:y|ied)|block(?:ed|list)?|forbidden|disallowed|redirect|return|rewrite|if)[\w-]{0,20}["']?\s{0,4}[:=(\s]\s{0,8}[^:=]{0,80}$/iu;
const looking = /HasPrefix|startsWith|starts_with|start_with|beginsWith|contains|includes?\b|equals|replace|assert|expect|regex|match|print|log\b|error|throw|raise|panic|==|!=/iu;
const printing = /^\s*(?:-\s+)?(?:run:\s*)?(?:@?echo|printf|Write-Host|Write-Output|log|info|grep|sed|awk)\b|\[\[?\s|==|!=/u;

const variableOff = /(?<![\w.-])(?<name>NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)(?:["']?\s{0,4}[:=]\s{0,4}["']?|\s+)0(?![\w.])/gu;
const optionOff =
  /(?<![\w.-])(?<name>proxy_ssl_verify|tls_insecure_skip_verify|ssl[_-]?verify|verify[_-]?ssl|tls[_-]?verify|verify[_-]?tls|reject[_-]?unauthorized|insecure[_-]?skip[_-]?verify|SSLProxyVerify)\b(?:["']?\s{0,4}[:=]\s{0,4}["']?|[ \t]{1,20})?(?<value>false|no|off|0|none|true|yes|on)?(?![\w.])/giu;

/** Adds what makes the way to Mistral unsafe in a file without a parser of its own: addresses, variables, options. */
export function addTransport(list: TextFacts): void {
  const { kind, source, vocabulary } = list;
  if (!speaksOfAddresses(kind)) return;
  const { text } = source;
  for (const match of text.matchAll(plainAddress(vocabulary))) {
    const [url] = match;
    const address = withoutMarks(url);
    if (!isPrivateHost(hostOf(address) ?? '') && !list.isComment(match.index) && isAddress(text, match.index, match.index + address.length, kind)) {
      list.addPlain(match.index, match.index + address.length, hostOf(address) ?? '', kind.language);
    }
  }
  if (kind.within === 'code') return;
  for (const match of text.matchAll(serverName)) {
    const { name = '', url = '' } = match.groups ?? {};
    const host = hostOf(url);
    const start = match.index + match[0].length - url.length;
    if (host === undefined || isPrivateHost(host) || vocabulary.mentionsMistralHost(url) || !serverSuffix.test(name) || list.isComment(start)) continue;
    list.addPlain(start, start + url.length, host, kind.language);
  }
  addUnchecked(list);
}

/** Prose is not spoken of: documents, pages, lists, templates of text. */
function speaksOfAddresses({ language, structure, within }: TextKind): boolean {
  if (structure === 'notebook' || structure === 'markdown' || structure === 'html') return false;
  return language === 'shell' || language === 'config' || within === 'code';
}

function isAddress(text: string, start: number, end: number, kind: TextKind): boolean {
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  const after = text.slice(end, line.end);
  if (kind.within === 'code') return /["'`]$/u.test(before) && /^["'`/]/u.test(after) && !looking.test(before) && !/^["'`][^;,]{0,20}(?:==|!=)/u.test(after);
  if (kind.language === 'shell') return !printing.test(before);
  if (directive.test(before)) return true;
  if (speaking.test(before)) return false;
  if (/^\s*(?:GET|POST|PUT|PATCH|DELETE)\s+$/u.test(before)) return true;
  return valueStart.test(before) && /^(?:$|[)\]}"'`,;<]|\s+(?:#|\/\/))/u.test(after.trimEnd());
}

/** What ends a sentence, or a bracket around an address, is no part of it. */
function withoutMarks(url: string): string {
  let end = url.length;
  while (end > 0 && ')]},.'.includes(url.charAt(end - 1))) end--;
  return url.slice(0, end);
}

/** So many options of a file are looked at: for some the whole text has to be searched. */
const mostOptions = 50;

function addUnchecked(list: TextFacts): void {
  const { kind, source, vocabulary } = list;
  const { text } = source;
  for (const match of firstOf(text.matchAll(variableOff))) {
    const { name = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (!list.isComment(match.index) && isOnTheWay(text, match.index, kind, vocabulary)) add(list, match.index, end, name);
  }
  for (const match of firstOf(text.matchAll(optionOff))) {
    const { name = '', value } = match.groups ?? {};
    const isSkip = /skip[_-]?verify/iu.test(name);
    const isOff = isSkip ? value === undefined ? /^tls_/u.test(name) : /^(?:true|yes|on)$/iu.test(value) : value !== undefined && /^(?:false|no|off|0|none)$/iu.test(value);
    if (isOff && !list.isComment(match.index) && isInMistralBlock(text, match.index, kind, vocabulary)) add(list, match.index, match.index + match[0].trimEnd().length, name);
  }
}

function* firstOf<T>(items: Iterable<T>): Generator<T> {
  let count = 0;
  for (const item of items) {
    if (count++ >= mostOptions) return;
    yield item;
  }
}

function add({ facts, kind, source }: TextFacts, start: number, end: number, name: string): void {
  facts.push({ kind: 'transport', place: { source, start, end }, language: kind.language, how: { kind: 'unchecked', name }, remedies: [] });
}

const clientPackage = /["'](?:@mistralai\/mistralai|@ai-sdk\/mistral|@langchain\/mistralai|@llamaindex\/mistral|mistralai)["']/u;

const exported = /\bexport\s[^\n]{0,120}/gu;

/** Does the process that a variable is set for go to Mistral? */
function isOnTheWay(text: string, at: number, kind: TextKind, vocabulary: Vocabulary): boolean {
  if (kind.structure === 'json') return clientPackage.test(text) || namesMistral(enclosing(text, at), vocabulary);
  if (kind.structure === 'yaml') return namesMistral(indentedBlock(text, at), vocabulary);
  if (kind.language !== 'shell') return namesMistral(text, vocabulary);
  const { text: own } = lineAt(text, at);
  // Before a command it counts for that command alone.
  const prefix = /^\s*(?:\w+=\S*\s+)*[A-Z_]+=["']?0["']?\s+[^\s;#&|]/u.test(own) && !/^\s*(?:export|set|declare)\b/u.test(own);
  return prefix ? vocabulary.speaksOfMistral(own) || Array.from(text.matchAll(exported)).some(([name]) => vocabulary.speaksOfMistral(name)) : namesMistral(text, vocabulary);
}

function namesMistral(text: string, vocabulary: Vocabulary): boolean {
  return vocabulary.mentionsMistralHost(text) || vocabulary.keyNamesIn(text).next().done !== true;
}

/** Does the block that an option stands in send something to Mistral? */
function isInMistralBlock(text: string, at: number, kind: TextKind, vocabulary: Vocabulary): boolean {
  if (kind.structure === 'yaml') return addressesMistral(indentedBlock(text, at), vocabulary) || (/skip/iu.test(text.slice(at, at + 30)) && onlyMistral(text, vocabulary));
  if (kind.structure === 'environment') return namesMistral(text, vocabulary);
  if (kind.structure === 'sections') return onlyMistral(text, vocabulary);
  // Caddy has a block of its own for the transport of a proxy.
  const block = enclosures(text, at).find(({ head }) => !/\btransport\s+\w+\s*$/u.test(head));
  return block?.bracket === '{' && vocabulary.mentionsMistralHost(block.head.slice(block.head.lastIndexOf('\n') + 1) + text.slice(block.start, block.end));
}

/** Is Mistral's host the value of an entry? In comments and descriptions it is spoken of. */
function addressesMistral(block: string, vocabulary: Vocabulary): boolean {
  return block.split('\n').some((line) => vocabulary.mentionsMistralHost(/^\s*(?:-\s*)?(?:["']?[\w.-]{1,80}["']?\s*[:=]\s*)?["']?(?<value>[\w.:/-]{1,300})/u.exec(line)?.groups?.['value'] ?? ''));
}

function onlyMistral(text: string, vocabulary: Vocabulary): boolean {
  const hosts = [...text.matchAll(/https?:\/\/[^\s"'<>]{1,200}/giu)].map(([url]) => url);
  return hosts.length > 0 && hosts.every((url) => vocabulary.mentionsMistralHost(url));
}

/** The innermost braces around a place, with what they hold. */
function enclosing(text: string, at: number): string {
  const [inner] = enclosures(text, at);
  return inner === undefined ? '' : text.slice(inner.start, inner.end);
}

const mostLines = 60;

/** The lines around a place that are indented as deep, or deeper: the mapping that it belongs to. */
function indentedBlock(text: string, at: number): string {
  const first = lineAt(text, at);
  const indent = indentOf(first.text);
  let { start, end } = first;
  for (let count = 0; count < mostLines && start > 0; count++) {
    const above = lineAt(text, start - 1);
    if (above.text.trim() !== '' && indentOf(above.text) < indent) break;
    start = above.start;
  }
  for (let count = 0; count < mostLines && end < text.length; count++) {
    const below = lineAt(text, end + 1);
    if (below.text.trim() !== '' && indentOf(below.text) < indent) break;
    end = below.end;
  }
  return text.slice(start, end);
}

/** A list's mark counts as indentation: `- name: X` and the lines below it are one mapping. */
function indentOf(line: string): number {
  return /^[\s-]*/u.exec(line)?.[0].length ?? 0;
}
