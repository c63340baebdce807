import type { ClientFact, ClientId } from '../../facts/facts.js';
import type { End } from '../../flow/flow.js';
import { plainVocabulary, type Vocabulary } from '../../key/vocabulary.js';
import { dottedName } from './names.js';

/** How a library makes a client, and where it takes the key from. */
export interface PythonClient {
  readonly client: ClientId;
  readonly className: string;
  /** The arguments that take the key, the usual one first. */
  readonly options: readonly string[];
  /** The key may be the first argument by position. */
  readonly positional: boolean;
  readonly serverOptions: readonly string[];
  /** What happens without a key: `silent-401` is what the rules speak of. */
  readonly without: 'silent-401' | 'clear-error' | 'other-vendor';
  readonly fallback: NonNullable<ClientFact['fallback']>;
  readonly wrongPackage?: boolean;
  /** The project names it as a wrapper of a client: it may find a key by itself. */
  readonly isWrapper?: boolean;
}
type Kind = Omit<PythonClient, 'className'>;

const server = ['server_url', 'base_url', 'endpoint', 'url'];
const sdk1: Kind = { client: 'mistral-sdk', options: ['api_key'], positional: true, serverOptions: server, without: 'silent-401', fallback: 'never' };
const sdk2: Kind = { ...sdk1, fallback: 'newer' };
const sdk0: Kind = { ...sdk1, client: 'mistral-sdk-0', fallback: 'always' };
const documented: Kind = { ...sdk1, wrongPackage: true };
const langchain: Kind = { client: 'langchain', options: ['mistral_api_key', 'api_key'], positional: false, serverOptions: server, without: 'silent-401', fallback: 'always' };
const llamaindex: Kind = { client: 'llamaindex', options: ['api_key'], positional: false, serverOptions: server, without: 'clear-error', fallback: 'always' };
const openai: Kind = { client: 'openai', options: ['api_key'], positional: false, serverOptions: ['base_url'], without: 'other-vendor', fallback: 'never' };
const langchainOpenai: Kind = { ...openai, options: ['api_key', 'openai_api_key'], serverOptions: ['base_url', 'openai_api_base'] };

/** The classes by the top-level module that they come from. Where in the package they lie changes from version to version. */
const clients: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  mistral: { Mistral: documented },
  langchain_mistralai: { ChatMistralAI: langchain, MistralAIEmbeddings: langchain },
  llama_index: { MistralAI: llamaindex, MistralAIEmbedding: llamaindex },
  pydantic_ai: { MistralProvider: llamaindex },
  openai: { OpenAI: openai, AsyncOpenAI: openai, Client: openai, AsyncClient: openai },
  langchain_openai: { ChatOpenAI: langchainOpenai, OpenAIEmbeddings: langchainOpenai },
};
const chatModels = /^langchain_community\.(?:chat_models|embeddings)\./u;

/** Is it a client library? Its source may be part of the project. `mistral` is none: a module of the project may have that name. */
export function isLibrary(specifier: string): boolean {
  const [top = ''] = specifier.split('.');
  return top === 'mistralai' || (top !== 'mistral' && Object.hasOwn(clients, top));
}

/** The client that an imported class makes. The way it is imported tells the major version of Mistral's own library. */
export function clientOf(end: End, { clients: wrappers }: Vocabulary = plainVocabulary): PythonClient | undefined {
  const name = end.kind === 'import' ? dottedName(end) : undefined;
  if (name === undefined) return undefined;
  const [top = ''] = name.split('.');
  const className = name.slice(name.lastIndexOf('.') + 1);
  const wrapper = wrappers.find((one) => `${one.from}.${one.name}` === name);
  if (wrapper !== undefined) return { ...sdk2, className, options: [wrapper.option ?? 'api_key'], isWrapper: true };
  const kind = top === 'mistralai' ? ownClient(name, className) : chatModels.test(name) ? clients['langchain_mistralai']?.[className] : clients[top]?.[className];
  return kind === undefined ? undefined : { ...kind, className };
}

/** Does a dotted name lead into a package that has clients? */
export function mayBeClient(name: string, { clients: wrappers }: Vocabulary): boolean {
  const [top = ''] = name.split('.');
  return top === 'mistralai' || Object.hasOwn(clients, top) || chatModels.test(name) || wrappers.some(({ from }) => name.startsWith(from));
}

function ownClient(name: string, className: string): Kind | undefined {
  if (className === 'MistralClient' || className === 'MistralAsyncClient') return sdk0;
  if (className !== 'Mistral') return undefined;
  if (/^mistralai\.(?:azure|gcp)\b/u.test(name)) return undefined;
  return name.startsWith('mistralai.client') ? sdk2 : sdk1;
}
