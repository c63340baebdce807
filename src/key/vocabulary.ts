import { hostOf, isMistralHost, isPrivateHost, mentionsMistralHost, mistralHostPattern } from './hosts.js';
import { holdsWords, isKeyName, publicPrefix, segments, speaksOfMistral } from './names.js';

/** A class or function of a package that makes a Mistral client. */
export interface ClientWrapper {
  /** The module as it is imported: `@acme/llm`. */
  readonly from: string;
  /** The name that the module exports. */
  readonly name: string;
  /** The option that takes the key: `apiKey`, in Python `api_key`, if left out. */
  readonly option?: string;
}

/** What a project adds to what is known of Mistral, as its configuration says it. */
export interface VocabularyOptions {
  /** Names that a Mistral key goes by besides those that say so: `LLM_GATEWAY_KEY`. */
  readonly names?: readonly string[];
  /** Hosts that take a Mistral key, such as a proxy's. */
  readonly hosts?: readonly string[];
  /** Prefixes of variables that a build tool hands to the browser. */
  readonly publicPrefixes?: readonly string[];
  /** Wrappers of the client to follow. */
  readonly clients?: readonly ClientWrapper[];
  /** Functions that stop unless the value, or the variable, that they are given is set. */
  readonly guards?: readonly string[];
  /** Functions that print or send what they are given: `audit.write`. */
  readonly loggers?: readonly string[];
}

/** The options that make a vocabulary, in their order. */
export const vocabularyOptions = ['names', 'hosts', 'publicPrefixes', 'clients', 'guards', 'loggers'] as const satisfies readonly (keyof VocabularyOptions)[];

/** The names, hosts and functions by which the facts of a file are read: the known ones, and what the project adds. */
export class Vocabulary {
  readonly publicPrefixes: readonly string[];
  readonly clients: readonly ClientWrapper[];
  /** What a file has to say, if it does not name Mistral, to say anything in this vocabulary; `undefined` where nothing is added. */
  readonly words: RegExp | undefined;
  /** A pattern of the hosts that take a Mistral key, in any case. */
  readonly hostPattern: string;
  /** The hosts that are added. */
  readonly hosts: readonly string[];
  readonly #names: readonly (readonly string[])[];
  readonly #keyName: RegExp;
  readonly #guards: ReadonlySet<string>;
  readonly #loggers: ReadonlySet<string>;

  constructor(readonly options: VocabularyOptions = {}) {
    const { names = [], hosts = [], publicPrefixes = [], clients = [], guards = [], loggers = [] } = options;
    this.publicPrefixes = publicPrefixes;
    this.clients = clients;
    this.#names = names.map(segments);
    this.hosts = hosts.map((host) => hostOf(host) ?? withoutPort(host.toLowerCase()));
    this.#guards = new Set(guards);
    this.#loggers = new Set(loggers);
    const ownNames = this.#names.flatMap((words) => (words.length === 0 ? [] : [words.join(joint)]));
    const ownHosts = this.hosts.map(escaped);
    this.hostPattern = [mistralHostPattern, ...ownHosts].join('|');
    this.#keyName = new RegExp(String.raw`[\w.-]{0,40}(?:${['mistral', 'codestral', ...ownNames].join('|')})[\w.-]{0,40}`, 'giu');
    const spellings = [...ownNames, ...ownHosts, ...clients.map(({ from }) => spellingOfModule(from))];
    this.words = spellings.length === 0 ? undefined : new RegExp([...new Set(spellings)].join('|'), 'iu');
  }

  /** The same, with more prefixes of variables that the browser gets. */
  withPublicPrefixes(prefixes: readonly string[]): Vocabulary {
    return prefixes.length === 0 ? this : new Vocabulary({ ...this.options, publicPrefixes: [...this.publicPrefixes, ...prefixes] });
  }

  /** Whether a key of Mistral goes by a name. */
  isKeyName(name: string): boolean {
    return isKeyName(name) || this.addsKeyName(name);
  }

