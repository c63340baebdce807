import type { AuthorizationFact, TransportFact } from '../../facts/facts.js';
import { hostOf, isPrivateHost } from '../../key/hosts.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { adminPath, keyHeader, keyInQuery, openPath } from '../requests/key-places.js';
import { commandsIn, filledNames, holdsCommands, type Command } from './commands.js';
import type { TextFacts } from './fact-list.js';
import { filled, type Word } from './shell-words.js';
import { Variables } from './variables.js';

type How = AuthorizationFact['how'];
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A request as a command or an HTTP file spells it; variables are filled in as far as they are known. */
export interface TextRequest {
  readonly url: { readonly text: string } & Stretch;
  readonly method: string | undefined;
  readonly headers: readonly ({ readonly name: string; readonly value: string } & Stretch)[];
  /** Credentials for Basic authentication. */
  readonly basic: Stretch | undefined;
  /** The key stands in another place that is right: `--oauth2-bearer`. */
  readonly bearer: boolean;
  /** Something that is not known may add headers. */
  readonly open: boolean;
  /** Options that switch certificate checks off. */
  readonly unchecked: readonly ({ readonly name: string } & Stretch)[];
}

/** Adds what is wrong with the requests to Mistral that the commands of a file send. */
export function addCommandRequests(list: TextFacts): void {
  const { kind, source, vocabulary } = list;
  if (!holdsCommands(source.path, kind) || !vocabulary.mentionsMistralHost(source.text)) return;
  const variables = new Variables(source.text);
  for (const command of commandsIn(source.text, kind, (offset) => list.isComment(offset))) {
    const request = requestOf(command, variables, vocabulary);
    if (request !== undefined) addRequest(request, 'shell', list);
  }
}

