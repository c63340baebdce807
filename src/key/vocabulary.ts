import { isMistralHost, mentionsMistralHost } from './hosts.js';
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
  /** Texts without which, and without the name of Mistral, a file says nothing in this vocabulary. */
  readonly spellings: readonly string[];
  readonly #names: readonly (readonly string[])[];
  readonly #hosts: readonly string[];
  readonly #guards: ReadonlySet<string>;
  readonly #loggers: ReadonlySet<string>;

  constructor(readonly options: VocabularyOptions = {}) {
    const { names = [], hosts = [], publicPrefixes = [], clients = [], guards = [], loggers = [] } = options;
    this.publicPrefixes = publicPrefixes;
    this.clients = clients;
    this.#names = names.map(segments);
    this.#hosts = hosts.map((host) => host.toLowerCase());
    this.#guards = new Set(guards);
    this.#loggers = new Set(loggers);
    this.spellings = [...new Set([...names.flatMap(spellingsOf), ...this.#hosts, ...clients.map(({ from }) => from)])];
  }

  /** The same, with more prefixes of variables that the browser gets. */
  withPublicPrefixes(prefixes: readonly string[]): Vocabulary {
    return prefixes.length === 0 ? this : new Vocabulary({ ...this.options, publicPrefixes: [...this.publicPrefixes, ...prefixes] });
  }

  /** Whether a key of Mistral goes by a name. */
  isKeyName(name: string): boolean {
    return isKeyName(name) || this.#names.some((words) => holdsWords(name, words));
  }

  /** Whether a text speaks of Mistral at all. */
  speaksOfMistral(text: string): boolean {
    return speaksOfMistral(text) || this.spellings.some((spelling) => text.includes(spelling));
  }

  /** @param host a host name, with or without a port */
  isMistralHost(host: string): boolean {
    return isMistralHost(host) || this.#hosts.includes(host.toLowerCase().replace(/:\d{1,5}$/u, ''));
  }

  /** Whether a text names a host that takes a Mistral key. */
  mentionsMistralHost(text: string): boolean {
    return mentionsMistralHost(text) || (this.#hosts.length > 0 && this.#hosts.some((host) => mentions(text.toLowerCase(), host)));
  }

  /** The public prefix of a name that is a Mistral key's, or `undefined`: `VITE_` of `VITE_MISTRAL_API_KEY`. */
  publicKeyPrefix(name: string, extra: readonly string[] = []): string | undefined {
    const prefix = publicPrefix(name, [...extra, ...this.publicPrefixes]);
    return prefix !== undefined && this.isKeyName(name.slice(prefix.length)) ? prefix : undefined;
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

/** The ways in which files write a name: `LLM_KEY`, `llm_key`, `llmKey`, `llm-key`, and as it was given. */
function spellingsOf(name: string): string[] {
  const words = segments(name);
  const camel = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const snake = words.join('_');
  return [name, snake, snake.toUpperCase(), camel, camel.charAt(0).toUpperCase() + camel.slice(1), words.join('-'), words.join('.')];
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