  /** Whether a key of Mistral goes by a name that the project adds. */
  addsKeyName(name: string): boolean {
    return this.#names.some((words) => holdsWords(name, words));
  }

  /** Whether a text speaks of Mistral at all. */
  speaksOfMistral(text: string): boolean {
    return speaksOfMistral(text) || this.words?.test(text) === true;
  }

  /** @param host a host name, with or without a port */
  isMistralHost(host: string): boolean {
    return isMistralHost(host) || this.hosts.includes(withoutPort(host.toLowerCase()));
  }

  /** Whether a host takes a Mistral key and is reached through the internet. @param host a host name, without a port */
  isRemoteMistralHost(host: string): boolean {
    return this.isMistralHost(host) && !isPrivateHost(host);
  }

  /** The names in a text that a Mistral key goes by. */
  *keyNamesIn(text: string): Generator<string, void> {
    for (const [name] of text.matchAll(this.#keyName)) if (this.isKeyName(name)) yield name;
  }

  /** Whether a name begins with what a Mistral key is called: with Mistral, or with all words of a name that is added. */
  beginsWithKeyName(name: string): boolean {
    return /^(?:mistral|codestral)/iu.test(name) || this.#names.some((words) => words.length > 0 && words.every((word, index) => segments(name)[index] === word));
  }

  /** Whether a text names a host that takes a Mistral key. */
  mentionsMistralHost(text: string): boolean {
    return mentionsMistralHost(text) || (this.hosts.length > 0 && this.hosts.some((host) => mentions(text.toLowerCase(), host)));
  }

  /** The public prefix of a name that is a Mistral key's, or `undefined`: `VITE_` of `VITE_MISTRAL_API_KEY`. */
  publicKeyPrefix(name: string, extra: readonly string[] = []): string | undefined {
    const prefix = publicPrefix(name, [...extra, ...this.publicPrefixes]);
    return prefix !== undefined && this.isKeyName(name.slice(prefix.length)) ? prefix : undefined;
  }

  /** Whether a wrapper of the client comes from a module. @param specifier as it is imported */
  isWrapperModule(specifier: string): boolean {
    return this.clients.some(({ from }) => from === specifier);
  }

  /** Whether a function stops unless what it is given is set. @param name as it is called: `requireSecret`, `env.need` */
  isGuard(name: string): boolean {
    return this.#guards.size > 0 && named(this.#guards, name);
  }

  /** Whether a function prints or sends what it is given. @param name as it is called: `audit.write` */
  isLogger(name: string): boolean {
    return this.#loggers.size > 0 && named(this.#loggers, name);
  }
}

/** What is known without a configuration. */
export const plainVocabulary = new Vocabulary();

/** The name itself, or its last part where the list has it alone. */
function named(names: ReadonlySet<string>, name: string): boolean {
  return names.has(name) || names.has(name.slice(name.lastIndexOf('.') + 1));
}

/** What may stand between the words of a name, in one of the ways in which files write it: `LLM_KEY`, `llmKey`, `llm-key`, `llm: { key: … }`. */
const joint = String.raw`[\W_]{0,12}`;

/** A module as imports spell it; in Python also in two parts: `from acme import llm`. */
function spellingOfModule(module: string): string {
  const dot = module.lastIndexOf('.');
  return /^[\w.]+$/u.test(module) && dot > 0 ? String.raw`${escaped(module.slice(0, dot))}(?:\.${module.slice(dot + 1)}|\s{1,8}import\b)` : escaped(module);
}

function escaped(text: string): string {
  return text.replace(/[$.*+?^(){}|[\]\\/]/gu, String.raw`\$&`);
}

function withoutPort(host: string): string {
  return host.replace(/:\d{1,5}$/u, '');
}

/** Whether a host stands in a text, not as a part of a longer name. */
function mentions(text: string, host: string): boolean {
  for (let at = text.indexOf(host); at >= 0; at = text.indexOf(host, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.slice(at + host.length, at + host.length + 2);
    if (!/[\w.-]/u.test(before) && !/^(?:[\w-]|\.\w)/u.test(after)) return true;
  }
  return false;
}
