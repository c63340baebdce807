import type { End } from '../../flow/flow.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import type { ClientId } from '../../facts/facts.js';

/** How a library makes a client, and where it takes the key from. */
export interface ClientKind {
  readonly client: ClientId;
  /** As the library names it. */
  readonly className: string;
  /** The option that takes the key; the first argument is the options. `undefined`: the key is the first argument. */
  readonly option: string | undefined;
  /** The option that names the server. */
  readonly serverOption: string;
  /** What happens without a key: `silent-401` is what the rules speak of. */
  readonly without: 'silent-401' | 'clear-error' | 'other-vendor';
  /** Made by `new`; a factory is called. */
  readonly construct: boolean;
  /** The project names it as a wrapper of a client: it may find a key by itself. */
  readonly isWrapper?: boolean;
}

const sdk: Omit<ClientKind, 'className'> = { client: 'mistral-sdk', option: 'apiKey', serverOption: 'serverURL', without: 'silent-401', construct: true };
const sdk0: Omit<ClientKind, 'className'> = { client: 'mistral-sdk-0', option: undefined, serverOption: 'endpoint', without: 'silent-401', construct: true };
const aiSdk: Omit<ClientKind, 'className'> = { client: 'ai-sdk', option: 'apiKey', serverOption: 'baseURL', without: 'clear-error', construct: false };
const langchain: Omit<ClientKind, 'className'> = { client: 'langchain', option: 'apiKey', serverOption: 'serverURL', without: 'clear-error', construct: true };
const llamaindex: Omit<ClientKind, 'className'> = { client: 'llamaindex', option: 'apiKey', serverOption: 'baseURL', without: 'clear-error', construct: true };
const openai: Omit<ClientKind, 'className'> = { client: 'openai', option: 'apiKey', serverOption: 'baseURL', without: 'other-vendor', construct: true };

const clients: Readonly<Record<string, Readonly<Record<string, Omit<ClientKind, 'className'>>>>> = {
  '@mistralai/mistralai': { Mistral: sdk, MistralCore: sdk, default: sdk0, MistralClient: sdk0 },
  '@mistralai/mistralai/core': { MistralCore: sdk },
  '@mistralai/mistralai/sdk': { Mistral: sdk },
  '@mistralai/mistralai/sdk/sdk': { Mistral: sdk },
  '@ai-sdk/mistral': { createMistral: aiSdk },
  '@langchain/mistralai': { ChatMistralAI: langchain, MistralAI: langchain, MistralAIEmbeddings: langchain },
  '@llamaindex/mistral': { MistralAI: llamaindex, MistralAIEmbedding: llamaindex, MistralAISession: llamaindex, mistral: { ...llamaindex, construct: false } },
  llamaindex: { MistralAI: llamaindex, MistralAIEmbedding: llamaindex, MistralAISession: llamaindex },
  openai: { default: openai, OpenAI: openai },
};

/** The names of the functions that make a client without `new`. */
export const factoryNames: ReadonlySet<string> = new Set(
  Object.values(clients).flatMap((exported) => Object.entries(exported).flatMap(([name, kind]) => (kind.construct ? [] : [name]))),
);

/** The package behind a specifier: `npm:` and CDN prefixes, versions and `.js` taken off. */
export function packageOf(specifier: string): string {
  return specifier
    .replace(/^(?:npm:|jsr:|https:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm|cdn\.jsdelivr\.net)\/)\/?/u, '')
    .replace(/(?<name>^@[^/@]+\/[^/@]+|^[^/@]+)@[^/]*/u, '$<name>')
    .replace(/\?[^?]*$/u, '')
    .replace(/\/\+esm$/u, '')
    .replace(/\.[cm]?js$/u, '');
}

/** Is it a client library? Its source may be part of the project. */
export function isLibrary(specifier: string): boolean {
  return Object.hasOwn(clients, packageOf(specifier));
}

/** The client that an imported class or function makes. */
export function clientOf(end: End, vocabulary: Vocabulary = plainVocabulary): ClientKind | undefined {
  if (end.kind !== 'import') return undefined;
  const exported = clients[packageOf(end.specifier)];
  if (exported === undefined) return wrapperOf(end, vocabulary);
  let names = [end.name, ...end.path.map((s) => s.name)];
  // Through a default or a namespace the class has its own name: `sdk.Mistral`, `module.default.Mistral`.
  if (names.length > 1 && (names[0] === 'default' || names[0] === '=' || names[0] === '*')) names = names.slice(1);
  const [name] = names;
  if (name === undefined || names.length > 1) return undefined;
  // What is made of a module as a whole is what CommonJS gives for it: `new (require('openai'))(…)`.
  const isDefault = name === 'default' || name === '=' || name === '*';
  const kind = exported[isDefault ? 'default' : name];
  return kind === undefined ? undefined : { ...kind, className: isDefault ? defaultNames[kind.client] ?? name : name };
}

/** A wrapper that the project names. What it does without a key is not known. */
function wrapperOf(end: End & { readonly kind: 'import' }, { clients: wrappers }: Vocabulary): ClientKind | undefined {
  const name = end.path.length === 0 ? end.name : end.name === '*' || end.name === '=' ? end.path.map((step) => step.name).join('.') : undefined;
  const wrapper = wrappers.find((one) => one.name === name && one.from === end.specifier);
  return wrapper === undefined ? undefined : { ...sdk, className: wrapper.name, option: wrapper.option ?? 'apiKey', construct: /^[A-Z]/u.test(wrapper.name), isWrapper: true };
}

const defaultNames: Partial<Record<ClientId, string>> = { 'mistral-sdk-0': 'MistralClient', openai: 'OpenAI' };