/** Adds what is wrong with a request, if it goes to Mistral. */
export function addRequest(request: TextRequest, language: AuthorizationFact['language'], list: TextFacts): void {
  const { url } = request;
  const host = hostOf(url.text);
  const { source, vocabulary } = list;
  if (host === undefined || !vocabulary.isMistralHost(host)) return;
  const place = ({ start, end }: Stretch): TransportFact['place'] => ({ source, start, end });
  // Where a variable holds the address, it is said there.
  const scheme = source.text.slice(url.start, url.end).search(/http:\/\//iu);
  if (/^http:/iu.test(url.text) && scheme >= 0 && !isPrivateHost(host)) list.addPlain(url.start + scheme, url.end, host, language);
  for (const option of request.unchecked) list.add({ kind: 'transport', place: place(option), language, how: { kind: 'unchecked', name: option.name }, remedies: [] });
  const found = verdict(request, vocabulary);
  if (found !== undefined) list.add({ kind: 'authorization', place: place(found.place), language, how: found.how, remedies: [] });
}

function verdict({ basic, bearer, headers, method, open, url }: TextRequest, vocabulary: Vocabulary): { readonly how: How; readonly place: Stretch } | undefined {
  if (adminPath.test(url.text)) return undefined;
  const name = keyInQuery.exec(url.text)?.groups?.['name'];
  if (name !== undefined) return { how: { kind: 'query', name }, place: url };
  const header = headers.find((one) => /^authorization$/iu.test(one.name));
  if (header !== undefined) {
    const how = schemeOf(header.value, vocabulary);
    return how === undefined ? undefined : { how: { kind: how }, place: header };
  }
  if (bearer) return undefined;
  if (basic !== undefined) return { how: { kind: 'basic' }, place: basic };
  if (open) return undefined;
  const other = headers.find((one) => keyHeader.test(one.name));
  if (other !== undefined) return { how: { kind: 'other-header', name: other.name }, place: other };
  if (/^(?:HEAD|OPTIONS)$/iu.test(method ?? '') || openPath.test(url.text)) return undefined;
  return { how: { kind: 'missing' }, place: url };
}

/** What is wrong with the value of an `Authorization` header. */
function schemeOf(value: string, vocabulary: Vocabulary): 'basic' | 'no-bearer' | undefined {
  const text = value.trim();
  if (/^bearer(?:\s|$)/iu.test(text)) return undefined;
  if (/^basic\b/iu.test(text)) return 'basic';
  if (!text.startsWith(filled)) return text === '' || /[<[]/u.test(text.charAt(0)) ? undefined : 'no-bearer';
  const [name = ''] = filledNames(text);
  // A variable may hold the prefix, too, unless it is called after the key.
  return vocabulary.isKeyName(name) || /^(?:\w{0,40}_)?api_?key$/iu.test(name) ? 'no-bearer' : undefined;
}

function requestOf(command: Command, variables: Variables, vocabulary: Vocabulary): TextRequest | undefined {
  const words = command.words.map((word) => ({ ...word, text: variables.fill(word.text) }));
  return command.tool === 'httpie' ? httpieRequest(words, vocabulary) : curlRequest(words, command.tool, vocabulary);
}

/** Long options of curl and wget that take no value; of the others that matter the value is told by the next word. */
const valueless = /^--(?:insecure|silent|show-error|fail(?:-with-body)?|location|verbose|include|compressed|head|get|globoff|progress-bar|http[\d.]+|ipv[46]|tlsv[\d.]+|ssl-reqd|quiet|spider|server-response|content-on-error|parallel|remote-name|retry-all-errors|retry-connrefused|next|netrc|raw|anyauth|basic|digest|continue|no-\w[\w-]*)$/u;
const shortWithValue = { curl: 'AbcCdDeEFHKmoPQrtTuUwxXyYzh', wget: 'oaeiBtOTwQPDARIXUe' };

interface Parsed {
  readonly options: { readonly name: string; readonly value: string; readonly start: number; readonly end: number }[];
  readonly others: Word[];
}

/** Options with their values, as getopt has them, and what is left. */
function parse(words: readonly Word[], tool: 'curl' | 'wget'): Parsed {
  const options: Parsed['options'] = [];
  const others: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    const { text, start, end } = word;
    const next = words[i + 1];
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      if (equals > 0) options.push({ name: text.slice(0, equals), value: text.slice(equals + 1), start, end });
      else if (valueless.test(text) || next === undefined) options.push({ name: text, value: '', start, end });
      else {
        options.push({ name: text, value: next.text, start, end: next.end });
        i++;
      }
    } else if (/^-[A-Za-z#:]/u.test(text)) {
      const letters = text.slice(1);
      for (let at = 0; at < letters.length; at++) {
        const letter = letters.charAt(at);
        if (!shortWithValue[tool].includes(letter) || (tool === 'curl' && letter === 'h')) {
          options.push({ name: `-${letter}`, value: '', start, end });
          continue;
        }
        const inside = letters.slice(at + 1);
        options.push({ name: `-${letter}`, value: inside === '' ? (next?.text ?? '') : inside, start, end: inside === '' ? (next?.end ?? end) : end });
        if (inside === '') i++;
        break;
      }
    } else others.push(word);
  }
  return { options, others };
}

function curlRequest(words: readonly Word[], tool: 'curl' | 'wget', vocabulary: Vocabulary): TextRequest | undefined {
  const { options, others } = parse(words, tool);
  const named = options.find((option) => option.name === '--url');
  const url = others.find((word) => vocabulary.isMistralHost(hostOf(word.text) ?? '')) ?? (named === undefined ? undefined : { text: named.value, start: named.end - named.value.length, end: named.end });
  if (url === undefined) return undefined;
  const isHeader = (name: string): boolean => name === '--header' || (tool === 'curl' && name === '-H');
  const headers = options.filter((option) => isHeader(option.name));
  const methods: Readonly<Record<string, string>> = { '-I': 'HEAD', '--head': 'HEAD', '--spider': 'HEAD' };
  const method = options.find((option) => option.name === '-X' || option.name === '--request' || option.name === '--method')?.value;
  return {
    url,
    method: method ?? options.flatMap((option) => methods[option.name] ?? []).at(0),
    headers: headers.flatMap(({ value, start, end }) => {
      const parts = /^(?<name>[\w-]+)\s*[:;](?<value>.*)$/su.exec(value)?.groups;
      return parts === undefined ? [] : [{ name: parts['name'] ?? '', value: parts['value'] ?? '', start, end }];
    }),
    basic: options.find(({ name }) => (tool === 'curl' ? /^(?:-u|--user|--basic)$/u : /^--(?:http-)?(?:user|password)$/u).test(name)),
    bearer: options.some(({ name }) => name === '--oauth2-bearer'),
    open:
      others.some((word) => word.text.startsWith(filled) && !vocabulary.mentionsMistralHost(word.text)) ||
      headers.some(({ value }) => !/^[\w-]+\s*[:;]/u.test(value)) ||
      options.some(({ name }) => /^(?:-K|--config|-n|--netrc|--netrc-file|--netrc-optional|--cert|-E|--aws-sigv4)$/u.test(name)),
    unchecked: options.filter(({ name }) => name === '--no-check-certificate' || name === '--insecure' || (tool === 'curl' && name === '-k')),
  };
}

/** `http POST https://… Authorization:"Bearer $KEY" field=value` */
function httpieRequest(words: readonly Word[], vocabulary: Vocabulary): TextRequest | undefined {
  const url = words.find((word) => vocabulary.isMistralHost(hostOf(word.text) ?? ''));
  if (url === undefined) return undefined;
  const headers: { name: string; value: string; start: number; end: number }[] = [];
  const unchecked: { name: string; start: number; end: number }[] = [];
  let basic: Stretch | undefined;
  let type = 'basic';
  let open = false;
  let method: string | undefined;
  let query: Word | undefined;
  words.forEach((word, index) => {
    const { text, start, end } = word;
    const next = words[index + 1];
    const header = /^(?<name>[A-Za-z][\w-]*):(?!\/\/|=)(?<value>.*)$/su.exec(text)?.groups;
    const option = /^(?<name>-[\w-]+)(?:=(?<value>.*))?$/u.exec(text)?.groups;
    const value = option?.['value'] ?? next?.text ?? '';
    switch (option?.['name']) {
      case '--verify':
        if (/^(?:no|false|0)$/iu.test(value)) unchecked.push({ name: '--verify=no', start, end: option['value'] === undefined ? (next?.end ?? end) : end });
        return;
      case '-A':
      case '--auth-type':
        type = value;
        return;
      case '-a':
      case '--auth':
        basic = { start, end: option['value'] === undefined ? (next?.end ?? end) : end };
        return;
      case '--session':
        open = true;
        return;
      default:
    }
    if (/^[A-Z]{3,7}$/u.test(text)) method = text;
    else if (word !== url && /^(?:api_?key|key|token|access_token)==/iu.test(text)) query = word;
    else if (header !== undefined && word !== url) headers.push({ name: header['name'] ?? '', value: header['value'] ?? '', start, end });
    else if (text.startsWith(filled) && word !== url) open = true;
  });
  const address = query === undefined ? url : { ...query, text: `${url.text}?${query.text}` };
  return { url: address, method, headers, basic: type === 'basic' ? basic : undefined, bearer: basic !== undefined && type !== 'basic', open, unchecked };
}
